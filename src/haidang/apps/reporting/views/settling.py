"""From the draft to the freeze: settle what is open, lay it before the leader, freeze, correct in a new version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.observations.selectors import get_figure
from haidang.apps.reporting.models import Block, OpinionKind, Report
from haidang.apps.reporting.selectors import get_block, get_comment, get_report
from haidang.apps.reporting.services import (
    BlockChanged,
    BlockTaken,
    FreezeRefused,
    NumeralPlace,
    ReportTextError,
    add_comment,
    ask_opinion,
    begin_correction,
    bind_numeral,
    freeze_report,
    give_opinion,
    mark_numeral,
    settle_comment,
)
from haidang.apps.reporting.settling import KINDS, list_all_obstacles, list_work
from haidang.apps.reporting.views.structure import attempt, number_in
from haidang.domain.quoting import NUMERAL_KINDS
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def work_list(request: SignedInRequest, code: str) -> HttpResponse:
    """Everything that keeps a draft from being frozen, each with what settles it."""
    report = get_report(request.actor, code)
    if report.is_frozen:
        return redirect("reporting:report", code=code)
    context = {
        "report": report,
        "work": list_work(report, request.actor, timezone.now()),
        "kinds": [(kind, KINDS[kind]) for kind in sorted(NUMERAL_KINDS)],
        "opinions": list(report.opinions.all()),
        "lies_before_leader": _lies_before_leader(report),
        "may_write": request.actor.may(Permission.RUN_ROUNDS),
        "may_approve": request.actor.may(Permission.APPROVE_REPORT),
        "may_freeze": request.actor.may(Permission.FREEZE_REPORT),
    }
    return render(request, "reporting/work_list.html", context)


def _lies_before_leader(report: Report) -> bool:
    last = report.opinions.last()
    return last is not None and last.kind == OpinionKind.ASKED


@require_POST
@requires(Permission.RUN_ROUNDS)
def account_for(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Bind a numeral of a block to a figure, or say why it is none."""
    block = get_block(request.actor, code, pk)
    place = NumeralPlace(
        block, number_in(request, "index"), str(request.POST.get("text", "")), number_in(request, "version")
    )
    figure = number_in(request, "figure")
    try:
        if figure:
            quoted = get_figure(request.actor, figure)
            bind_numeral(place=place, figure=quoted, by=request.actor, at=timezone.now())
        else:
            kind = str(request.POST.get("reason", ""))
            mark_numeral(place=place, kind=kind, by=request.actor, at=timezone.now())
    except BlockTaken as error:
        messages.error(request, _("%(name)s writes on this block now.") % {"name": error.lock.by_name})
    except BlockChanged:
        messages.error(request, _("The block was changed meanwhile: look at it again."))
    except ReportTextError as error:
        messages.error(request, "; ".join(f"{fault.what}, {fault.todo}" for fault in error.faults))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("“%(text)s” is accounted for.") % {"text": place.text})
    return _to_list(code)


def _to_list(code: str) -> HttpResponse:
    return redirect("reporting:work-list", code=code)


@require_POST
@requires(Permission.COMMENT_REPORT)
def comment(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Say something about a block."""
    block = get_block(request.actor, code, pk)
    text = str(request.POST.get("text", ""))
    attempt(
        request,
        lambda: add_comment(block=block, text=text, by=request.actor, at=timezone.now()),
        _("The comment stands beside the block."),
    )
    return _to_block(block)


@require_POST
@requires(Permission.COMMENT_REPORT)
def settle(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """A comment is dealt with."""
    found = get_comment(request.actor, code, pk)
    attempt(request, lambda: settle_comment(comment=found, by=request.actor, at=timezone.now()))
    block = Block.objects.filter(section__report=found.report_id, key=found.block_key).first()
    return _to_block(block) if block else redirect("reporting:editor", code=code)


def _to_block(block: Block) -> HttpResponse:
    response = redirect("reporting:editor", code=block.section.report.code)
    response["Location"] += f"#block-{block.pk}"
    return response


@require_POST
@requires(Permission.RUN_ROUNDS)
def lay_before(request: SignedInRequest, code: str) -> HttpResponse:
    """Lay the draft before the leader."""
    report = get_report(request.actor, code)
    note = str(request.POST.get("note", ""))
    attempt(
        request,
        lambda: ask_opinion(report=report, note=note, by=request.actor, at=timezone.now()),
        _("The draft lies before the leader now."),
    )
    return _to_list(code)


@require_POST
@requires(Permission.APPROVE_REPORT)
def decide(request: SignedInRequest, code: str) -> HttpResponse:
    """Approve the draft as it was read, or return it with a reason."""
    report = get_report(request.actor, code)
    verdict = request.POST.get("verdict")
    if verdict not in ("approve", "return"):
        raise Http404
    said: dict[str, Any] = {
        "is_approved": verdict == "approve",
        "seen_sha256": str(request.POST.get("seen", "")),
        "note": str(request.POST.get("note", "")).replace("\x00", ""),
    }
    attempt(
        request,
        lambda: give_opinion(report=report, by=request.actor, at=timezone.now(), **said),
        _("Your decision is recorded."),
    )
    return _to_list(code)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FREEZE_REPORT)
def freeze(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask once more, then freeze."""
    report = get_report(request.actor, code)
    obstacles: Sequence[str] = [] if report.is_frozen else list_all_obstacles(report, timezone.now())
    if request.method == "POST":
        try:
            freeze_report(report=report, by=request.actor, at=timezone.now())
        except FreezeRefused as refusal:
            obstacles = refusal.obstacles
        else:
            messages.success(request, _("The report is frozen."))
            return redirect("reporting:report", code=report.code)
    context = {"report": report, "obstacles": obstacles, "opinions": list(report.opinions.all())}
    return render(request, "reporting/freeze.html", context, status=409 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def correct(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin the version that corrects a frozen report; it says what it corrects."""
    report = get_report(request.actor, code)
    note = str(request.POST.get("note", "")).replace("\x00", "")
    if request.method == "POST":
        new = attempt(
            request,
            lambda: begin_correction(report=report, note=note, by=request.actor, at=timezone.now()),
            _("The new version is a draft with today's figures."),
        )
        if new is not None:
            return redirect("reporting:editor", code=new.code)
    return render(request, "reporting/correct.html", {"report": report, "note": note})
