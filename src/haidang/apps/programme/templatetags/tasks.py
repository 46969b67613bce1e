"""What templates ask of a task."""

from __future__ import annotations

from datetime import date

from django import template

from haidang.apps.programme.models import Task

register = template.Library()


@register.simple_tag
def participants(task: Task, part: str) -> list[str]:
    """Names of the units that lead or co-ordinate; uses the participants that were fetched with the task."""
    return [duty.unit.name for duty in task.participants.all() if duty.part == part]


@register.simple_tag
def overdue(task: Task, today: date | str) -> bool:
    """Whether the task is late today."""
    return isinstance(today, date) and task.is_overdue(today)
