"""The consolidated report on screen."""

from __future__ import annotations

import codecs
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.reporting.assembly import Assembled, assemble
from haidang.apps.reporting.building import build_report, fragment_of
from haidang.apps.reporting.forms import ExplainTextForm
from haidang.apps.reporting.models import Report
from haidang.apps.reporting.selectors import get_report, list_deviations, list_returned
from haidang.apps.reporting.services import explain_text_finding, issue_docx
from haidang.apps.reporting.services.freezing import list_obstacles, list_unfinished
from haidang.apps.reporting.services.returning import DOCX_NAME
from haidang.apps.reporting.text_check import NOTHING_FOUND, TextCheck, check_report_text
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.selectors import read_content
from haidang.foundation.permissions import Permission

FILES: Final = {
    "report.html": gettext_lazy("Report as a web page"),
    "report.docx": gettext_lazy("Report for Word"),
    "report.pdf": gettext_lazy("Report as PDF"),
    "provenance.csv": gettext_lazy("Source of every figure"),
    "provenance.xlsx": gettext_lazy("Source of every figure (Excel)"),
    "unbound.csv": gettext_lazy("Numerals that are no figures, with reasons"),
    "findings.json": gettext_lazy("Findings"),
}


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def show_report(request: SignedInRequest, code: str) -> HttpResponse:
    """The report on screen, every figure a link; beside it the outline, the files and what keeps it from freezing."""
    report = get_report(request.actor, code)
    assembled = assemble(report)
    check = NOTHING_FOUND if report.is_frozen else check_report_text(report, assembled)
    context = {
        "report": report,
        "fragment": fragment_of(report, assembled),
        "headings": [b for b in assembled.document.blocks if hasattr(b, "level") and b.level <= 2],
        "appendices": assembled.document.appendices,
        "findings": assembled.findings,
        "obstacles": [] if report.is_frozen else _obstacles_of(report, assembled, check),
        "text_check": check,
        "quote_count": len(assembled.quotes),
        "deviations": list_deviations(report) if report.is_frozen else [],
        "files": _files_of(report),
        "returned": list_returned(report) if request.actor.may(Permission.VIEW_DRAFT_REPORT) else [],
    }
    return render(request, "reporting/report.html", context)


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def download(request: SignedInRequest, code: str, name: str) -> HttpResponse:
    """A file of the report: made now from a draft, the kept one of a frozen report."""
    if name not in FILES:
        raise Http404
    report = get_report(request.actor, code)
    content = _content(request, report, name)
    if name.endswith(".csv"):
        content = codecs.BOM_UTF8 + content  # without it Excel does not read Vietnamese
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{report.code}-{name}"'
    return response


def _content(request: SignedInRequest, report: Report, name: str) -> bytes:
    if report.is_frozen:
        kept = report.artefacts.select_related("file").filter(name=name).first()
        if kept is None:
            raise Http404  # frozen before this file was made
        return read_content(kept.file)
    if name == DOCX_NAME:
        return issue_docx(report=report, by=request.actor, at=timezone.now())
    return build_report(report, at=timezone.now(), only=name).files[name]


def _files_of(report: Report) -> dict[str, Any]:
    """What can be downloaded: of a frozen report what was kept."""
    kept = set(report.artefacts.values_list("name", flat=True)) if report.is_frozen else set(FILES)
    return {name: label for name, label in FILES.items() if name in kept}


def _obstacles_of(report: Report, assembled: Assembled, check: TextCheck) -> list[str]:
    return list_obstacles(assembled, check) + list_unfinished(report, assembled, timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_DRAFT_REPORT)
def check_text(request: SignedInRequest, code: str) -> HttpResponse:
    """The text of a report recomputed; a POST explains a contradiction."""
    report = get_report(request.actor, code)
    form = ExplainTextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            explain_text_finding(report=report, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error("explanation", error)
        else:
            messages.success(request, _("The explanation is kept."))
            return redirect("reporting:check-text", code=report.code)
    check = check_report_text(report, assemble(report))
    context = {
        "report": report,
        "check": check,
        "form": form,
        "is_stale": bool(form.errors)
        and form.data.get("fingerprint") not in {finding.fingerprint for finding in check.findings},
        "may_explain": request.actor.may(Permission.EXPLAIN_FINDING) and not report.is_frozen,
    }
    return render(request, "reporting/check_text.html", context, status=400 if form.errors else 200)
