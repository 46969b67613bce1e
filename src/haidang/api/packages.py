"""A unit's report comes in as one message: into its draft, the whole of it or nothing."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Router, UploadedFile

from haidang.api.access import Requires
from haidang.api.pages import actor_of
from haidang.api.problems import faults_problem, telling
from haidang.api.records import state_of
from haidang.api.report_schemas import Name, PackageTakenOut
from haidang.apps.reporting.package_wording import tell_fault
from haidang.apps.reporting.selectors import get_writable_assignment
from haidang.apps.reporting.services import take_package
from haidang.domain.report_package import UnreadablePackage, read_package
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission

router = Router(tags=["packages"])
_FILL = Requires(Permission.FILL_SUBMISSION)


@router.post(
    "/{code}/packages",
    response=PackageTakenOut,
    url_name="take_package",
    auth=_FILL,
    openapi_extra=telling(409, 413, 422),
)
@idempotent
def post_package(request: HttpRequest, code: Name, file: Annotated[UploadedFile, File()]) -> Any:
    """Write a package (XML, 25 MB) into the draft of the unit that sent it; the caller writes for that unit.

    422 lists every fault by its place in the package. 409 lists every cell that holds something which the package has
    not seen (`version` of its figures and narratives). What the package does not name stays as it is.
    """
    try:
        package = read_package(file.read())
    except UnreadablePackage as refusal:
        told = [
            {"index": None, "code": fault.code.value, "detail": tell_fault(fault), "place": fault.place}
            for fault in refusal.faults
        ]
        return faults_problem(told, len(told))
    assignment = get_writable_assignment(actor_of(request), code, package.sender.code)
    taken = take_package(assignment=assignment, package=package, by=actor_of(request), at=timezone.now())
    assignment.refresh_from_db()
    return {
        **state_of(assignment),
        "figures": taken.figures,
        "texts": taken.texts,
        "files": taken.files,
    }
