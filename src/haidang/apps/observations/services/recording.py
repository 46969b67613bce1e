"""Recording values of figures: new ones, and revisions that supersede."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import OuterRef, Subquery

from haidang.apps.observations import actions
from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import (
    Figure,
    Indicator,
    Observation,
    ObservationStatus,
    Provenance,
    Qualifier,
    Stage,
)
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import Told, record, record_each
from haidang.foundation.database import queue_for
from haidang.foundation.events.services import publish
from haidang.foundation.permissions import Permission

FIGURES_REVISED = "observations.revised"
BATCH = 500


@dataclass(frozen=True)
class NewObservation:
    """A value to be recorded. `source_urn` says where it stands; the key is indicator × unit × period × basis."""

    indicator: Indicator
    unit: Unit
    period: str
    basis: str
    value: Decimal | None
    source_urn: str
    status: str = ObservationStatus.VALUE
    qualifier: str = Qualifier.EXACT
    stage: str = Stage.FINAL
    provenance: str = Provenance.REPORTED
    dimensions: str = ""
    source_sha256: str = ""
    origin_line: int | None = None
    note: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[int, int, str, str, str]:
        return self.indicator.pk, self.unit.pk, self.period, self.basis, self.dimensions

    def says_the_same_as(self, other: Observation) -> bool:
        """Whether recording this would tell nothing new."""
        return (
            (other.status, other.value, other.qualifier, other.stage, other.provenance)
            == (self.status, self.value, self.qualifier, self.stage, self.provenance)
        )  # fmt: skip


@dataclass
class Recorded:
    """What a recording did: observations that were new, that superseded one, and how many said nothing new."""

    created: list[Observation] = field(default_factory=list)
    revised: list[tuple[Observation, Observation]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def periods(self) -> set[str]:
        return {figure.period for figure in self._figures}

    @property
    def units(self) -> set[int]:
        return {figure.unit_id for figure in self._figures}

    @property
    def _figures(self) -> list[Figure]:
        return [observation.figure for observation in (*self.created, *(after for _, after in self.revised))]


@transaction.atomic
def record_observations(
    *,
    entries: Sequence[NewObservation],
    label: str,
    by: Actor,
    at: datetime,
    permission: Permission = Permission.IMPORT_DATA,
) -> Recorded:
    """Record values for figures, making the figures that are new. A known value is superseded, never overwritten.

    The keys of `entries` must be distinct. Takes a handful of queries for any number of entries.
    """
    by.require(permission)
    queue_for("figures")
    figures = _figures_of(entries)
    result = Recorded()
    fresh: list[Observation] = []
    for entry in entries:
        figure = figures[entry.key]
        before = figure.latest
        if before is not None and entry.says_the_same_as(before):
            result.unchanged += 1
            continue
        after = _observation(entry, figure, (before.revision if before else 0) + 1, by, at)
        fresh.append(after)
        if before is None:
            result.created.append(after)
        else:
            result.revised.append((before, after))
    Observation.objects.bulk_create(fresh, batch_size=BATCH)
    for observation in fresh:
        observation.figure.latest = observation
    _point_at_latest([observation.figure_id for observation in fresh])
    _tell(result, label, by, at)
    return result


def _point_at_latest(figure_ids: Sequence[int]) -> None:
    """Let figures point at their newest revision."""
    newest = Observation.objects.filter(figure=OuterRef("pk")).order_by("-revision")
    for start in range(0, len(figure_ids), BATCH):
        figures = Figure.objects.filter(pk__in=figure_ids[start : start + BATCH])
        figures.update(latest=Subquery(newest.values("pk")[:1]))


def _figures_of(entries: Sequence[NewObservation]) -> dict[tuple[int, int, str, str, str], Figure]:
    wanted = {entry.key: entry for entry in entries}
    if len(wanted) != len(entries):
        raise ValueError("the same figure occurs twice among the new observations")
    known = _load(entries)
    missing = [
        Figure(indicator=e.indicator, unit=e.unit, period=e.period, basis=e.basis, dimensions=e.dimensions)
        for key, e in wanted.items()
        if key not in known
    ]
    Figure.objects.bulk_create(missing, batch_size=BATCH)
    return known | {_key(figure): figure for figure in missing}


def _load(entries: Sequence[NewObservation]) -> dict[tuple[int, int, str, str, str], Figure]:
    """The figures that are there already, locked until the transaction ends (SQLite locks as a whole)."""
    figures = (
        Figure.objects.select_for_update(of=("self",))
        .filter(
            indicator__in={entry.indicator.pk for entry in entries},
            unit__in={entry.unit.pk for entry in entries},
            period__in={entry.period for entry in entries},
        )
        .select_related("latest", "indicator", "unit")
    )
    return {_key(figure): figure for figure in figures}


def _key(figure: Figure) -> tuple[int, int, str, str, str]:
    return figure.indicator_id, figure.unit_id, figure.period, figure.basis, figure.dimensions


def _observation(
    entry: NewObservation, figure: Figure, revision: int, by: Actor, at: datetime
) -> Observation:
    return Observation(
        figure=figure,
        revision=revision,
        status=entry.status,
        value=entry.value,
        qualifier=entry.qualifier,
        stage=entry.stage,
        provenance=entry.provenance,
        source_urn=entry.source_urn,
        source_sha256=entry.source_sha256,
        origin_line=entry.origin_line,
        note=entry.note,
        reason=entry.reason,
        recorded_at=at,
        recorded_by_id=by.identifier,
        recorded_by_name=by.name,
    )


def _tell(result: Recorded, label: str, by: Actor, at: datetime) -> None:
    if result.created:
        count = {"count": len(result.created)}
        record(
            actions.OBSERVATIONS_RECORDED,
            subject_type="observations.observation",
            label=label,
            data=count,
            by=by,
            at=at,
        )
    record_each(actions.FIGURE_REVISED, (_told(*pair, label) for pair in result.revised), by=by, at=at)
    if result.revised:
        changes = [{"figure": after.figure_id, "observation": after.pk} for _, after in result.revised]
        publish(FIGURES_REVISED, {"changes": changes}, at=at)


def _told(before: Observation, after: Observation, label: str) -> Told:
    figure, indicator = after.figure, after.figure.indicator
    return Told(
        figure._meta.label_lower,
        str(figure.pk),
        indicator.name_vi,
        figure.unit.code,
        {
            "before": format_observation(before, indicator),
            "after": format_observation(after, indicator),
            "reason": after.reason or label,
        },
    )
