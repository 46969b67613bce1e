"""Reads of overlaps: enterprise by enterprise, with the rule that is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db.models import Min

from haidang.apps.inspections.models import FoundOverlap, Merge, MergeTurn, PlanLine, PlanYear
from haidang.apps.inspections.policies import visible_lines
from haidang.domain.overlaps import Degree, Rule, read_rules
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

DEGREES: Final = tuple(degree.value for degree in Degree)


@dataclass(frozen=True)
class Broken:
    """A rule that visits at one enterprise break together."""

    degree: str
    basis_vi: str
    basis_en: str
    certainty: str


@dataclass(frozen=True)
class OverlappingEnterprise:
    """An enterprise with all its visits of the year, the rules they break, and the joint team decided on."""

    entity: str
    name: str
    enterprise_id: int | None
    lines: list[PlanLine]
    rules: list[Broken]
    merge: Merge | None


@cache
def rules_by_key() -> dict[str, Rule]:
    """The rules of `domain/overlaps` by their key."""
    return {rule.key: rule for rule in read_rules()}


def list_overlapping(actor: Actor, year: PlanYear, *, degree: str = "", unit: str = "") -> list[str]:
    """Entities with overlaps, gravest first; units see those at which they plan a visit themselves."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    found = FoundOverlap.objects.filter(year=year)
    if degree:
        found = found.filter(degree=degree)
    codes = [unit] if unit else None if scope.everything else sorted(scope.unit_codes)
    if unit and not scope.covers(unit):
        return []
    if codes is not None:
        found = found.filter(lines__unit__code__in=codes)
    grave = {value: place for place, value in enumerate(DEGREES)}
    worst: dict[str, int] = {}
    for entity, value in found.values_list("entity", "degree").distinct():
        worst[entity] = min(worst.get(entity, len(grave)), grave.get(value, len(grave)))
    names = dict(
        PlanLine.objects.in_force().filter(year=year, entity__in=worst).values_list("entity").annotate(Min("name"))
    ) if len(worst) < _AT_ONCE else {}  # fmt: skip
    return sorted(worst, key=lambda entity: (worst[entity], names.get(entity, ""), entity))


_AT_ONCE: Final = 900


def show_overlapping(actor: Actor, year: PlanYear, entities: Sequence[str]) -> list[OverlappingEnterprise]:
    """The visits at some enterprises, with the rules they break, in the order asked (four queries)."""
    lines: dict[str, list[PlanLine]] = {entity: [] for entity in entities}
    seen = visible_lines(actor).filter(year=year, entity__in=entities).select_related("unit")
    for line in seen.order_by("first", "pk"):
        lines[line.entity].append(line)
    rules: dict[str, list[Broken]] = {entity: [] for entity in entities}
    for found in FoundOverlap.objects.filter(year=year, entity__in=entities):
        if (rule := rules_by_key().get(found.rule)) is not None:
            broken = Broken(found.degree, rule.basis_vi, rule.basis_en, rule.certainty)
            if broken not in rules[found.entity]:
                rules[found.entity].append(broken)
    adopted = Merge.objects.adopted().filter(proposal__year=year)
    turns = MergeTurn.objects.filter(merge__in=adopted, line__entity__in=entities).select_related(
        "merge__lead"
    )
    merges = {turn.line_id: turn.merge for turn in turns}
    return [
        OverlappingEnterprise(
            entity, max((line.name for line in lines[entity]), key=len), lines[entity][0].enterprise_id,
            lines[entity], rules[entity],
            next((merges[line.pk] for line in lines[entity] if line.pk in merges), None),
        )
        for entity in entities
        if lines[entity]
    ]  # fmt: skip


def count_by_degree(year: PlanYear) -> dict[str, int]:
    """How many enterprises have an overlap of each degree (one query)."""
    counted: dict[str, set[str]] = {}
    for degree, entity in FoundOverlap.objects.filter(year=year).values_list("degree", "entity"):
        counted.setdefault(degree, set()).add(entity)
    return {degree: len(counted[degree]) for degree in DEGREES if degree in counted}
