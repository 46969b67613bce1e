"""Rounds on screen: the list, opening one, its board, its export."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.organisations.models import Unit
from haidang.apps.reporting.board_export import board_as_csv
from haidang.apps.reporting.drafting import latest_submissions
from haidang.apps.reporting.forms import OpenRoundForm
from haidang.apps.reporting.models import AssignmentStatus, Round
from haidang.apps.reporting.peers import compare_units
from haidang.apps.reporting.selectors import (
    ONLY,
    BoardQuery,
    add_cells,
    find_own_assignment,
    get_board,
    get_round,
    list_assignments,
    list_board_categories,
    list_board_rows,
    list_reports,
    list_rounds,
    window_of,
)
from haidang.apps.reporting.services import ReportTextError, close_round, draft_report, open_round
from haidang.apps.reporting.services.rounds import check_rules
from haidang.domain.worktime import CutoffScheme
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

PAGE_SIZE: Final = 100
ONLY_LABELS: Final = {
    "received": gettext_lazy("received"),
    "outstanding": gettext_lazy("still owed"),
    "overdue": gettext_lazy("overdue"),
    "late": gettext_lazy("received late"),
    "appendix": gettext_lazy("without complete appendix"),
}


@require_safe
@requires(Permission.VIEW_ROUNDS)
def show_rounds(request: SignedInRequest) -> HttpResponse:
    """Reporting rounds with what came in."""
    return render(request, "reporting/rounds.html", {"rounds": list_rounds(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def open_new(request: SignedInRequest) -> HttpResponse:
    """Open a round: first the rules, then (`confirm`) what follows from them, then it is opened."""
    today = timezone.localdate()
    units = Unit.objects.valid_on(today).order_by("search")
    form = OpenRoundForm(request.POST or None, units=units, initial=_usual(request, today))
    preview = None
    if request.method == "POST" and form.is_valid():
        rules = form.rules()
        try:
            if request.POST.get("step") == "open":
                round_ = open_round(rules=rules, by=request.actor, at=timezone.now())
                messages.success(request, _("The round is open; the units can write their reports."))
                return redirect("reporting:round", code=round_.code)
            check_rules(rules)
            preview = {"window": rules.window, "due_on": rules.due_on, "days": rules.deadline_days}
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "preview": preview}
    return render(request, "reporting/open_round.html", context, status=400 if form.errors else 200)


def _usual(request: SignedInRequest, today: date) -> dict[str, Any]:
    """What a round mostly looks like: the last one's plan, nine months or the year, five working days."""
    last = list_rounds(request.actor).first()
    own = {grant.unit_code for grant in request.actor.grants if grant.unit_code}
    coordinator = Unit.objects.valid_on(today).filter(code__in=own).first()
    period = f"{today.year}-Y" if today.month > 9 else f"{today.year}-{max(3, (today.month - 1) // 3 * 3)}M"
    return {
        "period": period,
        "code": f"HP-PCI-{period}",
        "plan": last.plan if last else None,
        "coordinator": coordinator,
        "cutoff_scheme": CutoffScheme.ND09.value,
        "deadline_days": 5,
    }


@require_safe
@requires(Permission.VIEW_ROUNDS)
def show_round(request: SignedInRequest, code: str) -> HttpResponse:
    """One round: its rules, its board, its reports. Of a round that was imported: what is known of it."""
    round_ = get_round(request.actor, code)
    context: dict[str, Any] = {
        "round": round_,
        "window": window_of(round_),
        "reports": list_reports(request.actor).filter(round=round_),
    }
    if round_.is_run_here:
        return render(request, "reporting/board.html", context | _board(request, round_))
    assignments = list_assignments(request.actor, round_)
    context |= {"assignments": assignments, "illustrative": any(a.is_illustrative for a in assignments)}
    return render(request, "reporting/round.html", context)


def _query(request: SignedInRequest) -> BoardQuery:
    get = request.GET
    only = get.get("only", "")
    return BoardQuery(get.get("q", "")[:100], get.get("status", ""), only if only in ONLY else "")


def _board(request: SignedInRequest, round_: Round) -> dict[str, Any]:
    today = timezone.localdate()
    query = _query(request)
    page = Paginator(list_board_rows(request.actor, round_, query, today), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    categories = list_board_categories(round_)
    return {
        "board": get_board(request.actor, round_, today),
        "page": page,
        "rows": add_cells(list(page.object_list), categories, today),
        "categories": categories,
        "query": query,
        "statuses": [s for s in AssignmentStatus.choices if s[0] != AssignmentStatus.MISSING],
        "only": ONLY_LABELS.items(),
        "own": find_own_assignment(request.actor, round_.pk),
        "today": today,
    }


@require_safe
@requires(Permission.VIEW_ROUNDS)
def export_board(request: SignedInRequest, code: str) -> HttpResponse:
    """The board with its filters as a table for Excel."""
    round_ = get_round(request.actor, code)
    today = timezone.localdate()
    assignments = list(list_board_rows(request.actor, round_, _query(request), today))
    categories = list_board_categories(round_)
    content = board_as_csv(add_cells(assignments, categories, today), categories)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{round_.code}.csv"'
    return response


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def cross_check(request: SignedInRequest, code: str) -> HttpResponse:
    """What the units reported, side by side, and what looked wrong in single reports."""
    round_ = get_round(request.actor, code)
    chosen = request.GET.get("indicator", "")[:80]
    found = [(s, s.content["suspicions"]) for s in latest_submissions(round_)]
    context = {
        "round": round_,
        "check": compare_units(round_, chosen),
        "chosen": chosen,
        "reports": [(submission, suspicions) for submission, suspicions in found if suspicions],
    }
    return render(request, "reporting/cross_check.html", context)


@require_POST
@requires(Permission.RUN_ROUNDS)
def close(request: SignedInRequest, code: str) -> HttpResponse:
    """End a round."""
    round_ = get_round(request.actor, code)
    try:
        close_round(round_=round_, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The round is closed."))
    return redirect("reporting:round", code=code)


@require_POST
@requires(Permission.RUN_ROUNDS)
def draft(request: SignedInRequest, code: str) -> HttpResponse:
    """Draft the consolidated report of a round from what came in."""
    round_ = get_round(request.actor, code)
    try:
        report = draft_report(round_=round_, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reporting:round", code=code)
    except ReportTextError as error:
        messages.error(request, str(error))
        return redirect("reporting:round", code=code)
    messages.success(request, _("The report is drafted from what the units submitted."))
    return redirect("reporting:report", code=report.code)
