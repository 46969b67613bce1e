"""Writing a unit's draft: figures, words, files. Nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Qualifier
from haidang.apps.programme.models import Task
from haidang.apps.reporting import actions
from haidang.apps.reporting.answers import word_answer
from haidang.apps.reporting.models import (
    WITH_THE_UNIT,
    AnswerStatus,
    Assignment,
    AssignmentStatus,
    DecisionKind,
    Entry,
    Evidence,
    Narrative,
    Tally,
)
from haidang.apps.reporting.services.guarding import decide, expect, lock, move
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.files.services import plain_name, store_file
from haidang.foundation.permissions import Permission

LONGEST_NARRATIVE: Final = 20_000
MOST_EVIDENCE: Final = 50


@dataclass(frozen=True)
class Answer:
    """What a unit answers in a cell. `value` is in the indicator's unit of measure; None unless the status is value."""

    status: str
    value: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    note: str = ""

    def is_that_of(self, entry: Entry) -> bool:
        return (self.status, self.value, self.qualifier, self.note) == (
            entry.status,
            entry.value,
            entry.qualifier,
            entry.note,
        )


class ChangedMeanwhile(Exception):
    """Somebody saved this cell after it was read. Nothing was written; `now` is what stands there.

    Where many cells are saved at once, `all` may hold several.
    """

    def __init__(self, now: Entry | Narrative, *others: Entry | Narrative) -> None:
        super().__init__(f"{now} was changed by {now.entered_by_name}")
        self.now = now
        self.all = (now, *others)


@transaction.atomic
def begin_report(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Note that the unit opened its report. Repeating it changes nothing."""
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    if assignment.status == AssignmentStatus.EXPECTED:
        _begin(assignment, by, at)
    return assignment


def _begin(assignment: Assignment, by: Actor, at: datetime) -> None:
    move(assignment, AssignmentStatus.OPENED)
    decide(assignment, DecisionKind.OPENED, by=by, at=at)


def _writable(assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """The locked row of a report that this actor may write now."""
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, WITH_THE_UNIT)
    if assignment.status == AssignmentStatus.EXPECTED:
        _begin(assignment, by, at)
    return assignment


@transaction.atomic
def save_entry(
    *, entry: Entry, answer: Answer, seen_version: int, by: Actor, at: datetime, source_urn: str = ""
) -> Entry:
    """Save the answer of one cell. Raises ChangedMeanwhile, ValidationError; the same answer again changes nothing."""
    assignment = _writable(entry.assignment, by, at)
    entry = assignment.entries.select_related("indicator").get(pk=entry.pk)
    if answer.is_that_of(entry):
        return entry
    if entry.version != seen_version:
        raise ChangedMeanwhile(entry)
    before = word_answer(entry)
    _count(assignment, [(entry, answer)])
    _write(entry, answer, source_urn, by, at)
    entry.save()
    record(
        actions.ENTRY_ANSWERED,
        subject=entry,
        label=entry.indicator.name_vi,
        unit_code=assignment.unit.code,
        data={"before": before, "after": word_answer(entry), "note": entry.note[:250]},
        by=by,
        at=at,
    )
    return entry


def _write(entry: Entry, answer: Answer, source_urn: str, by: Actor, at: datetime) -> None:
    entry.status, entry.value = answer.status, answer.value
    entry.qualifier, entry.note = answer.qualifier, answer.note
    entry.source_urn = source_urn
    entry.version += 1
    entry.entered_by_id, entry.entered_by_name, entry.entered_at = by.identifier, by.name, at


def _count(assignment: Assignment, changes: Sequence[tuple[Entry, Answer]]) -> None:
    """Keep the tallies of the report in step with what is about to be answered, or emptied."""
    steps: dict[int | None, int] = {}
    for entry, answer in changes:
        step = int(answer.status != AnswerStatus.NONE) - int(entry.is_answered)
        category = entry.indicator.category_id
        steps[category] = steps.get(category, 0) + step
    for category, step in steps.items():
        if step:
            tallies = Tally.objects.filter(assignment=assignment, category=category)
            tallies.update(answered=F("answered") + step)


@dataclass(frozen=True)
class Change:
    """An answer for a cell that was read in `seen_version`."""

    entry: Entry
    answer: Answer
    seen_version: int
    source_urn: str = ""


@transaction.atomic
def save_entries(
    *, assignment: Assignment, changes: Sequence[Change], origin: str, by: Actor, at: datetime
) -> int:
    """Save many answers at once, all or none; how many cells changed. Raises ChangedMeanwhile, ValidationError.

    `origin` says where they come from, for the audit trail: the name of a workbook, "computed by the system".
    """
    assignment = _writable(assignment, by, at)
    now = assignment.entries.select_related("indicator").in_bulk([change.entry.pk for change in changes])
    written: list[tuple[Entry, Answer]] = []
    sources: list[str] = []
    for change in changes:
        entry = now[change.entry.pk]
        if change.answer.is_that_of(entry):
            continue
        if entry.version != change.seen_version:
            raise ChangedMeanwhile(entry)
        written.append((entry, change.answer))
        sources.append(change.source_urn)
    _count(assignment, written)
    told = []
    for (entry, answer), source_urn in zip(written, sources, strict=True):
        before = word_answer(entry)
        _write(entry, answer, source_urn, by, at)
        told.append([entry.indicator.code, before, word_answer(entry)])
    fields = ["status", "value", "qualifier", "note", "source_urn", "version"]
    fields += ["entered_by_id", "entered_by_name", "entered_at"]
    Entry.objects.bulk_update([entry for entry, _answer in written], fields, batch_size=500)
    if written:
        record(
            actions.ENTRIES_ANSWERED,
            subject=assignment,
            label=f"{assignment.round.code} – {assignment.unit.name_vi}",
            unit_code=assignment.unit.code,
            data={"count": len(written), "origin": origin, "changes": told},
            by=by,
            at=at,
        )
    return len(written)


@transaction.atomic
def save_narrative(
    *, narrative: Narrative, text: str, seen_version: int, by: Actor, at: datetime
) -> Narrative:
    """Save what the unit says on a task. Raises ChangedMeanwhile, ValidationError."""
    assignment = _writable(narrative.assignment, by, at)
    narrative = assignment.narratives.select_related("task").get(pk=narrative.pk)
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NARRATIVE:
        raise ValidationError(
            _("The text is longer than %(limit)s characters: shorten it, or enclose it as a file.")
            % {"limit": LONGEST_NARRATIVE},
            code="text_too_long",
        )
    if text == narrative.text:
        return narrative
    if narrative.version != seen_version:
        raise ChangedMeanwhile(narrative)
    data = {"before": narrative.text, "after": text}
    narrative.text = text
    narrative.version += 1
    narrative.entered_by_id, narrative.entered_by_name, narrative.entered_at = by.identifier, by.name, at
    narrative.save()
    _tell(actions.NARRATIVE_WRITTEN, narrative, narrative.task.title_vi, assignment, data, by, at)
    return narrative


@transaction.atomic
def add_evidence(
    *, assignment: Assignment, task: Task | None, content: bytes, name: str, by: Actor, at: datetime
) -> Evidence:
    """Enclose a file, of the whole report or of a task. Raises RefusedFile, ValidationError."""
    assignment = _writable(assignment, by, at)
    if assignment.evidence.filter(removed_at=None).count() >= MOST_EVIDENCE:
        raise ValidationError(
            _("There are already %(limit)s files: remove some first.") % {"limit": MOST_EVIDENCE},
            code="too_many_files",
        )
    if task is not None and not assignment.narratives.filter(task=task).exists():
        raise ValidationError(_("The unit is not asked about this task."), code="task_not_asked")
    stored = store_file(content=content, name=name, unit_code=assignment.unit.code, images=True, by=by, at=at)
    enclosed = assignment.evidence.filter(file=stored, task=task, removed_at=None).first()
    if enclosed is not None:
        return enclosed
    evidence = Evidence.objects.create(
        assignment=assignment,
        task=task,
        file=stored,
        name=plain_name(name),
        added_by=by.name,
        added_at=at,
    )
    _tell(actions.EVIDENCE_ADDED, evidence, evidence.name, assignment, {}, by, at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor, at: datetime) -> None:
    """Take an enclosed file back. Repeating it changes nothing."""
    assignment = _writable(evidence.assignment, by, at)
    evidence = assignment.evidence.get(pk=evidence.pk)
    if evidence.removed_at is not None:
        return
    evidence.removed_by, evidence.removed_at = by.name, at
    evidence.save(update_fields=["removed_by", "removed_at"])
    _tell(actions.EVIDENCE_REMOVED, evidence, evidence.name, assignment, {}, by, at)


def _tell(
    action: Any,
    subject: Any,
    label: str,
    assignment: Assignment,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    record(action, subject=subject, label=label, unit_code=assignment.unit.code, data=data, by=by, at=at)
