"""Files in: each kind becomes a Source."""

from haidang.domain.plan_tables.opening.opening import open_source

__all__ = ["open_source"]
