"""The Excel way: download the form, bring it back filled, see the difference, take it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.reporting.forms import WorkbookForm
from haidang.apps.reporting.models import Assignment
from haidang.apps.reporting.selectors import get_writable_assignment, list_form_groups
from haidang.apps.reporting.services import ChangedMeanwhile, take_workbook
from haidang.apps.reporting.workbook_wording import tell
from haidang.apps.reporting.workbooks import CellChange, TextChange, compare, form_of, read_workbook
from haidang.domain.form_workbook import write_form
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import XLSX, RefusedFile
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import find_file, read_content
from haidang.foundation.files.services import store_file
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.FILL_SUBMISSION)
def download(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """The unit's form as a workbook, with what is answered already."""
    assignment = get_writable_assignment(request.actor, code, unit)
    content = write_form(form_of(assignment, list_form_groups(assignment)))
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-{unit}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FILL_SUBMISSION)
def bring(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Bring a filled workbook; the answer is the difference to the draft. Nothing is taken yet."""
    assignment = get_writable_assignment(request.actor, code, unit)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read()
            read = read_workbook(content, file.name)
            stored = store_file(
                content=content, name=file.name, unit_code=unit, by=request.actor, at=timezone.now()
            )
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        else:
            difference = compare(assignment, list_form_groups(assignment), read)
            context = {
                "assignment": assignment,
                "round": assignment.round,
                "file": stored,
                "name": file.name,
                "difference": difference,
                "faults": tell(difference.faults),
                "remarks": tell(difference.remarks),
            }
            status = 400 if difference.faults else 200
            return render(request, "reporting/workbook_difference.html", context, status=status)
    context = {"assignment": assignment, "round": assignment.round, "form": form}
    return render(request, "reporting/workbook.html", context, status=400 if form.errors else 200)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def take(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Take the chosen changes of the workbook whose difference was shown."""
    assignment = get_writable_assignment(request.actor, code, unit)
    stored = find_file(request.actor, request.POST.get("sha256", "")[:64])
    if stored is None or stored.media_type != XLSX:
        raise Http404
    try:
        count = _take(request, assignment, stored)
    except ChangedMeanwhile:
        messages.error(
            request, _("Somebody changed a cell meanwhile; nothing was taken. Bring the workbook again.")
        )
    except (ValidationError, ValueError, RefusedFile) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        messages.error(request, said)
    else:
        messages.success(request, _("%(count)s answers were taken from the workbook.") % {"count": count})
    return redirect("reporting:form", code=code, unit=unit)


def _take(request: SignedInRequest, assignment: Assignment, stored: StoredFile) -> int:
    difference = compare(
        assignment, list_form_groups(assignment), read_workbook(read_content(stored), stored.name)
    )
    chosen = set(request.POST.getlist("take"))
    changes: list[CellChange | TextChange] = [*difference.cells, *difference.texts]
    for change in changes:
        seen = request.POST.get(f"seen-{change.mark}", "")
        if change.mark in chosen and seen != str(change.subject.version):
            raise ChangedMeanwhile(change.subject)
    return take_workbook(
        assignment=assignment,
        difference=difference,
        chosen=chosen,
        file=stored,
        by=request.actor,
        at=timezone.now(),
    )
