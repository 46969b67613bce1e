"""Numbers of persons in texts: tokens where they are kept, dots where they are shown.

A number is twelve digits (eleven where a spreadsheet dropped the zero), whatever stands beside it, together or in
groups of three and more that one and the same sign parts. A date or an hour is none, a tax code is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from haidang.domain.vietnamese import CodeKind, parse_tax_code
from haidang.foundation.protection import WrongToken, protect, reveal

_GROUP: Final = re.compile(r"\d+")
_TOKEN: Final = re.compile(r"⟦(bv1\.[A-Za-z0-9_-]{22,400})⟧")
"""In brackets, so that a letter after it is not taken for a part of it."""
_DIGITS: Final = 12
_MOST_GROUPS: Final = 4
_SMALLEST_GROUP: Final = 3
_WIDEST_SIGN: Final = 3
_DOTS: Final = "•" * _DIGITS
_ENOUGH: Final = re.compile(r"\d(?:\D{0,3}\d){10}")
"""Eleven digits that may belong together: most texts have none, and are not looked at further."""


def veil(text: str) -> str:
    """Return the text with every number that may be a person's as a token (`foundation/protection`)."""
    return _replaced(text, lambda number: f"⟦{protect(number)}⟧")


def unveil(text: str) -> str:
    """Return the text as it was. Only for what reads it again: nobody is shown the result."""
    return _TOKEN.sub(_revealed, text)


def _revealed(token: re.Match[str]) -> str:
    try:
        return reveal(token[1])
    except WrongToken:  # somebody wrote what looks like one
        return token[0]


def dotted(text: str) -> str:
    """Return the text for people's eyes: numbers of persons, and their tokens, are dots."""
    return _replaced(_TOKEN.sub(_DOTS, text), lambda _number: _DOTS)


def _replaced(text: str, by: Callable[[str], str]) -> str:
    if _ENOUGH.search(text) is None:
        return text
    kept, end = [], 0
    for start, stop in _numbers(text):
        kept += [text[end:start], by(text[start:stop])]
        end = stop
    return "".join([*kept, text[end:]])


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of persons stand, from left to right, outside of tokens."""
    tokens = [token.span() for token in _TOKEN.finditer(text)]
    groups = [
        found.span()
        for found in _GROUP.finditer(text)
        if not any(start <= found.start() < stop for start, stop in tokens)
    ]
    place = 0
    while place < len(groups):
        count = _count_of_groups(text, groups[place : place + _MOST_GROUPS])
        if count:
            yield groups[place][0], groups[place + count - 1][1]
        place += count or 1


def _count_of_groups(text: str, groups: list[tuple[int, int]]) -> int:
    """How many groups, from the first, make a number of a person; 0: none."""
    digits, sign = "", ""
    for count, (start, stop) in enumerate(groups, start=1):
        if count > 1:
            parting = text[groups[count - 2][1] : start]
            if stop - start < _SMALLEST_GROUP or not _parts(parting, sign) or len(digits) < _SMALLEST_GROUP:
                return 0
            sign = parting
        digits += "".join(str(int(digit)) for digit in text[start:stop])
        is_whole = len(digits) == _DIGITS or (count == 1 and len(digits) == _DIGITS - 1)
        if is_whole and parse_tax_code(digits).kind is CodeKind.PERSONAL:
            return count
        if len(digits) >= _DIGITS:
            return 0
    return 0


def _parts(parting: str, sign: str) -> bool:
    """Whether a text between two groups parts one number: short, no letter, the same as before."""
    if len(parting) > _WIDEST_SIGN or any(char.isalnum() for char in parting):
        return False
    return not sign or parting == sign
