"""A unit's plan: bringing a file, its columns, taking it; and its lines."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.inspections.formatting import lost_told
from haidang.apps.inspections.forms import BringPlanForm, TakePlanForm, columns_from
from haidang.apps.inspections.models import FilingState, PlanFiling
from haidang.apps.inspections.selectors import (
    fields_of_columns,
    get_draft,
    get_filing,
    get_line,
    get_year,
    list_beside,
    list_filings,
    list_lines,
)
from haidang.apps.inspections.services import bring_plan, drop_plan, say_columns, take_plan
from haidang.apps.organisations.selectors import get_unit
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.downloads import as_download
from haidang.foundation.permissions import Permission

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_plan(request: SignedInRequest, year: int, unit: str) -> HttpResponse:
    """A unit's plan of a year with its history; a file is brought here."""
    found, body = get_year(request.actor, year), get_unit(unit)
    request.actor.require(Permission.VIEW_INSPECTIONS, body.code)
    form = BringPlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            filing = bring_plan(
                year=found,
                unit=body,
                content=file.read(),
                name=file.name,
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("inspections:filing", year, filing.pk)
    lines = Paginator(list_lines(request.actor, found, unit=body), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    filings = list(list_filings(request.actor, found, body))
    context = {
        "year": found, "unit": body, "form": form, "page": lines, "filings": filings,
        "current": next((filing for filing in filings if filing.state == FilingState.TAKEN), None),
        "may_file": request.actor.may(Permission.FILE_PLAN, body.code),
    }  # fmt: skip
    return render(request, "inspections/plan.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FILE_PLAN)
def show_filing(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """A file before it is taken: its columns, faults, difference; POST says what columns hold."""
    filing = get_filing(request.actor, get_year(request.actor, year), pk)
    request.actor.require(Permission.FILE_PLAN, filing.unit.code)
    if filing.state != FilingState.DRAFT:
        if request.method == "POST":
            messages.error(request, _("This file is no draft any more: bring it again to change something."))
        return redirect("inspections:plan", year, filing.unit.code)
    if request.method == "POST":
        columns, seen = columns_from(request.POST, get_draft(filing)), request.POST.get("seen", "")
        try:
            say_columns(filing=filing, columns=columns, seen=seen, by=request.actor, at=timezone.now())
        except ValidationError as error:
            return _refused(request, filing, error)
        messages.success(request, _("The file was read again with these columns."))
        return redirect("inspections:filing", year, pk)
    return _draft_page(request, filing)


def _refused(request: SignedInRequest, filing: PlanFiling, error: ValidationError) -> HttpResponse:
    """Why nothing was written, and what the draft is now; the agency's plan where it is none any more."""
    told = " ".join(error.messages)
    filing.refresh_from_db(fields=["state"])
    if filing.state == FilingState.DRAFT:
        return _draft_page(request, filing, told)
    messages.error(request, told)
    return redirect("inspections:plan", filing.year.year, filing.unit.code)


def _draft_page(request: SignedInRequest, filing: PlanFiling, error: str = "") -> HttpResponse:
    filing.refresh_from_db()
    draft = get_draft(filing, english=get_language() == "en")
    context = {
        "draft": draft, "filing": filing, "year": filing.year, "fields": fields_of_columns(),
        "shown": draft.shown,
        "lost": lost_told(filing.lost), "error": error,
        "is_other_year": any(fault["code"] == "file_of_another_year" for fault in filing.faults),
    }  # fmt: skip
    return render(request, "inspections/filing.html", context, status=400 if error else 200)


@require_POST
@requires(Permission.FILE_PLAN)
def take(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Put the plan in force."""
    filing = get_filing(request.actor, get_year(request.actor, year), pk)
    form = TakePlanForm(request.POST)
    form.is_valid()
    try:
        taken = take_plan(filing=filing, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        return _refused(request, filing, error)
    messages.success(request, _("The plan is in force: %(count)s visits.") % {"count": taken.counts["data"]})
    return redirect("inspections:plan", year, taken.unit.code)


@require_POST
@requires(Permission.FILE_PLAN)
def drop(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Drop a draft."""
    filing = get_filing(request.actor, get_year(request.actor, year), pk)
    try:
        drop_plan(filing=filing, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The draft was dropped."))
    return redirect("inspections:plan", year, filing.unit.code)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def original(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """The file as the agency filed it, for those who see its plan."""
    filing = get_filing(request.actor, get_year(request.actor, year), pk)
    if filing.file is None or filing.state == FilingState.DROPPED:
        raise Http404
    return as_download(filing.file, filing.file_name)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_lines(request: SignedInRequest, year: int) -> HttpResponse:
    """All visits of a year that the person may see."""
    found = get_year(request.actor, year)
    words = normalise(request.GET.get("q", ""))[:100]
    overlapping = request.GET.get("chong") == "1"
    lines = list_lines(request.actor, found, words=words, overlapping=overlapping)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"year": found, "page": page, "words": words, "overlapping": overlapping}
    return render(request, "inspections/lines.html", context)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_line(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """One visit: what its row says, cell by cell, and who else comes to the enterprise."""
    found = get_year(request.actor, year)
    line = get_line(request.actor, found, pk)
    is_own = request.actor.may(Permission.VIEW_INSPECTIONS, line.unit.code)
    context = {"year": found, "line": line, "beside": list_beside(request.actor, line), "is_own": is_own}
    return render(request, "inspections/line.html", context)
