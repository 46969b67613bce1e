"""What both databases must guarantee alike: exact decimals, append-only tables, writers in a queue."""

from haidang.foundation.database.append_only import append_only
from haidang.foundation.database.fields import ExactDecimalField
from haidang.foundation.database.locks import is_free, queue_for

__all__ = ["ExactDecimalField", "append_only", "is_free", "queue_for"]
