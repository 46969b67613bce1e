"""Who is in the team of an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import Inspection, Member, Task
from haidang.apps.inspections.services.dossier import (
    allow,
    keep_course,
    lock_inspection,
    require_open,
    tell,
    tidy,
)
from haidang.apps.inspections.sight import leads_it, team_units
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import User


@dataclass(frozen=True)
class NewMember:
    """Somebody who joins. `username` of an account, where the member writes the diary in person."""

    name: str
    position: str
    unit: Unit
    task: str
    username: str = ""


@transaction.atomic
def add_member(*, inspection: Inspection, member: NewMember, by: Actor, at: datetime) -> Member:
    """Take somebody into the team; members come from the units of the inspection. Raises ValidationError."""
    inspection = lock_inspection(inspection)
    allow(leads_it(by, inspection), by)
    require_open(inspection)
    name = tidy(member.name, "name", _("Write the name."), longest=120)
    if member.task not in Task.values:
        raise ValidationError({"task": _("Choose a task in the team.")})
    if member.unit.code not in team_units(inspection):
        raise ValidationError({"unit": _("Members come from the units of the inspection.")})
    present = inspection.members.filter(left_on=None)
    if member.task == Task.LEADER and present.filter(task=Task.LEADER).exists():
        raise ValidationError({"task": _("The team has a leader already.")})
    added = Member.objects.create(
        inspection=inspection, name=name, position=tidy(member.position, "position", longest=120),
        unit=member.unit, task=member.task, account=_account(member.username, present),
    )  # fmt: skip
    keep_course(inspection)
    tell(actions.MEMBER_ADDED, inspection, by, at, {"name": name, "task": member.task})
    return added


def _account(username: str, present: object) -> User | None:
    wanted = username.strip()
    if not wanted:
        return None
    account = User.objects.filter(username=wanted, is_active=True).first()
    if account is None:
        raise ValidationError({"username": _("There is no such account.")})
    if present.filter(account=account).exists():  # type: ignore[attr-defined]
        raise ValidationError({"username": _("This account is in the team already.")})
    return account


@transaction.atomic
def end_membership(*, member: Member, last_day: date, by: Actor, at: datetime) -> Member:
    """Somebody leaves the team; what he or she wrote stays. Raises ValidationError."""
    inspection = lock_inspection(member.inspection)
    allow(leads_it(by, inspection), by)
    require_open(inspection)
    member = Member.objects.get(pk=member.pk)
    if member.left_on is not None:
        raise ValidationError(_("This membership has ended already."))
    if last_day < inspection.decision_on:
        raise ValidationError({"last_day": _("This day lies before the decision.")})
    if member.diary.filter(day__gt=last_day).exists():
        raise ValidationError({"last_day": _("The diary has entries of this member after that day.")})
    member.left_on = last_day
    member.save(update_fields=["left_on"])
    keep_course(inspection)
    tell(actions.MEMBER_LEFT, inspection, by, at, {"name": member.name, "last_day": str(last_day)})
    return member
