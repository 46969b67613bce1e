"""Numerals torn by a scanner or a hand: "64 ,56%", "1. 237", "3.O50". What was meant is uncertain: none is read."""

import re
from typing import Final

_BEFORE: Final = re.compile(r"(?:[0-9][.,]{2}|[0-9] [.,]|(?<![0-9])[0-9]\.[0-9]{1,2} )$")
_AFTER: Final = re.compile(r" [.,][0-9]|\.(?:[^\W\d_][0-9]|[0-9]*[OIl]{1,3}(?!\w))|\+[0-9]")
_GROUP_AFTER: Final = re.compile(r"\. [0-9]{3}(?![0-9])")
_SPLIT: Final = re.compile(r"[0-9] [0-9]{1,2},[0-9]+%")
_LONE_DIGIT: Final = re.compile(r"(?:^|[^0-9.,])[0-9] $")
_LONGEST: Final = 12


def is_torn(text: str, start: int, end: int) -> bool:
    """True where the numeral at `start`..`end` is a piece of one."""
    if _is_cut_before(text, start, end) or _is_cut_after(text, start, end):
        return True
    if end - start == 3 and text.endswith(". ", 0, start):
        lead = text[max(0, start - _LONGEST) : start]
        return not _is_mark(text, start, lead) and bool(re.search(r"[^\n][0-9]\. $", lead))
    return bool(_GROUP_AFTER.match(text, end)) and "\n" not in text[max(0, start - 2) : start] and start > 0


def _is_cut_before(text: str, start: int, end: int) -> bool:
    """True after a piece of the same numeral: "3 4,5", "1. 237"."""
    if not start or text[start - 1] not in " .,":
        return False
    if "," in text[start:end] and _LONE_DIGIT.search(text, max(0, start - 3), start):
        return True
    return _BEFORE.search(text, max(0, start - 5), start) is not None


def _is_cut_after(text: str, start: int, end: int) -> bool:
    """True before another piece of the same numeral: "64 ,56", "3 45,6%"."""
    if text[end : end + 1] in " .+" and _AFTER.match(text, end):
        return True
    return text[start + 1 : start + 2] == " " and _SPLIT.match(text, start) is not None


def _is_mark(text: str, start: int, lead: str) -> bool:
    """True where what stands before is the mark of an item: "1. 237 hồ sơ" at the start of a line."""
    line = (
        text[text.rfind("\n", max(0, start - 8), start) + 1 : start]
        if "\n" in lead
        else text[max(0, start - 8) : start]
    )
    return len(line) <= 4 and line.strip(" .").isdigit()
