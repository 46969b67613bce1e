"""Reads the figures that a relation speaks of and lets the domain judge them. Writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from haidang.apps.observations.models import Figure, Indicator, Observation, Relation, RelationTerm, Stage
from haidang.domain import relations as domain
from haidang.domain.worktime import Period, PeriodResolutionError, parse_period, resolve
from haidang.foundation.database import distinct_values

Key = tuple[int, int, str, str]


@dataclass(frozen=True)
class Outcome:
    """A relation judged in a period. `figures` are those found, the result first where it is stated.

    `unit_id` says for which unit, where the relation is one of every unit.
    """

    relation: Relation
    claim: domain.Relation
    result: domain.Quantity | None
    operands: tuple[domain.Quantity | None, ...]
    judgement: domain.Judgement
    figures: tuple[Figure, ...]
    unit_id: int | None = None

    @property
    def is_inconsistent(self) -> bool:
        return self.judgement.verdict is domain.Verdict.INCONSISTENT

    @property
    def arithmetic_vi(self) -> str:
        return domain.arithmetic_vi(self.claim, self.result, self.operands, self.judgement)

    @property
    def arithmetic_en(self) -> str:
        return domain.arithmetic_en(self.claim, self.result, self.operands, self.judgement)

    @property
    def fingerprint(self) -> str:
        """Changes when one of the compared observations is superseded."""
        ids = ",".join(str(figure.latest_id) for figure in self.figures)
        return hashlib.sha256(f"{self.relation.formula}|{ids}".encode()).hexdigest()


def judge_relations(period_code: str) -> list[Outcome]:
    """Every relation between figures of named units that concerns the period, judged on the latest observations.

    Four queries. Relations of every unit are judged in `sweeping`.
    """
    anchor = parse_period(period_code)
    relations = list(Relation.objects.exclude(pk__in=of_every_unit()).prefetch_related("terms__indicator"))
    keys = {term.pk: _key(term, anchor) for relation in relations for term in relation.terms.all()}
    figures = _figures({key for key in keys.values() if key is not None})
    outcomes = []
    for relation in relations:
        terms = list(relation.terms.all())
        found = [figures.get(key) if (key := keys[term.pk]) else None for term in terms]
        if any(found):
            outcomes.append(_judge(relation, terms, found))
    return outcomes


@dataclass(frozen=True)
class DraftOutcome:
    """A relation judged with values that are not recorded yet. `drafted` are the keys of those that take part."""

    relation: Relation
    claim: domain.Relation
    result: domain.Quantity | None
    operands: tuple[domain.Quantity | None, ...]
    judgement: domain.Judgement
    drafted: tuple[Key, ...]

    @property
    def arithmetic_vi(self) -> str:
        return domain.arithmetic_vi(self.claim, self.result, self.operands, self.judgement)

    @property
    def arithmetic_en(self) -> str:
        return domain.arithmetic_en(self.claim, self.result, self.operands, self.judgement)

    @property
    def fingerprint(self) -> str:
        """Changes when one of the compared values does."""
        told = f"{self.relation.code}|{self.relation.formula}|{self.result}|{self.operands}"
        return hashlib.sha256(told.encode()).hexdigest()


def judge_drafts(
    period_code: str, drafts: Mapping[Key, domain.Quantity | None], own_units: Collection[int]
) -> list[DraftOutcome]:
    """The relations in which drafted values take part and do not hold (four queries).

    Of other units only final figures are looked at: arithmetic must not tell what somebody else has drafted.
    """
    anchor = parse_period(period_code)
    speaking = Relation.objects.filter(terms__indicator__in={key[0] for key in drafts}).distinct()
    claims = [
        (relation, terms, [_key(term, anchor, unit) for term in terms])
        for relation in speaking.prefetch_related("terms__indicator")
        for terms in [list(relation.terms.all())]
        for unit in _units_speaking(terms, drafts)
    ]
    figures = {
        key: figure
        for key, figure in _figures(
            {key for _r, _t, keys in claims for key in keys if key is not None}
        ).items()
        if key[1] in own_units or (figure.latest and figure.latest.stage == Stage.FINAL)
    }
    outcomes = []
    for relation, terms, keys in claims:
        drafted = tuple(key for key in keys if key is not None and key in drafts)
        if not drafted:
            continue
        values = [_drafted(key, drafts, figures) for key in keys]
        result, operands = split_result(terms, values)
        claim = claim_of(relation, terms)
        judgement = domain.judge(claim, result, operands)
        if judgement.verdict is domain.Verdict.INCONSISTENT:
            outcomes.append(DraftOutcome(relation, claim, result, operands, judgement, drafted))
    return outcomes


def _units_speaking(terms: Sequence[RelationTerm], drafts: Mapping[Key, object]) -> Sequence[int | None]:
    """For which units a relation is judged on a draft: those that it speaks of, where it is one of every unit."""
    open_terms = {term.indicator_id for term in terms if term.unit_id is None}
    if not open_terms:
        return [None]
    return sorted({key[1] for key in drafts if key[0] in open_terms})


def split_result(
    terms: Sequence[RelationTerm], values: Sequence[domain.Quantity | None]
) -> tuple[domain.Quantity | None, tuple[domain.Quantity | None, ...]]:
    """The stated result and the operands, of values in the order of the terms."""
    placed = dict(zip((term.position for term in terms), values, strict=True))
    result = placed.pop(0, None)
    return result, tuple(placed[position] for position in sorted(placed))


def of_every_unit() -> QuerySet[RelationTerm, int]:
    """Ids of relations that stand for every unit: with a term that names none."""
    return RelationTerm.objects.filter(unit=None).order_by().values_list("relation", flat=True)


def list_related_indicators(indicator_id: int) -> list[int]:
    """The indicators of all relations that speak of one, with it; none where it stands in no relation (one query)."""
    relations = RelationTerm.objects.filter(indicator=indicator_id).values("relation")
    terms = RelationTerm.objects.filter(relation__in=relations).order_by()
    return list(terms.values_list("indicator", flat=True).distinct())


def _drafted(
    key: Key | None, drafts: Mapping[Key, domain.Quantity | None], figures: Mapping[Key, Figure]
) -> domain.Quantity | None:
    """The drafted value, else the recorded one."""
    if key is None:
        return None
    return drafts[key] if key in drafts else quantity(figures.get(key))


def anchors_touching(periods: Iterable[str]) -> list[str]:
    """The periods whose relations may speak of figures in `periods`: a figure of the year is checked by nine months."""
    touched = set(periods)
    rules = set(RelationTerm.objects.values_list("period_rule", flat=True))
    known = touched | set(distinct_values(Figure, "period"))
    known |= set(Relation.objects.values_list("first_period", flat=True))
    return sorted(code for code in known if touched & _reached(code, rules))


def _reached(anchor_code: str, rules: Iterable[str]) -> set[str]:
    anchor = parse_period(anchor_code)
    reached = set()
    for rule in rules:
        with suppress(PeriodResolutionError):
            reached.add(resolve(rule, anchor).code)
    return reached


def _key(term: RelationTerm, anchor: Period, every: int | None = None) -> Key | None:
    """What figure a term means; `every` is the unit for which a relation of every unit is judged."""
    unit = every if term.unit_id is None else term.unit_id
    if unit is None:
        return None
    try:
        period = resolve(term.period_rule, anchor).code
    except PeriodResolutionError:
        return None
    return term.indicator_id, unit, term.basis, period


def _figures(keys: set[Key]) -> dict[Key, Figure]:
    figures = Figure.objects.filter(
        indicator__in={key[0] for key in keys}, period__in={key[3] for key in keys}, dimensions=""
    ).select_related("indicator", "unit", "latest")
    return {(f.indicator_id, f.unit_id, f.basis, f.period): f for f in figures}


def _judge(relation: Relation, terms: Sequence[RelationTerm], found: Sequence[Figure | None]) -> Outcome:
    result, operands = split_result(terms, [quantity(figure) for figure in found])
    claim = claim_of(relation, terms)
    return Outcome(
        relation,
        claim,
        result,
        operands,
        domain.judge(claim, result, operands),
        tuple(figure for figure in found if figure is not None),
    )


def claim_of(relation: Relation, terms: Sequence[RelationTerm]) -> domain.Relation:
    """A relation as the domain sees it."""
    return domain.Relation(
        kind=domain.RelationKind(relation.kind),
        formula="" if relation.compare == domain.Compare.INTERVAL else relation.formula,
        compare=domain.Compare(relation.compare),
        decimals=relation.decimals,
        operand_names=tuple(term.indicator.name_vi for term in terms if term.position > 0),
    )


def quantity(figure: Figure | None) -> domain.Quantity | None:
    """The latest value of a figure as the domain sees it; None where there is no value."""
    observation: Observation | None = figure.latest if figure else None
    if figure is None or observation is None or observation.value is None:
        return None
    return quantity_of(observation.value, observation.qualifier, figure.indicator)


def quantity_of(value: Decimal, qualifier: str, indicator: Indicator) -> domain.Quantity:
    """A value of an indicator as the domain sees it, in the precision in which it is stated."""
    exponent = value.as_tuple().exponent
    stated = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return domain.Quantity(
        value=value,
        decimals=max(stated, indicator.decimals),
        multiplier_power=indicator.unit_mult,
        qualifier=domain.Qualifier(qualifier),
    )
