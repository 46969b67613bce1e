"""Reading tasks, and the history of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from haidang.apps.observations.models import Category
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import CLOSED, Evidence, Task, TaskUnit, TaskUpdate
from haidang.apps.programme.policies import may_see_evidence, visible_tasks
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.models import StoredFile

NOT_CLOSED: Final = ~Q(status__in=CLOSED)


@dataclass(frozen=True)
class CategoryTasks:
    """A sub-index (None: the whole programme) with its tasks."""

    category: Category | None
    tasks: list[Task]


def with_units(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The tasks with everything that a line about one shows (two queries)."""
    participants = TaskUnit.objects.select_related("unit").order_by("part", "unit__code")
    return tasks.select_related("category", "plan", "basis", "parent").prefetch_related(
        Prefetch("participants", participants)
    )


def is_overdue(on: date) -> Q:
    """The condition of `Task.is_overdue` for the database."""
    return NOT_CLOSED & Q(due_date__lt=on)


def list_tasks(
    actor: Actor,
    *,
    words: str = "",
    category: str = "",
    unit: str = "",
    part: str = "",
    obligation: str = "",
    status: str = "",
    overdue_on: date | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
) -> QuerySet[Task]:
    """Tasks that match, with their units and the number of their indicators.

    `status` may also be "open": neither done nor cancelled. `overdue_on` keeps those that are overdue on that day.
    """
    tasks = with_units(visible_tasks(actor)).annotate(indicator_count=Count("indicators", distinct=True))
    for word in fold(words).split():
        tasks = tasks.filter(search__contains=word)
    if category:
        tasks = tasks.filter(category__code=category)
    if unit:
        duties = Q(unit__code=unit) & (Q(part=part) if part else Q())
        tasks = tasks.filter(pk__in=TaskUnit.objects.filter(duties).values("task"))
    if obligation:
        tasks = tasks.filter(obligation=obligation)
    if status:
        tasks = tasks.filter(NOT_CLOSED if status == "open" else Q(status=status))
    if overdue_on is not None:
        tasks = tasks.filter(is_overdue(overdue_on))
    if due_from is not None:
        tasks = tasks.filter(due_date__gte=due_from)
    if due_to is not None:
        tasks = tasks.filter(due_date__lte=due_to)
    return tasks.order_by("plan_id", "position", "pk")


def group_by_category(tasks: QuerySet[Task]) -> list[CategoryTasks]:
    """The tasks under their sub-indices, in the order of the sub-indices."""
    groups: dict[int | None, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.category_id, []).append(task)
    categories: dict[int | None, Category | None] = {
        category.pk: category for category in Category.objects.all()
    }
    order = [*categories, None]
    return [CategoryTasks(categories.get(pk), groups[pk]) for pk in order if pk in groups]


def get_task(actor: Actor, code: str) -> Task:
    """A task by its code, of the newest plan that has it; 404 if none has."""
    task = with_units(visible_tasks(actor)).filter(code=code).order_by("-plan_id").first()
    if task is None:
        raise Http404
    return task


def list_updates(actor: Actor, task: Task) -> QuerySet[TaskUpdate]:
    """The history of a task, newest first, with `unit_name` and the files that prove it."""
    if not visible_tasks(actor).filter(pk=task.pk).exists():
        return TaskUpdate.objects.none()
    files = Evidence.objects.select_related("file")
    spoke_for = Unit.objects.filter(code=OuterRef("unit_code")).values("name_vi")
    updates = TaskUpdate.objects.filter(task=task).annotate(unit_name=Subquery(spoke_for))
    return updates.prefetch_related(Prefetch("evidence", files))


def find_evidence(actor: Actor, task: Task, pk: int) -> tuple[StoredFile, str]:
    """A file that belongs to the history of a task, and its name there; 404 for who may not open it."""
    evidence = Evidence.objects.select_related("file").filter(pk=pk, update__task=task).first()
    if evidence is None or not may_see_evidence(actor, task):
        raise Http404
    return evidence.file, evidence.name
