"""From the proposals of a report to tasks: register, decide, give, and see what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.organisations.models import Unit
from haidang.apps.reporting.forms import DecisionForm, TaskForm
from haidang.apps.reporting.models import Outcome, Proposal, Report
from haidang.apps.reporting.proposal_texts import list_candidates, words_of
from haidang.apps.reporting.report_changes import list_earlier
from haidang.apps.reporting.selectors import get_proposal, get_report, list_proposals
from haidang.apps.reporting.services import (
    NewDecision,
    NewTask,
    decide_proposal,
    give_task,
    register_proposal,
)
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def _rows(report: Report, reader: Actor) -> list[tuple[Proposal, str]]:
    """The proposals of a report with their words as the reader may see them."""
    proposals = list_proposals(report)
    words = words_of(report, [proposal.block_key for proposal in proposals], reader)
    return [(proposal, words.get(proposal.block_key, "")) for proposal in proposals]


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def show_proposals(request: SignedInRequest, code: str) -> HttpResponse:
    """What the report proposes and what became of it; what became of the proposals of the report before."""
    report = get_report(request.actor, code)
    rows = _rows(report, request.actor)
    may_register = request.actor.may(Permission.RUN_ROUNDS)
    candidates: list[tuple[str, str]] = []
    if may_register:
        known = {proposal.block_key for proposal, _words in rows}
        blocks = [block for block in list_candidates(report) if block.key not in known]
        words = words_of(report, [block.key for block in blocks], request.actor)
        candidates = [(block.key, words[block.key]) for block in blocks]
    before = next((r for r in list_earlier(request.actor, report) if r.round_id != report.round_id), None)
    context = {
        "report": report,
        "rows": rows,
        "candidates": candidates,
        "may_register": may_register,
        "before": before,
        "rows_before": _rows(before, request.actor) if before else [],
        "today": timezone.localdate(),
    }
    return render(request, "reporting/proposals.html", context)


@require_POST
@requires(Permission.RUN_ROUNDS)
def register(request: SignedInRequest, code: str) -> HttpResponse:
    """Register a paragraph as a proposal."""
    report = get_report(request.actor, code)
    try:
        key = request.POST.get("block", "")[:60]
        register_proposal(report=report, block_key=key, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal was registered."))
    return redirect("reporting:proposals", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def decide(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One proposal with its decisions and tasks; a POST enters a decision."""
    proposal = get_proposal(request.actor, code, number)
    form = DecisionForm(
        request.POST or None, initial={"seen": _newest(proposal), "outcome": Outcome.ACCEPTED}
    )
    if request.method == "POST":
        request.actor.require(Permission.DECIDE_PROPOSAL)
        if form.is_valid():
            decision = NewDecision(**form.cleaned_data)
            try:
                decide_proposal(proposal=proposal, decision=decision, by=request.actor, at=timezone.now())
            except ValidationError as error:
                form.add_error(None, error)
                form.data = request.POST.dict() | {"seen": str(_newest(proposal))}
            else:
                messages.success(request, _("The decision was entered."))
                return redirect("reporting:proposal", code=code, number=number)
    return _page(request, proposal, form, _task_form(request, proposal, bound=False))


@require_POST
@requires(Permission.MANAGE_PROGRAMME)
def give(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Make an accepted proposal a task."""
    proposal = get_proposal(request.actor, code, number)
    form = _task_form(request, proposal, bound=True)
    if form.is_valid():
        try:
            new = NewTask(**form.cleaned_data)
            task = give_task(proposal=proposal, new=new, by=request.actor, at=timezone.now())
        except ValidationError as error:
            named = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if named else ValidationError(error.messages))
        else:
            messages.success(request, _("The task was registered as %(code)s.") % {"code": task.code})
            return redirect("reporting:proposal", code=code, number=number)
    decision = DecisionForm(initial={"seen": _newest(proposal)})
    return _page(request, proposal, decision, form)


def _newest(proposal: Proposal) -> int:
    newest = proposal.decisions.first()
    return newest.pk if newest else 0


def _task_form(request: SignedInRequest, proposal: Proposal, *, bound: bool) -> TaskForm:
    units = Unit.objects.filter(valid_to=None).order_by("name_vi")
    words = words_of(proposal.report, [proposal.block_key], None).get(proposal.block_key, "")
    return TaskForm(request.POST if bound else None, units=units, initial={"title": words[:300]})


def _page(request: SignedInRequest, proposal: Proposal, decision_form: Form, task_form: Form) -> HttpResponse:
    report, actor = proposal.report, request.actor
    shown, words = next(row for row in _rows(report, actor) if row[0].pk == proposal.pk)
    newest = next(iter(shown.decisions.all()), None)
    is_accepted = newest is not None and newest.outcome != Outcome.REFUSED
    context: dict[str, Any] = {
        "report": report,
        "proposal": shown,
        "words": words,
        "form": decision_form,
        "task_form": task_form,
        "may_decide": actor.may(Permission.DECIDE_PROPOSAL) and report.is_frozen,
        "may_give": actor.may(Permission.MANAGE_PROGRAMME) and is_accepted,
        "today": timezone.localdate(),
    }
    failed = bool(decision_form.errors or task_form.errors)
    return render(request, "reporting/proposal.html", context, status=400 if failed else 200)
