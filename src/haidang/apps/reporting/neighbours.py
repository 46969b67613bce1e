"""What stands beside a cell of the form: the value before, the one of a year ago, and what the system computes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from haidang.apps.observations.models import Basis, Figure, Stage
from haidang.apps.reporting.models import Assignment, Entry
from haidang.domain.worktime import Period, parse_period, same_period_last_year

Series = tuple[int, int, str]
_SHOWN: Final = (
    "indicator", "unit", "period", "basis", "dimensions",
    "latest__status", "latest__value", "latest__qualifier", "latest__stage",
)  # fmt: skip


@dataclass(frozen=True)
class Neighbours:
    """Figures of the same indicator and unit; each with its latest observation. `history` are the earlier ones."""

    previous: Figure | None = None
    last_year: Figure | None = None
    computed: Figure | None = None
    history: tuple[Figure, ...] = field(default=(), repr=False)


def find_neighbours(assignment: Assignment, entries: Sequence[Entry]) -> dict[int, Neighbours]:
    """The neighbours of every cell, by entry id (one query). Provisional ones only if they are the unit's own.

    `entries` carry their indicators. Of an observation only what a page shows and a check compares is read.
    """
    indicators = {entry.indicator_id: entry.indicator for entry in entries}
    figures = (
        Figure.objects.filter(
            Q(latest__stage=Stage.FINAL) | Q(unit=assignment.unit),
            indicator__in=indicators,
            unit__in={entry.about_id for entry in entries},
            basis__in=(Basis.REPORTED, Basis.COMPUTED),
            latest__isnull=False,
        )
        .select_related("latest")
        .only(*_SHOWN)
    )
    series: dict[Series, list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.indicator = indicators[figure.indicator_id]
        series[figure.indicator_id, figure.unit_id, figure.dimensions].append(figure)
    return {
        entry.pk: _neighbours(entry, series[entry.indicator_id, entry.about_id, entry.dimensions])
        for entry in entries
    }


def _neighbours(entry: Entry, figures: Sequence[Figure]) -> Neighbours:
    period = parse_period(entry.period)
    year_ago = same_period_last_year(period)
    reported = {figure.period: figure for figure in figures if figure.basis == Basis.REPORTED}
    computed = (f for f in figures if f.basis == Basis.COMPUTED and f.period == entry.period)
    history = _history(period, reported)
    return Neighbours(
        previous=history[-1] if history else None,
        last_year=reported.get(year_ago.code) if year_ago else None,
        computed=next(computed, None),
        history=tuple(history),
    )


def _history(period: Period, reported: dict[str, Figure]) -> list[Figure]:
    """Earlier figures in the order in which their periods ended; periods of several years are no neighbours."""
    earlier = [
        (found.end, found.start, code)
        for code in reported
        if (found := parse_period(code)).code != period.code
        and found.end <= period.end
        and found.months <= 12
    ]
    return [reported[code] for _end, _start, code in sorted(earlier)]
