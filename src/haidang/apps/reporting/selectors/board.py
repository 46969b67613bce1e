"""The board of a round: who sent what, how late, what is missing, and what the co-ordinator does next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from haidang.apps.observations.models import Category
from haidang.apps.reporting.models import (
    AppendixStatus,
    Assignment,
    AssignmentStatus,
    Remark,
    Round,
    Tally,
)
from haidang.apps.reporting.policies import visible_assignments
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor

_IN = Q(status=AssignmentStatus.RECEIVED) | Q(received_on__isnull=False)
_OWED = Q(received_on=None) & ~Q(status__in=(AssignmentStatus.RECEIVED, AssignmentStatus.EXCUSED))


@dataclass(frozen=True)
class BoardQuery:
    """What somebody wants to see of a board. `only` is one of the keys of `ONLY`."""

    words: str = ""
    status: str = ""
    only: str = ""


ONLY = ("received", "outstanding", "overdue", "late", "appendix")


@dataclass(frozen=True)
class Board:
    """A round at a glance: units asked, received, and in each state."""

    asked: int
    received: int
    approved_in_time: int
    overdue: int
    late: int
    to_judge: int
    returned: int
    accepted: int
    excused: int
    without_appendix: int
    by_status: dict[str, int]

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """The states in which there is a report: (value, label, how many), in the order of the way."""
        labels = dict(AssignmentStatus.choices)
        return [(value, str(labels[value]), count) for value, count in self.by_status.items() if count]


def get_board(actor: Actor, round_: Round, today: date) -> Board:
    """The counts over all units that the actor sees, in one query."""
    assignments = (
        visible_assignments(actor).filter(round=round_).annotate(due=Coalesce("extended_to", "round__due_on"))
    )
    states = {f"is_{value}": Count("pk", filter=Q(status=value)) for value in AssignmentStatus.values}
    found = assignments.aggregate(
        asked=Count("pk", filter=~Q(status=AssignmentStatus.EXCUSED)),
        received=Count("pk", filter=_IN),
        overdue=Count("pk", filter=_OWED & Q(due__lt=today)),
        late=Count("pk", filter=Q(received_on__gt=F("due"))),
        without_appendix=Count("pk", filter=_IN & Q(appendix__in=(AppendixStatus.NO, AppendixStatus.PARTLY))),
        **states,
    )
    by_status = {value: found[f"is_{value}"] for value in AssignmentStatus.values}
    return Board(
        asked=found["asked"],
        received=found["received"],
        approved_in_time=found["received"] - found["late"],
        overdue=found["overdue"],
        late=found["late"],
        to_judge=by_status[AssignmentStatus.RECEIVED] if round_.is_run_here else 0,
        returned=by_status[AssignmentStatus.RETURNED],
        accepted=by_status[AssignmentStatus.ACCEPTED],
        excused=by_status[AssignmentStatus.EXCUSED],
        without_appendix=found["without_appendix"],
        by_status=by_status,
    )


def list_board_rows(actor: Actor, round_: Round, query: BoardQuery, today: date) -> QuerySet[Assignment]:
    """The units of a round that match, with what they were asked and have answered.

    They stand in the order of the Vietnamese alphabet, which no database knows by itself: `position` was counted when
    the round was opened.
    """
    assignments = visible_assignments(actor).filter(round=round_).select_related("unit", "round")
    assignments = assignments.annotate(due=Coalesce("extended_to", "round__due_on"))
    for word in fold(query.words).split():
        assignments = assignments.filter(unit__search__contains=word)
    if query.status in AssignmentStatus.values:
        assignments = assignments.filter(status=query.status)
    narrowed = {
        "received": _IN,
        "outstanding": _OWED,
        "overdue": _OWED & Q(due__lt=today),
        "late": Q(received_on__gt=F("due")),
        "appendix": _IN & Q(appendix__in=(AppendixStatus.NO, AppendixStatus.PARTLY)),
    }
    if query.only in narrowed:
        assignments = assignments.filter(narrowed[query.only])
    talking = Remark.objects.filter(assignment=OuterRef("pk"), decision=None)
    return assignments.annotate(has_remarks=Exists(talking)).order_by("position", "pk")


@dataclass(frozen=True)
class BoardRow:
    """A unit on the board: its report, and its answers under each sub-index as (answered, asked) or None."""

    assignment: Assignment
    cells: tuple[tuple[int, int] | None, ...]
    asked: int
    answered: int
    days_late: int


def add_cells(
    assignments: Sequence[Assignment], categories: Sequence[Category | None], today: date
) -> list[BoardRow]:
    """The rows of a page of the board, with their cells unit × sub-index (one query)."""
    counts: dict[int, dict[int | None, tuple[int, int]]] = {}
    tallies = Tally.objects.filter(assignment__in=[a.pk for a in assignments])
    for pk, category, asked, answered in tallies.values_list("assignment", "category", "asked", "answered"):
        counts.setdefault(pk, {})[category] = (answered, asked)
    rows = []
    for assignment in assignments:
        own = counts.get(assignment.pk, {})
        cells = tuple(own.get(category.pk if category else None) for category in categories)
        rows.append(
            BoardRow(
                assignment,
                cells,
                sum(asked for _answered, asked in own.values()),
                sum(answered for answered, _asked in own.values()),
                assignment.days_late(today),
            )
        )
    return rows


def list_board_categories(round_: Round) -> list[Category | None]:
    """The sub-indices under which something is asked in a round; None: the programme as a whole (two queries)."""
    asked = (
        Tally.objects.filter(assignment__round=round_).order_by().values("category").annotate(n=Sum("asked"))
    )
    ids = {row["category"] for row in asked}
    found: list[Category | None] = list(Category.objects.filter(pk__in=ids - {None}))
    return [*found, None] if None in ids else found
