"""Reminding those who owe their report: by rules, each day, and by hand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.models import Assignment, Audience, ReminderRule, Round
from haidang.apps.reporting.services.telling import UNIT_ROLES
from haidang.domain.vietnamese import format_date
from haidang.domain.worktime import CalendarHorizonError, label_vi, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.people import people_of
from haidang.foundation.audit.services import record
from haidang.foundation.calendars import working_calendar
from haidang.foundation.notifications.services import Draft, queue_messages
from haidang.foundation.permissions import Permission, Role

KIND: Final = "reminder"
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_WORDS: Final = ("don_vi", "ky", "han", "lien_ket")
_SUBJECT: Final = "Nhắc gửi báo cáo {ky}, hạn {han}"
_BEFORE: Final = (
    "Kính gửi {don_vi},\n\nThời hạn gửi báo cáo {ky} là ngày {han}. Hệ thống chưa ghi nhận báo cáo của đơn vị. "
    "Đề nghị đơn vị nhập số liệu, trình lãnh đạo duyệt và gửi đúng hạn.\n\nBiểu mẫu báo cáo: {lien_ket}"
)
_AFTER: Final = (
    "Kính gửi {don_vi},\n\nBáo cáo {ky} của đơn vị đã quá thời hạn gửi (ngày {han}). Đề nghị đơn vị khẩn trương "
    "hoàn thành, hoặc nêu lý do để được gia hạn.\n\nBiểu mẫu báo cáo: {lien_ket}"
)
_USUAL: Final = (
    (-5, Audience.OFFICERS, _BEFORE),
    (-1, Audience.BOTH, _BEFORE),
    (1, Audience.BOTH, _AFTER),
    (3, Audience.HEADS, _AFTER),
)
_ROLES: Final = {
    Audience.OFFICERS: (Role.REPORTING_OFFICER,),
    Audience.HEADS: (Role.UNIT_HEAD,),
    Audience.BOTH: UNIT_ROLES,
}


def add_usual_reminders(round_: Round) -> None:
    """The rules with which every round begins; the co-ordinator changes them as needed."""
    ReminderRule.objects.bulk_create(
        ReminderRule(round=round_, offset=offset, audience=audience, subject=_SUBJECT, body=body)
        for offset, audience, body in _USUAL
    )


@dataclass(frozen=True)
class RuleText:
    """What a reminder rule says."""

    offset: int
    audience: str
    subject: str
    body: str
    is_active: bool


@transaction.atomic
def change_reminder(
    *, round_: Round, rule: ReminderRule | None, text: RuleText, by: Actor, at: datetime
) -> ReminderRule:
    """Change a rule, or add one. Raises ValidationError for a placeholder that there is none of, or a second rule."""
    by.require(Permission.RUN_ROUNDS)
    for written in (text.subject, text.body):
        _check_placeholders(written)
    others = round_.reminder_rules.filter(offset=text.offset, audience=text.audience)
    if any(other != rule for other in others):
        raise ValidationError(_("There is already a reminder on that day for these people: change that one."))
    rule = rule or ReminderRule(round=round_)
    rule.offset, rule.audience, rule.is_active = text.offset, text.audience, text.is_active
    rule.subject, rule.body = " ".join(text.subject.split()), text.body.replace("\r\n", "\n").strip()
    rule.save()
    data = {"offset": rule.offset, "active": rule.is_active}
    record(actions.REMINDER_CHANGED, subject=rule, label=round_.code, data=data, by=by, at=at)
    return rule


def _check_placeholders(text: str) -> None:
    strange = [word for word in _BRACES.findall(text) if word not in _WORDS]
    if strange:
        raise ValidationError(
            _("Only {don_vi}, {ky}, {han} and {lien_ket} can stand in braces; something else does: %(what)s.")
            % {"what": strange[0][:60]}
        )


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _BRACES.sub(lambda match: words.get(match[1], match[0]), text)


@transaction.atomic
def send_reminders(*, at: datetime) -> int:
    """Queue the reminders that are due today in all open rounds; how many are new. Repeating it sends nothing twice.

    Of several rules whose day has come only the newest is sent: who was away is not flooded.
    """
    by = Actor.system("reminders")
    today = timezone.localdate(at)
    count = 0
    for round_ in Round.objects.filter(opened_at__isnull=False, closed_at=None, due_on__isnull=False):
        count += queue_messages(drafts=list(_due(round_, today)), by=by, at=at)
    return count


def _due(round_: Round, today: date) -> Iterator[Draft]:
    assert round_.opened_at is not None, "only rounds that were opened are asked"  # noqa: S101
    begin = timezone.localdate(round_.opened_at)
    rules = list(round_.reminder_rules.filter(is_active=True))
    owing = list(round_.assignments.outstanding().select_related("unit", "round"))
    people = {
        audience: people_of((a.unit.code for a in owing), roles, today) for audience, roles in _ROLES.items()
    }
    for assignment in owing:
        rule = _newest(rules, assignment, begin, today)
        if rule is not None:
            users = people[Audience(rule.audience)].get(assignment.unit.code, [])
            yield from _drafts(
                assignment, users, rule.subject, rule.body, f"rule-{rule.pk}-{assignment.due_on}"
            )


def _newest(
    rules: Sequence[ReminderRule], assignment: Assignment, begin: date, today: date
) -> ReminderRule | None:
    """The last rule whose day has come, counted from the unit's own deadline."""
    come = []
    for rule in rules:
        day = day_of(rule.offset, assignment.due_on)
        if day is not None and begin <= day <= today:
            come.append((day, rule.offset, rule))
    return max(come, key=lambda entry: entry[:2])[2] if come else None


def day_of(offset: int, due_on: date | None) -> date | None:
    """The working day that is so many working days after a deadline; None beyond the calendar."""
    if due_on is None:
        return None
    try:
        return working_calendar().add_working_days(due_on, offset)
    except CalendarHorizonError:
        return None


def _drafts(
    assignment: Assignment, users: Iterable[User], subject: str, body: str, occasion: str
) -> Iterator[Draft]:
    round_, unit = assignment.round, assignment.unit
    about = reverse("reporting:form", args=[round_.code, unit.code])
    words = {
        "don_vi": unit.name_vi,
        "ky": label_vi(parse_period(round_.period)),
        "han": format_date(assignment.due_on) if assignment.due_on else "",
        "lien_ket": f"{settings.BASE_URL.rstrip('/')}{about}",
    }
    for user in users:
        yield Draft(
            user,
            _filled(subject, words),
            _filled(body, words),
            kind=KIND,
            key=f"{round_.code}/{unit.code}/{occasion}/{user.username}",
            about=about,
        )


@transaction.atomic
def remind_units(
    *, round_: Round, unit_codes: Collection[str], subject: str, body: str, by: Actor, at: datetime
) -> int:
    """Remind chosen units now, officers and heads; how many messages were queued. Who has nothing to send is left out.

    Raises ValidationError for a round that is not open: nobody could do what the reminder asks for.
    """
    by.require(Permission.RUN_ROUNDS)
    round_ = Round.objects.get(pk=round_.pk)
    if not round_.is_open:
        raise ValidationError(_("The round is not open."))
    for written in (subject, body):
        _check_placeholders(written)
    if not subject.strip() or not body.strip():
        raise ValidationError(_("Write a subject and a text."))
    owing = round_.assignments.to_chase().filter(unit__code__in=unit_codes).select_related("unit", "round")
    people = people_of((a.unit.code for a in owing), UNIT_ROLES, timezone.localdate(at))
    drafts = [
        draft
        for assignment in owing
        for draft in _drafts(
            assignment, people.get(assignment.unit.code, []), subject, body, f"hand-{at:%Y%m%d%H%M}"
        )
    ]
    count = queue_messages(drafts=drafts, by=by, at=at)
    record(
        actions.UNITS_REMINDED,
        subject=round_,
        label=round_.code,
        data={"count": count, "units": ", ".join(sorted(a.unit.code for a in owing))},
        by=by,
        at=at,
    )
    return count
