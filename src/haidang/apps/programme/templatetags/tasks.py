"""What templates ask of a task."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.programme.formatting import describe_state
from haidang.apps.programme.models import Task, TaskUpdate
from haidang.foundation.web.templatetags.haidang import day, state

register = template.Library()

_CHANGED: Final[dict[str, Any]] = {
    "title": gettext_lazy("Task"),
    "due_date": gettext_lazy("Due"),
    "leads": gettext_lazy("Leads"),
    "helpers": gettext_lazy("Co-ordinates"),
}


@register.simple_tag
def participants(task: Task, part: str) -> list[str]:
    """Names of the units that lead or co-ordinate; uses the participants that were fetched with the task."""
    return [duty.unit.name for duty in task.participants.all() if duty.part == part]


@register.simple_tag
def task_state(task: Task, today: date | str) -> SafeString | str:
    """The state of a task today, in words with a mark; nothing where the page knows no day."""
    if not isinstance(today, date):
        return ""
    found = describe_state(task, today)
    return state(found.value, found.label)


@register.simple_tag
def changed(update: TaskUpdate) -> list[tuple[Any, str, str]]:
    """What a correction changed: name, before, after, as people read them."""
    return [
        (_CHANGED[name], _shown(name, before), _shown(name, after))
        for name, (before, after) in update.changes.items()
    ]


def _shown(name: str, value: str) -> str:
    if not value:
        return _("not stated")
    return day(date.fromisoformat(value)) if name == "due_date" else value
