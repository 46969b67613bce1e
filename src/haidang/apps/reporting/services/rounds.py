"""Opening and closing a round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Indicator
from haidang.apps.observations.services import collect_measures
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import list_units_to_ask
from haidang.apps.programme.models import Plan
from haidang.apps.reporting import actions
from haidang.apps.reporting.asking import Request, derive_requests
from haidang.apps.reporting.models import (
    AppendixStatus,
    Assignment,
    AssignmentStatus,
    Entry,
    Narrative,
    Round,
    Tally,
)
from haidang.apps.reporting.services.chasing import add_usual_reminders
from haidang.domain.vietnamese import format_date, sort_key
from haidang.domain.worktime import (
    CalendarHorizonError,
    CutoffError,
    CutoffScheme,
    Period,
    observation_window,
    parse_period,
)
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.calendars import working_calendar
from haidang.foundation.database import insert_rows, queue_for
from haidang.foundation.permissions import Permission

BATCH: Final = 500
_CELL: Final = ("assignment_id", "task_id", "indicator_id", "about_id", "dimensions", "position")
_CODE: Final = re.compile(r"[0-9A-Z][0-9A-Z.\-]{2,39}")


@dataclass(frozen=True)
class RoundRules:
    """What the co-ordinator decides about a round."""

    code: str
    period: Period
    plan: Plan | None
    coordinator: Unit
    cutoff_scheme: CutoffScheme
    deadline_days: int
    head_approves_own: bool = False
    note: str = ""

    @property
    def window(self) -> tuple[date, date]:
        """First and last day whose events count. Raises CutoffError."""
        return observation_window(self.period, self.cutoff_scheme)

    @property
    def due_on(self) -> date:
        """The last day to send. Raises CutoffError, CalendarHorizonError."""
        return working_calendar().deadline(self.window[1], self.deadline_days)


def check_rules(rules: RoundRules) -> None:
    """Raises ValidationError, by field, for rules that lead nowhere."""
    if not _CODE.fullmatch(rules.code):
        raise ValidationError(
            {"code": _("Use capital letters, digits, dots and hyphens, at least three: HP-PCI-2026-9M.")}
        )
    if Round.objects.filter(code__iexact=rules.code).exists():
        raise ValidationError(
            {"code": _("There is already a round %(code)s: choose another code.") % {"code": rules.code}}
        )
    try:
        rules.due_on  # noqa: B018
    except CutoffError as error:
        raise ValidationError(
            {
                "cutoff_scheme": _(
                    "Decree 09/2019 has no cut-off for this period: choose the days of the calendar."
                )
            }
        ) from error
    except CalendarHorizonError as error:
        raise ValidationError(
            {
                "deadline_days": _(
                    "The calendar of working days ends on %(day)s: add the notice of public holidays of that year."
                )
                % {"day": format_date(error.last_day)}
            }
        ) from error


@transaction.atomic
def open_round(*, rules: RoundRules, units: Sequence[Unit] | None = None, by: Actor, at: datetime) -> Round:
    """Open a round and ask each unit for its figures and words. Raises ValidationError.

    Without `units` those are asked that took part in the programme on the last day of the cut-off.
    """
    by.require(Permission.RUN_ROUNDS)
    queue_for("rounds")  # of two who open the same round one is told that it is there already
    check_rules(rules)
    day = rules.window[1]
    asked = list_units_to_ask(day) if units is None else list(units)
    if not asked:
        raise ValidationError(
            _("No unit takes part in the programme on %(day)s.") % {"day": format_date(day)}
        )
    round_ = Round.objects.create(
        code=rules.code,
        period=rules.period.code,
        plan=rules.plan,
        coordinator=rules.coordinator,
        cutoff_scheme=rules.cutoff_scheme,
        due_on=rules.due_on,
        deadline_days=rules.deadline_days,
        head_approves_own=rules.head_approves_own,
        note=rules.note,
        opened_at=at,
        opened_by=by.name,
    )
    collect_measures(period=rules.period, by=by, at=at)
    entries = _ask(round_, asked, day)
    add_usual_reminders(round_)
    record(
        actions.ROUND_OPENED,
        subject=round_,
        label=round_.code,
        data={"units": len(asked), "figures": entries, "due_on": rules.due_on.isoformat()},
        by=by,
        at=at,
    )
    return round_


def _ask(round_: Round, units: Sequence[Unit], day: date) -> int:
    """Write what each unit is asked for, without objects as there may be a million; how many figures that are."""
    requests = derive_requests(round_.plan, parse_period(round_.period), units, day)
    assignments = Assignment.objects.bulk_create(
        (
            Assignment(
                round=round_,
                unit=unit,
                status=AssignmentStatus.EXPECTED,
                appendix=AppendixStatus.UNKNOWN,
                position=position,
            )
            for position, unit in enumerate(sorted(units, key=lambda unit: sort_key(unit.name_vi)), start=1)
        ),
        batch_size=BATCH,
    )
    asked = [(assignment.pk, requests[assignment.unit_id]) for assignment in assignments]
    categories = dict(Indicator.objects.values_list("pk", "category"))
    texts = ((pk, task.pk, lead) for pk, request in asked for task, lead in request.narratives.items())
    insert_rows(Narrative, ["assignment_id", "task_id", "is_required"], texts)
    tallies = ((pk, *tally) for pk, request in asked for tally in _tallies(request, categories).items())
    insert_rows(Tally, ["assignment_id", "category_id", "asked"], tallies)
    return insert_rows(Entry, _CELL, _cells(asked), {"period": round_.period})


def _cells(asked: Iterable[tuple[int, Request]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `_CELL`: the figures that each assignment is asked for, in their order."""
    for assignment, request in asked:
        for position, ((indicator, about, dimensions), task) in enumerate(request.figures.items(), start=1):
            yield assignment, task, indicator, about, dimensions, position


def _tallies(request: Request, categories: Mapping[int, int | None]) -> Counter[int | None]:
    """How many figures a unit is asked for under each sub-index."""
    return Counter(categories[indicator] for indicator, _about, _dimensions in request.figures)


@transaction.atomic
def close_round(*, round_: Round, by: Actor, at: datetime) -> Round:
    """End a round: nobody writes in it any more. Raises ValidationError if it is not open.

    It waits for those who are writing, and they for it (see `guarding.lock`).
    """
    by.require(Permission.RUN_ROUNDS)
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if not round_.is_open:
        raise ValidationError(_("The round is not open."))
    reports = round_.assignments.select_for_update(of=("self",)).order_by("pk")
    list(reports.values_list("pk", flat=True))
    round_.closed_at, round_.closed_by = at, by.name
    round_.save(update_fields=["closed_at", "closed_by"])
    record(actions.ROUND_CLOSED, subject=round_, label=round_.code, by=by, at=at)
    return round_
