"""Reading the consolidated report: with its margin, the way of one figure, what changed since the last one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.margins import Margin, with_margin
from haidang.apps.reporting.selectors import get_report
from haidang.apps.reporting.sight import withheld_from
from haidang.apps.reporting.ways import get_way
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def read(request: SignedInRequest, code: str) -> HttpResponse:
    """The report to be read, beside each block where its figures come from."""
    report = get_report(request.actor, code)
    assembled = assemble(report)

    def write(margin: Margin) -> str:
        return render_to_string("reporting/_margin.html", {"margin": margin, "report": report})

    context = {
        "report": report,
        "fragment": with_margin(report, assembled, request.actor, write),
        "headings": [b for b in assembled.document.blocks if hasattr(b, "level") and b.level <= 2],
        "appendices": assembled.document.appendices,
        "withheld": len(withheld_from(request.actor, (q for q, _section, _text in assembled.quotes))),
        "quote_count": len(assembled.quotes),
    }
    return render(request, "reporting/read.html", context)


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def show_way(request: SignedInRequest, code: str, tag: str) -> HttpResponse:
    """The way of one figure, from the cell where it was typed to the file."""
    report = get_report(request.actor, code)
    context = {"report": report, "way": get_way(request.actor, report, tag)}
    return render(request, "reporting/way.html", context)
