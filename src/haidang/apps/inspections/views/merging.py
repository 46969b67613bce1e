"""Overlaps, the proposal of joint teams, what units say, what is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.inspections.forms import DecideForm, OpinionForm, ProposeForm, SendForm
from haidang.apps.inspections.models import MergeProposal, PlanYear
from haidang.apps.inspections.selectors import (
    DEGREES,
    count_by_degree,
    count_merges,
    find_proposal,
    get_team,
    get_year,
    list_agencies,
    list_merges,
    list_overlapping,
    show_overlapping,
    teams_of,
)
from haidang.apps.inspections.services import (
    Decision,
    adopt_unopposed,
    agree_to_rest,
    decide_merge,
    drop_proposal,
    give_opinion,
    propose_merges,
    send_proposal,
)
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import get_unit
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

PAGE_SIZE = 20
ANSWER_DAYS = 7
LONGEST_NOTE = 300
STATES = ("proposed", "adopted", "refused")


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_overlaps(request: SignedInRequest, year: int) -> HttpResponse:
    """Enterprises that several visits meet, gravest first, with the rule."""
    found = get_year(request.actor, year)
    degree = request.GET.get("muc", "")
    degree = degree if degree in DEGREES else ""
    page = Paginator(list_overlapping(request.actor, found, degree=degree), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "year": found, "page": page, "degree": degree, "degrees": count_by_degree(found),
        "enterprises": show_overlapping(request.actor, found, list(page.object_list)),
    }  # fmt: skip
    return render(request, "inspections/overlaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_proposal(request: SignedInRequest, year: int) -> HttpResponse:
    """The joint teams of a year; the inspectorate works out a proposal here."""
    found = get_year(request.actor, year)
    proposal = find_proposal(request.actor, found)
    form = _propose_form(request, found, proposal)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = propose_merges(
                year=found, capacity=form.capacity, first_month=form.cleaned_data["first_month"],
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(count)s joint teams are proposed.") % {"count": made.merges.count()}
            )
            return redirect("inspections:proposal", year)
    elif request.method == "POST":
        request.actor.require(Permission.MERGE_PLANS)
    return _proposal_page(request, found, proposal, form)


def _propose_form(
    request: SignedInRequest, year: PlanYear, proposal: MergeProposal | None
) -> ProposeForm | None:
    if not request.actor.may(Permission.MERGE_PLANS):
        return None
    units = [agency.unit for agency in list_agencies(request.actor, year) if agency.filing]
    known = proposal.capacity if proposal else None
    initial = {"first_month": proposal.first_month if proposal else 1}
    return ProposeForm(request.POST or None, units=units, known=known, initial=initial)


def _proposal_page(
    request: SignedInRequest, year: PlanYear, proposal: MergeProposal | None, form: ProposeForm | None
) -> HttpResponse:
    state = request.GET.get("tt", "")
    state = state if state in STATES else ""
    opposed = request.GET.get("phan-doi") == "1"
    context: dict[str, Any] = {
        "year": year,
        "proposal": proposal,
        "form": form,
        "state": state,
        "opposed": opposed,
    }
    if proposal is not None:
        merges = list_merges(request.actor, proposal, state=state, opposed=opposed)
        page = Paginator(merges, PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "teams": teams_of(request.actor, page.object_list),  # type: ignore[arg-type]
            "counts": count_merges(proposal),
            "send": SendForm(initial={"answer_by": timezone.localdate() + timedelta(days=ANSWER_DAYS)}),
            "answering": _answering(request, proposal),
        }
    status = 400 if form is not None and form.errors else 200
    return render(request, "inspections/proposal.html", context, status=status)


def _answering(request: SignedInRequest, proposal: MergeProposal) -> list[Unit]:
    """The units for which the person may answer now."""
    scope = request.actor.scope(Permission.ANSWER_MERGE)
    if proposal.state != "sent" or not scope:
        return []
    asked = Unit.objects.filter(plan_lines__turns__merge__proposal=proposal, code__in=scope.unit_codes)
    return list(asked.distinct())


def _open_proposal(request: SignedInRequest, year: int) -> MergeProposal:
    found = get_year(request.actor, year)
    proposal = find_proposal(request.actor, found)
    if proposal is None:
        raise ValidationError(_("There is no proposal for this year."))
    return proposal


@require_POST
@requires(Permission.MERGE_PLANS)
def send(request: SignedInRequest, year: int) -> HttpResponse:
    """Send the proposal to the units."""
    form = SendForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Say until when units answer."))
        send_proposal(
            proposal=_open_proposal(request, year), answer_by=form.cleaned_data["answer_by"],
            by=request.actor, at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The units were told."))
    return redirect("inspections:proposal", year)


@require_POST
@requires(Permission.MERGE_PLANS)
def drop(request: SignedInRequest, year: int) -> HttpResponse:
    """Drop the proposal."""
    try:
        drop_proposal(proposal=_open_proposal(request, year), by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal was dropped."))
    return redirect("inspections:proposal", year)


@require_POST
@requires(Permission.MERGE_PLANS)
def adopt_all(request: SignedInRequest, year: int) -> HttpResponse:
    """Adopt what nobody opposes."""
    try:
        count = adopt_unopposed(
            proposal=_open_proposal(request, year), agreed_at=request.POST.get("agreed_at", "")[:LONGEST_NOTE],
            by=request.actor, at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(count)s joint teams were adopted.") % {"count": count})
    return redirect("inspections:proposal", year)


@require_POST
@requires(Permission.ANSWER_MERGE)
def agree_all(request: SignedInRequest, year: int, unit: str) -> HttpResponse:
    """Agree for a unit to everything it has not spoken of."""
    try:
        count = agree_to_rest(
            proposal=_open_proposal(request, year), unit=get_unit(unit), by=request.actor, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your unit agrees to %(count)s joint teams.") % {"count": count})
    return redirect("inspections:proposal", year)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_merge(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """One joint team: its visits, what units say, what was decided."""
    return _merge_page(request, get_year(request.actor, year), pk)


def _merge_page(
    request: SignedInRequest, year: PlanYear, pk: int,
    opinion: OpinionForm | None = None, decide: DecideForm | None = None,
) -> HttpResponse:  # fmt: skip
    team = get_team(request.actor, year, pk)
    may_decide = (
        request.actor.may(Permission.MERGE_PLANS)
        and team.merge.state == "proposed"
        and team.merge.proposal.state == "sent"
    )
    context = {
        "year": year, "team": team, "merge": team.merge,
        "opinion": opinion or OpinionForm(initial={"agrees": "yes"}),
        "decide": (decide or DecideForm(team=team)) if may_decide else None,
    }  # fmt: skip
    status = 400 if (opinion and opinion.errors) or (decide and decide.errors) else 200
    return render(request, "inspections/merge.html", context, status=status)


@require_POST
@requires(Permission.ANSWER_MERGE)
def give(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Take a unit's opinion."""
    found = get_year(request.actor, year)
    team, form = get_team(request.actor, found, pk), OpinionForm(request.POST)
    if form.is_valid():
        try:
            give_opinion(
                merge=team.merge, unit=get_unit(form.cleaned_data["unit"]), agrees=form.cleaned_data["agrees"],
                text=form.cleaned_data["text"], by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error) if not hasattr(error, "error_dict") else form.add_error(
                "text", error.messages
            )
        else:
            messages.success(request, _("Your answer is recorded."))
            return redirect("inspections:merge", year, pk)
    return _merge_page(request, found, pk, opinion=form)


@require_POST
@requires(Permission.MERGE_PLANS)
def settle(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Take the decision on a joint team."""
    found = get_year(request.actor, year)
    team = get_team(request.actor, found, pk)
    form = DecideForm(request.POST, team=team)
    if form.is_valid():
        said = form.cleaned_data
        decision = Decision(said["verdict"] == "adopt", get_unit(said["lead"]), said["month"], said["note"])
        try:
            decide_merge(merge=team.merge, decision=decision, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("inspections:proposal", year)
    return _merge_page(request, found, pk, decide=form)
