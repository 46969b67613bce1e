"""What the page says of a checked text: counts, lists that are linked with the text, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language

from haidang.domain.figures import Verdict
from haidang.domain.file_text import Media, Place
from haidang.foundation.figurecheck import CheckedFile, CheckedRelation, Repair, chance_vi, place_en, place_vi
from haidang.foundation.web.public_checks import counts_of
from haidang.portal.marking import MarkedText
from haidang.portal.wording import KINDS, REASONS

MOST_LISTED: Final = 300
MOST_UNCHECKED: Final = 600
_MOST_REPAIRS: Final = 3
_AROUND: Final = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """A relation in a list: `number` counts in the list, `index` names it in links; its spot may not be shown."""

    number: int
    index: int
    relation: CheckedRelation
    is_shown: bool

    @property
    def kind(self) -> Any:
        return KINDS.get(self.relation.kind, self.relation.kind)

    @property
    def reason(self) -> Any:
        return REASONS.get(self.relation.reason, "")

    @property
    def arithmetic(self) -> str:
        words = self.relation.arithmetic_vi
        return words[:1].upper() + words[1:]

    @property
    def repairs(self) -> list[tuple[Repair, str]]:
        """The best repairs, each with what its fitting is worth, in Vietnamese."""
        return [(repair, chance_vi(repair.chance)) for repair in self.relation.repairs[:_MOST_REPAIRS]]

    @property
    def place(self) -> str:
        return place_words(self.relation.place)


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A figure in no relation, with the words around it."""

    start: int
    text: str
    before: str
    after: str
    place: str
    is_shown: bool


class Answer:
    """A checked text, ready for the template. Lists are cut; the file to download has everything."""

    def __init__(self, result: CheckedFile) -> None:
        self.result = result
        self.counts = counts_of(result)
        numbers: dict[int, int] = {}
        self.marked = MarkedText(result, numbers)
        self.wrong = self._listed(Verdict.INCONSISTENT)
        self.undecided = self._listed(Verdict.UNDETERMINED)
        self.right = self._listed(Verdict.CONSISTENT)
        numbers.update((listed.index, listed.number) for listed in (*self.wrong, *self.undecided))

    @property
    def is_docx(self) -> bool:
        return self.result.media is Media.DOCX

    @property
    def unchecked(self) -> list[Unchecked]:
        """The figures in no relation."""
        return [self._unchecked(figure.start, figure.end, figure.place) for figure in self._first_unchecked]

    @property
    def unlisted(self) -> int:
        """How many figures in no relation are left out of the list."""
        return len(self.result.unchecked) - len(self._first_unchecked)

    @property
    def _first_unchecked(self) -> tuple[Any, ...]:
        return self.result.unchecked[:MOST_UNCHECKED]

    def _listed(self, verdict: Verdict) -> list[Listed]:
        found = ((n, r) for n, r in enumerate(self.result.relations) if r.verdict is verdict)
        return [
            Listed(number, n, relation, self._is_shown(relation))
            for number, (n, relation) in enumerate(_first(found), 1)
        ]

    def _is_shown(self, relation: CheckedRelation) -> bool:
        return bool(relation.figures) and relation.figures[-1].start < self.marked.end

    def _unchecked(self, start: int, end: int, place: Place) -> Unchecked:
        text = self.result.text
        before, after = _before(text, start), _after(text, end)
        return Unchecked(start, text[start:end], before, after, place_words(place), start < self.marked.end)


def place_words(place: Place) -> str:
    """Where something stands, in the language of the page."""
    return place_en(place) if get_language() == "en" else place_vi(place)


def _first(found: Iterable[tuple[int, CheckedRelation]]) -> list[tuple[int, CheckedRelation]]:
    return [pair for _, pair in zip(range(MOST_LISTED), found, strict=False)]


def _before(text: str, start: int) -> str:
    """The whole words before a figure, on its line."""
    first = text.rfind("\n", 0, start) + 1
    if start - first <= _AROUND:
        return _flat(text[first:start])
    words = text[start - _AROUND : start]
    return "…" + _flat(words[words.find(" ") + 1 :])


def _after(text: str, end: int) -> str:
    """The whole words after a figure, on its line."""
    stop = text.find("\n", end)
    last = len(text) if stop < 0 else stop
    if last - end <= _AROUND:
        return _flat(text[end:last])
    words = text[end : end + _AROUND]
    return _flat(words[: words.rfind(" ") + 1 or _AROUND]).rstrip() + "…"


def _flat(words: str) -> str:
    """Words of a row without its bars; a blank at the edge stays where one was."""
    cleaned = " ".join(words.replace("|", " ").split())
    lead = " " if words[:1].isspace() else ""
    trail = " " if words[-1:].isspace() and cleaned else ""
    return f"{lead}{cleaned}{trail}"
