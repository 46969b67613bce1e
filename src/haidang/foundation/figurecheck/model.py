"""What checking a file gives. Plain data: it crosses from the child process as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from haidang.domain.figures import Report, Verdict
from haidang.domain.file_text import FileText, Media, Place


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure that would make a relation true, why (Vietnamese), and the chance that it fits by coincidence."""

    text: str
    because: str
    chance: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the text at `start`..`end`."""

    start: int
    end: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class CheckedRelation:
    """A relation at `start`..`end`; `figures` are the figures in it, `place` is where the stated one stands."""

    kind: str
    start: int
    end: int
    operands: tuple[str, ...]
    stated: str
    verdict: Verdict
    reason: str
    arithmetic_vi: str
    repairs: tuple[Repair, ...]
    figures: tuple[Figure, ...]
    place: Place

    def as_record(self) -> dict[str, Any]:
        """Return the record of `haidang figures check --jsonl`, with repairs and place beside it."""
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "operands": list(self.operands),
            "stated": self.stated,
            "verdict": self.verdict.value,
            "suggestions": [repair.text for repair in self.repairs],
            "reason": self.reason,
            "arithmetic": self.arithmetic_vi,
            "repairs": [asdict(repair) for repair in self.repairs],
            "figures": [{"start": f.start, "end": f.end, "text": f.text} for f in self.figures],
            "place": place_record(self.place),
        }


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A text, the relations between its figures in the order of the text, and the figures in no relation."""

    name: str
    media: Media
    text: str
    relations: tuple[CheckedRelation, ...]
    unchecked: tuple[Figure, ...]
    figure_count: int

    @property
    def contradictions(self) -> tuple[CheckedRelation, ...]:
        """The relations that cannot hold."""
        return self.with_verdict(Verdict.INCONSISTENT)

    def with_verdict(self, verdict: Verdict) -> tuple[CheckedRelation, ...]:
        """The relations with a verdict."""
        return tuple(relation for relation in self.relations if relation.verdict is verdict)


def place_record(place: Place) -> dict[str, int | str]:
    """Return what a place has."""
    return {name: value for name, value in asdict(place).items() if value}


def checked(name: str, source: FileText, report: Report) -> CheckedFile:
    """Put a report on a text together with the places of its file."""

    def figure(start: int, end: int) -> Figure:
        return Figure(start, end, source.text[start:end], source.place_of(start))

    relations = tuple(
        CheckedRelation(
            kind=relation.kind.value,
            start=relation.start,
            end=relation.end,
            operands=relation.operands,
            stated=relation.stated,
            verdict=relation.verdict,
            reason=relation.reason.value,
            arithmetic_vi=relation.arithmetic_vi,
            repairs=tuple(Repair(found.text, found.because, found.chance) for found in relation.suggestions),
            figures=tuple(figure(quantity.start, quantity.end) for quantity in relation.figures),
            place=source.place_of(relation.figures[-1].start if relation.figures else relation.start),
        )
        for relation in report.relations
    )
    unchecked = tuple(figure(quantity.start, quantity.end) for quantity in report.unchecked)
    return CheckedFile(name, source.media, source.text, relations, unchecked, len(report.quantities))
