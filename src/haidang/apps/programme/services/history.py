"""The one way in which the history grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidang.apps.programme.models import Evidence, Status, Task, TaskUpdate, What
from haidang.apps.programme.policies import unit_codes
from haidang.domain.worktime import Rhythm, due_day, next_due
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.services import store_file

MAX_TEXT = 4000


@dataclass(frozen=True)
class Upload:
    """A file as somebody brought it."""

    name: str
    content: bytes


def lock_task(task: Task, seen_version: int) -> Task:
    """The task as it is now, kept from others until the end of the transaction.

    Raises `ValidationError` if it is no longer what the person looked at: nothing is overwritten unseen.
    """
    current = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task.pk)
    if current.version != seen_version:
        newest = current.updates.first()
        raise ValidationError(
            _("Meanwhile %(name)s changed this task. Look at its history, then send again what still holds.")
            % {"name": newest.by_name if newest else "?"},
            code="overtaken",
        )
    return current


def tidy(text: str, todo: str) -> str:
    """The text without blanks around it; `ValidationError` saying what to write where there is none."""
    words = text.strip()
    if not words:
        raise ValidationError({"text": todo})
    if len(words) > MAX_TEXT:
        raise ValidationError({"text": _("The text is too long: at most 4,000 characters.")})
    return words


def append_update(
    task: Task,
    what: What,
    *,
    by: Actor,
    at: datetime,
    files: Sequence[Upload] = (),
    unit_code: str = "",
    **details: Any,
) -> TaskUpdate:
    """Append an entry with its files, which belong to the unit that leads. Raises `RefusedFile`."""
    update = TaskUpdate.objects.create(
        task=task,
        what=what,
        status=task.status,
        unit_code=unit_code,
        by_id=by.identifier,
        by_name=by.name[:120],
        at=at,
        **{"due_date": task.due_date, "expected_on": task.expected_on, **details},
    )
    owner = next(iter(unit_codes(task)), "")
    kept = {}
    for upload in files:
        stored = store_file(
            content=upload.content, name=upload.name, by=by, at=at, unit_code=owner, images=True
        )
        kept[stored.pk] = Evidence(update=update, file=stored, name=upload.name[:200])
    Evidence.objects.bulk_create(kept.values())
    return update


def answered_due(task: Task, on: date) -> date:
    """The due date of the answer that is awaited; where none is stated, the end of the period of `on`."""
    return task.due_date or due_day(Rhythm(task.rhythm), on)


def expect_next(task: Task, done_on: date) -> None:
    """The answer is in: a task that comes again goes on with the next one."""
    task.due_date = next_due(Rhythm(task.rhythm), answered=answered_due(task, done_on), on=done_on)
    task.status, task.done_on = Status.IN_PROGRESS, None


def keep(task: Task, *names: str) -> None:
    """Write the fields of a task that an entry changed, and count the entry."""
    task.version += 1
    task.save(update_fields=["version", *names])
