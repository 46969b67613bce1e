"""Which planned visits overlap, under the rules of their time."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.domain.overlaps.rules import Degree, Rule
from haidang.domain.overlaps.visits import Visit
from haidang.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Overlap:
    """Visits to one enterprise that together break a rule, or that one team could do (`Degree.BURDEN`)."""

    entity: str
    visits: tuple[Visit, ...]
    rule: Rule


def find_overlaps(visits: Iterable[Visit], year: int, rules: Sequence[Rule]) -> list[Overlap]:
    """Return the overlaps of a year's plans: enterprises in the order met, gravest rule first.

    A set of visits is judged by the rules in force on the last day of its latest month (of December where no month is
    given): that visit is the one too many. `BURDEN` is only told where no graver rule covers the same visits.
    """
    by_entity: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_entity[visit.entity].append(visit)
    ranked = sorted(rules, key=lambda rule: list(Degree).index(rule.degree))
    found: list[Overlap] = []
    for entity, theirs in by_entity.items():
        if len(theirs) > 1:
            found += _overlaps_of(entity, theirs, year, ranked)
    return found


def _overlaps_of(entity: str, visits: Sequence[Visit], year: int, rules: Sequence[Rule]) -> list[Overlap]:
    found: list[Overlap] = []
    for rule in rules:
        for group in _groups(visits, rule):
            if len(group) <= rule.limit or not rule.in_force(_judged_on(group, year)):
                continue
            if rule.between and len({visit.activity for visit in group}) < 2:
                continue
            covered = rule.degree is Degree.BURDEN and any(set(group) <= set(other.visits) for other in found)
            if not covered:
                found.append(Overlap(entity, tuple(group), rule))
    return found


def _groups(visits: Sequence[Visit], rule: Rule) -> list[list[Visit]]:
    """The visits that count against each other; a visit without content has none in common with others."""
    counted = [visit for visit in visits if visit.activity in rule.counted]
    if not rule.same_content:
        return [counted]
    by_content: dict[str, list[Visit]] = defaultdict(list)
    for visit in counted:
        if visit.content:
            by_content[fold(visit.content)].append(visit)
    return list(by_content.values())


def _judged_on(visits: Sequence[Visit], year: int) -> date:
    month = max(visit.month or 12 for visit in visits)
    return date(year, month, monthrange(year, month)[1])
