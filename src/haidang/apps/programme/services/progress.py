"""Reporting on a task, and opening one again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.programme import actions
from haidang.apps.programme.models import Part, Status, Task, TaskUpdate, What
from haidang.apps.programme.policies import speaks_for
from haidang.apps.programme.services.history import Upload, append_update, expect_next, keep, lock_task, tidy
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

STATE: Final = ("status", "done_on", "expected_on", "due_date")


@dataclass(frozen=True)
class Progress:
    """What somebody reports. An empty `status` adds words and files only. `seen_version`: what it is based on.

    `done_on` may be left out where it is today. A delay needs a new expected date, and the text is its reason.
    """

    text: str
    status: str = ""
    done_on: date | None = None
    expected_on: date | None = None
    evidence: tuple[Upload, ...] = ()
    seen_version: int = 0


@transaction.atomic
def report_progress(*, task: Task, progress: Progress, by: Actor, at: datetime) -> TaskUpdate:
    """Append a report to the history of a task, and set its state by it.

    Who leads may change the state, who helps adds words; only the co-ordinator cancels. Raises `PermissionDenied`,
    `ValidationError`, `RefusedFile`. Where answers come again, "done" answers the one due, and the next one is due.
    """
    by.require(Permission.REPORT_PROGRESS)
    speaker = speaks_for(by, task)
    if speaker is None or (progress.status and speaker[0] != Part.LEAD):
        raise PermissionDenied(f"{by.identifier} does not lead {task.code}")
    if progress.status == Status.CANCELLED:
        by.require(Permission.MANAGE_PROGRAMME)
    text = tidy(progress.text, _("Write what was done, or why it was not."))
    if not progress.status:
        update = _add_words(task, text, progress, speaker, by, at)
    else:
        update = _set_state(lock_task(task, progress.seen_version), text, progress, speaker[1], by, at)
    record(
        actions.PROGRESS_REPORTED,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        unit_code=speaker[1],
        data={"status": update.status, "files": len(progress.evidence)},
        by=by,
        at=at,
    )
    return update


def _add_words(
    task: Task, text: str, progress: Progress, speaker: tuple[Part, str], by: Actor, at: datetime
) -> TaskUpdate:
    """Words overwrite nothing, so nobody needs to have seen the newest entry."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    what = What.PROGRESS if speaker[0] == Part.LEAD else What.CONTRIBUTION
    return append_update(task, what, by=by, at=at, files=progress.evidence, unit_code=speaker[1], text=text)


def _set_state(
    task: Task, text: str, progress: Progress, unit_code: str, by: Actor, at: datetime
) -> TaskUpdate:
    today = timezone.localdate(at)
    if task.is_closed:
        raise ValidationError(
            _("The task is closed: %(state)s. Ask the co-ordinator to open it again.")
            % {"state": task.get_status_display()}
        )
    _check(progress, today)
    done_on = (progress.done_on or today) if progress.status == Status.DONE else None
    task.status = progress.status
    task.expected_on = progress.expected_on if progress.status == Status.DELAYED else None
    task.done_on = done_on
    update = append_update(
        task,
        What.PROGRESS,
        by=by,
        at=at,
        files=progress.evidence,
        unit_code=unit_code,
        text=text,
        done_on=done_on,
    )
    if done_on and task.rhythm:
        expect_next(task, done_on)
    keep(task, *STATE)
    return update


def _check(progress: Progress, today: date) -> None:
    if progress.status not in Status.values:
        raise ValidationError({"status": _("Choose one of the states.")})
    if progress.done_on and progress.done_on > today:
        raise ValidationError(
            {"done_on": _("This day is still to come: choose the day on which it was done.")}
        )
    if progress.status != Status.DELAYED:
        return
    if progress.expected_on is None:
        raise ValidationError({"expected_on": _("Say by which day it will be done.")})
    if progress.expected_on <= today:
        raise ValidationError({"expected_on": _("Choose a day that is still to come.")})


@transaction.atomic
def reopen_task(*, task: Task, reason: str, seen_version: int, by: Actor, at: datetime) -> TaskUpdate:
    """Open a task again that was done or cancelled; the reason stays in the history. Raises `ValidationError`."""
    by.require(Permission.MANAGE_PROGRAMME)
    text = tidy(reason, _("Say why it is opened again."))
    task = lock_task(task, seen_version)
    if not task.is_closed:
        raise ValidationError(_("The task is open already."))
    task.status, task.done_on = Status.IN_PROGRESS, None
    update = append_update(task, What.REOPENED, by=by, at=at, text=text)
    keep(task, *STATE)
    record(
        actions.TASK_REOPENED,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        data={"reason": text},
        by=by,
        at=at,
    )
    return update
