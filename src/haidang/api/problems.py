"""What the services refuse, as problem+json (RFC 9457): a stable code, an English title, a Vietnamese detail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as ShapeError

from haidang.api.records import entry_state, narrative_state
from haidang.apps.reporting.models import Entry
from haidang.apps.reporting.services import ChangedMeanwhile, FaultyAnswers
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.web.errors import problem, too_large

_MOST_FAULTS: Final = 2_000


def tell_refusals(api: NinjaAPI) -> None:
    """Let an API answer with problem+json to everything that a service or the shape of the request refuses."""
    for kind, handler in (
        (ValidationError, _refused),
        (FaultyAnswers, _faulty),
        (ChangedMeanwhile, _changed),
        (RefusedFile, _refused_file),
        (PermissionDenied, _forbidden),
        (Http404, _not_found),
        (ShapeError, _misshapen),
        (HttpError, _unreadable),
        (RequestDataTooBig, _too_large),
        *(
            (kind, _no_form)
            for kind in (MultiPartParserError, BadRequest, TooManyFieldsSent, TooManyFilesSent)
        ),
    ):
        api.add_exception_handler(kind, handler)


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    code = getattr(error, "code", None) or "refused"
    return problem(422, code, "This cannot be done as things stand.", " ".join(error.messages))


def _faulty(_request: HttpRequest, error: Any) -> HttpResponse:
    told = [
        {
            "index": fault.index,
            "code": fault.code,
            "detail": fault.detail,
            **({"place": fault.place} if fault.place else {}),
        }
        for fault in error.faults[:_MOST_FAULTS]
    ]
    return faults_problem(told, len(error.faults))


def faults_problem(told: Sequence[dict[str, Any]], count: int) -> HttpResponse:
    """422 with every fault."""
    detail = _("Nothing was written: %(count)s faults, listed one by one.") % {"count": count}
    return problem(422, "faults", "Nothing was written: every fault is listed.", detail, faults=list(told))


def _changed(_request: HttpRequest, error: Any) -> HttpResponse:
    conflicts = [entry_state(now) if isinstance(now, Entry) else narrative_state(now) for now in error.all]
    detail = _(
        "Nothing was written: somebody changed %(count)s places meanwhile. Look at what stands there now, and "
        "send the version with the answer."
    )
    return problem(
        409,
        "changed_meanwhile",
        "Somebody changed this after it was read.",
        detail % {"count": len(conflicts)},
        conflicts=conflicts,
    )


def _refused_file(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(422, "file_refused", "The file is not taken.", str(error))


def _forbidden(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(403, "wrong_role", "This needs another role.", "Vai trò hiện tại không có quyền này.")


def _not_found(_request: HttpRequest, _error: Any) -> HttpResponse:
    detail = "Không có nội dung này, hoặc nội dung không thuộc phạm vi của đơn vị."
    return problem(404, "not_found", "There is no such thing, or it is not yours to see.", detail)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """What ninja itself refuses, above all a body that is no JSON."""
    if error.status_code == 400:
        return problem(400, "not_json", "The body is not JSON.", _("The body is not JSON in UTF-8."))
    if error.status_code == 403:
        return _forbidden(request, error)
    return problem(error.status_code, "refused", error.message, _("The request is refused."))


def _too_large(request: HttpRequest, _error: Any) -> HttpResponse:
    return too_large(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _no_form(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(400, "not_a_form", "This is not a form with a file.", _("The form cannot be read."))


def _misshapen(_request: HttpRequest, error: Any) -> HttpResponse:
    """The request does not have the shape that the description of the API asks for: all that is wrong with it."""
    told = []
    for found in error.errors[:_MOST_FAULTS]:
        # ("body", "answers", 3, "value"): where, the parameter, then the place in it
        place = [str(part) for part in found["loc"][1:]]
        index = next((part for part in found["loc"] if isinstance(part, int)), None)
        told.append(
            {"index": index, "code": found["type"], "detail": _shape(found), "place": "/".join(place)}
        )
    detail = _("Nothing was written: %(count)s faults, listed one by one.") % {"count": len(error.errors)}
    return problem(422, "misshapen", "The request does not have the described shape.", detail, faults=told)


def _shape(found: dict[str, Any]) -> str:
    kind, limits = found["type"], found.get("ctx", {})
    if kind == "missing":
        return _("This is missing.")
    if kind == "extra_forbidden":
        return _("This does not belong here.")
    if kind in ("string_type", "int_type", "bool_type", "list_type", "int_parsing", "bool_parsing"):
        return _('This has another type than described: a decimal is a text like "64.56".')
    if kind in ("string_too_long", "too_long"):
        return _("This is longer than %(limit)s.") % {"limit": limits.get("max_length")}
    if kind == "literal_error":
        return _("This is none of %(allowed)s.") % {"allowed": limits.get("expected")}
    return _("This is not as described: %(words)s") % {"words": found["msg"]}


PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "status", "code", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, for machines."},
        "title": {"type": "string", "description": "English."},
        "detail": {"type": "string", "description": "Vietnamese, for people."},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["index", "code", "detail"],
                "properties": {
                    "index": {"type": ["integer", "null"], "description": "From 0; null: the whole."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "place": {"type": "string"},
                },
            },
        },
        "conflicts": {
            "type": "array",
            "description": "What stands there now.",
            "items": {"type": "object"},
        },
    },
}
_EXAMPLES: Final[dict[int, dict[str, Any]]] = {
    409: {
        "type": "about:blank",
        "status": 409,
        "code": "changed_meanwhile",
        "title": "Somebody changed this after it was read.",
        "detail": "Chưa ghi gì: có người vừa sửa 1 chỗ.",
        "conflicts": [{"entry": 12, "status": "value", "value": "68", "qualifier": "exact", "note": "", "version": 3}],
    },
    422: {
        "type": "about:blank",
        "status": 422,
        "code": "faults",
        "title": "Nothing was written: every fault is listed.",
        "detail": "Chưa ghi gì: có 1 lỗi.",
        "faults": [{"index": 3, "code": "not_a_number", "detail": "“64,56” không phải là số theo định dạng trao đổi"}],
    },
}  # fmt: skip
_WORDS: Final = {
    401: "Nobody is signed in, or the key is not valid (not_signed_in, unknown, expired, revoked)",
    403: "This needs another role (wrong_role), or the CSRF token of the session is missing (csrf)",
    404: "There is no such thing, or it is another unit's (not_found)",
    409: "Somebody changed a place after it was read (changed_meanwhile), or the same Idempotency-Key still runs",
    400: "The body is neither JSON nor a form (not_json, not_a_form), or the Idempotency-Key is none",
    413: "The body is too large (too_large)",
    422: "The request has faults (faults, misshapen), or things stand otherwise (code of the rule)",
}


def telling(*statuses: int) -> dict[str, Any]:
    """For `openapi_extra`: the problems that an operation answers with."""
    return {
        "responses": {
            status: {
                "description": _WORDS[status],
                "content": {
                    "application/problem+json": {
                        "schema": PROBLEM_SCHEMA,
                        **({"example": _EXAMPLES[status]} if status in _EXAMPLES else {}),
                    }
                },
            }
            for status in ((400,) if statuses else ()) + (401, 403, 404, *statuses)
        }
    }
