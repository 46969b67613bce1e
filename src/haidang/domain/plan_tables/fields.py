"""What a column of a plan may hold, and the headings under which offices write it.

Headings: the form of a plan's line in Circular 56/2025/TT-BCT (forms 01 and 02: number, name, code, head office,
content, time, period examined, co-ordinating agency), and how offices word the same things: data/headings.csv. Ours.
"""

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from io import StringIO
from typing import Final

from haidang.domain.vietnamese import fold


class Field(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    NAME = "name"
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    CONTENT = "content"
    BASIS = "basis"
    FORM = "form"
    LEAD = "lead"
    CO_UNITS = "co_units"
    WINDOW = "window"
    START = "start"
    END = "end"
    EXAMINED = "examined"
    DAYS = "days"
    STAFF = "staff"
    NOTE = "note"
    IGNORED = "ignored"


_LONGEST_HEADING: Final = 150
_LEAST: Final = 0.5


@cache
def _words() -> dict[tuple[str, ...], Field]:
    """Return the words of known headings, and what columns under them hold."""
    text = (files("haidang.domain.plan_tables") / "data" / "headings.csv").read_text(encoding="utf-8")
    return {tuple(row["phrase"].split()): Field(row["field"]) for row in csv.DictReader(StringIO(text))}


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A field that a heading may name, how sure that is (0 to 1), and by which words."""

    field: Field
    score: float
    phrase: str


def plain_heading(text: str) -> str:
    """Return a heading folded, without signs, numbers of years and what stands in brackets."""
    return _plain(text[: 2 * _LONGEST_HEADING])


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    folded = fold(text)
    outside = re.sub(r"\([^)]*\)", " ", folded)
    words = re.sub(r"[^a-z0-9]+", " ", outside if re.search("[a-z]", outside) else folded)
    return " ".join(re.sub(r"\b(nam )?20[0-9]{2}\b", " ", words).split())


def matches_of(heading: str) -> tuple[HeadingMatch, ...]:
    """Return the fields that a heading may name, best first; none for long texts."""
    if len(heading) > _LONGEST_HEADING:
        return ()
    return _matches(plain_heading(heading))


@lru_cache(maxsize=4_096)
def _matches(plain: str) -> tuple[HeadingMatch, ...]:
    if not plain:
        return ()
    best: dict[Field, HeadingMatch] = {}
    words = tuple(plain.split())
    for phrase, field in _words().items():
        size = len(phrase)
        if size > len(words):
            continue
        if phrase == words:
            score = 1.0
        elif size == 1 and len(phrase[0]) < 4 and phrase[0] not in ("mst", "msdn"):
            continue
        elif phrase == words[:size]:
            score = 0.55 + 0.4 * size / len(words)
        elif any(phrase == words[at : at + size] for at in range(1, len(words) - size + 1)):
            score = 0.35 + 0.4 * size / len(words)
        else:
            continue
        if score >= _LEAST and (field not in best or score > best[field].score):
            best[field] = HeadingMatch(field, score, " ".join(phrase))
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def is_heading(text: str) -> bool:
    """Whether a text reads like the heading of a column."""
    return bool(matches_of(text))
