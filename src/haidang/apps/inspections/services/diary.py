"""The diary: written by members day by day, corrected by new entries, confirmed by the team leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import DayConfirmation, DiaryEntry, Inspection, Member
from haidang.apps.inspections.procedures import add_days
from haidang.apps.inspections.services.dossier import (
    allow,
    lock_inspection,
    require_past,
    signed,
    tell,
    tidy,
)
from haidang.apps.inspections.sight import confirms_days, takes_part, writes_for
from haidang.foundation.accounts.actor import Actor

_MINUTES: Final = 60
_DAY: Final = 24 * _MINUTES


@dataclass(frozen=True)
class DiaryDay:
    """A member's day as somebody writes it. Hours at the enterprise as a number, or from–to, or both (with a break)."""

    member: Member
    day: date
    is_idle: bool = False
    work: str = ""
    met: str = ""
    directions: str = ""
    difficulties: str = ""
    hours: Decimal | None = None
    begins: time | None = None
    ends: time | None = None


@transaction.atomic
def write_diary(*, inspection: Inspection, entry: DiaryDay, by: Actor, at: datetime) -> DiaryEntry:
    """Write a member's day. Raises ValidationError ("written_already": correct that entry instead)."""
    inspection = lock_inspection(inspection)
    _check_writer(inspection, entry, by)
    if entry.member.diary.filter(day=entry.day).exists():
        raise ValidationError(
            {"day": ValidationError(_("This day is written already: correct it."), code="written_already")}
        )
    written = _append(inspection, entry, by, at)
    tell(actions.DIARY_WRITTEN, inspection, by, at, {"day": str(entry.day), "late": written.is_late})
    return written


@transaction.atomic
def correct_diary(*, corrected: DiaryEntry, entry: DiaryDay, why: str, by: Actor, at: datetime) -> DiaryEntry:
    """Correct an entry by a new one, of the same member and day; both stay. Raises ValidationError."""
    inspection = lock_inspection(corrected.inspection)
    if (entry.member.pk, entry.day) != (corrected.member_id, corrected.day):
        raise ValidationError(_("A correction is of the same member and day."), code="another_day")
    _check_writer(inspection, entry, by)
    if DiaryEntry.objects.filter(corrects=corrected).exists():
        raise ValidationError(
            _("This entry was corrected already: correct the newest one."), code="corrected_already"
        )
    reason = tidy(why, "why", _("Say what was wrong."), longest=300)
    written = _append(inspection, entry, by, at, corrects=corrected, why=reason)
    tell(actions.DIARY_CORRECTED, inspection, by, at, {"day": str(entry.day), "why": reason})
    return written


def _check_writer(inspection: Inspection, entry: DiaryDay, by: Actor) -> None:
    if entry.member.inspection_id != inspection.pk:
        raise ValidationError({"member": _("This member is not in the team.")})
    allow(by.is_system or takes_part(by, inspection), by)
    if not writes_for(by, inspection, entry.member):
        raise ValidationError(
            {"member": _("You may not write for %(name)s: a member with an account writes in person, one without is "
                         "written for by the own unit; the leader and the secretary write for everybody.")
             % {"name": entry.member.name}}
        )  # fmt: skip
    if inspection.stage == "cancelled":
        raise ValidationError(_("The inspection was called off."), code="is_over")


def _append(
    inspection: Inspection, entry: DiaryDay, by: Actor, at: datetime, *, corrects: DiaryEntry | None = None,
    why: str = "",
) -> DiaryEntry:  # fmt: skip
    _check_day(inspection, entry, at)
    minutes = _minutes(entry)
    work = tidy(entry.work, "work", "" if entry.is_idle else _("Write what was done."))
    return DiaryEntry.objects.create(
        inspection=inspection, member=entry.member, day=entry.day, is_idle=entry.is_idle, work=work,
        met=tidy(entry.met, "met"), directions=tidy(entry.directions, "directions"),
        difficulties=tidy(entry.difficulties, "difficulties"), minutes=minutes, begins=entry.begins, ends=entry.ends,
        is_late=is_late(entry.day, at), corrects=corrects, why=why, **signed(by, at),
    )  # fmt: skip


def is_late(day: date, at: datetime) -> bool:
    """Whether a day is written after the end of the working day that follows it."""
    return timezone.localdate(at) > add_days(day, 1, working=True)


def _check_day(inspection: Inspection, entry: DiaryDay, at: datetime) -> None:
    require_past(entry.day, "day", at)
    if entry.day < inspection.decision_on:
        raise ValidationError({"day": _("This day lies before the decision.")})
    if inspection.conclusion_on is not None and entry.day > inspection.conclusion_on:
        raise ValidationError({"day": _("This day lies after the conclusion.")})
    if entry.member.left_on is not None and entry.day > entry.member.left_on:
        raise ValidationError({"day": _("The member had left the team by that day.")})


def _minutes(entry: DiaryDay) -> int:
    """Minutes at the enterprise: as told; by the clock where only that is told; none on a day without work."""
    if entry.is_idle:
        if entry.hours or entry.begins or entry.ends:
            raise ValidationError({"hours": _("A day without work has no hours.")})
        return 0
    if (entry.begins is None) != (entry.ends is None):
        raise ValidationError({"ends": _("Write both from and to, or neither.")})
    span = _DAY
    if entry.begins is not None and entry.ends is not None:
        span = _clock(entry.ends) - _clock(entry.begins)
        if span <= 0:
            raise ValidationError({"ends": _("The end lies before the beginning.")})
    if entry.hours is None:
        if entry.begins is None:
            raise ValidationError({"hours": _("Write the hours at the enterprise; 0 if it was elsewhere.")})
        return span
    if entry.hours < 0:
        raise ValidationError({"hours": _("Hours cannot be negative.")})
    minutes = (
        int((entry.hours * _MINUTES).quantize(Decimal(1), ROUND_HALF_UP)) if entry.hours <= _DAY else _DAY + 1
    )
    if minutes > span:
        raise ValidationError({"hours": _("More hours than the day, or than from–to, has.")})
    return minutes


def _clock(moment: time) -> int:
    return moment.hour * _MINUTES + moment.minute


@transaction.atomic
def confirm_day(*, inspection: Inspection, day: date, by: Actor, at: datetime) -> DayConfirmation:
    """The team leader confirms a day as it stands now. Raises ValidationError where there is nothing to confirm."""
    inspection = lock_inspection(inspection)
    allow(confirms_days(by, inspection), by)
    newest = inspection.diary.filter(day=day).order_by("-pk").first()
    if newest is None:
        raise ValidationError(_("Nothing was written on this day."), code="nothing_written")
    if inspection.confirmations.filter(day=day, up_to=newest).exists():
        raise ValidationError(_("This day is confirmed already."), code="confirmed_already")
    done = DayConfirmation.objects.create(inspection=inspection, day=day, up_to=newest, **signed(by, at))
    tell(actions.DAY_CONFIRMED, inspection, by, at, {"day": str(day)})
    return done
