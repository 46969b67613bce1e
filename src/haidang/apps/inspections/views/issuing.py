"""The adjusted plan and its letter."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.apps.inspections.adjusted import adjusted_visits
from haidang.apps.inspections.forms import IssueForm
from haidang.apps.inspections.letters import usual_words
from haidang.apps.inspections.models import PlanYear
from haidang.apps.inspections.selectors import get_issued, get_year, list_issued
from haidang.apps.inspections.services import issue_plan, publish_plan
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission, Role


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_issued(request: SignedInRequest, year: int) -> HttpResponse:
    """Issued plans of a year with their files; the inspectorate makes the next one here."""
    found = get_year(request.actor, year)
    may_issue = request.actor.may(Permission.MERGE_PLANS)
    if request.method == "POST":
        request.actor.require(Permission.MERGE_PLANS)
    form = IssueForm(request.POST or None, initial=_initial(request, found)) if may_issue else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            issue_plan(year=found, words=form.words, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The documents are being made; they appear here in a moment."))
            return redirect("inspections:issued", year)
    issued = list_issued(request.actor, found)
    context = {
        "year": found,
        "issued": issued,
        "form": form,
        "is_working": any(not i.is_ready for i in issued),
    }
    return render(request, "inspections/issued.html", context, status=400 if form and form.errors else 200)


def _initial(request: SignedInRequest, year: PlanYear) -> dict[str, str]:
    """The usual letter of the inspectorate that acts; empty where the person acts for no unit."""
    codes = [grant.unit_code for grant in request.actor.grants if grant.role == Role.INSPECTORATE]
    unit = Unit.objects.select_related("parent").filter(code__in=codes).first()
    if unit is None or request.method == "POST":
        return {}
    visits = adjusted_visits(year)
    planned = sum(len(visit.lines) for visit in visits)
    return usual_words(year.year, unit, visits, planned).as_dict()


@require_POST
@requires(Permission.MERGE_PLANS)
def publish(request: SignedInRequest, year: int, number: int) -> HttpResponse:
    """Show a plan to the public."""
    issued = get_issued(request.actor, get_year(request.actor, year), number)
    try:
        publish_plan(issued=issued, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The plan is public now."))
    return redirect("inspections:issued", year)
