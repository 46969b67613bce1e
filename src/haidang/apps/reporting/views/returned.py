"""Word files that were edited by hand and came back: bring, see what changed, take over or pass over."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.reporting.forms import PassOverForm, ReturnedFileForm
from haidang.apps.reporting.returned_changes import changes_of
from haidang.apps.reporting.selectors import get_report, get_returned, list_returned
from haidang.apps.reporting.services import bring_returned, pass_over_block, take_over_block
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def bring(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a Word file; below, those that came before."""
    report = get_report(request.actor, code)
    form = ReturnedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            returned = bring_returned(
                report=report, content=file.read(), name=file.name, by=request.actor, at=timezone.now()
            )
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("reporting:returned", code=code, pk=returned.pk)
    context = {"report": report, "form": form, "returned": list_returned(report)}
    return render(request, "reporting/returned_files.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def show(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """What the file changed, in figures and in words."""
    returned = get_returned(request.actor, code, pk)
    context = {
        "report": returned.report,
        "returned": returned,
        "changes": changes_of(returned),
        "reason": PassOverForm().fields["reason"],
        "may_decide": request.actor.may(Permission.RUN_ROUNDS) and not returned.report.is_frozen,
        "may_revise": request.actor.may(Permission.REVISE_FIGURE),
    }
    return render(request, "reporting/returned.html", context)


@require_POST
@requires(Permission.RUN_ROUNDS)
def decide(request: SignedInRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Take over a block, or pass it over."""
    returned, now = get_returned(request.actor, code, pk), timezone.now()
    try:
        match request.POST.get("verdict"):
            case "taken":
                take_over_block(returned=returned, number=number, by=request.actor, at=now)
                messages.success(request, _("The text of the Word file was taken over."))
            case "refused":
                form = PassOverForm(request.POST)
                reason = form.cleaned_data["reason"] if form.is_valid() else ""
                pass_over_block(returned=returned, number=number, reason=reason, by=request.actor, at=now)
                messages.success(request, _("The change was passed over."))
            case _:
                raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    response = redirect("reporting:returned", code=code, pk=pk)
    response["Location"] += f"#change-{number}"
    return response
