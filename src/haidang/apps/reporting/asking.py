"""Whom a round asks for what: derived from the plan's tasks and from what was reported before. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from haidang.apps.observations.models import Basis, Figure, Indicator
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import map_to_successors
from haidang.apps.programme.models import Part, Plan, Task, TaskUnit
from haidang.apps.reporting.models import Entry, Round
from haidang.domain.worktime import Period, parse_period

_CHUNK: Final = 5_000
Cell = tuple[int, int, str]
"""A figure that is asked for: ids of its indicator and of the unit that it describes, and its dimensions."""


@dataclass
class Request:
    """What one unit is asked for: figures with the ids of their tasks, and words on tasks (True: as their lead)."""

    figures: dict[Cell, int | None] = field(default_factory=dict)
    narratives: dict[Task, bool] = field(default_factory=dict)


Requests = dict[int, Request]


class Asked(NamedTuple):
    """A figure of an earlier round, and the unit that reported it, by their ids: there may be a million."""

    indicator: int
    about: int
    dimensions: str
    reporter: int


def derive_requests(plan: Plan | None, period: Period, units: Sequence[Unit], day: date) -> Requests:
    """What each of `units` is asked for, by unit id: a handful of queries for any number of units.

    Figures of the round before are asked for again of the unit that reported them, or of the lead of their task where
    that unit is not asked itself. Indicators of a task that nobody reported yet are asked of its first lead. Duties of
    units that ended have passed to their successors on `day`.
    """
    requests: Requests = {unit.pk: Request() for unit in units}
    now = map_to_successors(day)
    today = {pk: unit.pk if unit else None for pk, unit in now.items()}
    tasks = _tasks(plan)
    leads = _share_tasks(tasks, requests, now)
    task_of = _task_by_indicator(tasks)
    seen: set[int] = set()
    for before in _asked_before(period):
        about, reporter = today.get(before.about, before.about), today.get(before.reporter, before.reporter)
        task = task_of.get(before.indicator)
        pk = reporter if reporter in requests else leads.get(task or 0)
        if pk is None or about is None:
            continue
        seen.add(before.indicator)
        requests[pk].figures[before.indicator, about, before.dimensions] = task
    for indicator, task in _never_reported(task_of, seen):
        lead = leads.get(task)
        if lead is not None:
            requests[lead].figures[indicator, lead, ""] = task
    return requests


def _tasks(plan: Plan | None) -> list[Task]:
    """The tasks of the plan that are worked on: those without parts, the parts otherwise."""
    tasks = list(Task.objects.filter(plan=plan).order_by("position")) if plan else []
    parents = {task.parent_id for task in tasks}
    return [task for task in tasks if task.pk not in parents]


def _share_tasks(tasks: Sequence[Task], requests: Requests, now: Mapping[int, Unit | None]) -> dict[int, int]:
    """Note who says something on which task; the first lead of each task by its id."""
    known = {task.pk: task for task in tasks}
    leads: dict[int, int] = {}
    duties = TaskUnit.objects.filter(task__in=known).select_related("unit").order_by("task__position", "pk")
    for duty in duties:
        unit = now.get(duty.unit_id, duty.unit)
        if unit is None or unit.pk not in requests:
            continue
        is_lead, task = duty.part == Part.LEAD, known[duty.task_id]
        narratives = requests[unit.pk].narratives
        narratives[task] = narratives.get(task, False) or is_lead
        if is_lead:
            leads.setdefault(task.pk, unit.pk)
    return leads


def _task_by_indicator(tasks: Sequence[Task]) -> dict[int, int]:
    """The id of the first task of each indicator, by its id."""
    pairs = Task.indicators.through.objects.filter(task__in=tasks).order_by("task__position")
    found: dict[int, int] = {}
    for indicator, task in pairs.values_list("indicator_id", "task_id"):
        found.setdefault(indicator, task)
    return found


def _asked_before(period: Period) -> Iterator[Asked]:
    """What was asked in the round before this one; of an imported round, what was reported for its period."""
    earlier = [
        (found.end, found.start, round_)
        for round_ in Round.objects.all()
        if (found := parse_period(round_.period)).end <= period.end and found.code != period.code
    ]
    if not earlier:
        return iter(())
    last = max(earlier, key=lambda entry: entry[:2])[2]
    if last.is_run_here:
        entries = Entry.objects.filter(assignment__round=last).order_by("pk")
        asked = entries.values_list("indicator_id", "about_id", "dimensions", "assignment__unit_id")
        return (Asked(*row) for row in asked.iterator(chunk_size=_CHUNK))
    figures = Figure.objects.filter(basis=Basis.REPORTED, latest__isnull=False, period=last.period)
    figures = figures.order_by("indicator__category__position", "indicator_id", "unit_id")
    reported = figures.values_list("indicator_id", "unit_id", "dimensions")
    return (Asked(*row, row[1]) for row in reported.iterator(chunk_size=_CHUNK))


def _never_reported(task_of: Mapping[int, int], seen: set[int]) -> Iterator[tuple[int, int]]:
    """Indicators of tasks for which there is no figure at all: what is only counted by the system is not asked."""
    fresh = Indicator.objects.filter(pk__in=set(task_of) - seen, figures=None)
    for indicator in fresh.order_by("category__position", "pk").values_list("pk", flat=True):
        yield indicator, task_of[indicator]
