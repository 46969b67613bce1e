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
_MOST_WORDS: Final = 8


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
    known = _words()
    for size in range(1, min(len(words), _MOST_WORDS) + 1):
        for at in range(len(words) - size + 1):
            phrase = words[at : at + size]
            field = known.get(phrase)
            if field is None:
                continue
            score = _score(phrase, at, len(words))
            if score >= _LEAST and (field not in best or score > best[field].score):
                best[field] = HeadingMatch(field, score, " ".join(phrase))
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def _score(phrase: tuple[str, ...], at: int, length: int) -> float:
    """Return how far a phrase at a place of a heading of so many words tells what its column holds."""
    if len(phrase) == length:
        return 1.0
    if len(phrase) == 1 and len(phrase[0]) < 4 and phrase[0] not in ("mst", "msdn"):
        return 0.0  # "tt", "quy", "no" mean something only by themselves
    return (0.35 if at else 0.55) + 0.4 * len(phrase) / length
