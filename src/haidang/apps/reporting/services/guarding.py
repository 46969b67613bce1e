"""What every step of a report has in common: the row is locked, the state allows it, the decision is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.models import Assignment, AssignmentStatus, Decision, DecisionKind
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.actions import Action
from haidang.foundation.audit.services import record

_ACTIONS: dict[str, Action] = {
    DecisionKind.OPENED: actions.REPORT_OPENED,
    DecisionKind.HANDED_OVER: actions.REPORT_HANDED_OVER,
    DecisionKind.TAKEN_BACK: actions.REPORT_TAKEN_BACK,
    DecisionKind.SENT_BACK: actions.REPORT_SENT_BACK,
    DecisionKind.APPROVED: actions.REPORT_APPROVED,
    DecisionKind.RETURNED: actions.REPORT_RETURNED,
    DecisionKind.ACCEPTED: actions.REPORT_ACCEPTED,
    DecisionKind.EXTENDED: actions.DEADLINE_EXTENDED,
    DecisionKind.EXCUSED: actions.UNIT_EXCUSED,
    DecisionKind.ASKED_AGAIN: actions.UNIT_ASKED_AGAIN,
}


def lock(assignment: Assignment) -> Assignment:
    """The row as it is now, locked until the transaction ends. Raises ValidationError if its round is not open.

    The round is read after the row is locked: who waited for the closing of the round sees it closed.
    """
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("unit").get(pk=assignment.pk)
    if not locked.round.is_open:
        raise ValidationError(
            _("The round is closed: nothing in it is changed any more."), code="round_closed"
        )
    return locked


def expect(assignment: Assignment, states: Collection[str]) -> None:
    """Raises ValidationError unless the report is in one of the states: somebody else was faster."""
    if assignment.status not in states:
        raise ValidationError(
            _("The report is “%(status)s” now: load the page again to see what can be done.")
            % {"status": assignment.get_status_display()},
            code="other_state",
        )


def move(assignment: Assignment, status: AssignmentStatus) -> None:
    """Put the report into a state."""
    assignment.status = status
    assignment.save(update_fields=["status"])


def reason_from(text: str) -> str:
    """A reason, tidied. Raises ValidationError if there is none."""
    reason = " ".join(text.split())
    if len(reason) < 5:
        raise ValidationError(_("Say why, in a few words."), code="reason_missing")
    return reason


def decide(
    assignment: Assignment,
    kind: DecisionKind,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    due_on: date | None = None,
) -> Decision:
    """Keep a decision, with its audit event."""
    decision = Decision.objects.create(
        assignment=assignment, kind=kind, reason=reason, due_on=due_on, by_id=by.identifier, by_name=by.name, at=at
    )  # fmt: skip
    record(
        _ACTIONS[kind],
        subject=assignment,
        label=f"{assignment.round.code} – {assignment.unit.name_vi}",
        unit_code=assignment.unit.code,
        data={"reason": reason, "due_on": due_on.isoformat() if due_on else ""},
        by=by,
        at=at,
    )
    return decision
