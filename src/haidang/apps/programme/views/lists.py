"""Lists of obligations: by sub-index, by unit, along the year, and what is not published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.observations.selectors import list_categories
from haidang.apps.organisations.selectors import list_units
from haidang.apps.programme.export import tasks_as_csv
from haidang.apps.programme.models import Obligation, Part, Status
from haidang.apps.programme.selectors import (
    STALE_AFTER_DAYS,
    UnitDuties,
    count_duties,
    group_by_category,
    list_gaps,
    list_units_with_duties,
)
from haidang.apps.programme.timeline import lay_out
from haidang.apps.programme.views.query import Wanted
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

YEARS = range(2000, 2101)


def _choices(wanted: Wanted) -> dict[str, Any]:
    """What the form with the filters offers."""
    return {
        "wanted": wanted,
        "categories": list_categories(),
        "parts": Part.choices,
        "obligations": Obligation.choices,
        "statuses": Status.choices,
        "units": list_units_with_duties(),
        "today": timezone.localdate(),
    }


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_tasks(request: SignedInRequest) -> HttpResponse:
    """Tasks under their sub-indices; the address narrows them (see `Wanted`)."""
    wanted = Wanted.read(request.GET)
    tasks = wanted.find(request.actor, timezone.localdate())
    context = {**_choices(wanted), "groups": group_by_category(tasks), "count": len(tasks)}
    return render(request, "programme/tasks.html", context)


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def export_tasks(request: SignedInRequest) -> HttpResponse:
    """The list as a table for spreadsheets, narrowed like the page."""
    today = timezone.localdate()
    tasks = Wanted.read(request.GET).find(request.actor, today)
    response = HttpResponse(tasks_as_csv(tasks, today), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="nhiem-vu-{today:%Y-%m-%d}.csv"'
    return response


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_units(request: SignedInRequest) -> HttpResponse:
    """Who owes what: per unit what is open, overdue, done, and due next."""
    duties = count_duties(timezone.localdate())
    rows = [
        (unit, duties.get(unit.code, UnitDuties()))
        for unit in list_units()
        if unit.in_programme or unit.code in duties
    ]
    return render(request, "programme/units.html", {"rows": rows})


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_timeline(request: SignedInRequest) -> HttpResponse:
    """The tasks of a year (`?year=`, this one unless told) as bars over months; filters as in the list."""
    wanted, today = Wanted.read(request.GET), timezone.localdate()
    year = _year(request, today.year)
    groups = []
    for group in group_by_category(wanted.find(request.actor, today)):
        if rows := lay_out(group.tasks, year, today):
            groups.append((group.category, rows))
    context = {
        **_choices(wanted),
        "groups": groups,
        "year": year,
        "years": [other for other in (year - 1, year + 1) if other in YEARS],
        "months": range(1, 13),
        "this_month": today.month if today.year == year else 0,
    }
    return render(request, "programme/timeline.html", context)


def _year(request: HttpRequest, otherwise: int) -> int:
    sent = request.GET.get("year", "")
    year = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) == 4 else otherwise
    return year if year in YEARS else otherwise


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_gaps(request: SignedInRequest) -> HttpResponse:
    """Duties to publish whose publication nobody has seen lately."""
    today = timezone.localdate()
    context = {"tasks": list_gaps(request.actor, today), "today": today, "days": STALE_AFTER_DAYS}
    return render(request, "programme/gaps.html", context)
