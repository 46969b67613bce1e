"""Proof of publication, and what of the commitments everybody may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.programme import actions
from haidang.apps.programme.models import PUBLISHABLE, Obligation, Part, Status, Task, TaskUpdate, What
from haidang.apps.programme.policies import speaks_for
from haidang.apps.programme.services.history import (
    MAX_TEXT,
    Upload,
    answered_due,
    append_update,
    expect_next,
    keep,
    lock_task,
)
from haidang.domain.worktime import Rhythm, due_day
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class PublicationCheck:
    """Somebody looked at an address on a day and saw the publication there, or not."""

    address: str
    seen: bool
    seen_on: date
    text: str = ""
    evidence: tuple[Upload, ...] = ()
    seen_version: int = 0


@transaction.atomic
def check_publication(*, task: Task, check: PublicationCheck, by: Actor, at: datetime) -> TaskUpdate:
    """Record a look at where something is published; nothing is fetched. Raises `ValidationError`, `RefusedFile`.

    A duty to publish is done with the first look that finds it, and open again with one that does not. Where it comes
    again, one look in its period is enough, and the next one is due.
    """
    by.require(Permission.REPORT_PROGRESS)
    speaker = speaks_for(by, task)
    if speaker is None or speaker[0] != Part.LEAD:
        raise PermissionDenied(f"{by.identifier} does not lead {task.code}")
    task = lock_task(task, check.seen_version)
    _check(task, check, timezone.localdate(at))
    task.published_url = check.address
    task.clean_fields(exclude=[f.name for f in task._meta.fields if f.name != "published_url"])
    task.seen_on = check.seen_on if check.seen else None
    if task.obligation == Obligation.PUBLICATION:
        _follow(task, check)
    update = append_update(
        task, What.CHECKED, by=by, at=at, files=check.evidence, unit_code=speaker[1], text=check.text.strip(),
        done_on=task.done_on, address=check.address, seen=check.seen, seen_on=check.seen_on,
    )  # fmt: skip
    if task.obligation == Obligation.PUBLICATION and task.rhythm and task.status == Status.DONE:
        expect_next(task, check.seen_on)
    keep(task, "published_url", "seen_on", "status", "done_on", "expected_on", "due_date")
    record(
        actions.PUBLICATION_CHECKED,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        unit_code=speaker[1],
        data={"address": check.address, "seen": check.seen, "seen_on": check.seen_on.isoformat()},
        by=by,
        at=at,
    )
    return update


def _check(task: Task, check: PublicationCheck, today: date) -> None:
    if task.obligation not in PUBLISHABLE:
        raise ValidationError(_("Only commitments and duties to publish have an address."))
    if task.status == Status.CANCELLED:
        raise ValidationError(_("The obligation was cancelled."))
    if not check.address:
        raise ValidationError({"address": _("Write the address where it is published.")})
    if check.seen_on > today:
        raise ValidationError({"seen_on": _("This day is still to come.")})
    if len(check.text) > MAX_TEXT:
        raise ValidationError({"text": _("The text is too long: at most 4,000 characters.")})


def _follow(task: Task, check: PublicationCheck) -> None:
    """The state follows what was seen."""
    if task.rhythm and due_day(Rhythm(task.rhythm), check.seen_on) < answered_due(task, check.seen_on):
        return  # seen in a period that was answered already
    if check.seen and task.status != Status.DONE:
        task.status, task.done_on, task.expected_on = Status.DONE, check.seen_on, None
    elif not check.seen and task.status == Status.DONE:
        task.status, task.done_on = Status.IN_PROGRESS, None


@transaction.atomic
def release_commitment(*, task: Task, released: bool, by: Actor, at: datetime) -> bool:
    """Show a commitment to everybody, or no longer; False if it was so already. Raises `ValidationError`."""
    by.require(Permission.MANAGE_PROGRAMME)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.obligation != Obligation.COMMITMENT:
        raise ValidationError(_("Only commitments are shown to the public."))
    if task.released == released:
        return False
    task.released = released
    append_update(task, What.RELEASED if released else What.WITHDRAWN, by=by, at=at)
    keep(task, "released")
    record(
        actions.COMMITMENT_RELEASED if released else actions.COMMITMENT_WITHDRAWN,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        by=by,
        at=at,
    )
    return True
