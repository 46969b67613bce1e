"""Plans of inspections over the API: filed, compared, put together, issued. Numbers of persons are masked, always."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.pages import MAX_WORDS, Lazy, Pages, actor_of
from haidang.api.schemas import FaultsOut
from haidang.apps.inspections.models import PlanFiling, PlanLine, ReviewPair
from haidang.apps.inspections.selectors import (
    OverlappingEnterprise,
    Team,
    count_visits,
    find_proposal,
    get_draft,
    get_filing,
    get_pair,
    get_team,
    get_year,
    list_filings,
    list_lines,
    list_merges,
    list_overlapping,
    list_pairs,
    list_years,
    show_overlapping,
    teams_of,
)
from haidang.apps.inspections.services import bring_plan, decide_pair, give_opinion, take_plan
from haidang.apps.organisations.selectors import get_unit
from haidang.foundation.permissions import Permission

router = Router(tags=["inspection plans"])
_VIEW = Requires(Permission.VIEW_INSPECTIONS)
_FILE = Requires(Permission.FILE_PLAN)
_MATCH = Requires(Permission.MATCH_ENTERPRISES)
_ANSWER = Requires(Permission.ANSWER_MERGE)


class YearOut(Schema):
    """A year of plans. `is_compared`: matches and overlaps are up to date with the plans."""

    year: int
    is_compared: bool
    plans: int
    visits: int


class YearDetailOut(YearOut):
    """What was counted; null for who sees only the own unit's plan."""

    enterprises: int | None
    overlapping_visits: int | None
    overlapping_enterprises: int | None


class VisitOut(Schema):
    """A planned visit. `entity` is the same for visits to one enterprise; `code` of a person is masked."""

    id: int
    unit: str
    entity: str
    enterprise: int | None
    name: str
    code: str
    address: str
    content: str
    form: Literal["thanh_tra", "kiem_tra", "kiem_toan"]
    first: date | None
    last: date | None
    days: int | None
    staff: int | None


class PlanFaultOut(Schema):
    """What is wrong at a place of a file; a remark tells what was put right."""

    place: str
    text: str
    is_remark: bool


class FilingOut(Schema):
    """A filed plan: `visits` in it, how many faults it has, and how many of them are cells that could not be read."""

    id: int
    unit: str
    state: Literal["draft", "taken", "replaced", "dropped"]
    file_name: str
    sha256: str
    visits: int
    faults: int
    unread_cells: int
    at: datetime


class DraftOut(FilingOut):
    """A filed plan with what was found in the file, the first 300. Send `seen` along to take it as it is now."""

    seen: str
    found: list[PlanFaultOut]


class TakeIn(Schema):
    """`seen` as the draft had it; that faults were seen, and that a file of another year is meant."""

    seen: str
    with_faults: bool = False
    with_other_year: bool = False


class RuleOut(Schema):
    """A rule that visits break together, with its basis."""

    degree: Literal["duplicate", "exclusion", "quota", "burden"]
    basis: str
    certainty: Literal["read", "secondary", "memory"]


class OverlapOut(Schema):
    """An enterprise that several visits meet."""

    entity: str
    name: str
    rules: list[RuleOut]
    visits: list[VisitOut]


class QuestionOut(Schema):
    """Two entries that may be one enterprise: a visit beside another one, or beside an entry of the registry."""

    id: int
    visit: VisitOut
    other: VisitOut | None
    enterprise: int | None
    chance: float
    reasons: str


class AnswerIn(Schema):
    """What somebody who looked says."""

    answer: Literal["same", "different", "later"]


class OpinionIn(Schema):
    """What a unit that takes part thinks; who disagrees says why."""

    unit: str
    agrees: bool
    text: str = ""


class JointTeamOut(Schema):
    """One team instead of several visits; `opinions` are the last word of each unit, null for none."""

    id: int
    name: str
    state: Literal["proposed", "adopted", "refused", "replaced"]
    lead: str
    month: int
    reason: str
    visits: list[VisitOut]
    opinions: dict[str, bool | None]


@router.get("/years", response=list[YearOut], auth=_VIEW)
def years(request: HttpRequest) -> list[dict[str, Any]]:
    """Years with plans, latest first."""
    return [_year(found) for found in list_years(actor_of(request))]


@router.get("/years/{year}", response=YearDetailOut, auth=_VIEW)
def one_year(request: HttpRequest, year: int) -> dict[str, Any]:
    """A year in numbers."""
    actor = actor_of(request)
    found = get_year(actor, year)
    sees_all = actor.scope(Permission.VIEW_INSPECTIONS).everything
    counts = count_visits(found) if sees_all else {}
    names = ("enterprises", "overlapping_visits", "overlapping_enterprises")
    return {**_year(found), **{name: counts.get(name) for name in names}}


@router.get("/years/{year}/visits", response=list[VisitOut], auth=_VIEW)
@paginate(Pages)
def visits(request: HttpRequest, year: int, q: str = "", unit: str = "", overlapping: bool = False) -> Any:
    """Visits of the plans in force."""
    actor = actor_of(request)
    body = get_unit(unit) if unit else None
    lines = list_lines(actor, get_year(actor, year), unit=body, words=q[:MAX_WORDS], overlapping=overlapping)
    return Lazy(lines, _visit)


@router.get("/years/{year}/overlaps", response=list[OverlapOut], auth=_VIEW)
@paginate(Pages)
def overlaps(
    request: HttpRequest, year: int, degree: Literal["", "duplicate", "exclusion", "quota", "burden"] = ""
) -> Any:
    """Enterprises that several visits meet, gravest first."""
    actor = actor_of(request)
    found = get_year(actor, year)
    entities = list_overlapping(actor, found, degree=degree)
    return [_overlap(enterprise) for enterprise in show_overlapping(actor, found, entities)]


@router.get("/years/{year}/units/{unit}/plans", response=list[FilingOut], auth=_VIEW)
def plans_of_unit(request: HttpRequest, year: int, unit: str) -> list[dict[str, Any]]:
    """What a unit filed, latest first."""
    actor = actor_of(request)
    return [_filing(found) for found in list_filings(actor, get_year(actor, year), get_unit(unit))]


@router.post("/years/{year}/units/{unit}/plans", response={201: DraftOut, 422: FaultsOut}, auth=_FILE)
def file_plan(request: HttpRequest, year: int, unit: str, file: Annotated[UploadedFile, File()]) -> Any:
    """Let a file be read as a draft of the unit's plan: xlsx, csv, docx or pdf. Nothing is in force yet."""
    actor, body = actor_of(request), get_unit(unit)
    actor.require(Permission.FILE_PLAN, body.code)
    try:
        filing = bring_plan(
            year=get_year(actor, year), unit=body, content=file.read(), name=file.name or "", by=actor,
            at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        return _refused(error)
    return Status(201, _draft(filing))


@router.get("/years/{year}/plans/{filing}", response=DraftOut, auth=_VIEW)
def one_plan(request: HttpRequest, year: int, filing: int) -> Any:
    """A filed plan with what was found in its file."""
    actor = actor_of(request)
    return _draft(get_filing(actor, get_year(actor, year), filing))


@router.post("/years/{year}/plans/{filing}/take", response={200: FilingOut, 422: FaultsOut}, auth=_FILE)
def take(request: HttpRequest, year: int, filing: int, sent: TakeIn) -> Any:
    """Put a draft in force in place of the unit's plan of before."""
    actor = actor_of(request)
    found = get_filing(actor, get_year(actor, year), filing)
    try:
        taken = take_plan(filing=found, by=actor, at=timezone.now(), **sent.model_dump())
    except ValidationError as error:
        return _refused(error)
    return _filing(taken)


@router.get("/years/{year}/questions", response=list[QuestionOut], auth=_MATCH)
@paginate(Pages)
def questions(request: HttpRequest, year: int) -> Any:
    """Entries that may be one enterprise, the question that helps most first."""
    actor = actor_of(request)
    return Lazy(list_pairs(actor, get_year(actor, year)), _question)


@router.post("/years/{year}/questions/{question}", response={204: None, 422: FaultsOut}, auth=_MATCH)
def answer(request: HttpRequest, year: int, question: int, sent: AnswerIn) -> Any:
    """Answer a question; 404 once it is settled."""
    actor = actor_of(request)
    pair = get_pair(actor, get_year(actor, year), question)
    try:
        decide_pair(pair=pair, answer=sent.answer, by=actor, at=timezone.now())
    except ValidationError as error:
        return _refused(error)
    return Status(204, None)


@router.get("/years/{year}/joint-teams", response=list[JointTeamOut], auth=_VIEW)
@paginate(Pages)
def joint_teams(
    request: HttpRequest, year: int, state: Literal["", "proposed", "adopted", "refused"] = ""
) -> Any:
    """Joint teams of the proposal that counts; units see theirs once they were sent."""
    actor = actor_of(request)
    proposal = find_proposal(actor, get_year(actor, year))
    if proposal is None:
        return []
    return [_team(team) for team in teams_of(actor, list_merges(actor, proposal, state=state))]


@router.post("/years/{year}/joint-teams/{team}/opinions", response={204: None, 422: FaultsOut}, auth=_ANSWER)
def opinion(request: HttpRequest, year: int, team: int, sent: OpinionIn) -> Any:
    """Say for a unit what it thinks of a joint team."""
    actor = actor_of(request)
    found = get_team(actor, get_year(actor, year), team)
    try:
        give_opinion(
            merge=found.merge, unit=get_unit(sent.unit), agrees=sent.agrees, text=sent.text, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        return _refused(error)
    return Status(204, None)


def _refused(error: ValidationError) -> Status[Any]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return Status(422, {"errors": by_field})


def _year(found: Any) -> dict[str, Any]:
    return {
        "year": found.year,
        "is_compared": not found.is_stale,
        "plans": found.plan_count or 0,
        "visits": found.visit_count or 0,
    }


def _visit(line: PlanLine) -> dict[str, Any]:
    plain = ("name", "address", "content", "form", "first", "last", "days", "staff", "entity")
    return {
        **{name: getattr(line, name) for name in plain},
        "id": line.pk,
        "unit": line.unit.code,
        "enterprise": line.enterprise_id,
        "code": line.tax_code or ("•" * 12 if line.personal_number else ""),
    }


def _filing(filing: PlanFiling) -> dict[str, Any]:
    return {
        "id": filing.pk, "unit": filing.unit.code, "state": filing.state, "file_name": filing.file_name,
        "sha256": filing.sha256, "visits": filing.counts.get("data", 0), "at": filing.at,
        "faults": sum(filing.lost.values()), "unread_cells": filing.lost["cell"],
    }  # fmt: skip


def _draft(filing: PlanFiling) -> dict[str, Any]:
    is_kept = hasattr(filing, "stored_content")
    found = get_draft(filing).shown.faults if is_kept else []
    return {**_filing(filing), "seen": filing.seen, "found": found}


def _overlap(found: OverlappingEnterprise) -> dict[str, Any]:
    rules = [{"degree": r.degree, "basis": r.basis_vi, "certainty": r.certainty} for r in found.rules]
    return {
        "entity": found.entity,
        "name": found.name,
        "rules": rules,
        "visits": list(map(_visit, found.lines)),
    }


def _question(pair: ReviewPair) -> dict[str, Any]:
    return {
        "id": pair.pk, "visit": _visit(pair.line), "other": _visit(pair.other) if pair.other else None,
        "enterprise": pair.enterprise_id, "chance": pair.chance, "reasons": pair.reasons,
    }  # fmt: skip


def _team(team: Team) -> dict[str, Any]:
    merge = team.merge
    return {
        "id": merge.pk, "name": merge.name, "state": merge.state, "lead": merge.lead.code, "month": merge.month,
        "reason": merge.reason, "visits": [_visit(turn.line) for turn in team.turns],
        "opinions": {v.unit.code: v.opinion.agrees if v.opinion else None for v in team.voices},
    }  # fmt: skip
