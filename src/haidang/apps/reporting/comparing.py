"""A drafted figure beside its neighbours: the period before, a year ago, other years, the system's own count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from haidang.apps.observations.models import Behaviour, Figure, Indicator, IndicatorKind, Qualifier
from haidang.apps.reporting.models import Entry
from haidang.apps.reporting.neighbours import Neighbours
from haidang.domain import plausibility
from haidang.domain.plausibility import Scale, Suspicion
from haidang.domain.worktime import Period, parse_period

_SCALES: Final = {
    IndicatorKind.COUNT: Scale.COUNT,
    IndicatorKind.MONEY: Scale.AMOUNT,
    IndicatorKind.DURATION: Scale.AMOUNT,
    IndicatorKind.PERCENT: Scale.PERCENT,
}


def scale_of(indicator: Indicator) -> Scale | None:
    """What an indicator measures, for the checks; None for ranks, points and changes of counts: they say nothing."""
    if indicator.behaviour == Behaviour.CHANGE:
        return Scale.GROWTH if indicator.kind == IndicatorKind.PERCENT else None
    scale = _SCALES.get(IndicatorKind(indicator.kind))
    if scale is Scale.PERCENT and indicator.behaviour != Behaviour.SHARE:
        return Scale.GROWTH
    return Scale.AMOUNT if scale is Scale.COUNT and indicator.unit_mult else scale


def compare(entry: Entry, beside: Neighbours) -> Iterator[Suspicion]:
    """Everything conspicuous or impossible about a drafted value, seen from its neighbours."""
    scale = scale_of(entry.indicator)
    if entry.value is None or scale is None:
        return
    decimals = entry.indicator.decimals
    found = [plausibility.out_of_range(entry.value, scale=scale, decimals=decimals)]
    if (before := _within_the_year(entry, beside)) is not None and before.latest is not None:
        exact = {entry.qualifier, before.latest.qualifier} == {Qualifier.EXACT}
        found.append(
            plausibility.below_previous(
                entry.value, value_of(before), scale=scale, decimals=decimals, exact=exact
            )
        )
    if beside.last_year is not None and has_value(beside.last_year):
        found.append(
            plausibility.change_last_year(
                entry.value, value_of(beside.last_year), scale=scale, decimals=decimals
            )
        )
    if beside.computed is not None and has_value(beside.computed) and entry.qualifier == Qualifier.EXACT:
        found.append(
            plausibility.differs_from_computed(
                entry.value, value_of(beside.computed), scale=scale, decimals=decimals
            )
        )
    earlier = _same_period_of_other_years(parse_period(entry.period), beside)
    found.append(plausibility.outlier_history(entry.value, earlier, scale=scale, decimals=decimals))
    yield from (suspicion for suspicion in found if suspicion is not None)


def has_value(figure: Figure) -> bool:
    """Whether something stands there, and not "missing"."""
    return figure.latest is not None and figure.latest.value is not None


def value_of(figure: Figure) -> Decimal:
    """The latest value of a figure that has one."""
    assert figure.latest is not None  # noqa: S101
    assert figure.latest.value is not None  # noqa: S101
    return figure.latest.value


def _within_the_year(entry: Entry, beside: Neighbours) -> Figure | None:
    """The newest earlier figure of the same year, where the figure counts on through the year."""
    if entry.indicator.behaviour != Behaviour.CUMULATIVE:
        return None
    start = parse_period(entry.period).start
    earlier = [
        figure
        for figure in beside.history
        if has_value(figure) and parse_period(figure.period).start == start
    ]
    return earlier[-1] if earlier else None


def _same_period_of_other_years(period: Period, beside: Neighbours) -> list[Decimal]:
    return [
        value_of(figure)
        for figure in beside.history
        if has_value(figure)
        and (other := parse_period(figure.period)).kind == period.kind
        and other.months == period.months
        and other.start.month == period.start.month
    ]
