"""A unit's own system writes its report: reads what is asked, sends answers, words and files, hands it over.

Every writing call may be repeated under an `Idempotency-Key`.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Body, File, Form, Router, Status, UploadedFile

from haidang.api.access import Requires
from haidang.api.pages import actor_of
from haidang.api.problems import telling
from haidang.api.records import (
    entry_state,
    evidence_of,
    form_of,
    narrative_state,
    state_of,
    suspicion_of,
)
from haidang.api.report_schemas import (
    MOST_ANSWERS,
    MOST_NARRATIVES,
    AnswerIn,
    EntriesWrittenOut,
    EvidenceOut,
    ExplanationIn,
    FormOut,
    HandOverIn,
    Identifier,
    Name,
    NarrativeIn,
    NarrativesWrittenOut,
    Short,
    StateOut,
    SuspicionOut,
)
from haidang.apps.reporting.models import Assignment
from haidang.apps.reporting.selectors import get_writable_assignment, list_form_groups
from haidang.apps.reporting.services import (
    SentAnswer,
    SentNarrative,
    add_evidence,
    explain_suspicion,
    hand_over,
    remove_evidence,
    take_answers,
    take_back,
    take_narratives,
)
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission

router = Router(tags=["filling a report"])
_FILL = Requires(Permission.FILL_SUBMISSION)
_WRITING = telling(409, 422)


def _assignment(request: HttpRequest, code: str, unit: str) -> Assignment:
    return get_writable_assignment(actor_of(request), code, unit)


@router.get("/form", response=FormOut, auth=_FILL, openapi_extra=telling())
def form(request: HttpRequest, code: Name, unit: Name) -> dict[str, Any]:
    """Everything the unit is asked for: figures with what stands beside them, words, files, and what looks wrong."""
    assignment = _assignment(request, code, unit)
    return form_of(assignment, list_form_groups(assignment))


@router.put("/entries", response=EntriesWrittenOut, auth=_FILL, openapi_extra=_WRITING)
@idempotent
def put_entries(
    request: HttpRequest,
    code: Name,
    unit: Name,
    answers: Annotated[list[AnswerIn], Body(min_length=1, max_length=MOST_ANSWERS)],
) -> dict[str, Any]:
    """Answer cells, all or none. Cells that are not named stay as they are.

    422 lists every fault by its index in the list. 409 lists every cell that somebody changed after it was read, with
    what stands there now. The same answer again changes nothing, whatever the version.
    """
    assignment = _assignment(request, code, unit)
    actor = actor_of(request)
    sent = [SentAnswer(**answer.model_dump()) for answer in answers]
    changed = take_answers(
        assignment=assignment, answers=sent, origin=f"API: {actor.name}", by=actor, at=timezone.now()
    )
    named = {(a.indicator, a.about or unit, a.dimensions) for a in answers if a.entry is None}
    numbers = {a.entry for a in answers}
    now = assignment.entries.select_related("indicator", "about").order_by("position")
    return {
        "changed": changed,
        "entries": [
            entry_state(entry)
            for entry in now
            if entry.pk in numbers or (entry.indicator.code, entry.about.code, entry.dimensions) in named
        ],
    }


@router.put("/narratives", response=NarrativesWrittenOut, auth=_FILL, openapi_extra=_WRITING)
@idempotent
def put_narratives(
    request: HttpRequest,
    code: Name,
    unit: Name,
    narratives: Annotated[list[NarrativeIn], Body(min_length=1, max_length=MOST_NARRATIVES)],
) -> dict[str, Any]:
    """Write what the unit says on its tasks, all or none; faults and conflicts as for answers."""
    assignment = _assignment(request, code, unit)
    sent = [SentNarrative(**narrative.model_dump()) for narrative in narratives]
    changed = take_narratives(assignment=assignment, narratives=sent, by=actor_of(request), at=timezone.now())
    tasks, numbers = {n.task for n in narratives if n.narrative is None}, {n.narrative for n in narratives}
    now = assignment.narratives.select_related("task").order_by("task__position")
    return {
        "changed": changed,
        "narratives": [narrative_state(n) for n in now if n.pk in numbers or n.task.code in tasks],
    }


@router.post(
    "/evidence",
    response={201: EvidenceOut},
    url_name="add_evidence",
    auth=_FILL,
    openapi_extra=telling(413, 422),
)
@idempotent
def post_evidence(
    request: HttpRequest,
    code: Name,
    unit: Name,
    file: Annotated[UploadedFile, File()],
    task: Annotated[Short, Form("")],
) -> Any:
    """Enclose a file (DOCX, XLSX, PDF, CSV; 25 MB) with the report, or with one of its tasks.

    What is disguised, encrypted, has macros or unpacks to a bomb is refused. The same file again is the same evidence.
    """
    assignment = _assignment(request, code, unit)
    narratives = assignment.narratives.select_related("task")
    about = get_object_or_404(narratives, task__code=task).task if task else None
    evidence = add_evidence(
        assignment=assignment,
        task=about,
        content=file.read(),
        name=file.name or "",
        by=actor_of(request),
        at=timezone.now(),
    )
    return Status(201, evidence_of(evidence))


@router.delete("/evidence/{evidence}", response={204: None}, auth=_FILL, openapi_extra=telling(422))
@idempotent
def delete_evidence(request: HttpRequest, code: Name, unit: Name, evidence: Identifier) -> Any:
    """Take an enclosed file back. Repeating it changes nothing; what was approved keeps its file."""
    assignment = _assignment(request, code, unit)
    enclosed = get_object_or_404(assignment.evidence.select_related("assignment__unit"), pk=evidence)
    remove_evidence(evidence=enclosed, by=actor_of(request), at=timezone.now())
    return Status(204, None)


@router.post("/explanations", response=SuspicionOut, auth=_FILL, openapi_extra=telling(422))
@idempotent
def post_explanation(request: HttpRequest, code: Name, unit: Name, sent: ExplanationIn) -> dict[str, Any]:
    """Say why a suspicious figure may stand. It holds as long as the compared values do."""
    assignment = _assignment(request, code, unit)
    explain_suspicion(
        assignment=assignment,
        fingerprint=sent.fingerprint,
        text=sent.text,
        by=actor_of(request),
        at=timezone.now(),
    )
    found = {suspicion.fingerprint: suspicion for suspicion in list_suspicions(assignment)}
    return suspicion_of(found[sent.fingerprint])


@router.post("/hand-over", response=StateOut, auth=_FILL, openapi_extra=telling(422))
@idempotent
def post_hand_over(request: HttpRequest, code: Name, unit: Name, sent: HandOverIn) -> dict[str, Any]:
    """Hand the report to the head of the unit, who approves it with a session.

    Refused with 422: `empty`, `gaps` (unless they are meant), `contradictions` that nobody mended or explained,
    `other_state`, `round_closed`.
    """
    assignment = _assignment(request, code, unit)
    done = hand_over(
        assignment=assignment, incomplete=sent.incomplete, by=actor_of(request), at=timezone.now()
    )
    return state_of(done)


@router.post("/take-back", response=StateOut, auth=_FILL, openapi_extra=telling(422))
@idempotent
def post_take_back(request: HttpRequest, code: Name, unit: Name) -> dict[str, Any]:
    """Take a report back that the head has not approved yet, and go on writing."""
    assignment = _assignment(request, code, unit)
    return state_of(take_back(assignment=assignment, by=actor_of(request), at=timezone.now()))
