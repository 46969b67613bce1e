"""Inspections over the API: checked, opened, carried out day by day, concluded. Scoped exactly like the pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.inspection_records import (
    fault_of,
    inspection_of,
    judgement_of,
    member_of,
    reform_of,
    steps_of,
    visit_of,
)
from haidang.api.inspection_schemas import (
    InspectionDetailOut,
    InspectionOut,
    JudgementOut,
    MemberIn,
    MemberOut,
    OpenIn,
    ReformPlanIn,
    ReformPlanOut,
    StepCorrectionIn,
    StepIn,
    TargetIn,
    VisitOut,
)
from haidang.api.pages import MAX_WORDS, Lazy, Pages, actor_of
from haidang.api.problems import telling
from haidang.api.report_schemas import Identifier
from haidang.apps.enterprises.selectors import get_enterprise
from haidang.apps.inspections.models import Inspection, ReformPlan
from haidang.apps.inspections.selectors.conduct import (
    InspectionQuery,
    find_openable_line,
    find_openable_merge,
    get_course,
    get_inspection,
    get_step,
    list_faults,
    list_inspections,
    list_reform_plans,
)
from haidang.apps.inspections.selectors.judging import seen_by
from haidang.apps.inspections.selectors.visits import list_visits
from haidang.apps.inspections.services import (
    add_member,
    correct_step,
    open_inspection,
    record_step,
    set_reform_plan,
)
from haidang.apps.inspections.services.opening import NewInspection, Target, judge
from haidang.apps.inspections.services.reform import NewReformPlan
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.services.teams import NewMember
from haidang.apps.inspections.sight import may_read_dossier, may_see_faults
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission

router = Router(tags=["inspections"])
visits_router = Router(tags=["inspections"])
reform_router = Router(tags=["inspections"])
_VIEW = Requires(Permission.VIEW_INSPECTIONS)
_CONDUCT = Requires(Permission.CONDUCT_INSPECTION)
_CONCLUDE = Requires(Permission.CONCLUDE_INSPECTION)


@router.get("", response=list[InspectionOut], auth=_VIEW)
@paginate(Pages)
def inspections(
    request: HttpRequest,
    q: str = "",
    year: int | None = None,
    unit: str = "",
    stage: str = "",
    form: str = "",
    reform: bool = False,
    overdue: bool = False,
) -> Any:
    """Inspections that the caller may see, the latest first."""
    query = InspectionQuery(year, unit, stage, form, q[:MAX_WORDS], reform, overdue)
    return Lazy(list_inspections(actor_of(request), query, timezone.localdate()), inspection_of)


@router.post("/check", response=JudgementOut, auth=_CONDUCT, openapi_extra=telling(422))
def check_before_opening(request: HttpRequest, sent: TargetIn) -> dict[str, Any]:
    """Check what the law of the first day says to a visit; nothing is written."""
    actor = actor_of(request)
    new = _new(actor, sent, "?")
    if new.target.enterprise is not None and new.lead is not None:
        actor.require(Permission.CONDUCT_INSPECTION, new.lead.code)
    judgement = judge(new)
    if judgement is None:
        raise ValidationError(_("Units are not protected by these rules."), code="no_enterprise")
    return judgement_of(seen_by(actor, judgement))


@router.post("", response={201: InspectionDetailOut}, auth=_CONCLUDE, openapi_extra=telling(409, 422))
@idempotent
def post_inspection(request: HttpRequest, sent: OpenIn) -> Any:
    """Open an inspection with its decision.

    422 "too_often" where a rule stands against it and no evidence of clear signs of violation is sent.
    """
    actor = actor_of(request)
    new = _new(actor, sent, sent.decision_number)
    found = open_inspection(new=new, by=actor, at=timezone.now())
    return Status(201, _detail(actor, found.pk))


@router.get("/{inspection_id}", response=InspectionDetailOut, auth=_VIEW, openapi_extra=telling())
def inspection(request: HttpRequest, inspection_id: Identifier) -> dict[str, Any]:
    """One inspection with its steps; team and findings for those who may read them."""
    return _detail(actor_of(request), inspection_id)


@router.post(
    "/{inspection_id}/steps",
    response={201: InspectionDetailOut},
    auth=_CONDUCT,
    openapi_extra=telling(409, 422),
)
@idempotent
def post_step(request: HttpRequest, inspection_id: Identifier, sent: StepIn) -> Any:
    """Record a step that was done; decision, conclusion and publication have operations of their own."""
    actor = actor_of(request)
    data = sent.model_dump(exclude={"version"})
    record_step(
        inspection=get_inspection(actor, inspection_id), done=StepDone(**data), seen_version=sent.version, by=actor,
        at=timezone.now(),
    )  # fmt: skip
    return Status(201, _detail(actor, inspection_id))


@router.post(
    "/{inspection_id}/steps/{entry}/corrections",
    response={201: InspectionDetailOut},
    auth=_CONDUCT,
    openapi_extra=telling(409, 422),
)
@idempotent
def post_step_correction(
    request: HttpRequest, inspection_id: Identifier, entry: Identifier, sent: StepCorrectionIn
) -> Any:
    """Correct an entry of the course by a new one; both stay."""
    actor = actor_of(request)
    found = get_step(get_inspection(actor, inspection_id), entry)
    correct_step(
        entry=found,
        done_on=sent.done_on,
        note=sent.note,
        seen_version=sent.version,
        by=actor,
        at=timezone.now(),
    )
    return Status(201, _detail(actor, inspection_id))


@router.post(
    "/{inspection_id}/members", response={201: MemberOut}, auth=_CONDUCT, openapi_extra=telling(409, 422)
)
@idempotent
def post_member(request: HttpRequest, inspection_id: Identifier, sent: MemberIn) -> Any:
    """Take somebody into the team."""
    actor = actor_of(request)
    data = sent.model_dump() | {"unit": _unit(sent.unit)}
    added = add_member(
        inspection=get_inspection(actor, inspection_id), member=NewMember(**data), by=actor, at=timezone.now()
    )
    return Status(201, member_of(added))


@visits_router.get("/{enterprise_id}/visits", response=list[VisitOut], auth=_VIEW, openapi_extra=telling())
def visits(request: HttpRequest, enterprise_id: Identifier, year: int) -> list[dict[str, Any]]:
    """Who comes to an enterprise in a year, and when; units see it where they come there themselves."""
    actor = actor_of(request)
    enterprise = get_enterprise(actor, enterprise_id)
    found = list_visits(f"e{enterprise.pk}", year)
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    if not any(scope.covers(visit.unit_code) for visit in found):
        found = []
    return [visit_of(visit) for visit in found]


@reform_router.get("", response=list[ReformPlanOut], auth=_VIEW)
@paginate(Pages)
def reform_plans(request: HttpRequest) -> Any:
    """Plans of inspecting administrative reform, latest first, with the units that were inspected."""
    return [reform_of(progress) for progress in list_reform_plans(actor_of(request))]


@reform_router.post("", response={201: ReformPlanOut}, auth=_CONCLUDE, openapi_extra=telling(409, 422))
@idempotent
def post_reform_plan(request: HttpRequest, sent: ReformPlanIn) -> Any:
    """Plan which units are inspected on administrative reform in a year, or replace the plan.

    422 "replaces" where there is a plan for the year and its version is not sent as `replaces`.
    """
    actor = actor_of(request)
    units = _units(sent.units)
    new = NewReformPlan(sent.year, _unit(sent.lead), sent.number, sent.decided_on, units)
    plan = set_reform_plan(new=new, replaces=sent.replaces, by=actor, at=timezone.now())
    return Status(
        201, next(reform_of(found) for found in list_reform_plans(actor) if found.plan.pk == plan.pk)
    )


def _units(codes: list[str]) -> list[Unit]:
    found = list(Unit.objects.filter(code__in=codes))
    missing = sorted(set(codes) - {unit.code for unit in found})
    if missing:
        raise ValidationError(
            _("There is no unit %(code)s.") % {"code": ", ".join(missing)}, code="no_such_unit"
        )
    return found


def _detail(actor: Actor, pk: int) -> dict[str, Any]:
    found = get_inspection(actor, pk)
    readable = may_read_dossier(actor, found)
    members = found.members.select_related("unit", "account") if readable else []
    return {
        **inspection_of(found),
        "procedure": found.procedure,
        "steps": steps_of(get_course(found), timezone.localdate()),
        "readable": readable,
        "team": [member_of(member) for member in members],
        "faults": [fault_of(fault) for fault in list_faults(found)] if may_see_faults(actor, found) else [],
    }


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise ValidationError(_("There is no unit %(code)s.") % {"code": code}, code="no_such_unit")
    return unit


def _new(actor: Actor, sent: TargetIn, number: str) -> NewInspection:
    """The inspection that a body means. Raises ValidationError, Http404."""
    target = _target(actor, sent)
    lead = target.reform_plan.lead if target.reform_plan else (_unit(sent.lead) if sent.lead else None)
    told: dict[str, Any] = {"decision_on": sent.start_on, "decision_by": "?"}
    if isinstance(sent, OpenIn):
        told = sent.model_dump(include={"decision_on", "decision_by", "examined", "is_complex", "exception"})
        told["co_units"] = tuple(_unit(code) for code in sent.co_units)
    return NewInspection(
        target=target, decision_number=number, start_on=sent.start_on, end_on=sent.end_on, lead=lead, form=sent.form,
        content=sent.content, **told,
    )  # fmt: skip


def _target(actor: Actor, sent: TargetIn) -> Target:
    if sent.reform_plan is not None:
        plan = ReformPlan.objects.select_related("lead").filter(pk=sent.reform_plan).first()
        if plan is None:
            raise Http404
        if not actor.may(Permission.CONDUCT_INSPECTION, plan.lead.code):
            raise PermissionDenied
        return Target(reform_plan=plan, subject_unit=_unit(sent.subject))
    return Target(
        line=find_openable_line(actor, sent.line) if sent.line else None,
        merge=find_openable_merge(actor, sent.merge) if sent.merge else None,
        enterprise=get_enterprise(actor, sent.enterprise) if sent.enterprise else None,
    )


def load(request: HttpRequest, inspection_id: int) -> tuple[Actor, Inspection]:
    """Who asks, and the inspection; 404 where there is none to see."""
    actor = actor_of(request)
    return actor, get_inspection(actor, inspection_id)
