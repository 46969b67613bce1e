"""What the API speaks: plain records, SDMX terms, decimals as text so that no digit is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from haidang.api.report_schemas import Text


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
    """An obligation with the units that lead it and help, and its state as last reported.

    `days_late`: days that it is overdue, or was done after the due date. `version` goes into an update as
    `seen_version`.
    """

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
    obligation: Literal["task", "commitment", "publication", "direction"]
    rhythm: str
    starts_on: date | None
    status: Literal["not_started", "in_progress", "delayed", "done", "cancelled"]
    overdue: bool
    days_late: int
    done_on: date | None
    expected_on: date | None
    published_url: str
    seen_on: date | None
    proposal: str
    decided_by: str
    decision_number: str
    decided_on: date | None
    version: int


class TaskUpdateIn(Schema):
    """A report on a task. An empty `status` adds words only; "done" may say on which day, "delayed" until when."""

    text: Text
    status: Literal["", "not_started", "in_progress", "delayed", "done", "cancelled"] = ""
    done_on: date | None = None
    expected_on: date | None = None
    seen_version: int = Field(0, ge=0, le=2**31 - 1)


class TaskUpdateOut(Schema):
    """An entry of the history of a task: how it stood after it. `files` are names."""

    what: str
    status: str
    text: str
    due_date: date | None
    done_on: date | None
    expected_on: date | None
    address: str
    seen: bool | None
    seen_on: date | None
    unit: str
    by: str
    at: datetime
    files: list[str]


class FaultsOut(Schema):
    """Why nothing was written: sentences for people, by field where they concern one ("__all__": the whole)."""

    errors: dict[str, list[str]]


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


class PlaceOut(Schema):
    """Where something stands; what the kind of file does not have is absent."""

    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None


class SpanOut(Schema):
    """A figure of the text at `start`..`end`."""

    start: int
    end: int
    text: str


class UncheckedOut(SpanOut):
    """A figure in no relation."""

    place: PlaceOut


class RepairOut(Schema):
    """A figure that would make the relation true, and why (Vietnamese). `chance` is that of fitting by coincidence:
    near 0 the repair tells much, at 1 nothing."""

    text: str
    because: str
    chance: float


class RelationOut(Schema):
    """A relation between figures, judged. `suggestions` are the texts of `repairs`, the best first."""

    kind: str
    start: int
    end: int
    operands: list[str]
    stated: str
    verdict: Literal["consistent", "inconsistent", "undetermined"]
    reason: str
    arithmetic: str
    suggestions: list[str]
    repairs: list[RepairOut]
    figures: list[SpanOut]
    place: PlaceOut


class CountsOut(Schema):
    """How many figures and relations there are, and how the relations came out."""

    figures: int
    relations: int
    consistent: int
    inconsistent: int
    undetermined: int
    unchecked: int


class CheckOut(Schema):
    """A checked text. The offsets of relations and figures count in `text`."""

    media: Literal["txt", "md", "html", "docx", "xlsx", "pdf"]
    counts: CountsOut
    text: str
    relations: list[RelationOut]
    unchecked: list[UncheckedOut]


class ProblemOut(Schema):
    """What went wrong (RFC 9457): `code` is stable, `title` English, `detail` Vietnamese."""

    type: str
    status: int
    code: str
    title: str
    detail: str
