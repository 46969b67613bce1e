"""Relations of every unit, judged set by set: all units of a country at once, in little memory. Writes nothing.

For each term of a relation the values of all units are read, as plain tuples. Most rows are seen to hold by a quick
look (`domain.relations.Screen`); the rest are judged, and only of those that cannot hold the figures are loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from haidang.apps.observations.checks import Outcome, claim_of, of_every_unit, quantity_of, split_result
from haidang.apps.observations.models import Figure, Relation, RelationTerm
from haidang.domain import relations as domain
from haidang.domain.worktime import Period, PeriodResolutionError, parse_period, resolve

_MANY: Final = 500
_BATCH: Final = 500

Value = tuple[int, Decimal | None, str]
"""The id of a figure, its latest value and how exact it is."""
Judged = tuple[
    int, domain.Quantity | None, tuple[domain.Quantity | None, ...], domain.Judgement, tuple[int, ...]
]
"""A unit with its values, the verdict on them, and the ids of the figures that were found."""


@dataclass
class Sweep:
    """What the relations of every unit come to in a period.

    `contradictions` are those that cannot hold, with figures; `unopposed` the rest of those found before.
    """

    verdicts: Counter[domain.Verdict] = field(default_factory=Counter)
    contradictions: list[Outcome] = field(default_factory=list)
    unopposed: list[Outcome] = field(default_factory=list)


def sweep(
    period_code: str, units: Collection[int] | None, found_before: Collection[tuple[int, int | None]]
) -> Sweep:
    """Judge the relations of every unit in a period, for some units or (None) for all that report anything in it.

    `found_before` are pairs of relation and unit that are findings already: their outcome is told whatever it is.
    """
    anchor = parse_period(period_code)
    result = Sweep()
    for relation in Relation.objects.filter(pk__in=of_every_unit()).prefetch_related("terms__indicator"):
        terms = list(relation.terms.all())
        claim = claim_of(relation, terms)
        told = []
        for judged in _judge_units(claim, terms, anchor, _concerned(terms, units)):
            result.verdicts[judged[3].verdict] += 1
            if judged[3].verdict is domain.Verdict.INCONSISTENT or (relation.pk, judged[0]) in found_before:
                told.append(judged)
        for outcome in _with_figures(relation, claim, told):
            kind = result.contradictions if outcome.is_inconsistent else result.unopposed
            kind.append(outcome)
    return result


def _concerned(terms: Sequence[RelationTerm], units: Collection[int] | None) -> Collection[int] | None:
    """For which units a relation is to be judged: for all, where a unit that it names for all of them is touched."""
    named = {term.unit_id for term in terms if term.unit_id is not None}
    return None if units is None or named.intersection(units) else units


_AGREES: Final = domain.Judgement(domain.Verdict.CONSISTENT, domain.Reason.AGREES)


def _judge_units(
    claim: domain.Relation, terms: Sequence[RelationTerm], anchor: Period, units: Collection[int] | None
) -> Iterator[Judged]:
    screen = domain.Screen(claim)
    columns = [_values(term, anchor, units) for term in terms]
    open_columns = [column for term, column in zip(terms, columns, strict=True) if term.unit_id is None]
    named = [
        None if term.unit_id is None else column.get(term.unit_id)
        for term, column in zip(terms, columns, strict=True)
    ]
    for unit in sorted(set().union(*open_columns)):
        found = [one or column.get(unit) for one, column in zip(named, columns, strict=True)]
        quantities = [_quantity(value, term) for value, term in zip(found, terms, strict=True)]
        result, operands = split_result(terms, quantities)
        judgement = _AGREES if screen.holds(result, operands) else domain.judge(claim, result, operands)
        yield unit, result, operands, judgement, tuple(value[0] for value in found if value is not None)


def _quantity(value: Value | None, term: RelationTerm) -> domain.Quantity | None:
    if value is None or value[1] is None:
        return None
    return quantity_of(value[1], value[2], term.indicator)


def _values(term: RelationTerm, anchor: Period, units: Collection[int] | None) -> Mapping[int, Value]:
    """The latest values that a term means, by unit (one query)."""
    try:
        period = resolve(term.period_rule, anchor).code
    except PeriodResolutionError:
        return {}
    figures = Figure.objects.filter(
        indicator=term.indicator_id, basis=term.basis, period=period, dimensions="", latest__isnull=False
    )
    if term.unit_id is not None:
        figures = figures.filter(unit=term.unit_id)
    elif units is not None and len(units) <= _MANY:
        figures = figures.filter(unit__in=units)
    rows = figures.values_list("unit", "pk", "latest__value", "latest__qualifier").iterator(chunk_size=5_000)
    found = {unit: (pk, value, qualifier) for unit, pk, value, qualifier in rows}
    if term.unit_id is None and units is not None and len(units) > _MANY:
        return {unit: found[unit] for unit in found.keys() & set(units)}
    return found


def _with_figures(relation: Relation, claim: domain.Relation, judged: Sequence[Judged]) -> Iterator[Outcome]:
    """Outcomes with their figures, read in batches."""
    for start in range(0, len(judged), _BATCH):
        batch = judged[start : start + _BATCH]
        ids = {pk for one in batch for pk in one[4]}
        figures = Figure.objects.select_related("indicator", "unit", "latest").in_bulk(ids)
        for unit, result, operands, judgement, found in batch:
            yield Outcome(
                relation, claim, result, operands, judgement, tuple(figures[pk] for pk in found), unit
            )
