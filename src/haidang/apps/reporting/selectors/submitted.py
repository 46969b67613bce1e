"""What a head approved, task by task, beside what the submission before said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from haidang.apps.programme.models import Task
from haidang.apps.reporting.answers import word
from haidang.apps.reporting.models import Entry, Narrative, Submission


@dataclass(frozen=True)
class SubmittedFigure:
    """A figure as it was approved. `before` is what the submission before said, where that differs."""

    entry: Entry
    text: str
    note: str
    before: str

    @property
    def is_about_another(self) -> bool:
        return self.entry.about_id != self.entry.assignment.unit_id


@dataclass
class SubmittedGroup:
    """What was approved about a task; without a task: about the whole programme."""

    task: Task | None
    narrative: Narrative | None = None
    figures: list[SubmittedFigure] = field(default_factory=list)
    text: str = ""
    text_before: str = ""
    evidence: list[dict[str, str]] = field(default_factory=list)


GroupOf = Callable[[str], SubmittedGroup]


def list_submitted_groups(submission: Submission, before: Submission | None) -> list[SubmittedGroup]:
    """Everything a submission says, in the order of the plan (two queries)."""
    assignment = submission.assignment
    narratives = {n.task.code: n for n in assignment.narratives.select_related("task")}
    entries = assignment.entries.select_related("indicator", "about", "task").in_bulk()
    tasks = {n.task.code: n.task for n in narratives.values()}
    tasks |= {entry.task.code: entry.task for entry in entries.values() if entry.task}
    groups: dict[str, SubmittedGroup] = {}

    def group_of(code: str) -> SubmittedGroup:
        return groups.setdefault(code, SubmittedGroup(tasks.get(code), narratives.get(code)))

    for entry in entries.values():
        entry.assignment = assignment
    _add_figures(submission, before, entries, group_of)
    _add_words(submission, before, group_of)
    last = max((task.position for task in tasks.values()), default=0) + 1
    return sorted(groups.values(), key=lambda group: group.task.position if group.task else last)


def _add_figures(
    submission: Submission, before: Submission | None, entries: Mapping[int, Entry], group_of: GroupOf
) -> None:
    old = {f["entry"]: _worded(f, entries) for f in before.content["figures"]} if before else {}
    for figure in submission.content["figures"]:
        entry, text = entries[figure["entry"]], _worded(figure, entries)
        said = old.get(figure["entry"], text)
        shown = SubmittedFigure(entry, text, figure["note"], said if said != text else "")
        group_of(entry.task.code if entry.task else "").figures.append(shown)


def _worded(figure: Mapping[str, Any], entries: Mapping[int, Entry]) -> str:
    value = None if figure["value"] is None else Decimal(figure["value"])
    return word(figure["status"], value, figure["qualifier"], entries[figure["entry"]].indicator)


def _add_words(submission: Submission, before: Submission | None, group_of: GroupOf) -> None:
    for said in submission.content["narratives"]:
        group_of(said["task"]).text = said["text"]
    for said in before.content["narratives"] if before else ():
        group = group_of(said["task"])
        group.text_before = said["text"] if said["text"] != group.text else ""
    for evidence in submission.content["evidence"]:
        group_of(evidence["task"]).evidence.append(evidence)
