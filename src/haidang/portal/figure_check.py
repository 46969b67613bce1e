"""The public page that checks the figures of a text or a file. It reads, answers and forgets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from haidang.domain.file_text import Media
from haidang.foundation.accounts.access import public
from haidang.foundation.figurecheck import (
    CheckedFile,
    check_file,
    check_plain,
    comment_file,
    page_of_file,
    page_of_plain,
)
from haidang.foundation.web.privacy import PRIVATE
from haidang.foundation.web.public_checks import MOST_CHARACTERS, Refused, admitted, record_of, tidied
from haidang.foundation.web.uploads import InMemory
from haidang.portal.answer import Answer
from haidang.portal.examples import EXAMPLES

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_STEM: Final = 80
_JSON_INDENT: Final = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: a text, or a file with its name."""

    text: str
    content: bytes | None
    name: str
    want: str
    is_again: bool

    def check(self) -> CheckedFile:
        """Check it within the limits of `foundation/figurecheck`."""
        if self.content is not None:
            return check_file(self.content, self.name)
        return check_plain(self.text)

    def as_page(self) -> bytes:
        """Check it and make a page of it, within the same limits."""
        if self.content is not None:
            return page_of_file(self.content, self.name)
        return page_of_plain(self.text)

    def refuse_early(self) -> None:
        """Raise Refused for what needs no reading to be refused."""
        if self.content is None and not self.text.strip():
            raise Refused("no_file" if self.is_again else "nothing_sent")
        if self.content is None and len(self.text) > MOST_CHARACTERS:
            raise Refused("text_too_long")


# The token is checked inside: where the body goes must be settled before anything reads it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def figure_check(request: HttpRequest) -> HttpResponse:
    """A form; what is sent with it, checked; or a file made of that. Nothing is kept."""
    if request.method != "POST":
        return _page(request, text=_example(request))
    request.upload_handlers = [InMemory(request)]
    try:
        sent = _sent(request)
    except RequestDataTooBig:
        response = _page(request, refused=Refused("text_too_long"))
    else:
        response = _answered(request, sent)
        if (
            response.status_code == HTTPStatus.FORBIDDEN
        ):  # the token; what was pasted shall not be lost with it
            response = _page(request, text=sent.text, refused=Refused("stale_form"))
    response.headers["Cache-Control"] = PRIVATE
    return response


def _sent(request: HttpRequest) -> Sent:
    file = request.FILES.get("file")
    return Sent(
        text=tidied(request.POST.get("text", "")),
        content=file.read() if file else None,
        name=str(file.name or "") if file else "",
        want=request.POST.get("want", ""),
        is_again="again" in request.POST,
    )


@csrf_protect
def _answered(request: HttpRequest, sent: Sent) -> HttpResponse:
    try:
        sent.refuse_early()
        with admitted(request):
            if sent.want == "html":
                return _download(sent.as_page(), "text/html; charset=utf-8", _named(sent, "kiem-tra.html"))
            result = sent.check()
            if make := _DOWNLOADS.get(sent.want):
                return make(sent, result)
            return _page(request, text=sent.text, answer=Answer(result))
    except Refused as refused:
        return _page(request, text=sent.text, refused=refused)


def _page(
    request: HttpRequest, *, text: str = "", refused: Refused | None = None, answer: Answer | None = None
) -> HttpResponse:
    context = {
        "text": text,
        "refused": refused,
        "answer": answer,
        "examples": EXAMPLES,
        "most_bytes": settings.CHECKED_FILE_MAX_BYTES,
        "megabytes": settings.CHECKED_FILE_MAX_BYTES // 1024**2,
        "most_characters": MOST_CHARACTERS,
    }
    response = render(request, "portal/figure_check.html", context, status=refused.status if refused else 200)
    if refused and refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


def _example(request: HttpRequest) -> str:
    """The text of the example that the address asks for, if there is one."""
    wanted = request.GET.get("vi-du", "")
    texts = {str(number): example.text for number, example in enumerate(EXAMPLES, 1)}
    return texts.get(wanted, "")


def _as_json(sent: Sent, result: CheckedFile) -> HttpResponse:
    content = json.dumps(record_of(result), ensure_ascii=False, indent=_JSON_INDENT)
    return _download(content, "application/json", _named(sent, "kiem-tra.json"))


def _with_comments(sent: Sent, result: CheckedFile) -> HttpResponse:
    if sent.content is None or result.media is not Media.DOCX:
        raise Refused("not_docx")
    return _download(comment_file(sent.content, result), DOCX, _named(sent, "chu-thich.docx"))


_DOWNLOADS: Final[dict[str, Callable[[Sent, CheckedFile], HttpResponse]]] = {
    "json": _as_json,
    "docx": _with_comments,
}


def _download(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    body = content.encode("utf-8", "replace") if isinstance(content, str) else content
    response = HttpResponse(body, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _named(sent: Sent, ending: str) -> str:
    """The name of a file to download, after the file that was sent."""
    stem = PurePosixPath(sent.name).stem[:_LONGEST_STEM] or "van-ban"
    return f"{stem}-{ending}"
