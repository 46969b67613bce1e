"""What people do with obligations: register, report, check, correct, open again, show to the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.forms import (
    CheckForm,
    CorrectionForm,
    CreateForm,
    ProgressForm,
    ReopenForm,
    initial_of,
)
from haidang.apps.programme.models import PUBLISHABLE, Part, Task
from haidang.apps.programme.policies import speaks_for
from haidang.apps.programme.selectors import get_task
from haidang.apps.programme.services import (
    Correction,
    NewObligation,
    Progress,
    PublicationCheck,
    check_publication,
    correct_obligation,
    create_obligation,
    release_commitment,
    reopen_task,
    report_progress,
)
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.permissions import Permission


def _attempt(form: Form, act: Callable[[], Any]) -> bool:
    """Whether a service did it; what it refuses is put to the field it concerns."""
    try:
        act()
    except ValidationError as error:
        if hasattr(error, "error_dict") and not set(error.error_dict) <= set(form.fields):
            error = ValidationError(error.messages)
        form.add_error(None, error)
        return False
    except RefusedFile as error:
        form.add_error("evidence", str(error))
        return False
    return True


def _answer(request: SignedInRequest, template: str, form: Form, task: Task | None = None) -> HttpResponse:
    """The page with the form; one that was overtaken, and says so, goes on from what the task says now."""
    if task is not None and form.has_error(NON_FIELD_ERRORS, code="overtaken"):
        data = request.POST.copy()
        data["seen_version"] = str(task.version)
        form.data = data
    context = {"form": form, "task": task, "today": timezone.localdate()}
    return render(request, template, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REPORT_PROGRESS)
def report(request: SignedInRequest, code: str) -> HttpResponse:
    """Report on a task that the own unit leads, or add words to one that it helps with."""
    task = get_task(request.actor, code)
    speaker = speaks_for(request.actor, task)
    if speaker is None:
        raise PermissionDenied
    form = ProgressForm(
        request.POST or None,
        request.FILES or None,
        initial={"seen_version": task.version, "status": task.status, "expected_on": task.expected_on},
        may_cancel=request.actor.may(Permission.MANAGE_PROGRAMME),
        leads=speaker[0] == Part.LEAD and not task.is_closed,
    )
    if request.method == "POST" and form.is_valid():
        progress = Progress(**form.cleaned_data)
        now = timezone.now()
        if _attempt(form, lambda: report_progress(task=task, progress=progress, by=request.actor, at=now)):
            messages.success(request, _("The report was saved."))
            return redirect("programme:task", code=task.code)
        task = get_task(request.actor, code)
    return _answer(request, "programme/report.html", form, task)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REPORT_PROGRESS)
def check(request: SignedInRequest, code: str) -> HttpResponse:
    """Say where something is published, and that it was seen there."""
    task = get_task(request.actor, code)
    speaker = speaks_for(request.actor, task)
    if speaker is None or speaker[0] != Part.LEAD:
        raise PermissionDenied
    if task.obligation not in PUBLISHABLE:
        raise Http404
    initial = {"seen_version": task.version, "address": task.published_url, "seen_on": timezone.localdate()}
    form = CheckForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        found = PublicationCheck(**form.cleaned_data)
        now = timezone.now()
        if _attempt(form, lambda: check_publication(task=task, check=found, by=request.actor, at=now)):
            messages.success(request, _("The check was saved."))
            return redirect("programme:task", code=task.code)
        task = get_task(request.actor, code)
    return _answer(request, "programme/check.html", form, task)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROGRAMME)
def correct(request: SignedInRequest, code: str) -> HttpResponse:
    """Move the due date, change units or title, with a reason."""
    task = get_task(request.actor, code)
    parts = {part: [p.unit_id for p in task.participants.all() if p.part == part] for part in Part.values}
    known = {unit_id for ids in parts.values() for unit_id in ids}
    units = (Unit.objects.filter(valid_to=None) | Unit.objects.filter(pk__in=known)).order_by("name_vi")
    initial = initial_of(task, parts[Part.LEAD], parts[Part.COORDINATE])
    form = CorrectionForm(request.POST or None, initial=initial, units=units)
    if request.method == "POST" and form.is_valid():
        correction = Correction(**form.cleaned_data)
        now = timezone.now()
        if _attempt(
            form, lambda: correct_obligation(task=task, correction=correction, by=request.actor, at=now)
        ):
            messages.success(request, _("The obligation was corrected."))
            return redirect("programme:task", code=task.code)
        task = get_task(request.actor, code)
    return _answer(request, "programme/correct.html", form, task)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROGRAMME)
def reopen(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a task again that was done or cancelled."""
    task = get_task(request.actor, code)
    form = ReopenForm(request.POST or None, initial={"seen_version": task.version})
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        if _attempt(form, lambda: reopen_task(task=task, **data, by=request.actor, at=now)):
            messages.success(request, _("The task is open again."))
            return redirect("programme:task", code=task.code)
        task = get_task(request.actor, code)
    return _answer(request, "programme/reopen.html", form, task)


@require_POST
@requires(Permission.MANAGE_PROGRAMME)
def release(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a commitment to everybody, or no longer."""
    task = get_task(request.actor, code)
    released = request.POST.get("released") == "1"
    try:
        release_commitment(task=task, released=released, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("Everybody sees it now.") if released else _("Only officials see it now.")
        )
    return redirect("programme:task", code=task.code)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REGISTER_COMMITMENT)
def create(request: SignedInRequest) -> HttpResponse:
    """Register an obligation; the head of a unit registers commitments of the own unit."""
    scope = request.actor.scope(Permission.REGISTER_COMMITMENT)
    units = Unit.objects.filter(valid_to=None).order_by("name_vi")
    form = CreateForm(
        request.POST or None,
        initial={"leads": list(units.filter(code__in=scope.unit_codes))},
        units=units,
        only_commitments=not request.actor.may(Permission.MANAGE_PROGRAMME),
    )
    if request.method == "POST" and form.is_valid():
        new = NewObligation(**form.cleaned_data)
        now = timezone.now()
        made: list[Task] = []
        if _attempt(form, lambda: made.append(create_obligation(new=new, by=request.actor, at=now))):
            messages.success(
                request, _("The obligation was registered as %(code)s.") % {"code": made[0].code}
            )
            return redirect("programme:task", code=made[0].code)
    return _answer(request, "programme/create.html", form)
