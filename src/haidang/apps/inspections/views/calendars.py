"""The year of visits as a calendar by unit and month, and as a timeline of one unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.inspections.selectors.calendars import year_by_units, year_of_unit, years_with_visits
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_calendar(request: SignedInRequest) -> HttpResponse:
    """Visits of a year (`?year=`, the latest unless told) by unit and month; with `?unit=` also one by one."""
    today, years = timezone.localdate(), years_with_visits(request.actor)
    sent, unit = request.GET.get("year", ""), request.GET.get("unit", "")[:40]
    is_year = sent.isascii() and sent.isdecimal() and len(sent) == 4 and int(sent) > 0
    year = int(sent) if is_year else (years[0] if years else today.year)
    rows = year_by_units(request.actor, year)
    chosen = next((row.unit for row in rows if row.unit.code == unit), None)
    context = {
        "year": year,
        "years": years,
        "rows": rows,
        "chosen": chosen,
        "bars": year_of_unit(request.actor, year, chosen.code, today) if chosen else [],
        "months": range(1, 13),
        "this_month": today.month if today.year == year else 0,
    }
    return render(request, "inspections/conduct/calendar.html", context)
