"""Finds numerals that stand in a text without being a quoted figure, a citation or a marked exception."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from haidang.domain.quoting.markup import NUMERAL_KINDS, Run, TextRun, parse, render

_NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_CONTEXT: Final = 30


@dataclass(frozen=True, slots=True)
class Stray:
    """A numeral nobody accounts for, with the words around it."""

    text: str
    context: str


def stray_numerals(runs: Iterable[Run]) -> list[Stray]:
    """The numerals in plain text runs: each must be bound to a figure, or marked with a reason."""
    return [stray for run in runs if isinstance(run, TextRun) for stray in _in_text(run.text)]


def stray_numerals_of(text: str) -> list[Stray]:
    """The numerals of a marked-up text that nothing accounts for, in order. Raises `MarkupError`."""
    return stray_numerals(parse(text))


def replace_stray(text: str, index: int, run: Run) -> str:
    """The text with a run in the place of stray numeral `index` (from 0). Raises `MarkupError`, `IndexError`."""
    left = index
    before: list[Run] = []
    runs = parse(text)
    for number, found in enumerate(runs):
        matches = list(_NUMERAL.finditer(found.text)) if isinstance(found, TextRun) else []
        if left >= len(matches) or not isinstance(found, TextRun):
            left -= len(matches)
            before.append(found)
            continue
        start, end = matches[left].start(), matches[left].start() + len(matches[left].group().strip())
        parts = [TextRun(found.text[:start]), run, TextRun(found.text[end:])]
        return render([*before, *parts, *runs[number + 1 :]])
    raise IndexError(index)


def _in_text(text: str) -> list[Stray]:
    return [
        Stray(match.group().strip(), text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT].strip())
        for match in _NUMERAL.finditer(text)
    ]


__all__ = ["NUMERAL_KINDS", "Stray", "replace_stray", "stray_numerals", "stray_numerals_of"]
