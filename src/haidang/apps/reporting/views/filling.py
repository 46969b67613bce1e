"""A unit writes its report: one page, every cell saved by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.apps.reporting.answers import word_answer
from haidang.apps.reporting.forms import AnswerForm, EvidenceForm, ExplainForm, NarrativeForm, RemarkForm
from haidang.apps.reporting.models import (
    Assignment,
    AssignmentStatus,
    DecisionKind,
    Entry,
    Evidence,
    Narrative,
)
from haidang.apps.reporting.selectors import (
    FormRow,
    Said,
    get_form_row,
    get_progress,
    get_writable_assignment,
    list_conversation,
    list_form_groups,
)
from haidang.apps.reporting.services import (
    Answer,
    Change,
    ChangedMeanwhile,
    add_evidence,
    explain_suspicion,
    remove_evidence,
    save_entries,
    save_entry,
    save_narrative,
)
from haidang.apps.reporting.services.handing import wrote_himself
from haidang.apps.reporting.views.submissions import take_step
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.permissions import Permission

_HANDING: Final = (
    DecisionKind.HANDED_OVER,
    DecisionKind.TAKEN_BACK,
    DecisionKind.SENT_BACK,
    DecisionKind.RETURNED,
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FILL_SUBMISSION)
def fill(request: SignedInRequest, code: str, unit: str) -> HttpResponseBase:
    """The form of a unit. A POST saves every cell that can be saved, then hands over where `step` says so.

    Where a cell cannot be saved nothing is handed over, and what was typed into it is shown again.
    """
    assignment = get_writable_assignment(request.actor, code, unit)
    faults: dict[str, Unsaved] = {}
    if request.method == "POST":
        faults = _save_all(request, assignment)
        if not faults and request.POST.get("step") == "trinh":
            return take_step(request, code, unit, "trinh")
        if not faults:
            messages.success(request, _("Everything is saved."))
            return redirect("reporting:form", code=code, unit=unit)
        assignment.refresh_from_db()
    return render(
        request, "reporting/form.html", _page(request, assignment, faults), status=400 if faults else 200
    )


@dataclass(frozen=True)
class Unsaved:
    """What was typed into a cell and could not be saved, and why."""

    sentences: Sequence[str]
    typed: dict[str, str]


def _page(request: SignedInRequest, assignment: Assignment, faults: dict[str, Unsaved]) -> dict[str, Any]:
    groups = list_form_groups(assignment)
    rows = [row for group in groups for row in group.rows]
    may_approve = request.actor.may(Permission.APPROVE_SUBMISSION, assignment.unit.code)
    is_with_head = assignment.status == AssignmentStatus.HANDED_OVER
    suspicions = {s.fingerprint: s for row in rows for s in row.suspicions}
    conversation = list_conversation(request.actor, assignment)
    forbidden = may_approve and is_with_head and not assignment.round.head_approves_own
    return {
        "assignment": assignment,
        "round": assignment.round,
        "groups": groups,
        "faults": faults,
        "can_write": assignment.is_with_the_unit and assignment.round.is_open,
        "is_with_head": is_with_head and assignment.round.is_open,
        "may_approve": may_approve,
        "wrote_himself": forbidden and wrote_himself(assignment, request.actor),
        "is_counted": any(row.neighbours.computed and not row.entry.is_answered for row in rows),
        "is_last_year": any(row.neighbours.last_year for row in rows),
        "suspicions": suspicions.values(),
        "names": {row.entry.pk: row.entry.indicator.name for row in rows},
        "conversation": conversation,
        "sent_back": _sent_back(conversation) if assignment.is_with_the_unit else None,
        "may_say": True,
        "evidence_form": EvidenceForm(),
        "remark_form": RemarkForm(),
        "days_late": assignment.days_late(timezone.localdate()),
        "today": timezone.localdate(),
        **asdict(get_progress(assignment)),
    }


def _sent_back(conversation: Sequence[Said]) -> Said | None:
    """Why the unit has its report again, if that was the last step of it."""
    steps = (said for said in conversation if said.decision and said.decision.kind in _HANDING)
    last = next(steps, None)
    back = (DecisionKind.SENT_BACK, DecisionKind.RETURNED)
    return last if last and last.decision and last.decision.kind in back else None


@dataclass(frozen=True)
class Attempt:
    """What became of saving one cell: nothing to say, faults, or what somebody else wrote meanwhile."""

    faults: tuple[str, ...] = ()
    conflict: Entry | Narrative | None = None

    @property
    def saved(self) -> bool:
        return not self.faults and self.conflict is None

    @property
    def sentences(self) -> list[str]:
        if self.conflict is None:
            return list(self.faults)
        who = {"name": self.conflict.entered_by_name}
        return [_("%(name)s changed this meanwhile; what you typed is not saved.") % who]

    @property
    def told_at_the_cell(self) -> list[str]:
        """What stands at a cell that shows again what was typed: saving once more puts it in place of the other."""
        if self.conflict is None:
            return list(self.faults)
        now = self.conflict.text if isinstance(self.conflict, Narrative) else word_answer(self.conflict)
        said = _(
            "%(name)s changed this meanwhile to “%(now)s”. What you typed is not saved: save again to put it there."
        )
        return [said % {"name": self.conflict.entered_by_name, "now": now}]


def _attempt(form: Form, save: Callable[[], object]) -> Attempt:
    if not form.is_valid():
        return Attempt(tuple(str(error) for errors in form.errors.values() for error in errors))
    try:
        save()
    except ChangedMeanwhile as conflict:
        return Attempt(conflict=conflict.now)
    except ValidationError as error:
        return Attempt(tuple(error.messages))
    return Attempt()


def _save_entry(request: SignedInRequest, entry: Entry) -> Attempt:
    form = AnswerForm(request.POST, prefix=f"e{entry.pk}", indicator=entry.indicator)
    if form.is_valid() and form.answer().is_that_of(entry):
        return Attempt()  # said already: a whole form that is posted asks the database nothing for it
    return _attempt(
        form,
        lambda: save_entry(
            entry=entry,
            answer=form.answer(),
            seen_version=form.cleaned_data["version"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


def _save_narrative(request: SignedInRequest, narrative: Narrative) -> Attempt:
    form = NarrativeForm(request.POST, prefix=f"n{narrative.pk}")
    if form.is_valid() and form.cleaned_data["text"] == narrative.text:
        return Attempt()
    return _attempt(
        form,
        lambda: save_narrative(
            narrative=narrative,
            text=form.cleaned_data["text"],
            seen_version=form.cleaned_data["version"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


def _save_all(request: SignedInRequest, assignment: Assignment) -> dict[str, Unsaved]:
    """Save what was posted, cell by cell; what could not be saved, by the prefix of its fields."""
    attempts = {}
    for entry in assignment.entries.select_related("indicator"):
        if f"e{entry.pk}-version" in request.POST:
            entry.assignment = assignment
            attempts[f"e{entry.pk}"] = _save_entry(request, entry)
    for narrative in assignment.narratives.all():
        if f"n{narrative.pk}-version" in request.POST:
            narrative.assignment = assignment
            attempts[f"n{narrative.pk}"] = _save_narrative(request, narrative)
    return {
        prefix: Unsaved(attempt.told_at_the_cell, _typed(request, prefix))
        for prefix, attempt in attempts.items()
        if not attempt.saved
    }


def _typed(request: SignedInRequest, prefix: str) -> dict[str, str]:
    return {name: request.POST.get(f"{prefix}-{name}", "") for name in ("value", "status", "note", "text")}


@require_POST
@requires(Permission.FILL_SUBMISSION)
def autosave_entry(request: SignedInRequest, code: str, unit: str, pk: int) -> HttpResponse:
    """Save one cell while somebody types; the answer says what became of it, and what looks wrong."""
    assignment = get_writable_assignment(request.actor, code, unit)
    entry = get_object_or_404(assignment.entries.select_related("indicator"), pk=pk)
    entry.assignment = assignment
    attempt = _save_entry(request, entry)
    assignment.refresh_from_db()
    context = {"row": get_form_row(assignment, pk), "attempt": attempt, "task_key": str(entry.task_id or 0)}
    return _fragment(request, "reporting/_saved_entry.html", assignment, context)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def autosave_narrative(request: SignedInRequest, code: str, unit: str, pk: int) -> HttpResponse:
    """Save the words on one task while somebody types."""
    assignment = get_writable_assignment(request.actor, code, unit)
    narrative = get_object_or_404(assignment.narratives, pk=pk)
    narrative.assignment = assignment
    attempt = _save_narrative(request, narrative)
    assignment.refresh_from_db()
    narrative.refresh_from_db()
    context = {"narrative": narrative, "attempt": attempt, "task_key": str(narrative.task_id)}
    return _fragment(request, "reporting/_saved_narrative.html", assignment, context)


def _fragment(
    request: SignedInRequest, template: str, assignment: Assignment, context: dict[str, Any]
) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("reporting:form", code=assignment.round.code, unit=assignment.unit.code)
    everything = {"assignment": assignment, "round": assignment.round, **context}
    everything |= asdict(get_progress(assignment))
    return render(request, template, everything)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def take_values(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Take over suggested values into cells that are not answered: computed ones, or those of the period before."""
    assignment = get_writable_assignment(request.actor, code, unit)
    source = request.POST.get("source", "")
    if source not in ("computed", "previous"):
        raise Http404
    only, _dot, seen = request.POST.get("entry", "").partition(".")
    rows = [row for group in list_form_groups(assignment) for row in group.rows]
    changes = [
        change
        for row in rows
        if (str(row.entry.pk) == only or (not only and not row.entry.is_answered))
        and (change := _taken(row, source)) is not None
    ]
    origin = _("the system's own counts") if source == "computed" else _("the period before")
    chosen = next((row for row in rows if str(row.entry.pk) == only), None)
    try:
        if chosen is not None and _is_anothers(chosen, seen, request.actor.identifier):
            raise ChangedMeanwhile(chosen.entry)
        count = save_entries(
            assignment=assignment, changes=changes, origin=origin, by=request.actor, at=timezone.now()
        )
    except ChangedMeanwhile as conflict:
        messages.error(request, " ".join(Attempt(conflict=conflict.now).sentences))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(count)s values were taken over: check them.") % {"count": count})
    anchor = f"#e{only}" if only.isdecimal() else ""
    return redirect(f"{request.path.removesuffix('lay-so/')}{anchor}")


def _is_anothers(row: FormRow, seen: str, by: str) -> bool:
    """Whether somebody else wrote into a cell after the page with the button was made."""
    return bool(seen) and seen != str(row.entry.version) and row.entry.entered_by_id != by


def _taken(row: FormRow, source: str) -> Change | None:
    figure = row.neighbours.computed if source == "computed" else row.neighbours.previous
    if figure is None or figure.latest is None or figure.latest.value is None:
        return None
    latest = figure.latest
    answer = Answer("value", latest.value, latest.qualifier, row.entry.note)
    return Change(row.entry, answer, row.entry.version)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def enclose(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Enclose a file as evidence."""
    assignment = get_writable_assignment(request.actor, code, unit)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        chosen = request.FILES.get("file")
        messages.error(
            request,
            f"{chosen.name}: {_('The file is empty.')}" if chosen else _("Choose a file first."),
        )
        return redirect("reporting:form", code=code, unit=unit)
    file = form.cleaned_data["file"]
    narrative = (
        assignment.narratives.select_related("task").filter(task__pk=form.cleaned_data["task"]).first()
    )
    try:
        add_evidence(
            assignment=assignment,
            task=narrative.task if narrative else None,
            content=file.read(),
            name=file.name,
            by=request.actor,
            at=timezone.now(),
        )
    except RefusedFile as refusal:
        messages.error(request, f"{file.name}: {refusal}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The file is enclosed."))
        return redirect(
            f"{reverse('reporting:form', args=[code, unit])}#task-{narrative.task_id if narrative else 0}"
        )
    return redirect("reporting:form", code=code, unit=unit)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def take_out(request: SignedInRequest, code: str, unit: str, pk: int) -> HttpResponse:
    """Take an enclosed file back."""
    assignment = get_writable_assignment(request.actor, code, unit)
    evidence = get_object_or_404(
        Evidence.objects.select_related("assignment__unit"), assignment=assignment, pk=pk
    )
    try:
        remove_evidence(evidence=evidence, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("reporting:form", code=code, unit=unit)


@require_POST
@requires(Permission.FILL_SUBMISSION)
def explain(request: SignedInRequest, code: str, unit: str) -> HttpResponse:
    """Say why a suspicious figure may stand."""
    assignment = get_writable_assignment(request.actor, code, unit)
    form = ExplainForm(request.POST)
    if form.is_valid():
        try:
            explain_suspicion(assignment=assignment, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The explanation is kept."))
            return redirect(f"{reverse('reporting:form', args=[code, unit])}#suspicions")
    else:
        messages.error(request, _("Explain in a sentence why the figures may stand as they are."))
    return redirect("reporting:form", code=code, unit=unit)
