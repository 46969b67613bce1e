"""Units on screen."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.organisations.forms import EndForm, MergeForm
from haidang.apps.organisations.models import UnitKind
from haidang.apps.organisations.selectors import get_history, get_unit, list_positions, list_units
from haidang.apps.organisations.services import end_unit, merge_units
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


def _day(request: SignedInRequest) -> date | None:
    """The day in `?on=`, or None where it is absent or no date."""
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


@require_safe
@requires(Permission.VIEW_UNITS)
def show_units(request: SignedInRequest) -> HttpResponse:
    """Units by name, kind and day; without a day all units of all times."""
    on, kind, query = _day(request), request.GET.get("kind", ""), request.GET.get("q", "")[:100]
    units = list_units(on=on, kind=kind if kind in UnitKind.values else "", query=query)
    context = {"units": units, "kinds": UnitKind.choices, "kind": kind, "on": on, "query": query}
    return render(request, "organisations/units.html", context)


@require_safe
@requires(Permission.VIEW_UNITS)
def show_unit(request: SignedInRequest, code: str) -> HttpResponse:
    """One unit: history, people (for whom may see them), and the panels of the rooms above."""
    unit = get_unit(code)
    context = {
        "unit": unit,
        "history": get_history(unit),
        "positions": list_positions(request.actor, unit, timezone.localdate()),
    }
    return render(request, "organisations/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_UNITS)
def merge(request: SignedInRequest) -> HttpResponse:
    """Merge units into one."""
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            merge_units(
                predecessors=list(data["predecessors"]),
                successor=data["successor"],
                effective_on=data["effective_on"],
                basis=data["basis"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The units were merged."))
            return redirect("organisations:unit", code=data["successor"].code)
    return render(request, "organisations/merge.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_UNITS)
def end(request: SignedInRequest, code: str) -> HttpResponse:
    """End a unit that has no successor."""
    unit = get_unit(code)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_unit(
                unit=unit,
                last_day=form.cleaned_data["last_day"],
                basis=form.cleaned_data["basis"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The unit was ended."))
            return redirect("organisations:unit", code=unit.code)
    context = {"form": form, "unit": unit}
    return render(request, "organisations/end.html", context, status=400 if form.errors else 200)
