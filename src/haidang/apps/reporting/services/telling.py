"""Telling the people of a unit, or of the centre, that something about a report waits for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from haidang.apps.reporting.models import Assignment
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.people import people_of
from haidang.foundation.notifications.services import Draft, queue_messages
from haidang.foundation.permissions import Role

UNIT_ROLES = (Role.REPORTING_OFFICER, Role.UNIT_HEAD)


def tell_unit(
    assignment: Assignment,
    roles: Collection[Role],
    *,
    subject: str,
    body: str,
    occasion: str,
    by: Actor,
    at: datetime,
) -> int:
    """Queue a message to the people of a unit; `occasion` names it, so that it goes once. Who acts is not told."""
    unit = assignment.unit
    people = people_of([unit.code], roles, timezone.localdate(at)).get(unit.code, [])
    round_ = assignment.round
    about = reverse("reporting:form", args=[round_.code, unit.code])
    head = f"{subject}: báo cáo {label_vi(parse_period(round_.period))}"
    drafts = [
        Draft(
            user,
            head,
            f"{body}\n\nĐơn vị: {unit.name_vi}",
            kind="reporting",
            key=f"{round_.code}/{unit.code}/{occasion}/{user.username}",
            about=about,
        )
        for user in people
        if user.pk != by.user_id
    ]
    return queue_messages(drafts=drafts, by=by, at=at)
