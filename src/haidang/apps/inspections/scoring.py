"""The score of a checklist: points of the answers, of all points that the questions which apply can give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from haidang.apps.inspections.models import ChecklistAnswer, Reply
from haidang.apps.inspections.procedures import Checklist, Item

_SHARES: Final = {Reply.YES: Decimal(1), Reply.PARTLY: Decimal("0.5"), Reply.NO: Decimal(0)}


@dataclass(frozen=True)
class Line:
    """A question with its newest answer and its points."""

    item: Item
    answer: ChecklistAnswer | None
    points: Decimal | None


@dataclass(frozen=True)
class Score:
    """Points of `possible` ones; `rate` in percent, None while nothing that applies is answered."""

    lines: tuple[Line, ...]
    points: Decimal
    possible: int
    answered: int

    @property
    def rate(self) -> Decimal | None:
        if not self.possible:
            return None
        return (self.points * 100 / self.possible).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.lines)


def newest_answers(answers: Sequence[ChecklistAnswer]) -> dict[str, ChecklistAnswer]:
    """The answer that counts, by question."""
    return {answer.item: answer for answer in sorted(answers, key=lambda answer: answer.pk)}


def score(checklist: Checklist, answers: Sequence[ChecklistAnswer]) -> Score:
    """Score the answers: "yes" gives all points of a question, "partly" half, "no" none.

    What does not apply, and what is not answered yet, counts neither way.
    """
    newest = newest_answers(answers)
    lines = []
    for item in checklist.items:
        answer = newest.get(item.key)
        share = _SHARES.get(Reply(answer.reply)) if answer else None
        lines.append(Line(item, answer, None if share is None else item.weight * share))
    counted = [line for line in lines if line.points is not None]
    points = sum((line.points or Decimal(0) for line in counted), Decimal(0))
    possible = sum(line.item.weight for line in counted)
    return Score(tuple(lines), points, possible, sum(1 for line in lines if line.answer))
