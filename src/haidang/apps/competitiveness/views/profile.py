"""A province through the years, and what moved between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.apps.competitiveness.charts import line_chart
from haidang.apps.competitiveness.index_tables import change_table, profile_table
from haidang.apps.competitiveness.profiles import (
    Change,
    YearLine,
    count_movements,
    distances,
    explain_change,
    subindex_names,
    why_not_explained,
)
from haidang.apps.competitiveness.selectors import find_field, list_movement_figures
from haidang.apps.competitiveness.views.query import Asked, file_of, read_province
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_INDEX)
def show_profile(request: SignedInRequest) -> HttpResponse:
    """A province (`?province=`, ours unless told) through the years."""
    asked = read_province(request)
    lines, names = asked.lines, subindex_names(asked.lines)
    last = asked.computable[-1] if asked.computable else 0
    field = find_field(last)
    standings = field.standings if field else []
    context = {
        **asked.context,
        "lines": lines,
        "chart": _chart_of_totals(lines),
        "subindices": [
            (
                code,
                name,
                [line.known.scores.get(code) for line in lines],
                _chart_of_scores(lines, code, name),
            )
            for code, name in names.items()
        ],
        "unknown_years": [line.year for line in lines if not line.known.scores],
        "last": last,
        "last_line": next((line for line in lines if line.year == last), None),
        "distances": distances(standings, asked.province),
        "is_whole": field.is_whole if field else False,
        "imported": len(standings),
    }
    return render(request, "competitiveness/profile.html", context)


@require_safe
@requires(Permission.VIEW_INDEX)
def export_profile(request: SignedInRequest, form: str) -> HttpResponse:
    """The years of a province as a file."""
    asked = read_province(request)
    table = profile_table(asked.province, asked.lines) if asked.lines else None
    return file_of(table, "pci-qua-cac-nam", form)


def _chart_of_totals(lines: Sequence[YearLine]) -> str:
    points = [(line.year, line.known.result.total if line.known.result else None) for line in lines]
    totals = [total for _year, total in points if total is not None]
    if not totals:
        return ""
    return line_chart(points, _("Published total by year"), min(totals), max(totals), 2)


def _chart_of_scores(lines: Sequence[YearLine], code: str, name: str) -> str:
    points = [(line.year, line.known.scores.get(code)) for line in lines]
    return line_chart(points, _("%(name)s by year") % {"name": name}, Decimal(0), Decimal(10), 2)


@require_safe
@requires(Permission.VIEW_INDEX)
def show_change(request: SignedInRequest) -> HttpResponse:
    """What moved between two years (`?from=`, `?to=`; the last two that can be computed unless told), and why."""
    asked = read_province(request)
    first, last = _two_years(request, asked)
    change = _change(asked, first, last)
    counted = count_movements(change.first, change.last) if change else None
    context = {
        **asked.context,
        "years": [line.year for line in asked.lines],
        "first": first,
        "last": last,
        "change": change,
        "unknown": why_not_explained(_line(asked, first), _line(asked, last)),
        "counted": counted,
        "figures": list_movement_figures(request.actor, last) if asked.is_own and last == first + 1 else [],
        "query": urlencode({"province": asked.province, "from": first, "to": last}),
    }
    return render(request, "competitiveness/change.html", context)


@require_safe
@requires(Permission.VIEW_INDEX)
def export_change(request: SignedInRequest, form: str) -> HttpResponse:
    """What moved between two years, as a file."""
    asked = read_province(request)
    change = _change(asked, *_two_years(request, asked))
    return file_of(change_table(asked.province, change) if change else None, "pci-thay-doi", form)


def _two_years(request: HttpRequest, asked: Asked) -> tuple[int, int]:
    """The two years of an address, in order; 0 for one that there is not."""
    known = {str(line.year): line.year for line in asked.lines}
    usable = asked.computable
    last = known.get(request.GET.get("to", "")) or (usable[-1] if usable else 0)
    first = known.get(request.GET.get("from", "")) or next((y for y in reversed(usable) if y < last), 0)
    if first == last:
        first = next((year for year in reversed(usable) if year < last), 0)
    return (last, first) if first > last else (first, last)


def _line(asked: Asked, year: int) -> YearLine | None:
    return next((line for line in asked.lines if line.year == year), None)


def _change(asked: Asked, first: int, last: int) -> Change | None:
    before, after = _line(asked, first), _line(asked, last)
    return explain_change(before, after) if before and after else None
