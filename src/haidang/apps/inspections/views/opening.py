"""Opening an inspection: what may be opened, the check, then the form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.enterprises.selectors import EnterpriseQuery, get_enterprise, list_enterprises
from haidang.apps.inspections.forms.conduct import OpenForm
from haidang.apps.inspections.models import Inspection, ReformPlan
from haidang.apps.inspections.selectors.conduct import (
    find_openable_line,
    find_openable_merge,
    list_led_units,
    list_openable_lines,
    list_openable_merges,
    list_reform_plans,
)
from haidang.apps.inspections.selectors.judging import Judgement, seen_by
from haidang.apps.inspections.selectors.visits import last_day_of
from haidang.apps.inspections.services.opening import (
    NewInspection,
    Target,
    judge,
    open_inspection,
)
from haidang.apps.inspections.views.attempts import attempt
from haidang.apps.organisations.selectors import list_units
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

PAGE_SIZE = 25
MOST_FOUND = 20


@require_safe
@requires(Permission.CONDUCT_INSPECTION)
def choose(request: SignedInRequest) -> HttpResponse:
    """What may be opened: visits of the plan, joint teams, enterprises outside the plan, units on reform."""
    words, sent = normalise(request.GET.get("q", ""))[:100], request.GET.get("year", "")
    year = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) == 4 else timezone.localdate().year
    lines = list_openable_lines(request.actor, year, words)
    may_look = request.actor.may(Permission.VIEW_ENTERPRISES)
    context = {
        "words": words,
        "year": year,
        "page": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "merges": list_openable_merges(request.actor, year, words)[:MOST_FOUND],
        "enterprises": list_enterprises(request.actor, EnterpriseQuery(words))[:MOST_FOUND]
        if words and may_look
        else [],
        "plans": [
            found
            for found in list_reform_plans(request.actor)
            if request.actor.may(Permission.CONDUCT_INSPECTION, found.plan.lead.code)
        ],
    }
    return render(request, "inspections/conduct/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def open_one(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """The check first, then the form. `look` checks again what the form says, `open` opens."""
    target = _target(request, kind, pk)
    form = OpenForm(
        request.POST or None,
        request.FILES or None,
        initial=_initial(target),
        leads=_leads(request, target),
        units=list_units(on=timezone.localdate()),
        asked=_asked(target),
    )
    judgement = None
    if request.method != "POST":
        judgement = _judge(_provisional(target, form))
    elif form.is_valid():
        new = _new(target, form)
        judgement = _judge(new)
        made: list[Inspection] = []
        now = timezone.now()
        if "open" in request.POST and attempt(
            form, lambda: made.append(open_inspection(new=new, by=request.actor, at=now)), "decision_file"
        ):
            messages.success(request, _("The inspection is open."))
            return redirect("inspections:inspection", pk=made[0].pk)
    context = {
        "form": form,
        "target": target,
        "judgement": seen_by(request.actor, judgement) if judgement else None,
        "may_open": _may_open(request, target),
        "name": _name(target),
    }
    return render(request, "inspections/conduct/open.html", context, status=400 if form.errors else 200)


def _target(request: SignedInRequest, kind: str, pk: int) -> Target:
    if kind == "luot":
        return Target(line=find_openable_line(request.actor, pk))
    if kind == "doan":
        return Target(merge=find_openable_merge(request.actor, pk))
    if kind == "doanh-nghiep":
        return Target(enterprise=get_enterprise(request.actor, pk))
    plan: ReformPlan | None = ReformPlan.objects.select_related("lead").filter(pk=pk).first()
    unit = plan.units.filter(code=request.GET.get("unit", "")).first() if plan else None
    if plan is None or unit is None or not request.actor.may(Permission.CONDUCT_INSPECTION, plan.lead.code):
        raise Http404
    return Target(subject_unit=unit, reform_plan=plan)


def _asked(target: Target) -> list[str]:
    if target.enterprise is not None:
        return ["lead", "form", "content"]
    if target.subject_unit is not None or (target.line is not None and not target.line.content):
        return ["content"]
    return []


def _leads(request: SignedInRequest, target: Target) -> Any:
    units = list_led_units(request.actor, Permission.CONCLUDE_INSPECTION) if target.enterprise else []
    return units or (
        list_led_units(request.actor, Permission.CONDUCT_INSPECTION) if target.enterprise else []
    )


def _initial(target: Target) -> dict[str, Any]:
    today = timezone.localdate()
    first, last = today, today
    if target.line is not None:
        first, last = target.line.first or today, target.line.last or target.line.first or today
    if target.merge is not None:
        first = date(target.merge.proposal.year.year, target.merge.month, 1)
        last = last_day_of(first)
    found: dict[str, Any] = {"start_on": first, "end_on": last, "decision_on": min(today, first)}
    if target.line is not None:
        found["examined"] = target.line.examined
    if target.reform_plan is not None:
        found |= {
            "content": _("Administrative reform in %(year)s") % {"year": target.reform_plan.year},
            "decision_number": target.reform_plan.number,
            "decision_on": target.reform_plan.decided_on,
        }
    return found


def _new(target: Target, form: OpenForm) -> NewInspection:
    data = {**form.cleaned_data, "co_units": tuple(form.cleaned_data["co_units"])}
    if target.reform_plan is not None:
        data["lead"] = target.reform_plan.lead
    return NewInspection(target=target, **data)


def _provisional(target: Target, form: OpenForm) -> NewInspection | None:
    """The visit as it would be opened by what is known before the form is filled in."""
    known, leads = form.initial, getattr(form.fields.get("lead"), "queryset", None)
    lead = target.reform_plan.lead if target.reform_plan else (leads.first() if leads is not None else None)
    if target.enterprise is not None and lead is None:
        return None
    return NewInspection(
        target, "?", known["decision_on"], "?", known["start_on"], known["end_on"], lead=lead,
        form="kiem_tra" if target.enterprise else "", content=known.get("content", "?"),
    )  # fmt: skip


def _judge(new: NewInspection | None) -> Judgement | None:
    if new is None:
        return None
    try:
        return judge(new)
    except ValidationError:
        return None


def _may_open(request: SignedInRequest, target: Target) -> bool:
    if target.line is not None:
        return request.actor.may(Permission.CONCLUDE_INSPECTION, target.line.unit.code)
    if target.merge is not None:
        return request.actor.may(Permission.CONCLUDE_INSPECTION, target.merge.lead.code)
    if target.reform_plan is not None:
        return request.actor.may(Permission.CONCLUDE_INSPECTION, target.reform_plan.lead.code)
    return request.actor.may(Permission.CONCLUDE_INSPECTION)


def _name(target: Target) -> str:
    for found in (target.line, target.merge, target.enterprise):
        if found is not None:
            return found.name
    return target.subject_unit.name if target.subject_unit else ""
