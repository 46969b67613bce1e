"""Writes of the registry: taking the rows of a register, and looking at a personal number."""

from haidang.apps.enterprises.services.revealing import SHORTEST_REASON, reveal_personal_number
from haidang.apps.enterprises.services.taking import Row, take_rows

__all__ = ["SHORTEST_REASON", "Row", "reveal_personal_number", "take_rows"]
