"""A province beside others: the leader and the nearest, or those that somebody chooses; and one sub-index by itself."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.apps.competitiveness.charts import Bar, BarGroup, bar_chart, line_chart
from haidang.apps.competitiveness.comparisons import MOST_CHOSEN, Comparison, compare, near_in
from haidang.apps.competitiveness.index_tables import comparison_table
from haidang.apps.competitiveness.methods import find_subindex, name_of, note_of, status_of, statuses_of
from haidang.apps.competitiveness.selectors import (
    Field,
    count_provinces,
    find_field,
    list_figures_behind,
    list_scores,
)
from haidang.apps.competitiveness.views.query import Asked, file_of, read_province, read_year
from haidang.apps.programme.selectors import list_tasks
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.sources import label_sources
from haidang.foundation.permissions import Permission


def _comparison(request: SignedInRequest, asked: Asked) -> tuple[Field | None, Comparison | None]:
    year = read_year(request, asked.computable)
    field = find_field(year) if year else None
    return field, compare(field, asked.province, request.GET.getlist("with")) if field else None


@require_safe
@requires(Permission.VIEW_INDEX)
def show_comparison(request: SignedInRequest) -> HttpResponse:
    """A province beside others in a year (`?year=`, `?with=` for each chosen one)."""
    asked = read_province(request)
    field, comparison = _comparison(request, asked)
    chosen = request.GET.getlist("with")
    context = {
        **asked.context,
        "years": asked.computable,
        "field": field,
        "year": field.year if field else 0,
        "others": [name for name in field.scores if name != asked.province] if field else [],
        "chosen": chosen,
        "most": MOST_CHOSEN,
        "too_many": len(chosen) > MOST_CHOSEN,
        "comparison": comparison,
        "statuses": statuses_of(field.methodology) if field else [],
        "misfit": _misfit(field),
        "chart": _chart(comparison) if comparison else "",
        "query": request.GET.urlencode(),
    }
    return render(request, "competitiveness/comparison.html", context)


@require_safe
@requires(Permission.VIEW_INDEX)
def export_comparison(request: SignedInRequest, form: str) -> HttpResponse:
    """The comparison as a file."""
    _field, comparison = _comparison(request, read_province(request))
    return file_of(comparison_table(comparison) if comparison else None, "pci-so-sanh", form)


def _misfit(field: Field | None) -> str:
    found = field.methodology.misfit(field.year) if field else None
    return note_of(found) if found else ""


def _chart(comparison: Comparison) -> str:
    groups = [
        BarGroup(
            row.name,
            [
                Bar(column.mark, score, column.is_own)
                for column, score in zip(comparison.provinces, row.scores, strict=True)
            ],
        )
        for row in comparison.rows
    ]
    return bar_chart(groups, _("Scores by sub-index and province"), Decimal(10))


@require_safe
@requires(Permission.VIEW_INDEX)
def show_subindex(request: SignedInRequest, code: str) -> HttpResponse:
    """One sub-index: its scores and weights, what is done for it, the figures behind it, and other provinces."""
    subindex = find_subindex(code)
    if subindex is None:
        raise Http404
    asked = read_province(request)
    weights = [
        (line, next((sub for sub in line.methodology.subindices if sub.code == code), None))
        for line in asked.lines
        if line.methodology
    ]
    years = [(line, sub, status_of(sub)) for line, sub in weights if sub]
    last = max((line.year for line, _sub, _status in years if code in line.known.scores), default=0)
    scores = {
        row.province: row.score
        for row in (list_scores(year=last).filter(subindex=code) if last else [])
        if row.score is not None
    }
    points = [(line.year, line.known.scores.get(code)) for line, _sub, _status in years]
    name = name_of(subindex)
    title = _("%(name)s by year") % {"name": name}
    figures = list_figures_behind(request.actor, code)
    labels = label_sources(figure.latest.source_urn for figure in figures if figure.latest)
    context = {
        **asked.context,
        "code": code,
        "name": name,
        "years": years,
        "chart": line_chart(points, title, Decimal(0), Decimal(10), 2) if last else "",
        "tasks": list(list_tasks(request.actor, category=code)),
        "figures": [(f, labels.get(f.latest.source_urn, "") if f.latest else "") for f in figures],
        "last": last,
        "near": near_in(scores, asked.province),
        "imported": len(scores),
        "is_whole": len(scores) == count_provinces().get(last),
        "today": timezone.localdate(),
    }
    return render(request, "competitiveness/subindex.html", context)
