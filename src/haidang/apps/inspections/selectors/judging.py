"""The check before an inspection is opened: what the law of its day says to one visit more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import get_language

from haidang.apps.inspections.models import Origin
from haidang.apps.inspections.procedures import Limit, count_days, find_limit
from haidang.apps.inspections.selectors.visits import KnownVisit, VisitKind, list_visits
from haidang.domain.overlaps import (
    Activity,
    Breach,
    Counted,
    Degree,
    Rule,
    contents_of,
    judge_visit,
    read_rules,
)
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class Proposed:
    """The visit that somebody wants to open. `rid` is that of its own line or joint team, "" outside the plan."""

    entity: str
    origin: str
    form: str
    contents: tuple[str, ...]
    first: date
    last: date
    rid: str = ""


@dataclass(frozen=True)
class Violation:
    """A rule with the visits that count against the new one. Where it does not block, it is a warning."""

    rule: Rule
    visits: tuple[KnownVisit, ...]
    blocks: bool

    @property
    def basis(self) -> str:
        return self.rule.basis_en if get_language() == "en" else self.rule.basis_vi

    def as_dict(self) -> dict[str, Any]:
        """What is kept of it with the inspection."""
        return {
            "rule": self.rule.key,
            "degree": str(self.rule.degree),
            "basis_vi": self.rule.basis_vi,
            "basis_en": self.rule.basis_en,
            "blocks": self.blocks,
            "visits": [
                {
                    "visit": visit.rid,
                    "unit": visit.unit,
                    "form": visit.form,
                    "content": "; ".join(visit.contents),
                    "first": visit.first.isoformat() if visit.first else "",
                    "last": visit.last.isoformat() if visit.last else "",
                    "stage": visit.stage,
                }
                for visit in self.visits
            ],
        }


@dataclass(frozen=True)
class Judgement:
    """What the check found: the visits of the year, what would be broken, and a duration that is unusual."""

    visits: tuple[KnownVisit, ...]
    violations: tuple[Violation, ...]
    days: int
    too_long: Limit | None

    @property
    def blocks(self) -> bool:
        return any(violation.blocks for violation in self.violations)

    @property
    def counts(self) -> dict[str, int]:
        """The visits of the year by form: the two counters of the law, and audits."""
        forms = [visit.form for visit in self.visits]
        return {str(form): forms.count(form) for form in Activity}


@cache
def _rules() -> tuple[Rule, ...]:
    return read_rules()


def judge_opening(new: Proposed) -> Judgement:
    """Judge a visit against all others of its calendar year at the enterprise (five queries).

    Outside the plan everything planned counts against it. What the plan or a joint team foresees is held back only by
    inspections that were opened: other planned visits are told as warnings, for they would be the ones too many.
    """
    others = [visit for visit in list_visits(new.entity, new.first.year) if visit.rid != new.rid]
    mine = Counted(new.rid, Activity(new.form), contents_of(*new.contents))
    everything = judge_visit(mine, [_counted(visit) for visit in others], new.first, _rules())
    if new.origin == Origin.ADHOC:
        violations = [_violation(breach, others, blocks=True) for breach in everything]
    else:
        opened = [_counted(visit) for visit in others if visit.kind is VisitKind.OPENED]
        blocking = judge_visit(mine, opened, new.first, _rules())
        keys = {breach.rule.key for breach in blocking}
        violations = [_violation(breach, others, blocks=True) for breach in blocking]
        violations += [
            _violation(breach, others, blocks=False) for breach in everything if breach.rule.key not in keys
        ]
    limit = find_limit(new.form, new.first)
    days = count_days(new.first, new.last, working=limit.working if limit else False)
    too_long = limit if limit is not None and days > limit.days else None
    return Judgement(tuple(others), tuple(violations), days, too_long)


def seen_by(actor: Actor, judgement: Judgement) -> Judgement:
    """What somebody may read of it: of visits of other units who comes when, and not for what."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)

    def shown(visits: Iterable[KnownVisit]) -> tuple[KnownVisit, ...]:
        return tuple(
            visit if scope.covers(visit.unit_code) else replace(visit, contents=()) for visit in visits
        )

    violations = tuple(replace(found, visits=shown(found.visits)) for found in judgement.violations)
    return replace(judgement, visits=shown(judgement.visits), violations=violations)


def _counted(visit: KnownVisit) -> Counted:
    return Counted(visit.rid, Activity(visit.form), contents_of(*visit.contents))


def _violation(breach: Breach, visits: Sequence[KnownVisit], *, blocks: bool) -> Violation:
    named = {counted.rid for counted in breach.visits}
    return Violation(
        breach.rule,
        tuple(visit for visit in visits if visit.rid in named),
        blocks and breach.rule.degree is not Degree.BURDEN,
    )
