"""From the officer to the head, and from the head to the centre."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.reporting.models import (
    AnswerStatus,
    AppendixStatus,
    Assignment,
    AssignmentStatus,
    DecisionKind,
    Entry,
    Submission,
)
from haidang.apps.reporting.services.guarding import decide, expect, lock, move, reason_from
from haidang.apps.reporting.services.snapshots import submit
from haidang.apps.reporting.services.telling import tell_unit
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.keys.selectors import identities_of
from haidang.foundation.permissions import Permission, Role


@transaction.atomic
def hand_over(*, assignment: Assignment, incomplete: bool, by: Actor, at: datetime) -> Assignment:
    """Hand the report to the head. `incomplete` says that gaps were seen and are meant.

    Raises ValidationError for an empty report, for gaps that were not confirmed, and for contradictions that nobody
    mended or explained.
    """
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.OPENED, AssignmentStatus.RETURNED))
    _check_content(assignment, incomplete)
    move(assignment, AssignmentStatus.HANDED_OVER)
    decision = decide(assignment, DecisionKind.HANDED_OVER, by=by, at=at)
    tell_unit(
        assignment, (Role.UNIT_HEAD,), subject="Chờ duyệt", body="Cán bộ đã trình báo cáo, đề nghị lãnh đạo duyệt.",
        occasion=f"decision-{decision.pk}", by=by, at=at,
    )  # fmt: skip
    return assignment


def _check_content(assignment: Assignment, incomplete: bool) -> None:
    if is_empty(assignment):
        raise ValidationError(
            _(
                "The report is empty: it has neither a figure nor a text. An empty report does not count as received."
            ),
            code="empty",
        )
    gaps = count_gaps(assignment)
    if gaps and not incomplete:
        raise ValidationError(
            _(
                "%(gaps)s places are not answered. Answer them, or confirm that the report goes as it is: "
                "the board will show its appendix as incomplete."
            )
            % {"gaps": gaps},
            code="gaps",
        )
    contradictions = [s for s in list_suspicions(assignment) if s.is_contradiction and s.explanation is None]
    if contradictions:
        raise ValidationError(
            _("%(count)s contradictions are neither mended nor explained. The first: %(arithmetic)s")
            % {"count": len(contradictions), "arithmetic": contradictions[0].arithmetic},
            code="contradictions",
        )


def is_empty(assignment: Assignment) -> bool:
    """Whether a report says nothing: no value, no word."""
    has_value = assignment.entries.filter(status=AnswerStatus.VALUE).exists()
    return not has_value and not assignment.narratives.exclude(text="").exists()


def count_gaps(assignment: Assignment) -> int:
    """Figures without any answer, and required texts that are empty."""
    unanswered = assignment.entries.filter(status=AnswerStatus.NONE).count()
    return unanswered + assignment.narratives.filter(is_required=True, text="").count()


@transaction.atomic
def take_back(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Go on writing a report that the head has not approved yet."""
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.HANDED_OVER,))
    move(assignment, _before_handing_over(assignment))
    decide(assignment, DecisionKind.TAKEN_BACK, by=by, at=at)
    return assignment


@transaction.atomic
def send_back(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> Assignment:
    """The head wants it better: back to the officers, with a reason."""
    by.require(Permission.APPROVE_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.HANDED_OVER,))
    said = reason_from(reason)
    move(assignment, _before_handing_over(assignment))
    decision = decide(assignment, DecisionKind.SENT_BACK, reason=said, by=by, at=at)
    tell_unit(
        assignment, (Role.REPORTING_OFFICER,), subject="Lãnh đạo chuyển lại", body=f"Lý do: {said}",
        occasion=f"decision-{decision.pk}", by=by, at=at,
    )  # fmt: skip
    return assignment


def _before_handing_over(assignment: Assignment) -> AssignmentStatus:
    """A report that the centre returned is still a returned one."""
    return AssignmentStatus.RETURNED if assignment.received_on else AssignmentStatus.OPENED


@transaction.atomic
def approve_report(*, assignment: Assignment, by: Actor, at: datetime) -> Submission:
    """The head approves: the report is received, its figures become provisional observations. All in one transaction.

    Raises ValidationError where the round's rule forbids a head to approve what he or she entered.
    """
    by.require(Permission.APPROVE_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (AssignmentStatus.HANDED_OVER,))
    _check_four_eyes(assignment, by)
    if is_empty(assignment):
        raise ValidationError(
            _("The report is empty. An empty report does not count as received."), code="empty"
        )
    entries = list(assignment.entries.select_related("indicator", "about", "task"))
    submission = submit(assignment, entries, by=by, at=at, permission=Permission.APPROVE_SUBMISSION)
    assignment.entries.exclude(returned="").update(returned="")
    assignment.narratives.exclude(returned="").update(returned="")
    assignment.status = AssignmentStatus.RECEIVED
    assignment.appendix = _appendix(entries)
    assignment.received_on = assignment.received_on or timezone.localdate(at)
    assignment.save(update_fields=["status", "appendix", "received_on"])
    decide(assignment, DecisionKind.APPROVED, by=by, at=at)
    return submission


def wrote_himself(assignment: Assignment, by: Actor) -> bool:
    """Whether the actor entered an answer or a text that stands in the draft now, perhaps with a key of his or hers."""
    mine = {"entered_by_id__in": identities_of(by)}
    return assignment.entries.filter(**mine).exists() or assignment.narratives.filter(**mine).exists()


def _check_four_eyes(assignment: Assignment, by: Actor) -> None:
    if not assignment.round.head_approves_own and wrote_himself(assignment, by):
        raise ValidationError(
            _(
                "A part of this report was entered by you, or with a key that you made, and in this round nobody "
                "approves what he or she entered: another head of the unit approves it."
            ),
            code="four_eyes",
        )


def _appendix(entries: list[Entry]) -> AppendixStatus:
    """Whether the figures came with the report: all of them, some, none."""
    answered = sum(entry.is_answered for entry in entries)
    if not entries or answered == len(entries):
        return AppendixStatus.YES
    return AppendixStatus.PARTLY if answered else AppendixStatus.NO
