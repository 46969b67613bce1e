"""Finds numerals that stand in a text without being a quoted figure, a citation or a marked exception."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from haidang.domain.quoting.markup import NUMERAL_KINDS, Run, TextRun

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


def _in_text(text: str) -> list[Stray]:
    return [
        Stray(match.group().strip(), text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT].strip())
        for match in _NUMERAL.finditer(text)
    ]


__all__ = ["NUMERAL_KINDS", "Stray", "stray_numerals"]
