"""What both databases must guarantee alike: exact decimals and append-only tables."""

from haidang.foundation.database.append_only import append_only
from haidang.foundation.database.fields import ExactDecimalField

__all__ = ["ExactDecimalField", "append_only"]
