"""Inspections on screen: the list, one of them, what is overdue in findings, its files."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.inspections.models import Form, Inspection, Stage
from haidang.apps.inspections.procedures import find_checklist
from haidang.apps.inspections.scoring import score
from haidang.apps.inspections.selectors.conduct import (
    InspectionQuery,
    get_course,
    get_diary,
    get_inspection,
    list_faults,
    list_inspections,
    list_overdue_faults,
    list_units_of_inspections,
    list_years_of_inspections,
)
from haidang.apps.inspections.services.steps import OWN_DEEDS
from haidang.apps.inspections.sight import (
    concludes_it,
    leads_it,
    may_read_dossier,
    may_see_faults,
    takes_part,
)
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.downloads import as_download
from haidang.foundation.files.models import StoredFile
from haidang.foundation.permissions import Permission

PAGE_SIZE = 50


def read_query(request: HttpRequest) -> InspectionQuery:
    """The filters of an address; a word that means nothing is no filter."""
    get = request.GET
    year, stage, form = get.get("year", ""), get.get("stage", ""), get.get("form", "")
    return InspectionQuery(
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        unit=get.get("unit", "")[:40],
        stage=stage if stage in Stage.values else "",
        form=form if form in Form.values else "",
        words=normalise(get.get("q", ""))[:100],
        reform=get.get("reform") == "1",
        overdue=get.get("overdue") == "1",
    )


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_inspections(request: SignedInRequest) -> HttpResponse:
    """Inspections that the reader may see, narrowed by the address."""
    query, today = read_query(request), timezone.localdate()
    found = list_inspections(request.actor, query, today)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": query,
        "is_filtered": query != InspectionQuery(),
        "years": list_years_of_inspections(request.actor),
        "units": list_units_of_inspections(request.actor),
        "stages": Stage.choices,
        "forms": [(form.value, form.label) for form in (Form.INSPECTION, Form.CHECK)],
        "today": today,
    }
    return render(request, "inspections/conduct/list.html", context)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_inspection(request: SignedInRequest, pk: int) -> HttpResponse:
    """One inspection: what is next, its steps; team, diary and findings for those who may read the dossier."""
    inspection = get_inspection(request.actor, pk)
    today = timezone.localdate()
    readable = may_read_dossier(request.actor, inspection)
    context = {
        "inspection": inspection,
        "course": get_course(inspection),
        "own_deeds": OWN_DEEDS,
        "unmended": inspection.faults.unmended().count(),
        "today": today,
        "readable": readable,
        "leads": leads_it(request.actor, inspection),
        "concludes": concludes_it(request.actor, inspection),
        "takes_part": takes_part(request.actor, inspection),
        "sees_faults": may_see_faults(request.actor, inspection),
    }
    if readable:
        context |= {
            "members": inspection.members.select_related("unit", "account"),
            "diary": get_diary(inspection, today),
        }
    if context["sees_faults"]:
        context["faults"] = list_faults(inspection)
        checklist = find_checklist(inspection.checklist)
        if checklist is not None:
            context["score"] = score(checklist, list(inspection.answers.all()))
    return render(request, "inspections/conduct/inspection.html", context)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_overdue_faults(request: SignedInRequest) -> HttpResponse:
    """Findings that are not mended: those overdue, or (`?all=1`) every one that is followed."""
    today, everything = timezone.localdate(), request.GET.get("all") == "1"
    found = list_overdue_faults(request.actor, today, overdue=not everything)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today, "everything": everything}
    return render(request, "inspections/conduct/faults.html", context)


@require_safe
@requires(Permission.READ_DOSSIER)
def download(request: SignedInRequest, pk: int, sha256: str) -> HttpResponse:
    """A file of the dossier."""
    inspection = get_inspection(request.actor, pk)
    if not may_read_dossier(request.actor, inspection) or not _holds(inspection, sha256):
        raise Http404
    return as_download(StoredFile.objects.get(pk=sha256))


def _holds(inspection: Inspection, sha256: str) -> bool:
    if sha256 in (inspection.decision_file_id, inspection.exception_file_id):
        return True
    return (
        inspection.steps.filter(file=sha256).exists()
        or inspection.answers.filter(file=sha256).exists()
        or inspection.faults.filter(entries__file=sha256).exists()
    )
