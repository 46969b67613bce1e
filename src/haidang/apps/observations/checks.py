"""Reads the figures that a relation speaks of and lets the domain judge them. Writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from haidang.apps.observations.models import Figure, Indicator, Observation, Relation, RelationTerm, Stage
from haidang.domain import relations as domain
from haidang.domain.worktime import Period, PeriodResolutionError, parse_period, resolve
from haidang.foundation.database import distinct_values

Key = tuple[int, int, str, str]


@dataclass(frozen=True)
class Outcome:
    """A relation judged in a period. `figures` are those found, the result first where it is stated."""

    relation: Relation
    claim: domain.Relation
    result: domain.Quantity | None
    operands: tuple[domain.Quantity | None, ...]
    judgement: domain.Judgement
    figures: tuple[Figure, ...]

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
    """Every relation that concerns the period, judged on the latest observations (four queries)."""
    anchor = parse_period(period_code)
    relations = list(Relation.objects.prefetch_related("terms__indicator"))
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
    relations = list(speaking.prefetch_related("terms__indicator"))
    keys = {term.pk: _key(term, anchor) for relation in relations for term in relation.terms.all()}
    figures = {
        key: figure
        for key, figure in _figures({key for key in keys.values() if key is not None}).items()
        if key[1] in own_units or (figure.latest and figure.latest.stage == Stage.FINAL)
    }
    outcomes = []
    for relation in relations:
        terms = list(relation.terms.all())
        drafted = tuple(key for term in terms if (key := keys[term.pk]) in drafts and key is not None)
        if not drafted:
            continue
        values = {term.position: _drafted(keys[term.pk], drafts, figures) for term in terms}
        result = values.pop(0, None)
        operands = tuple(values[position] for position in sorted(values))
        claim = _claim(relation, terms)
        judgement = domain.judge(claim, result, operands)
        if judgement.verdict is domain.Verdict.INCONSISTENT:
            outcomes.append(DraftOutcome(relation, claim, result, operands, judgement, drafted))
    return outcomes


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


def _key(term: RelationTerm, anchor: Period) -> Key | None:
    try:
        period = resolve(term.period_rule, anchor).code
    except PeriodResolutionError:
        return None
    return term.indicator_id, term.unit_id, term.basis, period


def _figures(keys: set[Key]) -> dict[Key, Figure]:
    figures = Figure.objects.filter(
        indicator__in={key[0] for key in keys}, period__in={key[3] for key in keys}, dimensions=""
    ).select_related("indicator", "unit", "latest")
    return {(f.indicator_id, f.unit_id, f.basis, f.period): f for f in figures}


def _judge(relation: Relation, terms: Sequence[RelationTerm], found: Sequence[Figure | None]) -> Outcome:
    pairs = list(zip(terms, found, strict=True))
    result = next((quantity(figure) for term, figure in pairs if term.position == 0), None)
    operands = tuple(quantity(figure) for term, figure in pairs if term.position > 0)
    claim = _claim(relation, terms)
    return Outcome(
        relation,
        claim,
        result,
        operands,
        domain.judge(claim, result, operands),
        tuple(figure for figure in found if figure is not None),
    )


def _claim(relation: Relation, terms: Sequence[RelationTerm]) -> domain.Relation:
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
