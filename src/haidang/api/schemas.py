"""What the API speaks: plain records, SDMX terms, decimals as text so that no digit is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Schema


class UnitOut(Schema):
    """A unit. `valid_to` is inclusive; empty dates: before our records, or still there."""

    code: str
    name_vi: str
    name_en: str
    kind: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    in_programme: bool


class ObservationOut(Schema):
    """One recorded state of a figure. `value` is exact decimal text in the indicator's unit."""

    revision: int
    status: Literal["value", "missing", "not_applicable"]
    value: str | None
    qualifier: str
    stage: str
    provenance: str
    source: str
    reason: str
    recorded_at: datetime
    recorded_by: str


class FigureOut(Schema):
    """A figure with its latest observation. `unit_mult` is the power of ten of the values (SDMX UNIT_MULT)."""

    id: int
    indicator: str
    name_vi: str
    category: str | None
    unit: str
    period: str
    period_sdmx: str
    basis: str
    unit_measure: str
    unit_mult: int
    decimals: int
    text: str
    open_findings: int
    latest: ObservationOut | None


class FigureDetailOut(FigureOut):
    """A figure with all its revisions, newest first."""

    revisions: list[ObservationOut]


class TaskOut(Schema):
    """A task with the units that lead it and help."""

    code: str
    plan: str
    category: str | None
    title_vi: str
    title_en: str
    kind: str
    due_date: date | None
    leads: list[str]
    coordinates: list[str]
    lead_is_inferred: bool


class FindingOut(Schema):
    """A relation that does not hold."""

    id: int
    name: str
    relation: str
    period: str
    state: str
    arithmetic_vi: str
    arithmetic_en: str
    repairs: list[str]
    explanation: str
    figures: list[int]


class QuoteOut(Schema):
    """A figure as a report quotes it."""

    quote: str
    section: str
    text: str
    figure: int
    revision: int


class RoundOut(Schema):
    """A reporting round with what came in."""

    code: str
    period: str
    coordinator: str
    due_on: date | None
    expected: int
    received: int
