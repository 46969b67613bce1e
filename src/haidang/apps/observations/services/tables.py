"""Recording a table of values: as many as a million, in one transaction and little memory.

What `record_observations` does with objects the database does here, set by set: rows are staged in a temporary table
and held against the figures that are there; those that say something new become observations. The guarantees are the
same: append-only, revisions supersede, one audit event for what is new and one for each revision, all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import transaction

from haidang.apps.observations import actions
from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Basis, Figure, Indicator, Observation, Stage
from haidang.apps.observations.services import staging
from haidang.apps.observations.services.recording import FIGURES_REVISED
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import Told, record, record_each
from haidang.foundation.database import queue_for
from haidang.foundation.events.services import publish
from haidang.foundation.permissions import Permission

SHOWN: Final = 2_000
BATCH: Final = 2_000
_NEW: Final = "SELECT {columns} FROM staged_observation WHERE before_id IS NULL ORDER BY line LIMIT %s"
_CHANGED: Final = """
    SELECT s.line, s.figure_id, s.indicator_id, s.unit_id, s.period, s.basis, s.reason,
        s.status, s.value, s.qualifier, s.provenance, o.status, o.value, o.qualifier, o.provenance, o.stage
    FROM staged_observation AS s JOIN observations_observation AS o ON o.id = s.before_id
    WHERE s.line > %s ORDER BY s.line LIMIT %s
"""
_REVISED: Final = """
    SELECT o.id, o.figure_id FROM staged_observation AS s JOIN observations_observation AS o
    ON o.figure_id = s.figure_id AND o.id > %s WHERE s.before_id IS NOT NULL AND o.id > %s ORDER BY o.id LIMIT %s
"""


class TableRow(NamedTuple):
    """A value as it is staged: ids, texts, numbers written out. `line` is where it stands in the file."""

    line: int
    indicator_id: int
    unit_id: int
    period: str
    basis: str
    status: str
    value: str | None
    qualifier: str
    provenance: str
    origin_line: int | None
    note: str
    reason: str


@dataclass(frozen=True)
class Revision:
    """A value that superseded one, in words."""

    label: str
    before: str
    after: str


@dataclass
class RecordedTable:
    """What recording a table did. Of new and revised figures the first are named; `units` are ids."""

    created: int = 0
    revised: int = 0
    unchanged: int = 0
    first_created: list[str] = field(default_factory=list)
    first_revised: list[Revision] = field(default_factory=list)
    periods: set[str] = field(default_factory=set)
    units: set[int] = field(default_factory=set)


def stage_table(rows: Iterable[TableRow]) -> list[int]:
    """Stage a table, to be recorded by `record_table`; the lines of figures that it names for a second time.

    Runs in the transaction of the recording, and writes the figures that are new.
    """
    queue_for("figures")
    staging.stage(rows)
    return staging.find_figures()


@transaction.atomic
def record_table(*, label: str, source: str, sha256: str, by: Actor, at: datetime) -> RecordedTable:
    """Record what was staged. `source` is the URN of the file; each observation names its row."""
    by.require(Permission.IMPORT_DATA)
    names = _Names()
    done = RecordedTable(unchanged=staging.drop_same())
    _tell_revisions(done, names, label, by, at)
    rows = staging.fetch(_NEW.format(columns="indicator_id, unit_id, period, basis"), [SHOWN])
    done.first_created = [names.label(*row) for row in rows]
    ((done.created,),) = staging.fetch("SELECT COUNT(*) FROM staged_observation WHERE before_id IS NULL")
    done.periods = {period for (period,) in staging.fetch("SELECT DISTINCT period FROM staged_observation")}
    done.units = {unit for (unit,) in staging.fetch("SELECT DISTINCT unit_id FROM staged_observation")}
    last = staging.observe(source, sha256, by, at)
    if done.created:
        record(
            actions.OBSERVATIONS_RECORDED, subject_type="observations.observation", label=label,
            data={"count": done.created}, by=by, at=at,
        )  # fmt: skip
    for page in staging.fetch_pages(_REVISED, last, BATCH, last):
        changes = [{"figure": figure, "observation": pk} for pk, figure in page]
        publish(FIGURES_REVISED, {"changes": changes}, at=at)
    staging.forget()
    return done


class _Names:
    """Indicators and units by their ids, for the words of a recording."""

    def __init__(self) -> None:
        self.indicators = Indicator.objects.in_bulk()
        self.units = {
            pk: (code, name) for pk, code, name in Unit.objects.values_list("pk", "code", "name_vi")
        }

    def label(self, indicator: int, unit: int, period: str, basis: str) -> str:
        name = self.indicators[indicator].name_vi
        return f"{name} – {self.units[unit][1]}, {period}, {Basis(basis).label}"


class _Changed(NamedTuple):
    """A staged row beside what is known of its figure."""

    line: int
    figure: int
    indicator: int
    unit: int
    period: str
    basis: str
    reason: str
    after: Observation
    before: Observation
    stage: str

    @classmethod
    def read(cls, row: tuple[Any, ...]) -> _Changed:
        line, figure, indicator, unit, period, basis, reason, *said = row
        after, before, stage = _observation(said[:4]), _observation(said[4:8]), said[8]
        return cls(line, figure, indicator, unit, period, basis, reason, after, before, stage)

    @property
    def is_same(self) -> bool:
        """Whether it says the same number in other digits: 64.5 and 64.50."""
        return self.stage == Stage.FINAL and _says(self.before) == _says(self.after)


def _observation(columns: Sequence[Any]) -> Observation:
    status, value, qualifier, provenance = columns
    number = None if value is None else Decimal(value)
    return Observation(status=status, value=number, qualifier=qualifier, provenance=provenance)


def _says(observation: Observation) -> tuple[str, Decimal | None, str, str]:
    return observation.status, observation.value, observation.qualifier, observation.provenance


def _tell_revisions(done: RecordedTable, names: _Names, label: str, by: Actor, at: datetime) -> None:
    """Write an event for each revision, and take away the rows that turn out to be none."""
    for page in staging.fetch_pages(_CHANGED, 0, BATCH):
        rows = [_Changed.read(row) for row in page]
        same = [row.line for row in rows if row.is_same]
        told = [_told(row, done, names, label) for row in rows if not row.is_same]
        record_each(actions.FIGURE_REVISED, told, by=by, at=at)
        staging.drop_lines(same)
        done.unchanged += len(same)
        done.revised += len(told)


def _told(row: _Changed, done: RecordedTable, names: _Names, label: str) -> Told:
    indicator = names.indicators[row.indicator]
    before, after = format_observation(row.before, indicator), format_observation(row.after, indicator)
    if len(done.first_revised) < SHOWN:
        name = names.label(row.indicator, row.unit, row.period, row.basis)
        done.first_revised.append(Revision(name, before, after))
    data = {"before": before, "after": after, "reason": row.reason or label}
    return Told(Figure._meta.label_lower, str(row.figure), indicator.name_vi, names.units[row.unit][0], data)
