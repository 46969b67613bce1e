"""The index on screen: a province through the years, and what moved between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.apps.competitiveness.charts import line_chart
from haidang.apps.competitiveness.methods import provinces_in
from haidang.apps.competitiveness.profiles import (
    YearLine,
    distances,
    explain_change,
    lines_of,
    subindex_names,
)
from haidang.apps.competitiveness.selectors import (
    is_whole,
    list_provinces,
    list_standings,
    list_years,
    own_province,
)
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


def _province(request: HttpRequest, provinces: list[str]) -> str:
    sent = request.GET.get("province", "")
    return sent if sent in provinces else own_province(provinces)


@require_safe
@requires(Permission.VIEW_INDEX)
def show_profile(request: SignedInRequest) -> HttpResponse:
    """A province (`?province=`, ours unless told) through the years."""
    provinces = list_provinces()
    province = _province(request, provinces)
    lines = lines_of(list_years(province))
    names = subindex_names(lines)
    computed = [line for line in lines if line.computed is not None]
    last = computed[-1].year if computed else 0
    standings = list_standings(last) if last else []
    context = {
        "province": province,
        "provinces": provinces,
        "lines": lines,
        "chart": _chart_of_totals(lines),
        "subindices": [
            (name, [line.known.scores.get(code) for line in lines], _chart_of_scores(lines, code, name))
            for code, name in names.items()
        ],
        "unknown_years": [line.year for line in lines if not line.known.scores],
        "last": last,
        "distances": distances(standings, province),
        "is_whole": is_whole(standings, last),
        "imported": len(standings),
        "all_provinces": provinces_in(last),
    }
    return render(request, "competitiveness/profile.html", context)


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
    provinces = list_provinces()
    province = _province(request, provinces)
    usable = {str(line.year): line for line in lines_of(list_years(province)) if line.computed is not None}
    years = list(usable)
    last = request.GET.get("to", "")
    last = last if last in usable else next(reversed(years), "")
    first = request.GET.get("from", "")
    earlier = [year for year in years if year < last]
    first = first if first in usable and first != last else next(reversed(earlier), "")
    change = explain_change(usable[first], usable[last]) if first and last else None
    context = {
        "province": province,
        "provinces": provinces,
        "years": years,
        "first": first,
        "last": last,
        "change": change,
    }
    return render(request, "competitiveness/change.html", context)
