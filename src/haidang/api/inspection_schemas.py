"""What the API speaks about inspections: days as ISO dates, hours and points as text, money in đồng."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema

from haidang.api.report_schemas import Sent, Short, Text, Version

FormOfVisit = Literal["thanh_tra", "kiem_tra", "kiem_toan"]
StageName = Literal[
    "prepared", "working", "paused", "reporting", "concluded", "followed", "closed", "cancelled"
]
Row = Annotated[int, Field(ge=1, le=2**63 - 1)]
Money = Annotated[int, Field(ge=0, le=2**62 - 1)]
Filled = Annotated[Text, Field(min_length=1)]


class VisitOut(Schema):
    """A visit of the year at one enterprise. `kind`: still planned, a joint team still planned, or opened."""

    visit: str
    kind: Literal["planned", "joint", "opened"]
    unit: str
    unit_name: str
    co_units: list[str]
    form: FormOfVisit
    contents: list[str]
    first: date | None
    last: date | None
    stage: str
    synthetic: bool


class ViolationOut(Schema):
    """A rule that stands against a visit, with the visits that count; a warning where it does not block."""

    rule: str
    degree: Literal["duplicate", "exclusion", "quota", "burden"]
    basis_vi: str
    basis_en: str
    certainty: str
    blocks: bool
    visits: list[VisitOut]


class JudgementOut(Schema):
    """What the check before opening finds. `counts`: visits of the year by form; `too_long`: more days than usual."""

    may_open: bool
    counts: dict[str, int]
    visits: list[VisitOut]
    violations: list[ViolationOut]
    days: int
    too_long: bool


class TargetIn(Sent):
    """What is inspected: one of `line` (a visit of the plan), `merge` (a joint team), `enterprise` (outside the plan),
    or `reform_plan` with the code of a unit as `subject`. Outside the plan, `lead`, `form` and `content` are needed.
    """

    line: Row | None = None
    merge: Row | None = None
    enterprise: Row | None = None
    reform_plan: Row | None = None
    subject: Short = ""
    lead: Short = ""
    form: Literal["", "thanh_tra", "kiem_tra"] = ""
    content: Text = ""
    start_on: date
    end_on: date


class OpenIn(TargetIn):
    """An inspection to be opened. `exception`: the evidence of clear signs of violation."""

    decision_number: Short
    decision_on: date
    decision_by: Short
    co_units: Annotated[list[Short], Field(max_length=50)] = []
    examined: Short = ""
    is_complex: bool = False
    exception: Text = ""


class InspectionOut(Schema):
    """An inspection. `due_step` is the step whose deadline runs first, due on `due_on`."""

    id: int
    year: int
    origin: Literal["plan", "joint", "adhoc", "reform"]
    enterprise: int | None
    subject: str | None
    name: str
    lead: str
    co_units: list[str]
    form: FormOfVisit
    content: str
    examined: str
    decision_number: str
    decision_on: date
    start_on: date
    end_on: date
    stage: StageName
    announced_on: date | None
    ended_on: date | None
    due_on: date | None
    due_step: str
    overdue: bool
    conclusion_number: str
    conclusion_on: date | None
    published_on: date | None
    published_at: str
    by_exception: bool
    synthetic: bool
    version: int


class StepOut(Schema):
    """A step of the procedure with its deadline and basis; `entry` is the one that holds."""

    step: str
    name_vi: str
    name_en: str
    need: Literal["required", "waivable", "optional"]
    due_on: date | None
    done_on: date | None
    waived: bool
    overdue: bool
    days_late: int
    entry: int | None
    basis_vi: str
    certainty: str


class MemberOut(Schema):
    """A member of the team."""

    member: int
    name: str
    position: str
    unit: str
    task: Literal["leader", "deputy", "member", "secretary"]
    account: str | None
    left_on: date | None


class FaultOut(Schema):
    """A finding; `amount` in đồng."""

    number: int
    what: str
    basis: str
    amount: int | None
    remedy: str
    due_on: date
    state: Literal["open", "partly", "done", "withdrawn"]
    overdue: bool
    version: int


class InspectionDetailOut(InspectionOut):
    """An inspection with its steps; team and findings are empty for who may not read the dossier (`readable`)."""

    procedure: str
    steps: list[StepOut]
    readable: bool
    team: list[MemberOut]
    faults: list[FaultOut]


class StepIn(Sent):
    """A step that was done, or waived with its reason in the note. `until`: new last day of an extension."""

    step: Short
    done_on: date
    note: Text = ""
    until: date | None = None
    is_waived: bool = False
    version: Version


class StepCorrectionIn(Sent):
    """A correction of an entry; without `done_on` the step was not done."""

    done_on: date | None = None
    note: Filled
    version: Version


class MemberIn(Sent):
    """Somebody joins the team; `username` of who writes the diary in person."""

    name: Annotated[Short, Field(min_length=1)]
    position: Short = ""
    unit: Short
    task: Literal["leader", "deputy", "member", "secretary"]
    username: Short = ""


class DiaryDayIn(Sent):
    """A member's day: hours at the enterprise as a number, or `begins` and `ends`, or both (with a break)."""

    is_idle: bool = False
    work: Text = ""
    met: Text = ""
    directions: Text = ""
    difficulties: Text = ""
    hours: Annotated[Decimal | None, Field(ge=0, le=24)] = None
    begins: time | None = None
    ends: time | None = None


class DiaryIn(DiaryDayIn):
    """A member's day, written once."""

    member: Row
    day: date


class DiaryCorrectionIn(DiaryDayIn):
    """What stands there instead, and what was wrong."""

    why: Annotated[Short, Field(min_length=1)]


class DiaryOut(Schema):
    """An entry of the diary. `corrects`: the entry that it corrects; both stay."""

    entry: int
    member: int
    day: date
    is_idle: bool
    work: str
    met: str
    directions: str
    difficulties: str
    minutes: int
    late: bool
    corrects: int | None
    why: str
    by: str
    at: datetime


class DiaryPageOut(Schema):
    """A day: entries that hold and those they correct; `missing`: a working day without entry of the leader."""

    day: date
    hours: str
    confirmed_by: str
    missing: bool
    entries: list[DiaryOut]


class DiaryBookOut(Schema):
    """The diary of an inspection by days. `hours` counts the team once a day, by its longest member."""

    hours: str
    late: int
    missing: list[date]
    pages: list[DiaryPageOut]


class ConfirmIn(Sent):
    """The day that the team leader confirms as it stands."""

    day: date


class FaultIn(Sent):
    """A finding; `amount` in đồng where money is at stake."""

    what: Filled
    basis: Text = ""
    amount: Money | None = None
    remedy: Filled
    due_on: date


class RemedyIn(Sent):
    """How far a finding is mended; `recovered` in đồng, in all so far."""

    state: Literal["open", "partly", "done", "withdrawn"]
    text: Filled
    done_on: date | None = None
    due_on: date | None = None
    recovered: Money | None = None
    version: Version


class ConclusionIn(Sent):
    """The conclusion as a document, and in short."""

    number: Annotated[Short, Field(min_length=1)]
    concluded_on: date
    note: Filled
    version: Version


class PublicationIn(Sent):
    """Where the conclusion was published."""

    published_on: date
    address: Text = ""
    note: Text = ""
    is_waived: bool = False
    version: Version


class ChecklistLineOut(Schema):
    """A question with its newest answer; `points` as text."""

    item: str
    group_vi: str
    text_vi: str
    weight: int
    basis_vi: str
    reply: Literal["", "yes", "partly", "no", "none"]
    note: str
    points: str | None


class ChecklistOut(Schema):
    """A checklist with its score: `points` of `possible` ones, `rate` in percent."""

    checklist: str
    name_vi: str
    points: str
    possible: int
    rate: str | None
    lines: list[ChecklistLineOut]


class ReplyIn(Sent):
    """An answer to one question."""

    item: Short
    reply: Literal["yes", "partly", "no", "none"]
    note: Text = ""


class RepliesIn(Sent):
    """Answers, all or none."""

    replies: Annotated[list[ReplyIn], Field(min_length=1, max_length=500)]


class MakeFaultsIn(Sent):
    """By which day what the checklist found has to be mended."""

    due_on: date


class ReformPlanIn(Sent):
    """Which units a unit inspects on administrative reform in a year.

    `replaces`: the `version` of the plan that is there and is meant to be replaced.
    """

    year: Annotated[int, Field(ge=2017, le=2100)]
    lead: Short
    number: Short
    decided_on: date
    units: Annotated[list[Short], Field(min_length=1, max_length=500)]
    replaces: Version | None = None


class ReformPlanOut(Schema):
    """A plan of inspecting administrative reform; `rate`: percent of its units that were inspected.

    `version` counts how often it was replaced, from 1.
    """

    id: int
    year: int
    lead: str
    number: str
    units: list[str]
    done: list[str]
    rate: str
    decided_on: date
    version: int
