"""What both databases must guarantee alike: exact decimals, append-only tables, writers in a queue, many rows."""

from haidang.foundation.database.append_only import append_only
from haidang.foundation.database.fields import ExactDecimalField
from haidang.foundation.database.locks import is_free, queue_for
from haidang.foundation.database.rows import distinct_values, insert_into, insert_rows, update_rows

__all__ = [
    "ExactDecimalField",
    "append_only",
    "distinct_values",
    "insert_into",
    "insert_rows",
    "is_free",
    "queue_for",
    "update_rows",
]
