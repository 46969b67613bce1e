"""Scores a checker on labelled texts: five measures, counted over texts.

A relation is found where one of the same kind overlaps the labelled stretch and speaks of the labelled figure. A
flag is right where it overlaps a labelled contradiction of its kind. Sums and rests may swap, and so may changes.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NotRequired, TypedDict

from haidang.domain.figures import Relation, Verdict
from haidang.domain.figures.tests.generator import same_kind

WRITTEN = Path(__file__).parent / "data" / "written"
_CLOSE = 3
"""Proposals that an official looks at."""
Checker = Callable[[str], Sequence[Relation]]


class Label(TypedDict):
    """A relation that a reader saw in a text."""

    kind: str
    span_text: str
    operands: list[str]
    stated: str
    verdict: str


class Labelled(TypedDict):
    """A text with its relations; `likely_intended` is the figure that should have stood there."""

    id: str
    type: str
    text: str
    claims: list[Label]
    likely_intended: NotRequired[str]


@dataclass(slots=True)
class Score:
    """Counts, and what was missed."""

    relations: int = 0
    found: int = 0
    contradictions: int = 0
    caught: int = 0
    flags: int = 0
    right: int = 0
    clean: int = 0
    clean_alarms: int = 0
    proposals: int = 0
    first: int = 0
    close: int = 0
    by_kind: dict[str, "Score"] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def of_kind(self, kind: str) -> "Score":
        """Return the counts of one kind of relation."""
        return self.by_kind.setdefault(kind, Score())


def written_files() -> list[Path]:
    """Return the files of labelled texts."""
    return sorted(WRITTEN.glob("*.jsonl"))


def read_labelled(path: Path) -> list[Labelled]:
    """Return the texts of one file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(texts: Iterable[Labelled], check: Checker) -> Score:
    """Check every text and count."""
    total = Score()
    for item in texts:
        relations = check(item["text"])
        _count_flags(total, item, relations)
        for claim in item["claims"]:
            near = _near(relations, item["text"], claim)
            for counts in (total, total.of_kind(claim["kind"])):
                _count_claim(counts, item, claim, near)
    return total


def _count_flags(total: Score, item: Labelled, relations: Sequence[Relation]) -> None:
    total.clean += not item["claims"]
    wrong = [claim for claim in item["claims"] if claim["verdict"] == Verdict.INCONSISTENT]
    for flag in relations:
        if flag.verdict is not Verdict.INCONSISTENT:
            continue
        right = any(_near((flag,), item["text"], claim) for claim in wrong)
        for counts in (total, total.of_kind(flag.kind.value)):
            counts.flags += 1
            counts.right += right
        if not right:
            total.clean_alarms += not item["claims"]
            total.alarms.append(f"{item['id']} {flag.kind}: {item['text'][flag.start : flag.end]}")


def _count_claim(counts: Score, item: Labelled, claim: Label, near: Sequence[Relation]) -> None:
    stated = _bare(claim["stated"])
    counts.relations += 1
    counts.found += any(stated in (_bare(r.stated), *map(_bare, r.operands)) for r in near)
    if claim["verdict"] != Verdict.INCONSISTENT:
        return
    caught = [relation for relation in near if relation.verdict is Verdict.INCONSISTENT]
    counts.contradictions += 1
    counts.caught += bool(caught)
    if not caught:
        counts.missed.append(f"{item['id']} {claim['kind']}: {claim['span_text']}")
    meant = item.get("likely_intended")
    if caught and meant:
        offers = [[_bare(suggestion.text) for suggestion in flag.suggestions] for flag in caught]
        counts.proposals += 1
        counts.first += any(offer[:1] == [_bare(meant)] for offer in offers)
        counts.close += any(_bare(meant) in offer[:_CLOSE] for offer in offers)


def _near(relations: Iterable[Relation], text: str, claim: Label) -> list[Relation]:
    start = text.find(claim["span_text"])
    end = start + len(claim["span_text"])
    return [r for r in relations if r.start < end and start < r.end and same_kind(r.kind, claim["kind"])]


def _bare(figure: str) -> str:
    """Return the digits and separators of a figure without leading zeros, or the name as it stands."""
    return re.sub(r"[^\d,.]", "", figure).strip(".,").lstrip("0") or figure.strip()
