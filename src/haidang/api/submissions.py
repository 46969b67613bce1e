"""What becomes of a unit's report: approved, accepted or returned, talked about, read again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.pages import Lazy, Pages, actor_of
from haidang.api.problems import telling
from haidang.api.records import remark_of, state_of, submission_of
from haidang.api.report_schemas import (
    Name,
    Number,
    RemarkIn,
    RemarkOut,
    ReturnIn,
    StateOut,
    SubmissionDetailOut,
    SubmissionOut,
)
from haidang.apps.reporting.models import Assignment
from haidang.apps.reporting.packages import package_of
from haidang.apps.reporting.selectors import (
    get_readable_assignment,
    get_submission,
    get_writable_assignment,
    list_submissions,
)
from haidang.apps.reporting.services import (
    Fault,
    FaultyAnswers,
    accept_report,
    add_remark,
    approve_report,
    return_report,
)
from haidang.domain.report_package import MEDIA_TYPE, PackageTooLarge, write_package
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission
from haidang.foundation.web.errors import problem

router = Router(tags=["reports of units"])
_READ = Requires(Permission.VIEW_SUBMISSIONS)
_JUDGE = Requires(Permission.JUDGE_SUBMISSIONS)


@router.post(
    "/approve",
    response={201: SubmissionOut},
    auth=Requires(Permission.APPROVE_SUBMISSION),
    openapi_extra=telling(422),
)
@idempotent
def post_approve(request: HttpRequest, code: Name, unit: Name) -> Any:
    """Approve a report that was handed over: it is received, its figures are recorded.

    For the head of the unit, signed in; a key is a reporting officer and gets 403.
    """
    assignment = get_writable_assignment(actor_of(request), code, unit)
    submission = approve_report(assignment=assignment, by=actor_of(request), at=timezone.now())
    return Status(201, submission_of(submission))


@router.post("/accept", response=StateOut, auth=_JUDGE, openapi_extra=telling(422))
@idempotent
def post_accept(request: HttpRequest, code: Name, unit: Name) -> dict[str, Any]:
    """Take a report as it is: its figures become final. For the co-ordinator."""
    assignment = get_readable_assignment(actor_of(request), code, unit)
    return state_of(accept_report(assignment=assignment, by=actor_of(request), at=timezone.now()))


@router.post("/return", response=StateOut, auth=_JUDGE, openapi_extra=telling(422))
@idempotent
def post_return(request: HttpRequest, code: Name, unit: Name, sent: ReturnIn) -> dict[str, Any]:
    """Send a report back with reasons. For the co-ordinator; the places that are named must be in this report."""
    assignment = get_readable_assignment(actor_of(request), code, unit)
    entries = {place.entry: place.reason for place in sent.entries}
    narratives = {place.narrative: place.reason for place in sent.narratives}
    _refuse_unknown(assignment, sent)
    decision = return_report(
        assignment=assignment,
        reason=sent.reason,
        entries=entries,
        narratives=narratives,
        by=actor_of(request),
        at=timezone.now(),
    )
    return state_of(decision.assignment)


def _refuse_unknown(assignment: Assignment, sent: ReturnIn) -> None:
    entries = set(assignment.entries.values_list("pk", flat=True))
    narratives = set(assignment.narratives.values_list("pk", flat=True))
    detail = _("This place is not in the report.")
    faults = [
        Fault(index, "not_asked", detail, f"entries/{index}")
        for index, place in enumerate(sent.entries)
        if place.entry not in entries
    ]
    faults += [
        Fault(index, "not_asked", detail, f"narratives/{index}")
        for index, place in enumerate(sent.narratives)
        if place.narrative not in narratives
    ]
    if faults:
        raise FaultyAnswers(faults)


@router.post(
    "/remarks",
    response={201: RemarkOut},
    auth=Requires(Permission.FILL_SUBMISSION, Permission.JUDGE_SUBMISSIONS),
    openapi_extra=telling(422),
)
@idempotent
def post_remark(request: HttpRequest, code: Name, unit: Name, sent: RemarkIn) -> Any:
    """Say something about a report, or about one cell or text of it; the other side reads it."""
    assignment = get_readable_assignment(actor_of(request), code, unit)
    entry = get_object_or_404(assignment.entries, pk=sent.entry) if sent.entry else None
    narrative = get_object_or_404(assignment.narratives, pk=sent.narrative) if sent.narrative else None
    remark = add_remark(
        assignment=assignment,
        text=sent.text,
        entry=entry,
        narrative=narrative,
        by=actor_of(request),
        at=timezone.now(),
    )
    return Status(201, remark_of(remark))


@router.get("/submissions", response=list[SubmissionOut], auth=_READ, openapi_extra=telling())
@paginate(Pages)
def submissions(request: HttpRequest, code: Name, unit: Name) -> Any:
    """The approved versions of a report, the first one first."""
    return Lazy(list_submissions(actor_of(request), code, unit), submission_of)


@router.get("/submissions/{number}", response=SubmissionDetailOut, auth=_READ, openapi_extra=telling())
def submission(request: HttpRequest, code: Name, unit: Name, number: Number) -> dict[str, Any]:
    """An approved version with everything it says; it is never changed."""
    found = get_submission(actor_of(request), code, unit, number)
    return {**submission_of(found), "content": found.content}


@router.get(
    "/submissions/{number}/package",
    auth=_READ,
    openapi_extra={
        "responses": {
            **telling(422)["responses"],
            200: {"description": "The package", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        }
    },
)
def package(
    request: HttpRequest, code: Name, unit: Name, number: Number, with_files: bool = False
) -> HttpResponse:
    """An approved version as a message for another system (XML, see docs/decisions/0014-report-packages.md).

    Enclosed files are named with their checksums; with `with_files=true` they travel inside, unless they are too large
    for one message (422, `package_too_large`).
    """
    found = get_submission(actor_of(request), code, unit, number)
    try:
        content = write_package(package_of(found, with_files=with_files))
    except PackageTooLarge:
        detail = _(
            "The enclosed files do not fit into one message: fetch them one by one, by their checksums."
        )
        return problem(422, "package_too_large", "The files do not fit into one message.", detail)
    response = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-{unit}-{number}.xml"'
    return response
