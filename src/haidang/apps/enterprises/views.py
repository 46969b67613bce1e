"""The registry on screen: the list, one enterprise, bringing a list, looking at a personal number."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.enterprises.export import MEDIA_TYPES, MOST_IN_XLSX, XLSX, enterprises_as_file
from haidang.apps.enterprises.forms import RevealForm, TakeForm, UpdateForm
from haidang.apps.enterprises.models import EnterpriseKind, State
from haidang.apps.enterprises.reference import communes, sectors
from haidang.apps.enterprises.selectors import (
    EnterpriseQuery,
    get_enterprise,
    list_branches,
    list_changes,
    list_enterprises,
    list_facts,
)
from haidang.apps.enterprises.services import reveal_personal_number
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import find_file, read_content
from haidang.foundation.importing.importer import importers
from haidang.foundation.importing.services import ImportReport, preview_import, run_import
from haidang.foundation.permissions import Permission

PAGE_SIZE = 50


def _query(request: HttpRequest) -> EnterpriseQuery:
    """The filters of an address; a word that means nothing is no filter."""
    get = request.GET
    kind, state, commune, sector = (get.get(name, "") for name in ("kind", "state", "commune", "sector"))
    return EnterpriseQuery(
        words=normalise(get.get("q", ""))[:100],
        kind=kind if kind in EnterpriseKind.values else "",
        state=state if state in State.values else "",
        commune=commune if commune in communes() else "",
        sector=sector if sector in sectors() else "",
        gone=get.get("gone") == "1",
    )


@require_safe
@requires(Permission.VIEW_ENTERPRISES)
def show_enterprises(request: SignedInRequest) -> HttpResponse:
    """Search and filter the registry. HTMX requests get the list alone."""
    query = _query(request)
    page = Paginator(list_enterprises(request.actor, query), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "query": query,
        "is_filtered": query != EnterpriseQuery(),
        "has_synthetic": any(enterprise.is_synthetic for enterprise in page),
        "kinds": EnterpriseKind.choices,
        "states": State.choices,
        "communes": communes(),
        "sectors": sectors().values(),
    }
    alone = request.headers.get("HX-Request") == "true"
    return render(request, f"enterprises/{'_results' if alone else 'enterprises'}.html", context)


@require_safe
@requires(Permission.VIEW_ENTERPRISES)
def export(request: SignedInRequest, form: str) -> HttpResponse:
    """The list as a table for spreadsheets, narrowed like the page."""
    if form not in MEDIA_TYPES:
        raise Http404
    found = list_enterprises(request.actor, _query(request))
    if form == XLSX and (count := found.count()) > MOST_IN_XLSX:
        messages.warning(
            request,
            _("%(count)s enterprises are too many for an Excel file: narrow the list, or take the CSV file.")
            % {"count": count},
        )
        return redirect(f"{reverse('enterprises:list')}?{request.GET.urlencode()}")
    content = enterprises_as_file(found.iterator(chunk_size=5_000), form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"doanh-nghiep-{timezone.localdate():%Y-%m-%d}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@requires(Permission.VIEW_ENTERPRISES)
def show_enterprise(request: SignedInRequest, pk: int) -> HttpResponse:
    """One enterprise: facts with their source, names, branches, changes, and the panels of the rooms above."""
    enterprise = get_enterprise(request.actor, pk)
    changes = list_changes(enterprise)
    context = {
        "enterprise": enterprise,
        "facts": list_facts(enterprise, changes),
        "former_names": enterprise.former_names.all(),
        "branches": list_branches(enterprise),
        "changes": changes,
    }
    return render(request, "enterprises/enterprise.html", context)


@never_cache
@sensitive_variables("number")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVEAL_PERSONAL_NUMBER)
def reveal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the personal number of a household once, for a reason that goes on record."""
    enterprise = get_enterprise(request.actor, pk)
    if not enterprise.is_personal:
        raise Http404
    form, number = RevealForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            number = reveal_personal_number(
                enterprise=enterprise, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
    context = {"enterprise": enterprise, "form": form, "number": number}
    return render(request, "enterprises/reveal.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_DATA)
def update(request: SignedInRequest) -> HttpResponse:
    """Bring a list; the answer is the difference. Nothing is taken yet."""
    form = UpdateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        if file.size > settings.FILES_MAX_BYTES:
            limit = settings.FILES_MAX_BYTES // 1024**2
            form.add_error("file", _("The file is larger than %(limit)s MB.") % {"limit": limit})
        else:
            try:
                report, stored = preview_import(
                    kind=kind, content=file.read(), name=file.name, by=request.actor, at=timezone.now()
                )
            except RefusedFile as error:
                form.add_error("file", str(error))
            else:
                return _difference(request, report, stored, file.name)
    context = {"form": form, "columns": importers()["enterprises"].columns}
    return render(request, "enterprises/update.html", context, status=400 if form.errors else 200)


def _difference(
    request: SignedInRequest, report: ImportReport, stored: StoredFile | None, name: str
) -> HttpResponse:
    context = {
        "report": report,
        "file": stored,
        "name": report.kept.name if report.kept else name,
        "confirm": reverse("enterprises:take"),
        "upload": reverse("enterprises:update"),
    }
    return render(request, "enterprises/difference.html", context, status=400 if report.faults else 200)


@require_POST
@requires(Permission.IMPORT_DATA)
def take(request: SignedInRequest) -> HttpResponse:
    """Take the list whose difference was shown."""
    form = TakeForm(request.POST)
    stored = find_file(request.actor, form.cleaned_data["sha256"]) if form.is_valid() else None
    if stored is None:
        raise Http404
    kind, name = form.cleaned_data["kind"], form.cleaned_data["name"]
    content = read_content(stored)
    report = run_import(kind=kind, content=content, name=name, by=request.actor, at=timezone.now())
    if report.faults:
        return _difference(request, report, stored, name)
    counts = {"created": len(report.created), "changed": len(report.changed), "gone": len(report.gone)}
    messages.success(
        request, _("Taken: %(created)s new, %(changed)s changed, %(gone)s marked as gone.") % counts
    )
    return redirect("enterprises:list")
