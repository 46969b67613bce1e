"""Opening a year for plans."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from haidang.apps.inspections import actions
from haidang.apps.inspections.models import PlanYear
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission


@transaction.atomic
def open_year(*, year: int, by: Actor, at: datetime) -> PlanYear:
    """Return the year for which plans are gathered, opened if it was not."""
    by.require(Permission.MERGE_PLANS)
    found, is_new = PlanYear.objects.get_or_create(year=year)
    if is_new:
        record(actions.YEAR_OPENED, subject=found, label=str(year), by=by, at=at)
    return found


def mark_changed(year: PlanYear, at: datetime) -> None:
    """Note that plans or decisions of a year changed: matches and overlaps are then worked out anew by the worker.

    Runs in the transaction of the change.
    """
    PlanYear.objects.filter(pk=year.pk).update(changed_at=at)
