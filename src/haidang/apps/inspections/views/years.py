"""The years of plans, and one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.inspections.forms import OpenYearForm
from haidang.apps.inspections.selectors import (
    count_by_degree,
    count_visits,
    find_proposal,
    get_year,
    list_agencies,
    list_pairs,
    list_years,
)
from haidang.apps.inspections.services import open_year
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_years(request: SignedInRequest) -> HttpResponse:
    """Years with plans; the inspectorate opens another."""
    form = OpenYearForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        year = open_year(year=form.cleaned_data["year"], by=request.actor, at=timezone.now())
        return redirect("inspections:year", year.year)
    context = {"years": list_years(request.actor), "form": form}
    return render(request, "inspections/years.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_year(request: SignedInRequest, year: int) -> HttpResponse:
    """A year: who filed, what was found, what is next. HTMX asks for the state of the work alone."""
    found = get_year(request.actor, year)
    context: dict[str, Any] = {"year": found}
    if request.headers.get("HX-Request") == "true":
        return render(request, "inspections/_working.html", context)
    sees_all = request.actor.scope(Permission.VIEW_INSPECTIONS).everything
    context |= {
        "agencies": list_agencies(request.actor, found),
        "counts": count_visits(found) if sees_all else None,
        "degrees": count_by_degree(found) if sees_all else {},
        "questions": list_pairs(request.actor, found).count(),
        "proposal": find_proposal(request.actor, found),
    }
    return render(request, "inspections/year.html", context)
