"""The dossier of an inspection over the API: diary, findings, conclusion, checklist."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from haidang.api.access import Requires
from haidang.api.inspection_records import checklist_of, diary_of, entry_of, fault_of, inspection_of
from haidang.api.inspection_schemas import (
    ChecklistOut,
    ConclusionIn,
    ConfirmIn,
    DiaryBookOut,
    DiaryCorrectionIn,
    DiaryIn,
    DiaryOut,
    FaultIn,
    FaultOut,
    InspectionOut,
    MakeFaultsIn,
    PublicationIn,
    RemedyIn,
    RepliesIn,
)
from haidang.api.inspections_conduct import load
from haidang.api.problems import telling
from haidang.api.report_schemas import Identifier, Number
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.procedures import Checklist, find_checklist
from haidang.apps.inspections.scoring import score
from haidang.apps.inspections.selectors.conduct import get_diary, get_fault, get_inspection, list_faults
from haidang.apps.inspections.services import (
    add_fault,
    answer_checklist,
    conclude_inspection,
    confirm_day,
    correct_diary,
    follow_fault,
    make_faults,
    publish_conclusion,
    write_diary,
)
from haidang.apps.inspections.services.checklists import SentReply
from haidang.apps.inspections.services.concluding import Conclusion, Publication
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.services.faults import NewFault, Progress
from haidang.apps.inspections.sight import may_read_dossier, may_see_faults
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission

router = Router(tags=["inspections"])
_VIEW = Requires(Permission.VIEW_INSPECTIONS)
_READ = Requires(Permission.READ_DOSSIER)
_CONDUCT = Requires(Permission.CONDUCT_INSPECTION)
_CONCLUDE = Requires(Permission.CONCLUDE_INSPECTION)
_WRITING = telling(409, 422)


@router.get("/diary", response=DiaryBookOut, auth=_READ, openapi_extra=telling())
def diary(request: HttpRequest, inspection_id: Identifier) -> dict[str, Any]:
    """The diary by days, with days on which the leader's entry is missing."""
    actor, found = load(request, inspection_id)
    if not may_read_dossier(actor, found):
        raise Http404
    return diary_of(get_diary(found, timezone.localdate()))


@router.post("/diary", response={201: DiaryOut}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_diary(request: HttpRequest, inspection_id: Identifier, sent: DiaryIn) -> Any:
    """Write a member's day. What is written after the end of the next working day is marked as late."""
    actor, found = load(request, inspection_id)
    member = get_object_or_404(found.members.all(), pk=sent.member)
    entry = DiaryDay(**sent.model_dump() | {"member": member})
    return Status(201, entry_of(write_diary(inspection=found, entry=entry, by=actor, at=timezone.now())))


@router.post("/diary/{entry}/corrections", response={201: DiaryOut}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_diary_correction(
    request: HttpRequest, inspection_id: Identifier, entry: Identifier, sent: DiaryCorrectionIn
) -> Any:
    """Correct an entry by a new one; both stay."""
    actor, found = load(request, inspection_id)
    corrected = get_object_or_404(found.diary.select_related("member", "inspection"), pk=entry)
    data = sent.model_dump(exclude={"why"})
    told = DiaryDay(member=corrected.member, day=corrected.day, **data)
    written = correct_diary(corrected=corrected, entry=told, why=sent.why, by=actor, at=timezone.now())
    return Status(201, entry_of(written))


@router.post("/diary/confirmations", response={201: DiaryBookOut}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_confirmation(request: HttpRequest, inspection_id: Identifier, sent: ConfirmIn) -> Any:
    """The team leader confirms a day as it stands; answered with the diary."""
    actor, found = load(request, inspection_id)
    confirm_day(inspection=found, day=sent.day, by=actor, at=timezone.now())
    return Status(201, diary_of(get_diary(found, timezone.localdate())))


@router.post("/faults", response={201: FaultOut}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_fault(request: HttpRequest, inspection_id: Identifier, sent: FaultIn) -> Any:
    """Record a finding."""
    actor, found = load(request, inspection_id)
    fault = add_fault(inspection=found, new=NewFault(**sent.model_dump()), by=actor, at=timezone.now())
    return Status(201, fault_of(fault))


@router.post("/faults/{number}/entries", response={201: FaultOut}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_remedy(request: HttpRequest, inspection_id: Identifier, number: Number, sent: RemedyIn) -> Any:
    """Report how far a finding is mended; the entry stays for good."""
    actor, found = load(request, inspection_id)
    fault = get_fault(actor, found, number)
    progress = Progress(**sent.model_dump(exclude={"version"}))
    follow_fault(fault=fault, progress=progress, seen_version=sent.version, by=actor, at=timezone.now())
    return Status(201, fault_of(get_fault(actor, found, number)))


@router.post("/conclusion", response={201: InspectionOut}, auth=_CONCLUDE, openapi_extra=_WRITING)
@idempotent
def post_conclusion(request: HttpRequest, inspection_id: Identifier, sent: ConclusionIn) -> Any:
    """Record the conclusion."""
    actor, found = load(request, inspection_id)
    conclusion = Conclusion(**sent.model_dump(exclude={"version"}))
    conclude_inspection(
        inspection=found, conclusion=conclusion, seen_version=sent.version, by=actor, at=timezone.now()
    )
    return Status(201, inspection_of(get_inspection(actor, inspection_id)))


@router.post("/publication", response={201: InspectionOut}, auth=_CONCLUDE, openapi_extra=_WRITING)
@idempotent
def post_publication(request: HttpRequest, inspection_id: Identifier, sent: PublicationIn) -> Any:
    """Record where the conclusion was published."""
    actor, found = load(request, inspection_id)
    publication = Publication(**sent.model_dump(exclude={"version"}))
    publish_conclusion(
        inspection=found, publication=publication, seen_version=sent.version, by=actor, at=timezone.now()
    )
    return Status(201, inspection_of(get_inspection(actor, inspection_id)))


def _checklist(found: Inspection) -> Checklist:
    checklist = find_checklist(found.checklist)
    if checklist is None:
        raise Http404
    return checklist


def _answered(found: Inspection) -> dict[str, Any]:
    checklist = _checklist(found)
    return checklist_of(checklist, score(checklist, list(found.answers.all())))


@router.get("/checklist", response=ChecklistOut, auth=_VIEW, openapi_extra=telling())
def get_checklist(request: HttpRequest, inspection_id: Identifier) -> dict[str, Any]:
    """The checklist with its newest answers and score."""
    actor, found = load(request, inspection_id)
    if not may_see_faults(actor, found):
        raise Http404
    return _answered(found)


@router.put("/checklist", response=ChecklistOut, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def put_checklist(request: HttpRequest, inspection_id: Identifier, sent: RepliesIn) -> dict[str, Any]:
    """Answer questions, all or none; what is not named stays as it is."""
    actor, found = load(request, inspection_id)
    replies = [SentReply(**reply.model_dump()) for reply in sent.replies]
    answer_checklist(inspection=found, replies=replies, by=actor, at=timezone.now())
    return _answered(found)


@router.post("/checklist/faults", response={201: list[FaultOut]}, auth=_CONDUCT, openapi_extra=_WRITING)
@idempotent
def post_checklist_faults(request: HttpRequest, inspection_id: Identifier, sent: MakeFaultsIn) -> Any:
    """Make a finding of every question answered "no" or "partly" that has none; answered with all findings."""
    actor, found = load(request, inspection_id)
    make_faults(inspection=found, due_on=sent.due_on, by=actor, at=timezone.now())
    return Status(201, [fault_of(fault) for fault in list_faults(found)])
