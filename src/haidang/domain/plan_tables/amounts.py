"""How long and by how many: "05 ngày", "5 ngày làm việc", "3-5 ngày/đơn vị", "4 người", "đoàn 3-4 người"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from haidang.domain.plan_tables.sources import Cell, CellKind
from haidang.domain.vietnamese import fold

_LONGEST: Final = 80
_MOST_DAYS: Final = 366
_MOST_STAFF: Final = 500
_NUMBER: Final = (
    r"(?P<{0}>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?|1/2|½|nua|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
)
_WORDS: Final = {
    "nua": "0.5", "1/2": "0.5", "½": "0.5", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5", "sau": "6",
    "bay": "7", "tam": "8", "chin": "9", "muoi": "10",
}  # fmt: skip
_TIMES: Final = {"ngay": Decimal(1), "buoi": Decimal("0.5"), "tuan": Decimal(7), "": Decimal(1)}
_LEADING: Final = r"(?:(?P<most>khong qua|toi da|<=|≤)|khoang|du kien|trong|toi thieu)?\s*"
_DAYS: Final = re.compile(
    rf"{_LEADING}{_NUMBER.format('n')}(?:\s*(?:-|den)\s*{_NUMBER.format('m')})?\s*(?P<unit>ngay|buoi|tuan)?"
    r"\s*(?P<working>lam viec|lv)?\s*(?:(?:/|tren|cho|moi|tai)\s*(?:0?1|mot|moi)?\s*[a-z ]{1,30})?\.?"
)
_PEOPLE: Final = (
    r"(?:nguoi|can bo|thanh vien|dong chi|d/c|cong chuc|thanh tra vien|ktv|ttv|truong doan|pho doan|pho truong doan|"
    r"thu ky|cbcc|chuyen vien|nhan su|vien chuc)"
)
_STAFF: Final = re.compile(
    rf"{_LEADING}{_NUMBER.format('n')}(?:\s*(?:-|den)\s*{_NUMBER.format('m')})?\s*{_PEOPLE}?"
    r"(?:\s*/\s*[a-z ]{1,30})?\.?"
)
_COUNTED: Final = re.compile(rf"(?:^|[\s,;+(]){_NUMBER.format('n')}\s*(?={_PEOPLE})")

_LEADER: Final = re.compile(r"(?<![0-9] )(?<!mot )\btruong doan\b")
"""The head of the team, not counted in numbers: "trưởng đoàn và 3 thành viên" are four."""


@dataclass(frozen=True, slots=True)
class Days:
    """From `least` to `most` days; `are_working`: "ngày làm việc" is written. Half days are 0.5."""

    least: Decimal
    most: Decimal
    are_working: bool


def parse_days(cell: Cell) -> Days | None:
    """Return how many days are meant, None for what is no number of days between 0 and 366."""
    return _days(cell.raw) if cell.kind in (CellKind.TEXT, CellKind.NUMBER) else None


@lru_cache(maxsize=4_096)
def _days(text: str) -> Days | None:
    found = _DAYS.fullmatch(_plain(text))
    if found is None:
        return None
    times = _TIMES[found["unit"] or ""]
    least = _number(found["n"]) * times
    most = _number(found["m"]) * times if found["m"] else least
    if not 0 < least <= most <= _MOST_DAYS:
        return None
    return Days(Decimal(0) if found["most"] else least, most, found["working"] is not None)


def parse_staff(cell: Cell) -> int | None:
    """Return how many people are meant, the larger number of a range; None for what is no number of people."""
    return _staff(cell.raw) if cell.kind in (CellKind.TEXT, CellKind.NUMBER) else None


@lru_cache(maxsize=4_096)
def _staff(text: str) -> int | None:
    plain = _plain(text)
    found = _STAFF.fullmatch(plain)
    if found is not None:
        count = _number(found["m"] or found["n"])
    else:
        parts = [_number(part["n"]) for part in _COUNTED.finditer(plain)]
        count = sum(parts, Decimal(1 if parts and _LEADER.search(plain) else 0))
    is_whole = count == count.to_integral_value()
    return int(count) if is_whole and 0 < count <= _MOST_STAFF else None


def _plain(text: str) -> str:
    return re.sub("[‐‑‒–—−]", "-", fold(text)) if len(text) <= _LONGEST else ""


def _number(text: str) -> Decimal:
    return Decimal(_WORDS.get(text, text).replace(",", "."))
