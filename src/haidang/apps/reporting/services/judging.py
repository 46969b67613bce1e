"""What the co-ordinator decides about a unit's report and its deadline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Basis, Figure
from haidang.apps.observations.services import finalise_figures
from haidang.apps.reporting.models import (
    WITH_THE_UNIT,
    AnswerStatus,
    Assignment,
    AssignmentStatus,
    Decision,
    DecisionKind,
    Entry,
    Narrative,
    Remark,
)
from haidang.apps.reporting.services.guarding import decide, expect, lock, move, reason_from
from haidang.apps.reporting.services.telling import UNIT_ROLES, tell_unit
from haidang.domain.vietnamese import format_date
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@transaction.atomic
def accept_report(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Take the report as it is: its figures become final."""
    by.require(Permission.JUDGE_SUBMISSIONS, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.RECEIVED,))
    move(assignment, AssignmentStatus.ACCEPTED)
    decide(assignment, DecisionKind.ACCEPTED, by=by, at=at)
    finalise_figures(
        figure_ids=_figures_of(assignment),
        label=f"{assignment.round.code} – {assignment.unit.name_vi}",
        by=by,
        at=at,
        permission=Permission.JUDGE_SUBMISSIONS,
    )
    return assignment


def _figures_of(assignment: Assignment) -> list[int]:
    """Ids of the figures that the report answers (two queries); what it left open may stand in another report."""
    answered = assignment.entries.exclude(status=AnswerStatus.NONE)
    keys = set(answered.values_list("indicator_id", "about_id", "period", "dimensions"))
    figures = Figure.objects.filter(
        basis=Basis.REPORTED,
        indicator__in={key[0] for key in keys},
        unit__in={key[1] for key in keys},
        period__in={key[2] for key in keys},
    )
    rows = figures.values_list("pk", "indicator_id", "unit_id", "period", "dimensions")
    return [row[0] for row in rows if row[1:] in keys]


@transaction.atomic
def return_report(
    *,
    assignment: Assignment,
    reason: str,
    entries: Mapping[int, str],
    narratives: Mapping[int, str],
    by: Actor,
    at: datetime,
) -> Decision:
    """Send the report back: a reason for the whole, and reasons on single cells by the id of entry and narrative.

    Raises ValidationError without any reason. An accepted report can be returned too, when a mistake shows later.
    """
    by.require(Permission.JUDGE_SUBMISSIONS, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.RECEIVED, AssignmentStatus.ACCEPTED))
    cells = _cells(assignment, entries, narratives)
    said = " ".join(reason.split())
    if not said and not cells:
        raise ValidationError(
            _("Say what the unit is to do: a reason for the whole, or at a cell."), code="reason_missing"
        )
    move(assignment, AssignmentStatus.RETURNED)
    decision = decide(assignment, DecisionKind.RETURNED, reason=said, by=by, at=at)
    for cell, text in cells:
        cell.returned = text
        cell.save(update_fields=["returned"])
        Remark.objects.create(
            assignment=assignment,
            entry=cell if isinstance(cell, Entry) else None,
            narrative=cell if isinstance(cell, Narrative) else None,
            decision=decision,
            text=text,
            from_the_centre=True,
            by_id=by.identifier,
            by_name=by.name,
            at=at,
        )
    body = "\n".join([said, *(f"- {_name(cell)}: {text}" for cell, text in cells)]).strip()
    tell_unit(
        assignment,
        UNIT_ROLES,
        subject="Bị trả lại",
        body=body,
        occasion=f"decision-{decision.pk}",
        by=by,
        at=at,
    )
    return decision


def _name(cell: Entry | Narrative) -> str:
    return cell.indicator.name_vi if isinstance(cell, Entry) else cell.task.title_vi


def _cells(
    assignment: Assignment, entries: Mapping[int, str], narratives: Mapping[int, str]
) -> list[tuple[Entry | Narrative, str]]:
    """The cells that have a reason; only those of this report count."""
    said_of_entries = {pk: text.strip() for pk, text in entries.items() if text.strip()}
    said_of_narratives = {pk: text.strip() for pk, text in narratives.items() if text.strip()}
    figures = assignment.entries.filter(pk__in=said_of_entries).select_related("indicator")
    texts = assignment.narratives.filter(pk__in=said_of_narratives).select_related("task")
    return [*((e, said_of_entries[e.pk]) for e in figures), *((n, said_of_narratives[n.pk]) for n in texts)]


@transaction.atomic
def extend_deadline(
    *, assignment: Assignment, due_on: date, reason: str, by: Actor, at: datetime
) -> Assignment:
    """Give one unit more time. The deadline of the others stays."""
    by.require(Permission.JUDGE_SUBMISSIONS, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (*WITH_THE_UNIT, AssignmentStatus.HANDED_OVER))
    said = reason_from(reason)
    if assignment.due_on is not None and due_on <= assignment.due_on:
        raise ValidationError(
            _("The new deadline must be after %(day)s.") % {"day": format_date(assignment.due_on)}
        )
    assignment.extended_to = due_on
    assignment.save(update_fields=["extended_to"])
    decision = decide(assignment, DecisionKind.EXTENDED, reason=said, due_on=due_on, by=by, at=at)
    tell_unit(
        assignment, UNIT_ROLES, subject="Được gia hạn", body=f"Thời hạn mới: {format_date(due_on)}. {said}",
        occasion=f"decision-{decision.pk}", by=by, at=at,
    )  # fmt: skip
    return assignment


@transaction.atomic
def excuse_unit(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> Assignment:
    """Ask nothing of a unit in this round any more; what it wrote so far stays."""
    by.require(Permission.JUDGE_SUBMISSIONS, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.EXPECTED, AssignmentStatus.OPENED, AssignmentStatus.HANDED_OVER))
    if assignment.received_on is not None:
        raise ValidationError(_("The unit has sent its report: accept or return it."))
    said = reason_from(reason)
    move(assignment, AssignmentStatus.EXCUSED)
    decide(assignment, DecisionKind.EXCUSED, reason=said, by=by, at=at)
    return assignment


@transaction.atomic
def ask_again(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> Assignment:
    """Take an excuse back: the unit is expected to report after all."""
    by.require(Permission.JUDGE_SUBMISSIONS, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.EXCUSED,))
    said = reason_from(reason)
    wrote = assignment.decisions.filter(Q(kind=DecisionKind.OPENED)).exists()
    move(assignment, AssignmentStatus.OPENED if wrote else AssignmentStatus.EXPECTED)
    decide(assignment, DecisionKind.ASKED_AGAIN, reason=said, by=by, at=at)
    return assignment
