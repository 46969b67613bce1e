"""Importing on the web: upload, preview, confirm."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.selectors import find_file, read_content
from haidang.foundation.importing.forms import ConfirmForm, UploadForm
from haidang.foundation.importing.importer import importers
from haidang.foundation.importing.models import ImportRun
from haidang.foundation.importing.services import preview_import, run_import
from haidang.foundation.permissions import Permission

RECENT = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_DATA)
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a kind and a file; the answer to a file is its preview. Nothing is written but the file itself."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > settings.FILES_MAX_BYTES:
            limit = settings.FILES_MAX_BYTES // 1024**2
            form.add_error("file", _("The file is larger than %(limit)s MB.") % {"limit": limit})
        else:
            return _preview(request, form, form.cleaned_data["kind"], file.read(), file.name)
    return _form(request, form, status=400 if form.errors else 200)


def _form(request: SignedInRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    columns = {kind: importer.columns for kind, importer in importers().items()}
    recent = ImportRun.objects.select_related("file").order_by("-at")[:RECENT]
    context = {"form": form, "columns": columns, "recent": recent, "importers": importers()}
    return render(request, "importing/upload.html", context, status=status)


def _preview(
    request: SignedInRequest, form: UploadForm, kind: str, content: bytes, name: str
) -> HttpResponse:
    try:
        report, stored = preview_import(
            kind=kind, content=content, name=name, by=request.actor, at=timezone.now()
        )
    except RefusedFile as error:
        form.add_error("file", str(error))
        return _form(request, form, status=400)
    kept_name = report.kept.name if report.kept else name
    context = {"report": report, "file": stored, "name": kept_name, "title": importers()[kind].title}
    return render(request, "importing/preview.html", context, status=400 if report.faults else 200)


@require_POST
@requires(Permission.IMPORT_DATA)
def confirm(request: SignedInRequest) -> HttpResponse:
    """Take the file that was previewed."""
    form = ConfirmForm(request.POST)
    stored = find_file(request.actor, form.cleaned_data["sha256"]) if form.is_valid() else None
    if stored is None:
        raise Http404
    kind, name = form.cleaned_data["kind"], form.cleaned_data["name"]
    content = read_content(stored)
    report = run_import(kind=kind, content=content, name=name, by=request.actor, at=timezone.now())
    if report.faults:
        context = {"report": report, "file": stored, "name": name, "title": importers()[kind].title}
        return render(request, "importing/preview.html", context, status=400)
    counts = {
        "created": len(report.created),
        "changed": len(report.changed) + len(report.gone),
        "unchanged": report.unchanged,
    }
    messages.success(
        request, _("Imported: %(created)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts
    )
    return redirect("importing:upload")
