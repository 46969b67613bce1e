"""What a block said before: look, compare, take up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.apps.reporting.block_texts import compare_words, is_written, text_of
from haidang.apps.reporting.models import Block, BlockVersion
from haidang.apps.reporting.selectors import get_block, get_report, get_section, list_block_versions
from haidang.apps.reporting.services import (
    BlockChanged,
    BlockTaken,
    ReportTextError,
    bring_back,
    restore_version,
)
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_DRAFT_REPORT)
def show_versions(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """The versions of a block, two of them compared; a POST makes an earlier one the present text."""
    block = get_block(request.actor, code, pk)
    if request.method == "POST":
        return _restore(request, block)
    versions = list_block_versions(block.section.report, block.key)
    chosen = _number(request.GET.get("a"))
    older = next((v for v in versions if v.number == chosen), versions[1] if len(versions) > 1 else None)
    newer = next((v for v in versions if v.number == _number(request.GET.get("b"))), None)
    present = text_of(block)
    context: dict[str, Any] = {
        "report": block.section.report,
        "subject": block,
        "versions": versions,
        "older": older,
        "newer": newer,
        "changes": compare_words(older.text, newer.text if newer else present) if older else [],
        "may_write": request.actor.may(Permission.RUN_ROUNDS)
        and is_written(block)
        and not block.section.report.is_frozen,
    }
    return render(request, "reporting/versions.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _restore(request: SignedInRequest, block: Block) -> HttpResponse:
    request.actor.require(Permission.RUN_ROUNDS)
    report = block.section.report
    number, seen = (_number(request.POST.get(name)) for name in ("number", "seen_version"))
    version = get_object_or_404(BlockVersion, report=report, block_key=block.key, number=number)
    try:
        restore_version(block=block, version=version, seen_version=seen, by=request.actor, at=timezone.now())
    except BlockTaken as error:
        messages.error(request, _("%(name)s writes on this block now.") % {"name": error.lock.by_name})
    except BlockChanged:
        messages.error(request, _("The block was changed meanwhile: look at the versions again."))
    except ReportTextError as error:
        messages.error(request, "; ".join(f"{fault.what}, {fault.todo}" for fault in error.faults))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Version %(number)s holds again.") % {"number": version.number})
    return redirect("reporting:block-versions", code=report.code, pk=block.pk)


@require_POST
@requires(Permission.RUN_ROUNDS)
def bring_back_block(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Put a removed block at the end of the chosen section."""
    report = get_report(request.actor, code)
    version = get_object_or_404(BlockVersion, report=report, pk=pk)
    section = get_section(request.actor, code, _number(request.POST.get("section")))
    anchor = ""
    try:
        block = bring_back(version=version, section=section, by=request.actor, at=timezone.now())
    except ReportTextError as error:
        messages.error(request, "; ".join(f"{fault.what}, {fault.todo}" for fault in error.faults))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The block is back in the report."))
        anchor = f"#block-{block.pk}"
    response = redirect("reporting:editor", code=code)
    response["Location"] += anchor
    return response
