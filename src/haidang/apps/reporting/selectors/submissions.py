"""Reads about one unit's report: the form it fills, what was approved, what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.observations.reading import measure_of, write_value
from haidang.apps.programme.models import Task
from haidang.apps.reporting.models import (
    WITH_THE_UNIT,
    AnswerStatus,
    Assignment,
    AssignmentStatus,
    Decision,
    DecisionKind,
    Entry,
    Evidence,
    Narrative,
    Remark,
    Submission,
)
from haidang.apps.reporting.neighbours import Neighbours, find_neighbours
from haidang.apps.reporting.policies import readable_assignments, writable_assignments
from haidang.apps.reporting.suspicions import Suspicion, list_suspicions, list_suspicions_about
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

_PARTS = ("unit", "round__coordinator", "round__plan")


def get_writable_assignment(actor: Actor, code: str, unit_code: str) -> Assignment:
    """The report that the actor's unit writes; for everybody else it does not exist (404)."""
    assignments = writable_assignments(actor).select_related(*_PARTS)
    return get_object_or_404(assignments, round__code=code, unit__code=unit_code)


def get_readable_assignment(actor: Actor, code: str, unit_code: str) -> Assignment:
    """A report that the actor may read as far as it was approved; 404 otherwise."""
    assignments = readable_assignments(actor).select_related(*_PARTS)
    return get_object_or_404(assignments, round__code=code, unit__code=unit_code)


def list_submissions(actor: Actor, code: str, unit_code: str) -> QuerySet[Submission]:
    """What was approved of a report, the first version first; 404 for a report that the actor may not read."""
    assignment = get_readable_assignment(actor, code, unit_code)
    return assignment.submissions.select_related(
        "assignment__unit", "assignment__round__coordinator"
    ).order_by("number")


def get_submission(actor: Actor, code: str, unit_code: str, number: int) -> Submission:
    """One approved version of a report that the actor may read; 404 otherwise."""
    return get_object_or_404(list_submissions(actor, code, unit_code), number=number)


def find_own_assignment(actor: Actor, round_id: int) -> Assignment | None:
    """The report that the actor writes in a round, if there is one."""
    return writable_assignments(actor).select_related("unit", "round").filter(round=round_id).first()


@dataclass
class FormRow:
    """A cell of the form with what stands beside it."""

    entry: Entry
    neighbours: Neighbours
    remarks: list[Remark] = field(default_factory=list)
    suspicions: list[Suspicion] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What its fields and anchors are called on the page."""
        return f"e{self.entry.pk}"

    @property
    def measure(self) -> str:
        return measure_of(self.entry.indicator)

    @property
    def typed(self) -> str:
        """The value as one types it."""
        entry = self.entry
        return "" if entry.value is None else write_value(entry.value, entry.qualifier, entry.indicator)

    @property
    def is_about_another(self) -> bool:
        """Whether the figure describes another unit than the one that reports it."""
        return self.entry.about_id != self.entry.assignment.unit_id


@dataclass
class FormGroup:
    """A task with what is asked about it; without a task: what belongs to the whole programme."""

    task: Task | None
    rows: list[FormRow] = field(default_factory=list)
    narrative: Narrative | None = None
    evidence: list[Evidence] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.task.pk) if self.task else "0"


def list_form_groups(assignment: Assignment) -> list[FormGroup]:
    """Everything a unit is asked for, task by task, in the order of the plan: eight queries for any number of cells."""
    entries = list(assignment.entries.select_related("indicator", "about", "task").order_by("position"))
    for entry in entries:
        entry.assignment = assignment
    rows = _rows(assignment, entries)
    groups: dict[int | None, FormGroup] = {}
    narratives = assignment.narratives.select_related("task").order_by("task__position")
    for narrative in narratives:
        groups[narrative.task_id] = FormGroup(narrative.task, narrative=narrative)
    for row in rows:
        groups.setdefault(row.entry.task_id, FormGroup(row.entry.task)).rows.append(row)
    for evidence in assignment.evidence.filter(removed_at=None).select_related("file", "task"):
        groups.setdefault(evidence.task_id, FormGroup(None)).evidence.append(evidence)
    _share_remarks(assignment, rows, list(groups.values()))
    last = max((g.task.position for g in groups.values() if g.task), default=0) + 1
    return sorted(groups.values(), key=lambda g: g.task.position if g.task else last)


def _rows(assignment: Assignment, entries: Sequence[Entry]) -> list[FormRow]:
    neighbours = find_neighbours(assignment, entries)
    about: dict[int, list[Suspicion]] = defaultdict(list)
    for suspicion in list_suspicions(assignment, entries, neighbours):
        for pk in suspicion.entries:
            about[pk].append(suspicion)
    return [FormRow(entry, neighbours[entry.pk], suspicions=about[entry.pk]) for entry in entries]


def get_form_row(assignment: Assignment, pk: int) -> FormRow:
    """One cell of the form with what looks wrong about it, without reading the rest. 404 if it is not there."""
    entry = get_object_or_404(assignment.entries.select_related("indicator", "about"), pk=pk)
    entry.assignment = assignment
    neighbours = find_neighbours(assignment, [entry])[pk]
    return FormRow(entry, neighbours, suspicions=list_suspicions_about(assignment, entry, neighbours))


@dataclass(frozen=True)
class Progress:
    """How far a form is: figures answered of those asked, tasks finished of all, places that were returned.

    `finished` holds the keys of groups (`FormGroup.key`).
    """

    answered: int
    asked: int
    tasks_done: int
    tasks_total: int
    returned_cells: int
    finished: frozenset[str]


def get_progress(assignment: Assignment) -> Progress:
    """The progress of a form, counted in the database (three queries)."""
    rows = (
        assignment.entries.order_by()
        .values_list("task")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=~Q(status=AnswerStatus.NONE)),
            sent_back=Count("pk", filter=~Q(returned="")),
        )
    )
    counted = {task: counts for task, *counts in rows}
    texts = assignment.narratives.values_list("task", "is_required", "text", "returned")
    unwritten = {task for task, is_required, text, _returned in texts if is_required and not text}
    enclosed = assignment.evidence.filter(removed_at=None).order_by().values_list("task", flat=True)
    tasks = {*counted, *(text[0] for text in texts), *enclosed}
    unfinished = unwritten | {
        task for task, (asked, answered, _returned) in counted.items() if answered < asked
    }
    return Progress(
        answered=sum(counts[1] for counts in counted.values()),
        asked=sum(counts[0] for counts in counted.values()),
        tasks_done=len(tasks - unfinished),
        tasks_total=len(tasks),
        returned_cells=sum(counts[2] for counts in counted.values()) + sum(bool(text[3]) for text in texts),
        finished=frozenset(str(task or 0) for task in tasks - unfinished),
    )


def _share_remarks(assignment: Assignment, rows: Sequence[FormRow], groups: Sequence[FormGroup]) -> None:
    by_entry = {row.entry.pk: row for row in rows}
    by_narrative = {group.narrative.pk: group for group in groups if group.narrative}
    for remark in assignment.remarks.order_by("pk"):
        if remark.entry_id in by_entry:
            by_entry[remark.entry_id].remarks.append(remark)
        elif remark.narrative_id in by_narrative:
            by_narrative[remark.narrative_id].remarks.append(remark)


@dataclass(frozen=True)
class Said:
    """A decision or a remark in the conversation about a report."""

    at: datetime
    by: str
    decision: Decision | None = None
    remark: Remark | None = None


def list_conversation(actor: Actor, assignment: Assignment) -> list[Said]:
    """What was decided and said about a report, newest first (two queries).

    What a head says to the own officers stays in the unit.
    """
    remarks = assignment.remarks.select_related("entry__indicator", "narrative__task")
    decisions = assignment.decisions.all()
    if not actor.may(Permission.FILL_SUBMISSION, assignment.unit.code):
        decisions = decisions.exclude(kind__in=(DecisionKind.SENT_BACK, DecisionKind.TAKEN_BACK))
    said = [Said(decision.at, decision.by_name, decision=decision) for decision in decisions]
    said += [Said(remark.at, remark.by_name, remark=remark) for remark in remarks]
    return sorted(said, key=lambda entry: entry.at, reverse=True)


def list_own_open_reports(actor: Actor) -> list[Assignment]:
    """The reports that the actor's units owe or may still write in open rounds, the most urgent first."""
    own = writable_assignments(actor).filter(round__closed_at=None).select_related("unit", "round")
    waiting = own.filter(status__in=(*WITH_THE_UNIT, AssignmentStatus.HANDED_OVER))
    return sorted(waiting, key=lambda a: (a.due_on or date.max, a.pk))
