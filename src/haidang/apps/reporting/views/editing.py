"""The editor of a draft: read it block by block, write on one, see who writes on the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure
from haidang.apps.observations.selectors import FigureQuery, list_figures
from haidang.apps.reporting.block_texts import compare_words, text_of
from haidang.apps.reporting.forms.editing import (
    BlockForm,
    FigureSearchForm,
    grid_of,
    reshaped,
    typed_text,
)
from haidang.apps.reporting.generators import GENERATOR_NAMES
from haidang.apps.reporting.models import Block, BlockKind, BlockLock, Report
from haidang.apps.reporting.outline import get_editor_block, list_editor_sections, list_outline
from haidang.apps.reporting.selectors import (
    get_block,
    get_report,
    list_locks,
    list_removed,
)
from haidang.apps.reporting.services import (
    BlockChanged,
    BlockTaken,
    ReportTextError,
    leave_block,
    open_block,
    preview_block,
    renew_block,
    save_block,
    token_of,
)
from haidang.apps.reporting.settling import KINDS
from haidang.domain.quoting import render as written
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

FOUND_AT_ONCE: Final = 20


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def edit_report(request: SignedInRequest, code: str) -> HttpResponse:
    """The draft by its outline, each block with what can be done to it."""
    report, now = get_report(request.actor, code), timezone.now()
    if report.is_frozen:
        messages.info(request, _("The report is frozen: nothing in it is changed any more."))
        return redirect("reporting:report", code=code)
    sections = list_editor_sections(report, now)
    entries = [entry for section in sections for entry in section.blocks]
    context = {
        "report": report,
        "sections": sections,
        "targets": [s for s in sections if not s.is_notes],
        "changed": [entry for entry in entries if entry.shown.changed],
        "removed": list_removed(report),
        "generators": GENERATOR_NAMES,
        **_rights(request),
    }
    return render(request, "reporting/editor.html", context)


def _rights(request: SignedInRequest) -> dict[str, Any]:
    return {
        "may_write": request.actor.may(Permission.RUN_ROUNDS),
        "may_comment": request.actor.may(Permission.COMMENT_REPORT),
        "me": request.actor.identifier,
    }


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def show_block(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One block as it stands now, for a page that was opened before."""
    block = get_block(request.actor, code, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return _to_block(block)
    return _card(request, block)


@require_safe
@requires(Permission.COMMENT_REPORT)
def show_more(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """What else can be done with a block: comment on it, move it, put another behind it, take it out."""
    block = get_block(request.actor, code, pk)
    sections = list_outline(block.section.report)
    context = {
        "report": block.section.report,
        "subject": block,
        "targets": [part for part in sections if not part.is_notes],
        **_rights(request),
    }
    template = "reporting/_block_more.html" if request.htmx else "reporting/block_more.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _card(request: SignedInRequest, block: Block) -> HttpResponse:
    entry = get_editor_block(block, timezone.now())
    context = {"report": block.section.report, "entry": entry, **_rights(request)}
    return render(request, "reporting/_editor_block.html", context)


def _to_block(block: Block) -> HttpResponse:
    response = redirect("reporting:editor", code=block.section.report.code)
    response["Location"] += f"#block-{block.pk}"
    return response


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def presence(request: SignedInRequest, code: str) -> JsonResponse:
    """Who writes on which block now, and the version of every block: what an open page asks again and again."""
    report, now = get_report(request.actor, code), timezone.now()
    held = {
        lock.block_id: _since(lock)
        for lock in list_locks(report)
        if lock.holds_at(now) and lock.by_id != request.actor.identifier
    }
    versions = dict(Block.objects.filter(section__report=report).values_list("pk", "version"))
    return JsonResponse({"held": held, "versions": versions})


def _since(lock: BlockLock) -> str:
    since = date_format(timezone.localtime(lock.since), "H:i")
    return _("%(name)s has been writing here since %(since)s") % {"name": lock.by_name, "since": since}


@require_POST
@requires(Permission.RUN_ROUNDS)
def write(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Begin to write on a block, or go on where one stopped."""
    block = get_block(request.actor, code, pk)
    try:
        lock = open_block(block=block, by=request.actor, at=timezone.now())
    except BlockTaken as error:
        messages.error(request, _since(error.lock))
        return _card(request, block) if request.htmx else _to_block(block)  # type: ignore[attr-defined]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _to_block(block)
    draft = lock.draft if lock.draft and lock.draft != text_of(block) else ""
    return _form(
        request, block, draft or text_of(block), kept_at=lock.renewed_at if draft else None, fresh=True
    )


def _form(
    request: SignedInRequest,
    block: Block,
    text: str,
    *,
    status: int = 200,
    kept_at: datetime | None = None,
    **more: Any,
) -> HttpResponse:
    """The block as a form, whole page or part of one."""
    entry = get_editor_block(block, timezone.now())
    context = {
        "report": block.section.report,
        "subject": block,
        "entry": entry,
        "text": text,
        "grid": grid_of(block, text) if block.kind == BlockKind.TABLE else None,
        "labels": {piece.token: piece.text for piece in entry.shown.pieces if piece.token},
        "names": {piece.token: piece.name for piece in entry.shown.pieces if piece.name},
        "labels_id": f"labels-{block.pk}",
        "names_id": f"names-{block.pk}",
        "kinds": sorted(KINDS.items()),
        "form": BlockForm({"seen_version": block.version, "why": request.POST.get("why", "")}),
        "search": FigureSearchForm(),
        "kept_at": kept_at,
        **more,
    }
    template = "reporting/_block_form.html" if request.htmx else "reporting/block_form.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


@require_POST
@requires(Permission.RUN_ROUNDS)
def save(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Save a block, look at it before, or change the shape of a table that is being typed."""
    block = get_block(request.actor, code, pk)
    if request.POST.get("shape"):
        return _form(request, block, reshaped(block, request.POST))
    text = typed_text(block, request.POST).replace("\r\n", "\n")
    if request.POST.get("do") == "preview":
        return _preview(request, block, text)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _form(request, block, text, status=400, faults=[_("Look at the form again.")])
    try:
        block = save_block(block=block, text=text, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except (BlockChanged, BlockTaken, ReportTextError, ValidationError) as error:
        return _not_saved(request, block, text, error)
    if request.htmx:  # type: ignore[attr-defined]
        return _card(request, get_block(request.actor, code, block.pk))
    messages.success(request, _("The block is saved."))
    return _to_block(block)


def _not_saved(request: SignedInRequest, block: Block, text: str, error: Exception) -> HttpResponse:
    """The form again with what was typed, and why it was not saved."""
    still_here = _("Nothing was saved. What you typed is still in the field: copy it if you want to keep it.")
    match error:
        case BlockChanged():
            now = get_block(request.actor, block.section.report.code, error.now.pk)
            return _form(request, now, text, status=409, conflict=compare_words(text_of(now), text))
        case BlockTaken():
            return _form(request, block, text, status=409, faults=[_since(error.lock), still_here])
        case ReportTextError():
            return _form(
                request, block, text, status=400, faults=[f"{f.what}: {f.todo}" for f in error.faults]
            )
        case ValidationError():
            return _form(request, block, text, status=409, faults=[*error.messages, still_here])
    raise error


def _preview(request: SignedInRequest, block: Block, text: str) -> HttpResponse:
    try:
        shown = preview_block(block=block, text=text)
    except ReportTextError as error:
        return _form(request, block, text, faults=[f"{f.what}: {f.todo}" for f in error.faults])
    return _form(request, block, text, preview=shown)


@require_POST
@requires(Permission.RUN_ROUNDS)
def keep_draft(request: SignedInRequest, code: str, pk: int) -> JsonResponse:
    """Keep what is typed so far: a sign of life of whoever writes."""
    block, now = get_block(request.actor, code, pk), timezone.now()
    try:
        renew_block(block=block, text=typed_text(block, request.POST), by=request.actor, at=now)
    except BlockTaken as error:
        return JsonResponse({"said": _since(error.lock)}, status=409)
    except ValidationError as error:
        return JsonResponse({"said": " ".join(error.messages)}, status=409)
    when = date_format(timezone.localtime(now), "H:i:s")
    return JsonResponse({"said": _("kept at %(when)s, not saved yet") % {"when": when}})


@require_POST
@requires(Permission.RUN_ROUNDS)
def leave(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Stop writing without saving."""
    block = get_block(request.actor, code, pk)
    leave_block(block=block, by=request.actor, at=timezone.now())
    return _card(request, block) if request.htmx else _to_block(block)  # type: ignore[attr-defined]


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def find_figures(request: SignedInRequest, code: str) -> HttpResponse:
    """Figures to quote: value, state and findings before one is put into the text."""
    report = get_report(request.actor, code)
    form = FigureSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "period": "", "basis": ""}
    query = FigureQuery(words=asked["q"], period=asked["period"], basis=asked["basis"])
    found: list[Figure] = []
    if any(asked.values()):
        matching = list_figures(request.actor, query).filter(dimensions="", latest__isnull=False)
        found = list(matching[: FOUND_AT_ONCE + 1])
    context = {
        "report": report,
        "search": form,
        "asked": any(asked.values()),
        "hits": [_hit(figure, report) for figure in found[:FOUND_AT_ONCE]],
        "more": len(found) > FOUND_AT_ONCE,
    }
    return render(request, "reporting/_figure_hits.html", context)


def _hit(figure: Figure, report: Report) -> dict[str, Any]:
    assert figure.latest is not None  # noqa: S101  asked for
    return {
        "figure": figure,
        "text": format_observation(figure.latest, figure.indicator),
        "token": written([token_of(figure, report.round.period)]),
        "url": reverse("observations:figure", args=[figure.pk]),
    }
