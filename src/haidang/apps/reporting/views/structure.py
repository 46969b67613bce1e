"""Changing the outline of a draft: every view is one step that leads back to the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.apps.reporting.forms.editing import FrameForm
from haidang.apps.reporting.models import Block, Section, Submission
from haidang.apps.reporting.selectors import (
    get_block,
    get_report,
    get_section,
    list_narratives_for,
)
from haidang.apps.reporting.services import (
    BlockTaken,
    Frame,
    ReportTextError,
    add_block,
    add_footnote,
    add_section,
    change_frame,
    frame_of,
    move_block,
    move_section,
    refresh_generated_blocks,
    remove_block,
    remove_section,
    rename_section,
    take_narrative,
)
from haidang.domain.quoting import words
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


def _to_editor(code: str, anchor: str = "") -> HttpResponse:
    response = redirect("reporting:editor", code=code)
    response["Location"] += anchor
    return response


def attempt(request: SignedInRequest, deed: Callable[[], Any], done: str = "") -> Any:
    """Do it, and tell the person what came of it; None if it was refused."""
    try:
        result = deed()
    except BlockTaken as error:
        messages.error(request, _("%(name)s writes on this block now.") % {"name": error.lock.by_name})
    except ReportTextError as error:
        messages.error(request, "; ".join(f"{fault.what}, {fault.todo}" for fault in error.faults))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if done:
            messages.success(request, done)
        return result or True
    return None


def number_in(request: SignedInRequest, name: str) -> int:
    """A number of the form; 0 where there is none."""
    text = str(request.POST.get(name, ""))
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _after(request: SignedInRequest, section: Section) -> Block | None:
    """The block behind which something is to stand; the last of its section if the form says "end"."""
    if request.POST.get("after") == "end":
        return section.blocks.last()
    pk = number_in(request, "after")
    return get_object_or_404(Block, section__report=section.report, pk=pk) if pk else None


@require_POST
@requires(Permission.RUN_ROUNDS)
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """A new block, which is then written on."""
    section = get_section(request.actor, code, number_in(request, "section"))
    after = _after(request, section)
    kind = str(request.POST.get("kind", ""))
    generator = kind.removeprefix("generated:") if kind.startswith("generated:") else ""
    block = attempt(
        request,
        lambda: add_block(
            section=section, after=after, kind=kind, generator=generator, by=request.actor, at=timezone.now()
        ),
    )
    if block is None:
        return _to_editor(code, f"#section-{section.pk}")
    return _to_editor(code, f"#block-{block.pk}")


@require_POST
@requires(Permission.RUN_ROUNDS)
def footnote(request: SignedInRequest, code: str) -> HttpResponse:
    """A new footnote; the person is told how to refer to it."""
    report = get_report(request.actor, code)
    text = str(request.POST.get("text", ""))
    block = attempt(
        request, lambda: add_footnote(report=report, text=text, by=request.actor, at=timezone.now())
    )
    if block is None:
        return _to_editor(code, "#footnotes")
    token = f"[^{block.key.removeprefix('fn.')}]"
    messages.success(
        request, _("The footnote is kept. Refer to it in the text with %(token)s.") % {"token": token}
    )
    return _to_editor(code, f"#block-{block.pk}")


@require_POST
@requires(Permission.RUN_ROUNDS)
def move(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One place up or down in the section, or to the end of another one."""
    block = get_block(request.actor, code, pk)
    where = str(request.POST.get("where", ""))
    if where in ("up", "down"):
        section, others = block.section, list(block.section.blocks.all())
        place = [other.pk for other in others].index(block.pk) + (-2 if where == "up" else 1)
        after = others[min(place, len(others) - 1)] if place >= 0 else None
    else:
        section = get_section(request.actor, code, int(where) if where.isdecimal() and len(where) < 9 else 0)
        after = section.blocks.last()
    attempt(
        request,
        lambda: move_block(block=block, section=section, after=after, by=request.actor, at=timezone.now()),
    )
    return _to_editor(code, f"#block-{block.pk}")


@require_POST
@requires(Permission.RUN_ROUNDS)
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Take a block out; it can be brought back."""
    block = get_block(request.actor, code, pk)
    said = _("The block is out of the report. You find it at the end of the page and can bring it back.")
    attempt(request, lambda: remove_block(block=block, by=request.actor, at=timezone.now()), said)
    return _to_editor(code, f"#section-{block.section_id}")


@require_POST
@requires(Permission.RUN_ROUNDS)
def new_section(request: SignedInRequest, code: str) -> HttpResponse:
    """A new section, under another one or at the end of the body."""
    report = get_report(request.actor, code)
    above = number_in(request, "parent")
    parent = get_section(request.actor, code, above) if above else None
    title = str(request.POST.get("title", ""))
    section = attempt(
        request,
        lambda: add_section(report=report, parent=parent, title=title, by=request.actor, at=timezone.now()),
    )
    return _to_editor(code, f"#section-{section.pk}" if section else "")


@require_POST
@requires(Permission.RUN_ROUNDS)
def change_section(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Rename, move or remove a section, as the pressed button says."""
    section, by, at = get_section(request.actor, code, pk), request.actor, timezone.now()
    title = str(request.POST.get("title", ""))
    deeds: dict[str, Callable[[], Any]] = {
        "rename": lambda: rename_section(section=section, title=title, by=by, at=at),
        "up": lambda: move_section(section=section, up=True, by=by, at=at),
        "down": lambda: move_section(section=section, up=False, by=by, at=at),
        "remove": lambda: remove_section(section=section, by=by, at=at),
    }
    deed = deeds.get(str(request.POST.get("do")))
    if deed is None:
        raise Http404
    attempt(request, deed)
    return _to_editor(code, f"#section-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def narratives(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """What units said on the task of a section; a POST takes one of these texts into the section."""
    section = get_section(request.actor, code, pk)
    said = list_narratives_for(section)
    if request.method == "POST":
        number = number_in(request, "number")
        if not 1 <= number <= len(said):
            raise Http404
        submission, text, _taken = said[number - 1]
        block = attempt(request, lambda: _take(request, section, submission, text))
        if block is not None:
            return _to_editor(code, f"#block-{block.pk}")
    return render(
        request, "reporting/narratives.html", {"report": section.report, "section": section, "said": said}
    )


def _take(request: SignedInRequest, section: Section, submission: Submission, text: str) -> Block:
    return take_narrative(
        section=section, after=section.blocks.last(), submission=submission, text=words(text), by=request.actor,
        at=timezone.now(),
    )  # fmt: skip


@require_POST
@requires(Permission.RUN_ROUNDS)
def refresh(request: SignedInRequest, code: str) -> HttpResponse:
    """Make the generated blocks again from today's figures."""
    report = get_report(request.actor, code)
    changed = attempt(
        request, lambda: [refresh_generated_blocks(report=report, by=request.actor, at=timezone.now())]
    )
    if changed:
        count = changed[0]
        messages.success(request, _("%(count)s generated blocks changed.") % {"count": count})
    return _to_editor(code)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def edit_frame(request: SignedInRequest, code: str) -> HttpResponse:
    """Subject, addressees, signature and recipients."""
    report = get_report(request.actor, code)
    form = FrameForm(request.POST or None, initial=vars(frame_of(report)))
    if request.method == "POST" and form.is_valid():
        frame = Frame(**form.cleaned_data)
        try:
            change_frame(report=report, frame=frame, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Head and foot of the report are saved."))
            return _to_editor(code)
    context = {"report": report, "form": form}
    return render(request, "reporting/frame.html", context, status=400 if form.errors else 200)
