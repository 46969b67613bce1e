"""Reads about chasing: who owes, which reminders there are, what was sent."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from haidang.apps.reporting.models import Assignment, ReminderRule, Round
from haidang.domain.vietnamese import sort_key
from haidang.foundation.notifications.models import Message

SHOWN = 100


def list_owing(round_: Round, today: date) -> list[Assignment]:
    """Units that owe their report or were returned it, the overdue ones first; each says in `is_overdue` whether it is.

    A report that was returned is not overdue, however late it first came: it can be marked by hand.
    """
    owing = list(round_.assignments.to_chase().select_related("unit", "round__coordinator__parent"))
    for assignment in owing:
        assignment.is_overdue = not assignment.is_received and assignment.days_late(today) > 0
    return sorted(owing, key=lambda a: (not a.is_overdue, sort_key(a.unit.name_vi)))


def list_reminders(round_: Round) -> QuerySet[ReminderRule]:
    """The reminder rules of a round in the order of their days."""
    return round_.reminder_rules.order_by("offset", "pk")


def list_sent(round_: Round) -> QuerySet[Message]:
    """What was sent to people in a round, newest first, with how far it came."""
    sent = Message.objects.filter(key__startswith=f"{round_.code}/").select_related("recipient")
    return sent.order_by("-created_at", "-pk")[:SHOWN]
