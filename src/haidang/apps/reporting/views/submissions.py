"""A unit's report as it was approved, the steps it goes through, and the conversation about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from haidang.apps.reporting.forms import ExtendForm, ReasonForm, RemarkForm
from haidang.apps.reporting.models import WITH_THE_UNIT, Assignment, AssignmentStatus
from haidang.apps.reporting.selectors import (
    get_readable_assignment,
    list_conversation,
    list_submitted_groups,
)
from haidang.apps.reporting.services import (
    accept_report,
    add_remark,
    approve_report,
    ask_again,
    begin_report,
    excuse_unit,
    extend_deadline,
    hand_over,
    return_report,
    send_back,
    take_back,
)
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_SUBMISSIONS)
def show_submission(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """What was approved of a report (`?lan=` chooses an earlier one), with what the co-ordinator may do."""
    assignment = get_readable_assignment(request.actor, code, unit)
    submissions = list(assignment.submissions.order_by("number"))
    for submission in submissions:
        submission.assignment = assignment
    chosen = request.GET.get("lan", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else len(submissions)
    if submissions and not 1 <= number <= len(submissions):
        raise Http404
    shown = submissions[number - 1] if submissions else None
    before = submissions[number - 2] if shown and number > 1 else None
    status = assignment.status
    may_judge = request.actor.may(Permission.JUDGE_SUBMISSIONS, unit) and assignment.round.is_open
    context = {
        "assignment": assignment,
        "round": assignment.round,
        "submissions": submissions,
        "shown": shown,
        "is_latest": number == len(submissions),
        "groups": list_submitted_groups(shown, before) if shown else [],
        "conversation": list_conversation(request.actor, assignment),
        "may_judge": may_judge,
        "may_say": may_judge or request.actor.may(Permission.FILL_SUBMISSION, unit),
        "may_accept": may_judge and status == AssignmentStatus.RECEIVED,
        "may_return": may_judge and status in (AssignmentStatus.RECEIVED, AssignmentStatus.ACCEPTED),
        "may_extend": may_judge and status in (*WITH_THE_UNIT, AssignmentStatus.HANDED_OVER),
        "may_excuse": may_judge and not assignment.is_received and status != AssignmentStatus.EXCUSED,
        "may_ask_again": may_judge and status == AssignmentStatus.EXCUSED,
        "extend_form": ExtendForm(),
        "reason_form": ReasonForm(),
        "remark_form": RemarkForm(),
        "days_late": assignment.days_late(timezone.localdate()),
        "next_to_judge": _next_to_judge(assignment) if may_judge else None,
    }  # fmt: skip
    return render(request, "reporting/submission.html", context)


def _next_to_judge(assignment: Assignment) -> Assignment | None:
    """The next report that waits for the co-ordinator, so that one works off the pile without going back."""
    waiting = assignment.round.assignments.filter(status=AssignmentStatus.RECEIVED).exclude(pk=assignment.pk)
    return waiting.select_related("unit").order_by("received_on", "pk").first()


@dataclass(frozen=True)
class Step:
    """A step of a report: what it does, what it asks for, what is said when it is done, where one goes then."""

    act: Callable[..., object]
    done: Any
    form: type[Form] | None = None
    back_to: str = "reporting:form"


STEPS: Final = {
    "bat-dau": Step(begin_report, gettext_lazy("The report is open. Every cell is saved by itself.")),
    "trinh": Step(hand_over, gettext_lazy("The report is with the head of the unit.")),
    "rut-ve": Step(take_back, gettext_lazy("The report is back: go on writing.")),
    "chuyen-lai": Step(send_back, gettext_lazy("The report went back to the officer."), ReasonForm),
    "duyet": Step(
        approve_report, gettext_lazy("The report is approved and sent."), None, "reporting:submission"
    ),
    "tiep-nhan": Step(
        accept_report,
        gettext_lazy("The report is accepted; its figures are final."),
        None,
        "reporting:submission",
    ),
    "gia-han": Step(
        extend_deadline,
        gettext_lazy("The deadline of the unit is extended."),
        ExtendForm,
        "reporting:submission",
    ),
    "mien": Step(excuse_unit, gettext_lazy("The unit is excused."), ReasonForm, "reporting:submission"),
    "yeu-cau-lai": Step(
        ask_again, gettext_lazy("The unit is asked again."), ReasonForm, "reporting:submission"
    ),
}


@require_POST
@requires(Permission.FILL_SUBMISSION, Permission.APPROVE_SUBMISSION, Permission.JUDGE_SUBMISSIONS)
def take_step(request: SignedInRequest, code: str, unit: str, step: str) -> HttpResponse:
    """Take a step of a report; the service behind it says who may."""
    if step not in STEPS:
        raise Http404
    assignment = get_readable_assignment(request.actor, code, unit)
    chosen = STEPS[step]
    arguments: dict[str, Any] = (
        {"incomplete": request.POST.get("incomplete") == "1"} if step == "trinh" else {}
    )
    form = chosen.form(request.POST) if chosen.form else None
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return redirect(chosen.back_to, code=code, unit=unit)
    arguments |= form.cleaned_data if form else {}
    try:
        chosen.act(assignment=assignment, by=request.actor, at=timezone.now(), **arguments)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(chosen.back_to if step != "duyet" else "reporting:form", code=code, unit=unit)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    messages.success(request, chosen.done)
    return redirect(chosen.back_to, code=code, unit=unit)


@require_POST
@requires(Permission.JUDGE_SUBMISSIONS)
def send_back_cells(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Return a report with reasons: `reason` for the whole, `e<id>` and `n<id>` for single cells."""
    assignment = get_readable_assignment(request.actor, code, unit)
    try:
        return_report(
            assignment=assignment,
            reason=_plain(request.POST.get("reason", "")),
            entries=_reasons(request, "e"),
            narratives=_reasons(request, "n"),
            by=request.actor,
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The report is returned; the unit sees your reasons at the cells."))
    return redirect("reporting:submission", code=code, unit=unit)


def _plain(text: str) -> str:
    """A reason as the database can keep it."""
    return text.replace("\x00", "")[:1000]


def _reasons(request: SignedInRequest, kind: str) -> dict[int, str]:
    named = {name: text for name, text in request.POST.items() if name.startswith(f"{kind}-")}
    return {
        int(name[2:]): _plain(str(text))
        for name, text in named.items()
        if name[2:].isdecimal() and len(name) < 20 and str(text).strip()
    }


@require_POST
@requires(Permission.FILL_SUBMISSION, Permission.JUDGE_SUBMISSIONS)
def say(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Say something about a report, or about one cell of it."""
    assignment = get_readable_assignment(request.actor, code, unit)
    if not request.actor.may(Permission.JUDGE_SUBMISSIONS, unit) and not request.actor.may(
        Permission.FILL_SUBMISSION, unit
    ):
        raise PermissionDenied
    form = RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what you want to say."))
    else:
        data = form.cleaned_data
        entry = get_object_or_404(assignment.entries, pk=data["entry"]) if data["entry"] else None
        narrative = (
            get_object_or_404(assignment.narratives, pk=data["narrative"]) if data["narrative"] else None
        )
        try:
            add_remark(
                assignment=assignment, text=data["text"], entry=entry, narrative=narrative, by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The other side can read it now."))
    here = (
        "reporting:submission" if request.actor.may(Permission.JUDGE_SUBMISSIONS, unit) else "reporting:form"
    )
    return redirect(here, code=code, unit=unit)
