"""The years of plans, and one of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from haidang.apps.inspections.forms import OpenYearForm
from haidang.apps.inspections.selectors import list_years
from haidang.apps.inspections.services import open_year
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_years(request: SignedInRequest) -> HttpResponse:
    """Years with plans; the inspectorate opens another."""
    form = OpenYearForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        open_year(year=form.cleaned_data["year"], by=request.actor, at=timezone.now())
        return redirect("inspections:years")
    context = {"years": list_years(request.actor), "form": form}
    return render(request, "inspections/years.html", context, status=400 if form.errors else 200)
