"""What the API speaks about rounds and the reports of units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Path, Schema
from pydantic import ConfigDict, StringConstraints

MOST_ANSWERS = 2_000
MOST_NARRATIVES = 500
_NO_NUL = r"^[^\x00]*$"  # PostgreSQL keeps no such character

Name = Annotated[str, Path(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]+$")]
"""A code in an address."""
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Identifier = Annotated[int, Path(ge=1, le=2**63 - 1)]
Short = Annotated[str, StringConstraints(max_length=200, pattern=_NO_NUL)]
Sentence = Annotated[str, StringConstraints(max_length=2_000, pattern=_NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_NO_NUL)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Status = Literal["", "value", "missing", "not_applicable"]
Qualifier = Literal["exact", "about", "nearly", "more_than", "at_least", "at_most", "less_than"]


class Sent(Schema):
    """A body; what is not described is refused, so that a misspelt name is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class RoundDetailOut(Schema):
    """The rules of a round. `first_day` and `last_day`: the days whose events count (cut-off), both included.

    `state`: "imported" rounds ran on paper, nothing is answered in them here. `deadline_days`: working days after the
    cut-off.
    """

    code: str
    period: str
    period_sdmx: str
    state: Literal["imported", "open", "closed"]
    plan: str | None
    coordinator: str
    coordinator_name: str
    cutoff_scheme: str
    first_day: date | None
    last_day: date | None
    deadline_days: int | None
    due_on: date | None
    head_approves_own: bool
    opened_at: datetime | None
    closed_at: datetime | None
    expected: int
    received: int
    note: str


class BoardRowOut(Schema):
    """A unit on the board of a round. `due_on` is its own deadline, `days_late` calendar days after it."""

    unit: str
    name_vi: str
    status: str
    due_on: date | None
    extended_to: date | None
    received_on: date | None
    days_late: int
    appendix: str
    asked: int
    answered: int


class BesideOut(Schema):
    """A figure that stands beside a cell: the one before, of a year ago, or the system's own count."""

    period: str
    status: str
    value: str | None
    qualifier: str
    text: str


class EntryStateOut(Schema):
    """What stands in a cell. `value` is exact decimal text with a point, in `unit_measure` × 10^`unit_mult`."""

    entry: int
    status: Status
    value: str | None
    qualifier: str
    note: str
    version: int


class EntryOut(EntryStateOut):
    """A figure that the unit is asked for, with the draft of its answer. `returned`: why the centre wants it better."""

    indicator: str
    name_vi: str
    name_en: str
    measure: str
    unit_measure: str
    unit_mult: int
    decimals: int
    is_whole: bool
    period: str
    about: str
    dimensions: str
    task: str | None
    previous: BesideOut | None
    last_year: BesideOut | None
    computed: BesideOut | None
    returned: str
    entered_by: str
    entered_at: datetime | None


class NarrativeStateOut(Schema):
    """What is said on a task."""

    narrative: int
    text: str
    version: int


class NarrativeOut(NarrativeStateOut):
    """Words that the unit is asked for."""

    task: str
    title_vi: str
    is_required: bool
    returned: str
    entered_by: str
    entered_at: datetime | None


class EvidenceOut(Schema):
    """An enclosed file."""

    evidence: int
    task: str | None
    name: str
    sha256: str
    size: int
    added_by: str
    added_at: datetime


class SuspicionOut(Schema):
    """Something that looks wrong in the draft. A contradiction must be mended or explained before handing over."""

    fingerprint: str
    arithmetic_vi: str
    arithmetic_en: str
    is_contradiction: bool
    entries: list[int]
    explanation: str


class StateOut(Schema):
    """How far a unit's report is."""

    round: str
    unit: str
    status: Literal[
        "expected", "opened", "handed_over", "received", "returned", "accepted", "excused", "missing"
    ]
    due_on: date | None
    received_on: date | None
    appendix: str


class FormOut(StateOut):
    """Everything a unit is asked for in a round, with the draft of its answers."""

    period: str
    can_write: bool
    entries: list[EntryOut]
    narratives: list[NarrativeOut]
    evidence: list[EvidenceOut]
    suspicions: list[SuspicionOut]


class AnswerIn(Sent):
    """An answer for a cell, named by `entry`, or by `indicator` and `about` (without: the unit itself).

    `value` is a decimal as text with a point ("64.56", "-3", "1237"), present exactly if `status` is "value". An empty
    status takes the answer back. `version` is the version of the cell that was read, 0 for one never answered.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"entry": 12, "status": "value", "value": "64.56", "qualifier": "nearly", "note": "", "version": 0},
                {"indicator": "court.commercial.accepted", "status": "value", "value": "1237", "version": 2},
                {"entry": 13, "status": "not_applicable", "version": 0},
            ]
        },
    )  # fmt: skip

    entry: int | None = Field(None, ge=1, le=2**63 - 1)
    indicator: Short = ""
    about: Short = ""
    dimensions: Short = ""
    status: Status
    value: Short | None = None
    qualifier: Qualifier = "exact"
    note: Sentence = ""
    version: Version = 0


class NarrativeIn(Sent):
    """Words on a task, named by `narrative` or by the code of the task. `version` as for answers."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"task": "T4.4a", "text": "Đã thực hiện.", "version": 0}]},
    )

    narrative: int | None = Field(None, ge=1, le=2**63 - 1)
    task: Short = ""
    text: Text
    version: Version = 0


class EntriesWrittenOut(Schema):
    """How many cells changed, and what stands now in those that were sent."""

    changed: int
    entries: list[EntryStateOut]


class NarrativesWrittenOut(Schema):
    """How many texts changed, and what stands there now."""

    changed: int
    narratives: list[NarrativeStateOut]


class ExplanationIn(Sent):
    """Why a suspicious figure may stand; `fingerprint` is that of the suspicion in the form."""

    fingerprint: Short
    text: Sentence


class HandOverIn(Sent):
    """`incomplete` says that gaps were seen and are meant."""

    incomplete: bool = False


class ReturnedEntryIn(Sent):
    """What is to be better in a cell."""

    entry: int = Field(ge=1, le=2**63 - 1)
    reason: Sentence


class ReturnedNarrativeIn(Sent):
    """What is to be better in a text."""

    narrative: int = Field(ge=1, le=2**63 - 1)
    reason: Sentence


class ReturnIn(Sent):
    """Why a report is returned: a reason for the whole, reasons at single places, or both."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"reason": "", "entries": [{"entry": 12, "reason": "Số này nhỏ hơn kỳ trước"}]}]
        },
    )

    reason: Sentence = ""
    entries: list[ReturnedEntryIn] = Field([], max_length=MOST_ANSWERS)
    narratives: list[ReturnedNarrativeIn] = Field([], max_length=MOST_NARRATIVES)


class RemarkIn(Sent):
    """Something to say about a report, or about one cell or one text of it."""

    text: Sentence
    entry: int | None = Field(None, ge=1, le=2**63 - 1)
    narrative: int | None = Field(None, ge=1, le=2**63 - 1)


class RemarkOut(Schema):
    """Something said about a report."""

    remark: int
    entry: int | None
    narrative: int | None
    text: str
    from_the_centre: bool
    by: str
    at: datetime


class SubmissionOut(Schema):
    """An approved version of a report. `sha256`: of its content as canonical JSON (sorted keys, no spaces, UTF-8)."""

    number: int
    sha256: str
    urn: str
    approved_by: str
    approved_at: datetime


class SubmissionDetailOut(SubmissionOut):
    """An approved version with its content: `figures`, `narratives`, `evidence`, `explanations`; never changed."""

    content: dict[str, Any]


class PackageTakenOut(StateOut):
    """What a package changed in the draft."""

    figures: int
    texts: int
    files: int
