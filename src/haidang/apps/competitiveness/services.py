"""Writes: scenarios. Scores and results come in by import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.competitiveness import actions
from haidang.apps.competitiveness.methods import PCI
from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.policies import may_change
from haidang.apps.competitiveness.simulating import HIGHEST, LOWEST, Base, simulate
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

MOST_DECIMALS = 12


@transaction.atomic
def save_scenario(
    *, base: Base, assumed: Mapping[str, Decimal], name: str, note: str, by: Actor, at: datetime
) -> Scenario:
    """Keep assumed scores under a name; returns the scenario. Raises `ValidationError` by field."""
    by.require(Permission.SAVE_SCENARIO)
    check_scores(base, assumed)
    methodology = base.field.methodology
    scores = simulate(base, assumed, with_spans=False).scores
    scenario = Scenario(
        name=name.strip(),
        note=note.strip(),
        index=PCI,
        province=base.province,
        year=base.field.year,
        base=_as_text(base.scores),
        assumed=_as_text(scores),
        methodology=methodology.code,
        methodology_version=methodology.version,
        specification_sha256=base.specification_sha256,
        data_sha256=base.data_sha256,
        by_id=by.identifier,
        by_name=by.name[:120],
        at=at,
    )
    scenario.full_clean()
    scenario.save()
    data = {"province": scenario.province, "year": scenario.year, "assumed": scenario.assumed}
    record(actions.SCENARIO_SAVED, subject=scenario, label=scenario.name, data=data, by=by, at=at)
    return scenario


@transaction.atomic
def rename_scenario(*, scenario: Scenario, name: str, note: str, by: Actor, at: datetime) -> None:
    """Give an own scenario another name and note. Raises `ValidationError` by field."""
    _require_own(scenario, by)
    before = scenario.name
    scenario.name, scenario.note = name.strip(), note.strip()
    scenario.full_clean()
    scenario.save(update_fields=["name", "note"])
    record(
        actions.SCENARIO_RENAMED, subject=scenario, label=scenario.name, data={"before": before}, by=by, at=at
    )


@transaction.atomic
def delete_scenario(*, scenario: Scenario, by: Actor, at: datetime) -> None:
    """Delete an own scenario; what it assumed stays in the audit trail."""
    _require_own(scenario, by)
    data = {"province": scenario.province, "year": scenario.year, "assumed": scenario.assumed}
    record(actions.SCENARIO_DELETED, subject=scenario, label=scenario.name, data=data, by=by, at=at)
    scenario.delete()


def check_scores(base: Base, assumed: Mapping[str, Decimal]) -> None:
    """Raise `ValidationError` by sub-index for a score that cannot be, or a sub-index that the year does not have."""
    faults = {}
    for code, score in assumed.items():
        if code not in base.scores:
            allowed = ", ".join(base.scores)
            faults[code] = _("This year has no such sub-index: use one of %(allowed)s.") % {
                "allowed": allowed
            }
        elif not score.is_finite() or not LOWEST <= score <= HIGHEST:
            faults[code] = _("Give a score from %(low)s to %(high)s.") % {"low": LOWEST, "high": HIGHEST}
        elif -int(score.as_tuple().exponent) > MOST_DECIMALS:
            faults[code] = _("Round the score to %(count)s decimals.") % {"count": MOST_DECIMALS}
    if faults:
        raise ValidationError(faults)


def _require_own(scenario: Scenario, by: Actor) -> None:
    by.require(Permission.SAVE_SCENARIO)
    if not may_change(by, scenario):
        raise PermissionDenied("only who saved a scenario changes it")


def _as_text(scores: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: format(score, "f") for code, score in scores.items()}
