"""`POST /figures/check`: the figures of a text or a file, checked. Public; keeps nothing, changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError

from haidang.api.schemas import ProblemOut
from haidang.foundation.accounts.access import public
from haidang.foundation.figurecheck import CheckedFile, check_file, check_plain
from haidang.foundation.web.errors import problem
from haidang.foundation.web.privacy import PRIVATE
from haidang.foundation.web.public_checks import MOST_CHARACTERS, Refused, admitted, record_of
from haidang.foundation.web.uploads import InMemory

_MULTIPART: Final = "multipart/form-data"


# Open to everybody, without session and token: it changes nothing and its answer depends on the request alone, so a
# forged request wins nothing that its sender could not ask for directly. What it costs is bounded in `admitted`.
@public
def check_figures(request: HttpRequest) -> HttpResponse:
    """Checks the figures of a Vietnamese text, sent as JSON, or of a file (txt, md, html, docx, xlsx, pdf), sent as
    multipart/form-data with the field `file`.

    Offsets count characters (Unicode code points) of `text` in the answer. A relation is `consistent`, `inconsistent`
    (it cannot hold) or `undetermined`, with `reason`; `arithmetic` and `because` are Vietnamese. Nothing is kept.
    A text has at most 500,000 characters and JSON 2 MB, a file 20 MB. Two texts are checked at a time: 503 and 429
    say after how many seconds to come again (`Retry-After`).
    """
    try:
        response = _answer(request)
    except Refused as refused:
        response = problem(refused.status, refused.code, refused.en, refused.vi)
        if refused.retry_after:
            response.headers["Retry-After"] = str(refused.retry_after)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    """The answer is written while the place is held: for a large file that is work too."""
    check = _check_of(request)
    with admitted(request):
        return JsonResponse(record_of(check()))


def _check_of(request: HttpRequest) -> Callable[[], CheckedFile]:
    if request.content_type == _MULTIPART:
        return partial(check_file, *_file(request))
    return partial(check_plain, _text(request))


def _file(request: HttpRequest) -> tuple[bytes, str]:
    request.upload_handlers = [InMemory(request)]
    try:
        file = request.FILES.get("file")
    except RequestDataTooBig:
        raise Refused("text_too_long") from None
    except (MultiPartParserError, BadRequest, TooManyFieldsSent, TooManyFilesSent):
        raise Refused("not_json") from None
    if file is None:
        raise Refused("nothing_sent")
    return file.read(), str(file.name or "")


def _text(request: HttpRequest) -> str:
    try:
        sent = json.loads(request.body)
    except RequestDataTooBig:
        raise Refused("text_too_long") from None
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested without end
        raise Refused("not_json") from None
    text = sent.get("text") if isinstance(sent, dict) else None
    if not isinstance(text, str):
        raise Refused("not_json")
    if not text.strip():
        raise Refused("nothing_sent")
    if len(text) > MOST_CHARACTERS:
        raise Refused("text_too_long")
    return text


_EXAMPLE_TEXT: Final = "Tiếp nhận 68 vụ, đã giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
_EXAMPLE_FIGURES: Final = [
    {"start": 31, "end": 33, "text": "15"},
    {"start": 10, "end": 12, "text": "68"},
    {"start": 59, "end": 64, "text": "77,94"},
]
_EXAMPLE_ANSWER: Final[dict[str, Any]] = {
    "media": "txt",
    "counts": {
        "figures": 3,
        "relations": 1,
        "consistent": 0,
        "inconsistent": 1,
        "undetermined": 0,
        "unchecked": 0,
    },
    "text": _EXAMPLE_TEXT,
    "relations": [
        {
            "kind": "ratio_pct",
            "start": 10,
            "end": 64,
            "operands": ["15", "68"],
            "stated": "77,94",
            "verdict": "inconsistent",
            "suggestions": ["53", "22,06"],
            "reason": "differs",
            "arithmetic": "15/68 = 22,06%, không phải 77,94%",
            "repairs": [
                {"text": "53", "because": "53/68 = 77,94% (53 = 68 − 15)", "chance": 0.00015},
                {"text": "22,06", "because": "15/68 = 22,06%", "chance": 1.0},
            ],
            "figures": _EXAMPLE_FIGURES,
            "place": {"line": 1, "column": 60},
        }
    ],
    "unchecked": [],
}
_EXAMPLE_PROBLEM: Final = {
    "type": "about:blank",
    "status": 422,
    "code": "encrypted",
    "title": "The file is protected by a password, remove it.",
    "detail": "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.",
}
_PROBLEMS: Final = {
    400: "Nothing was sent, or what was sent is neither such JSON nor such a form (nothing_sent, not_json, empty)",
    413: "Too large (too_large, text_too_long)",
    422: "The file gives no text, or takes too long (not_text, damaged, encrypted, unpacks_to_too_much, no_text, "
    "unknown_kind, overrun_time, overrun_memory, overrun_output)",
    429: "Too many requests from this address (too_many_requests)",
    500: "The program failed on this text (failed)",
    503: "Every place is taken (busy)",
}
_TEXT_SCHEMA: Final = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "maxLength": MOST_CHARACTERS}},
    "example": {"text": _EXAMPLE_TEXT},
}
_FILE_SCHEMA: Final = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}},
}
DESCRIPTION: Final[dict[str, Any]] = {
    "security": [],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _TEXT_SCHEMA}, _MULTIPART: {"schema": _FILE_SCHEMA}},
    },
    "responses": {
        200: {"content": {"application/json": {"example": _EXAMPLE_ANSWER}}},
        **{
            status: {
                "description": words,
                "content": {
                    "application/problem+json": {
                        "schema": ProblemOut.model_json_schema(),
                        **({"example": _EXAMPLE_PROBLEM} if status == _EXAMPLE_PROBLEM["status"] else {}),
                    }
                },
            }
            for status, words in _PROBLEMS.items()
        },
    },
}
"""What OpenAPI says of it beyond the schemas."""
