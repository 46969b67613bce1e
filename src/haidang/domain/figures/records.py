"""Relations as plain records, for JSON lines."""

from typing import TypedDict

from haidang.domain.figures.model import Relation


class RelationRecord(TypedDict):
    """A relation as it leaves the program; offsets count characters of the text."""

    kind: str
    start: int
    end: int
    operands: list[str]
    stated: str
    verdict: str
    suggestions: list[str]
    reason: str
    arithmetic: str


def as_record(relation: Relation) -> RelationRecord:
    """Return `relation` as a record of strings and numbers; suggestions best first."""
    return {
        "kind": relation.kind.value,
        "start": relation.start,
        "end": relation.end,
        "operands": list(relation.operands),
        "stated": relation.stated,
        "verdict": relation.verdict.value,
        "suggestions": [suggestion.text for suggestion in relation.suggestions],
        "reason": relation.reason.value,
        "arithmetic": relation.arithmetic_vi,
    }
