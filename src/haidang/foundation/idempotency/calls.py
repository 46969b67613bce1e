"""The wrapper for operations of django-ninja.

Two hooks, because only django-ninja knows who calls and what the answer looks like on the wire. Around the whole
operation stands the transaction; inside, after authentication and with a valid body, the key is claimed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, get_type_hints

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Status
from ninja.decorators import decorate_view
from ninja.utils import contribute_operation_callback

from haidang.foundation.idempotency.models import IdempotentCall
from haidang.foundation.idempotency.services import CallInProgress, Claim, find_answered, keep_answer
from haidang.foundation.web.errors import problem

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
_KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
_PARAMETER: Final = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "Makes the call repeatable: the same key and request are answered alike for a week.",
}
_MULTIPART: Final = "multipart/form-data"

Operation = TypeVar("Operation", bound=Callable[..., Any])


def idempotent(operation: Operation) -> Operation:
    """Let an operation be repeated under an `Idempotency-Key`; stands directly above the function, below `@api.post`.

    The first answer below 500 is kept with the change (an answer from 400 on undoes what the operation wrote) and
    replayed with `Idempotency-Replayed: true`. The same key with another request is refused with 422, while the
    first call still runs with 409, a key that is none with 400. Without the header nothing is different.
    """

    # resolved here, where the names of the operation's own module are known
    operation.__annotations__ = get_type_hints(operation, include_extras=True)

    @wraps(operation)
    def claimed(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = getattr(request, "_idempotency_key", None)
        if key is None:
            return operation(request, *args, **kwargs)
        claim = Claim(request.actor.identifier, key, _call_of(request), _digest_of(request))  # type: ignore[attr-defined]
        try:
            answered = find_answered(claim)
        except CallInProgress:
            return _in_progress()
        if answered is not None:
            return _replay(answered) if _is_same(answered, claim) else _other_request()
        request._idempotency_claim = claim  # type: ignore[attr-defined]
        return _unless_refused(operation, request, *args, **kwargs)

    decorate_view(_in_transaction)(claimed)
    contribute_operation_callback(claimed, _describe)
    return claimed  # type: ignore[return-value]


def _describe(operation: Any) -> None:
    """Tell of the header in the description of the API."""
    described = dict(operation.openapi_extra or {})
    described["parameters"] = [*described.get("parameters", []), _PARAMETER]
    operation.openapi_extra = described


def _in_transaction(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(run)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.headers.get(HEADER)
        if key is None:
            return run(request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            return _no_key()
        request._idempotency_key = key  # type: ignore[attr-defined]
        with transaction.atomic():
            response = run(request, *args, **kwargs)
            claim = getattr(request, "_idempotency_claim", None)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif claim is not None and isinstance(response, HttpResponse):
                keep_answer(claim=claim, response=response, at=timezone.now())
        return response

    return keeping


def _unless_refused(operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run the operation; a refusal, raised or returned, undoes what it wrote.

    The claim stands outside: PostgreSQL gives back what was locked within an undone part.
    """
    with transaction.atomic():
        answer = operation(*args, **kwargs)
        if isinstance(answer, HttpResponse | Status) and answer.status_code >= 400:
            transaction.set_rollback(True)
    return answer


def _call_of(request: HttpRequest) -> str:
    return f"{request.method} {request.get_full_path()}"


def _digest_of(request: HttpRequest) -> str:
    """SHA-256 of the body. A form with files is taken by its fields: clients draw a new boundary for each attempt."""
    if request.content_type != _MULTIPART:
        return hashlib.sha256(request.body).hexdigest()
    whole = hashlib.sha256()
    for name, values in sorted(request.POST.lists()):
        whole.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            whole.update(repr((name, file.name, content.hexdigest())).encode())
    return whole.hexdigest()


def _is_same(answered: IdempotentCall, claim: Claim) -> bool:
    return (answered.call, answered.digest) == (claim.call, claim.digest)


def _replay(answered: IdempotentCall) -> HttpResponse:
    response = HttpResponse(bytes(answered.body), status=answered.status, headers=answered.headers)
    response.headers[REPLAYED] = "true"
    return response


def _no_key() -> HttpResponse:
    detail = "Tiêu đề Idempotency-Key phải có từ 1 đến 200 ký tự ASCII, không có dấu cách."
    return problem(
        400, "idempotency_key", "Idempotency-Key must be 1 to 200 visible ASCII characters.", detail
    )


def _in_progress() -> HttpResponse:
    detail = "Lần gọi trước với cùng Idempotency-Key chưa kết thúc. Hãy thử lại sau ít giây."
    response = problem(
        409, "idempotency_in_progress", "The first call with this key has not ended yet.", detail
    )
    response.headers["Retry-After"] = "2"
    return response


def _other_request() -> HttpResponse:
    detail = "Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho mỗi yêu cầu mới."
    return problem(422, "idempotency_key_reused", "This key was used for another request.", detail)
