"""What looks wrong in a draft before anybody approves it: relations that do not hold, values that jump."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from haidang.apps.observations.checks import judge_drafts, list_related_indicators, quantity_of
from haidang.apps.observations.models import Basis
from haidang.apps.reporting.comparing import compare
from haidang.apps.reporting.models import Assignment, Entry, Explanation
from haidang.apps.reporting.neighbours import Neighbours, find_neighbours
from haidang.domain.plausibility import Severity


@dataclass(frozen=True)
class Suspicion:
    """Something that cannot be (a contradiction) or is conspicuous, with the arithmetic and the cells it concerns."""

    fingerprint: str
    arithmetic_vi: str
    arithmetic_en: str
    is_contradiction: bool
    entries: tuple[int, ...]
    relation_id: int | None = None
    explanation: Explanation | None = None

    @property
    def arithmetic(self) -> str:
        return self.arithmetic_en if get_language() == "en" else self.arithmetic_vi


def list_suspicions(
    assignment: Assignment,
    entries: Sequence[Entry] | None = None,
    neighbours: Mapping[int, Neighbours] | None = None,
) -> list[Suspicion]:
    """Everything suspicious in the draft of a report, with what was explained; a handful of queries."""
    if entries is None:
        entries = list(assignment.entries.select_related("indicator", "about"))
    if neighbours is None:
        neighbours = find_neighbours(assignment, entries)
    return _explained(assignment, [*_contradictions(assignment, entries), *_comparisons(entries, neighbours)])


def list_suspicions_about(assignment: Assignment, entry: Entry, neighbours: Neighbours) -> list[Suspicion]:
    """What `list_suspicions` says of one cell, read from the cells that it is compared with alone."""
    beside = assignment.entries.filter(indicator__in=list_related_indicators(entry.indicator_id))
    others = list(beside.exclude(pk=entry.pk).select_related("indicator"))
    told = _contradictions(assignment, [entry, *others])
    own = [suspicion for suspicion in told if entry.pk in suspicion.entries]
    return _explained(assignment, [*own, *_comparisons([entry], {entry.pk: neighbours})])


def _explained(assignment: Assignment, found: Sequence[Suspicion]) -> list[Suspicion]:
    if not found:
        return []
    explained = {e.fingerprint: e for e in assignment.explanations.all()}
    return [replace(suspicion, explanation=explained.get(suspicion.fingerprint)) for suspicion in found]


def _contradictions(assignment: Assignment, entries: Sequence[Entry]) -> list[Suspicion]:
    keys = {
        (entry.indicator_id, entry.about_id, Basis.REPORTED.value, entry.period): entry
        for entry in entries
        if not entry.dimensions
    }
    drafts = {
        key: None if entry.value is None else quantity_of(entry.value, entry.qualifier, entry.indicator)
        for key, entry in keys.items()
    }
    outcomes = judge_drafts(assignment.round.period, drafts, {assignment.unit_id})
    return [
        Suspicion(
            outcome.fingerprint,
            outcome.arithmetic_vi,
            outcome.arithmetic_en,
            is_contradiction=True,
            entries=tuple(keys[key].pk for key in outcome.drafted),
            relation_id=outcome.relation.pk,
        )
        for outcome in outcomes
    ]


def _comparisons(entries: Sequence[Entry], neighbours: Mapping[int, Neighbours]) -> list[Suspicion]:
    return [
        Suspicion(
            hashlib.sha256(
                f"{entry.pk}|{found.kind}|{entry.value}|{found.arithmetic_vi}".encode()
            ).hexdigest(),
            f"{entry.indicator.name_vi}: {found.arithmetic_vi}",
            f"{entry.indicator.name_en or entry.indicator.name_vi}: {found.arithmetic_en}",
            is_contradiction=found.severity is Severity.CONTRADICTION,
            entries=(entry.pk,),
        )
        for entry in entries
        for found in compare(entry, neighbours[entry.pk])
    ]
