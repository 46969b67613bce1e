"""Checking relations and keeping the findings: opened, mended by new figures, explained by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from haidang.apps.observations import actions
from haidang.apps.observations.checks import Outcome, anchors_touching, judge_relations
from haidang.apps.observations.models import Finding, FindingState
from haidang.apps.observations.sweeping import sweep
from haidang.domain.relations import Verdict, repairs
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

MIN_EXPLANATION = 10


@dataclass(frozen=True)
class CheckSummary:
    """How many relations were judged how, and which findings changed."""

    consistent: int
    inconsistent: int
    undetermined: int
    opened: int
    mended: int


@transaction.atomic
def check_period(
    *, period: str, by: Actor, at: datetime, units: Collection[int] | None = None
) -> CheckSummary:
    """Judge all relations of a period and bring the findings up to date. Repeating it changes nothing.

    A finding whose figures changed but which still stands is opened again: an old explanation does not cover it. With
    `units` relations of every unit are judged for these alone.
    """
    known = {(f.relation_id, f.unit_id): f for f in Finding.objects.filter(period=period)}
    outcomes = judge_relations(period)
    swept = sweep(period, units, known)
    verdicts = swept.verdicts + Counter(outcome.judgement.verdict for outcome in outcomes)
    opened = mended = 0
    for outcome in (*outcomes, *swept.contradictions, *swept.unopposed):
        finding = known.get((outcome.relation.pk, outcome.unit_id))
        if outcome.is_inconsistent:
            opened += _open(finding, outcome, period, by, at)
        elif finding is not None and finding.state != FindingState.MENDED:
            mended += _mend(finding, outcome, by, at)
    return CheckSummary(
        consistent=verdicts[Verdict.CONSISTENT],
        inconsistent=verdicts[Verdict.INCONSISTENT],
        undetermined=verdicts[Verdict.UNDETERMINED],
        opened=opened,
        mended=mended,
    )


def check_touched(
    *, periods: Iterable[str], units: Collection[int] | None = None, by: Actor, at: datetime
) -> None:
    """Judge again every relation that may speak of figures in `periods`, whatever period it is anchored in."""
    for period in anchors_touching(periods):
        check_period(period=period, units=units, by=by, at=at)


def _open(finding: Finding | None, outcome: Outcome, period: str, by: Actor, at: datetime) -> bool:
    unchanged = finding is not None and finding.fingerprint == outcome.fingerprint
    if unchanged and finding is not None and finding.state != FindingState.MENDED:
        return False
    finding = finding or Finding(relation=outcome.relation, period=period, unit_id=outcome.unit_id)
    finding.state, finding.found_at, finding.fingerprint = FindingState.OPEN, at, outcome.fingerprint
    finding.arithmetic_vi, finding.arithmetic_en = outcome.arithmetic_vi, outcome.arithmetic_en
    finding.repairs = [repair.text_vi for repair in repairs(outcome.claim, outcome.result, outcome.operands)]
    finding.explanation, finding.explained_by, finding.explained_at = "", "", None
    finding.save()
    finding.figures.set(outcome.figures)
    record(
        actions.FINDING_OPENED,
        subject=finding,
        label=finding.name,
        unit_code=outcome.figures[0].unit.code,
        data={"arithmetic": finding.arithmetic_vi},
        by=by,
        at=at,
    )
    return True


def _mend(finding: Finding, outcome: Outcome, by: Actor, at: datetime) -> bool:
    finding.state, finding.fingerprint = FindingState.MENDED, outcome.fingerprint
    finding.save(update_fields=["state", "fingerprint"])
    unit = outcome.figures[0].unit.code
    record(actions.FINDING_MENDED, subject=finding, label=finding.name, unit_code=unit, by=by, at=at)
    return True


@transaction.atomic
def explain_finding(*, finding: Finding, explanation: str, by: Actor, at: datetime) -> Finding:
    """Say why a finding may stand. Open to the centre and to the units whose figures it touches."""
    seen = finding.fingerprint
    finding = Finding.objects.select_for_update(of=("self",)).select_related("relation").get(pk=finding.pk)
    if finding.fingerprint != seen:
        raise ValidationError(_("The figures changed meanwhile: look at the arithmetic again."))
    units = {figure.unit.code for figure in finding.figures.select_related("unit")}
    if not any(by.may(Permission.EXPLAIN_FINDING, code) for code in units):
        by.require(Permission.EXPLAIN_FINDING, "")
    text = normalise(explanation)
    if len(text) < MIN_EXPLANATION:
        raise ValidationError(_("Explain in a sentence why the figures may stand as they are."))
    if finding.state == FindingState.MENDED:
        raise ValidationError(_("This finding has been mended; there is nothing to explain."))
    _explain(finding, text, min(units, default=""), by, at)
    return finding


@transaction.atomic
def carry_explanations(
    *,
    explanations: Mapping[int, str],
    period: str,
    units: Collection[int],
    unit_code: str,
    by: Actor,
    at: datetime,
) -> int:
    """Explain open findings of a period with what a unit said before it submitted, by the id of their relation.

    Of relations of every unit those of `units` (ids) alone. It follows from an approval that was permitted; returns how
    many were explained.
    """
    open_ones = Finding.objects.filter(relation__in=explanations, period=period, state=FindingState.OPEN)
    findings = list(open_ones.filter(Q(unit=None) | Q(unit__in=units)).select_related("relation"))
    for finding in findings:
        _explain(finding, normalise(explanations[finding.relation_id]), unit_code, by, at)
    return len(findings)


def _explain(finding: Finding, text: str, unit_code: str, by: Actor, at: datetime) -> None:
    finding.state, finding.explanation = FindingState.EXPLAINED, text
    finding.explained_by, finding.explained_at = by.name, at
    finding.save(update_fields=["state", "explanation", "explained_by", "explained_at"])
    record(
        actions.FINDING_EXPLAINED,
        subject=finding,
        label=finding.name,
        unit_code=unit_code,
        data={"explanation": text},
        by=by,
        at=at,
    )
