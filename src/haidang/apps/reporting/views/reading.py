"""Reading the consolidated report: with its margin, the way of one figure, what changed since the last one, links."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.forms import LinkForm
from haidang.apps.reporting.margins import Margin, with_margin
from haidang.apps.reporting.report_changes import compare_reports, list_earlier
from haidang.apps.reporting.selectors import get_link, get_report, list_links
from haidang.apps.reporting.services import create_link, revoke_link
from haidang.apps.reporting.services.sharing import USUAL
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


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT)
def compare(request: SignedInRequest, code: str) -> HttpResponse:
    """What is new, gone and changed against an earlier report; `voi` names which one, the nearest unless told."""
    report = get_report(request.actor, code)
    earlier = list_earlier(request.actor, report)
    wanted = request.GET.get("voi", "")
    other = next((found for found in earlier if found.code == wanted), None)
    if wanted and other is None:
        raise Http404
    other = other or next(iter(earlier), None)
    comparison = compare_reports(other, report, request.actor) if other else None
    context = {"report": report, "earlier": earlier, "other": other, "comparison": comparison}
    return render(request, "reporting/compare.html", context)


@sensitive_variables("secret", "address")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_REPORT)
def share(request: SignedInRequest, code: str) -> HttpResponse:
    """The links to a report; a POST makes one. The answer shows it, once: it is neither kept nor shown again."""
    report, today = get_report(request.actor, code), timezone.localdate()
    form = LinkForm(request.POST or None, initial={"expires_on": today + USUAL})
    address = ""
    if request.method == "POST" and form.is_valid():
        try:
            _link, secret = create_link(
                report=report, by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            address = f"{settings.BASE_URL}{reverse('portal:shared-report', args=[secret])}"
            form = LinkForm(initial={"expires_on": today + USUAL})
    rows = [(link, link.state_on(today)) for link in list_links(report)]
    context = {"report": report, "form": form, "address": address, "rows": rows}
    return render(request, "reporting/share.html", context, status=400 if form.errors else 200)


@require_POST
@requires(Permission.SHARE_REPORT)
def revoke(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """End a link at once."""
    link = get_link(get_report(request.actor, code), pk)
    revoke_link(link=link, by=request.actor, at=timezone.now())
    messages.success(request, _("The link was revoked. Whoever opens it from now on finds no page."))
    return redirect("reporting:share", code=code)
