"""Reads about plans and tasks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from haidang.apps.observations.models import Category
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Part, Task, TaskUnit
from haidang.apps.programme.policies import visible_tasks
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class CategoryTasks:
    """A sub-index (None: the whole programme) with its tasks."""

    category: Category | None
    tasks: list[Task]


def _with_units(tasks: QuerySet[Task]) -> QuerySet[Task]:
    participants = TaskUnit.objects.select_related("unit").order_by("part", "unit__code")
    return tasks.select_related("category", "plan", "basis", "parent").prefetch_related(
        Prefetch("participants", participants)
    )


def list_tasks(
    actor: Actor, *, words: str = "", category: str = "", unit: str = "", part: str = ""
) -> QuerySet[Task]:
    """Tasks that match, with their units and the number of their indicators."""
    tasks = _with_units(visible_tasks(actor)).annotate(indicator_count=Count("indicators", distinct=True))
    for word in fold(words).split():
        tasks = tasks.filter(search__contains=word)
    if category:
        tasks = tasks.filter(category__code=category)
    if unit:
        duties = Q(unit__code=unit) & (Q(part=part) if part else Q())
        tasks = tasks.filter(pk__in=TaskUnit.objects.filter(duties).values("task"))
    return tasks.order_by("plan_id", "position")


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
    task = _with_units(visible_tasks(actor)).filter(code=code).order_by("-plan_id").first()
    if task is None:
        raise Http404
    return task


def count_duties() -> dict[str, dict[str, int]]:
    """How many tasks each unit leads and helps with, by unit code (one query)."""
    counts: dict[str, dict[str, int]] = {}
    rows = Unit.objects.filter(duties__isnull=False).annotate(
        leads=Count("duties", filter=Q(duties__part=Part.LEAD)),
        helps=Count("duties", filter=Q(duties__part=Part.COORDINATE)),
    )
    for code, leads, helps in rows.values_list("code", "leads", "helps"):
        counts[code] = {"leads": leads, "helps": helps}
    return counts
