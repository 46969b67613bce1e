"""Rounds over the API: the list, the rules of one, its board."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.pages import MAX_WORDS, Lazy, LazyPages, Pages, actor_of
from haidang.api.problems import telling
from haidang.api.report_schemas import BoardRowOut, Name, RoundDetailOut
from haidang.api.schemas import RoundOut
from haidang.apps.reporting.models import Assignment, Round
from haidang.apps.reporting.selectors import (
    BoardQuery,
    add_cells,
    get_round,
    list_board_rows,
    list_rounds,
    window_of,
)
from haidang.domain.worktime import parse_period
from haidang.foundation.permissions import Permission

router = Router(tags=["rounds"])
_VIEW = Requires(Permission.VIEW_ROUNDS)


@router.get("", response=list[RoundOut], auth=_VIEW)
@paginate(Pages)
def rounds(request: HttpRequest) -> Any:
    """Reporting rounds."""
    return Lazy(list_rounds(actor_of(request)), _round)


@router.get("/{code}", response=RoundDetailOut, auth=_VIEW, openapi_extra=telling())
def show_round(request: HttpRequest, code: Name) -> dict[str, Any]:
    """The rules of a round: its period and cut-off, the deadline, who co-ordinates it, whether it is open."""
    round_: Any = get_round(actor_of(request), code)
    first, last = window_of(round_) or (None, None)
    names = (
        "cutoff_scheme", "deadline_days", "head_approves_own", "opened_at", "closed_at", "note",
    )  # fmt: skip
    return {
        **_round(round_),
        **{name: getattr(round_, name) for name in names},
        "period_sdmx": parse_period(round_.period).sdmx,
        "state": _state(round_),
        "plan": round_.plan.code if round_.plan else None,
        "coordinator_name": round_.coordinator.name_vi,
        "first_day": first,
        "last_day": last,
    }


@router.get("/{code}/board", response=list[BoardRowOut], auth=_VIEW, openapi_extra=telling())
@paginate(Pages)
def board(
    request: HttpRequest,
    code: Name,
    q: str = "",
    status: str = "",
    only: Literal["", "received", "outstanding", "overdue", "late", "appendix"] = "",
) -> Any:
    """What the units of a round sent, in the order of their names; a unit sees its own row."""
    today = timezone.localdate()
    actor = actor_of(request)
    query = BoardQuery(q[:MAX_WORDS], status[:MAX_WORDS], only)
    found = list_board_rows(actor, get_round(actor, code), query, today)

    def records(page: list[Assignment]) -> list[dict[str, Any]]:
        return [
            {
                "unit": row.assignment.unit.code,
                "name_vi": row.assignment.unit.name_vi,
                "status": row.assignment.status,
                "due_on": row.assignment.due_on,
                "extended_to": row.assignment.extended_to,
                "received_on": row.assignment.received_on,
                "days_late": row.days_late,
                "appendix": row.assignment.appendix,
                "asked": row.asked,
                "answered": row.answered,
            }
            for row in add_cells(page, [], today)
        ]

    return LazyPages(found, records)


def _round(round_: Any) -> dict[str, Any]:
    names = ("code", "period", "due_on", "expected", "received")
    return {**{name: getattr(round_, name) for name in names}, "coordinator": round_.coordinator.code}


def _state(round_: Round) -> str:
    if not round_.is_run_here:
        return "imported"
    return "open" if round_.is_open else "closed"
