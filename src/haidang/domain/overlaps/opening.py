"""One visit more: which rules of its day it would break, given the visits of the same year at the same enterprise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.domain.overlaps.rules import Activity, Degree, Rule
from haidang.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Counted:
    """A visit that counts: `rid` names it for who asks; a joint team has several contents and counts once."""

    rid: str
    activity: Activity
    contents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that the new visit would break, with the visits that count against it.

    `Degree.BURDEN` breaks nothing: one joint team would do.
    """

    rule: Rule
    visits: tuple[Counted, ...]


def contents_of(*contents: str) -> frozenset[str]:
    """Contents as they are compared: folded, the empty ones left out."""
    return frozenset(folded for content in contents if (folded := fold(content)))


def judge_visit(new: Counted, others: Iterable[Counted], on: date, rules: Sequence[Rule]) -> list[Breach]:
    """Return what `new`, which begins on `on`, would break; gravest first.

    `others` are the visits of the calendar year of `on` at the same enterprise (Resolution 198/2025/QH15, art. 4; the
    years before by Directive 20/CT-TTg of 2017). `BURDEN` is only told where no graver rule names the same visits.
    """
    beside = list(others)
    found: list[Breach] = []
    for rule in sorted(rules, key=lambda rule: list(Degree).index(rule.degree)):
        if new.activity not in rule.counted or not rule.in_force(on):
            continue
        against = tuple(other for other in beside if _counts_against(other, new, rule))
        if not against or len(against) < rule.limit:
            continue
        covered = rule.degree is Degree.BURDEN and any(set(against) <= set(breach.visits) for breach in found)
        if not covered:
            found.append(Breach(rule, against))
    return found


def _counts_against(other: Counted, new: Counted, rule: Rule) -> bool:
    if other.activity not in rule.counted:
        return False
    if rule.between and other.activity is new.activity:
        return False
    return not rule.same_content or bool(other.contents & new.contents)
