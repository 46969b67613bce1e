"""From the proposals of a report to tasks: registered, decided, given to units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import CLOSED, Obligation, Plan, Task
from haidang.apps.programme.services import NewObligation, create_obligation
from haidang.apps.reporting import actions
from haidang.apps.reporting.models import (
    Block,
    BlockKind,
    Outcome,
    Proposal,
    ProposalDecision,
    ProposalTask,
    Report,
)
from haidang.apps.reporting.proposal_texts import words_of
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.actions import Action
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_LONGEST_PROPOSAL = 500  # of Task.proposal


@dataclass(frozen=True)
class NewDecision:
    """What was decided. `seen`: the id of the newest decision that the person had read, 0 for none."""

    outcome: str
    decided_by: str
    document_number: str
    decided_on: date
    text: str = ""
    seen: int = 0


@dataclass(frozen=True)
class NewTask:
    """A task to give: who leads, who helps, by when, in which plan."""

    plan: Plan
    title: str
    leads: Sequence[Unit]
    due_date: date
    helpers: Sequence[Unit] = ()
    note: str = ""


@transaction.atomic
def register_proposal(*, report: Report, block_key: str, by: Actor, at: datetime) -> Proposal:
    """Register a paragraph of the report as a proposal. Registering it again changes nothing."""
    by.require(Permission.RUN_ROUNDS)
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not Block.objects.filter(section__report=report, key=block_key, kind__in=_KINDS).exists():
        raise ValidationError(
            _("The report has no such paragraph any more: load the page again."), code="no_block"
        )
    found = report.proposals.filter(block_key=block_key).first()
    if found is not None:
        return found
    number = (report.proposals.aggregate(last=Max("number"))["last"] or 0) + 1
    proposal = Proposal.objects.create(
        report=report, number=number, block_key=block_key, registered_by_id=by.identifier,
        registered_by_name=by.name[:120], registered_at=at,
    )  # fmt: skip
    _record(actions.PROPOSAL_REGISTERED, proposal, {"block": block_key}, by, at)
    return proposal


@transaction.atomic
def decide_proposal(
    *, proposal: Proposal, decision: NewDecision, by: Actor, at: datetime
) -> ProposalDecision:
    """Keep what was decided on a proposal. Raises `ValidationError`, by field where there is one.

    Decided is what was signed: the report is frozen. A later decision stands beside the earlier ones and counts.
    """
    by.require(Permission.DECIDE_PROPOSAL)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("report").get(pk=proposal.pk)
    if not proposal.report.is_frozen:
        raise ValidationError(
            _("The report is still a draft: freeze and send it first, then enter what was decided."),
            code="draft",
        )
    newest = proposal.decisions.first()
    if (newest.pk if newest else 0) != decision.seen:
        raise ValidationError(
            _("Somebody entered a decision meanwhile: read it, then decide again."), code="overtaken"
        )
    _check(decision, timezone.localdate(at))
    if decision.outcome == Outcome.REFUSED and _open_tasks(proposal):
        raise ValidationError(
            {"outcome": _("Tasks that came of it are open: cancel them first, in the programme.")}
        )
    kept = ProposalDecision.objects.create(
        proposal=proposal, outcome=decision.outcome, text=decision.text.strip(),
        decided_by=normalise(decision.decided_by), document_number=normalise(decision.document_number),
        decided_on=decision.decided_on, by_id=by.identifier, by_name=by.name[:120], at=at,
    )  # fmt: skip
    data = {"outcome": kept.outcome, "document": kept.document_number, "day": kept.decided_on.isoformat()}
    _record(actions.PROPOSAL_DECIDED, proposal, data, by, at)
    return kept


def _open_tasks(proposal: Proposal) -> bool:
    given = ProposalTask.objects.filter(decision__proposal=proposal)
    return given.exclude(task__status__in=CLOSED).exists()


def _check(decision: NewDecision, today: date) -> None:
    faults: dict[str, str] = {}
    if decision.outcome not in Outcome.values:
        faults["outcome"] = _("Choose what was decided.")
    if decision.outcome in (Outcome.CHANGED, Outcome.REFUSED) and len(normalise(decision.text)) < 5:
        faults["text"] = _("Write what was changed, or why it was refused.")
    if not normalise(decision.decided_by):
        faults["decided_by"] = _("Name the body or office that decided.")
    if not normalise(decision.document_number):
        faults["document_number"] = _("Give the number and symbol of the document.")
    if decision.decided_on > today:
        faults["decided_on"] = _("This day is still to come.")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def give_task(*, proposal: Proposal, new: NewTask, by: Actor, at: datetime) -> Task:
    """Make an accepted proposal a task of a plan (a direction), perhaps one of several. Raises `ValidationError`."""
    by.require(Permission.MANAGE_PROGRAMME)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("report").get(pk=proposal.pk)
    decision = proposal.decisions.first()
    if decision is None or decision.outcome == Outcome.REFUSED:
        raise ValidationError(_("Only a proposal that was accepted becomes a task."), code="not_accepted")
    # everybody sees tasks: the proposal is told as somebody without any right reads it
    words = words_of(proposal.report, [proposal.block_key], None).get(proposal.block_key, "")
    task = create_obligation(
        new=NewObligation(
            plan=new.plan,
            title=new.title,
            obligation=Obligation.DIRECTION,
            leads=new.leads,
            helpers=new.helpers,
            due_date=new.due_date,
            proposal=words[:_LONGEST_PROPOSAL],
            decided_by=decision.decided_by,
            decision_number=decision.document_number,
            decided_on=decision.decided_on,
            note=new.note,
        ),
        by=by,
        at=at,
    )
    ProposalTask.objects.create(decision=decision, task=task, at=at)
    _record(actions.PROPOSAL_TASK_GIVEN, proposal, {"task": task.code}, by, at)
    return task


def _record(action: Action, proposal: Proposal, data: dict[str, str], by: Actor, at: datetime) -> None:
    label = f"{proposal.report.code} – {proposal.number}"
    record(action, subject=proposal, label=label, data=data, by=by, at=at)
