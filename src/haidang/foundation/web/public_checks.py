"""Checking figures for strangers: the page and the API share limits, refusals and records. Nothing is kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from haidang.domain.figures import Verdict
from haidang.domain.file_text import Unreadable, UnreadableFile
from haidang.foundation.confinement import ChildFailed, Overrun
from haidang.foundation.figurecheck import CheckedFile, refusal_en, refusal_vi
from haidang.foundation.figurecheck.model import place_record
from haidang.foundation.web.admission import MINUTE, Busy, Places, Rate, address_of

logger = logging.getLogger(__name__)

MOST_CHARACTERS: Final = 500_000
"""Of a text that is pasted; longer ones come as files."""

_LIMITS: Final[dict[str, Any]] = settings.PUBLIC_CHECKS
PLACES: Final = Places(at_once=_LIMITS["at_once"], waiting=_LIMITS["waiting"], seconds=_LIMITS["seconds"])
RATE: Final = Rate(_LIMITS["per_minute"])
_SOON: Final = 10  # seconds: a check takes no longer
_STATUSES: Final = {Unreadable.EMPTY: 400, Unreadable.TOO_LARGE: 413}


class _Told(NamedTuple):
    status: int
    vi: str
    en: str


_TOLD: Final = {
    "nothing_sent": _Told(
        400,
        "Chưa có gì để kiểm tra. Hãy dán văn bản vào ô hoặc chọn một tệp.",
        "There is nothing to check. Paste a text or choose a file.",
    ),
    "no_file": _Told(
        400,
        "Chưa chọn tệp. Tệp không được lưu trên máy chủ, vì vậy hãy chọn lại chính tệp đó.",
        "No file was chosen. Files are not kept here, so choose the same file again.",
    ),
    "not_docx": _Told(
        422,
        "Chỉ ghi chú thích được vào tệp Word (.docx). Hãy chọn lại tệp .docx.",
        "Comments go into Word files (.docx) only. Choose a .docx file.",
    ),
    "not_json": _Told(
        400,
        'Cần JSON dạng {"text": "…"} hoặc multipart/form-data với trường file.',
        'JSON as {"text": "…"} or multipart/form-data with a field "file" is needed.',
    ),
    "text_too_long": _Told(
        413,
        "Văn bản dán vào quá dài: tối đa 500.000 ký tự. Hãy lưu thành tệp rồi gửi tệp, hoặc chia nhỏ văn bản.",
        "The pasted text is too long: at most 500,000 characters. Send it as a file, or in parts.",
    ),
    "busy": _Told(
        503,
        "Máy chủ đang bận kiểm tra các văn bản khác. Vui lòng thử lại sau ít giây.",
        "The server is busy with other texts. Please try again in a few seconds.",
    ),
    "too_many_requests": _Told(
        429,
        "Địa chỉ mạng của bạn đã gửi quá nhiều lượt trong một phút. Vui lòng thử lại sau một phút.",
        "Your network address sent too many texts within a minute. Please try again in a minute.",
    ),
    "failed": _Told(
        500,
        "Chương trình gặp lỗi khi kiểm tra văn bản này. Hãy thử lại với một phần của văn bản và báo quản trị hệ thống.",
        "The program failed on this text. Try a part of it, and tell the administrator.",
    ),
    "stale_form": _Told(
        403,
        "Trang đã mở quá lâu hoặc trình duyệt chặn cookie nên chưa kiểm tra được. Hãy bấm Kiểm tra lần nữa.",
        "The page was open for too long, or the browser blocks cookies. Press Check again.",
    ),
}  # fmt: skip


class Refused(Exception):
    """Nothing was checked: why, and what to do. `code` is stable; `retry_after` in seconds, 0 if waiting is no help."""

    def __init__(self, code: str, *, retry_after: int = 0, told: _Told | None = None) -> None:
        super().__init__(code)
        self.code, self.retry_after = code, retry_after
        self.status, self.vi, self.en = told or _TOLD[code]


@contextmanager
def admitted(request: HttpRequest) -> Iterator[None]:
    """Hold a place while a text of this request is checked. Whatever keeps it from being checked becomes Refused."""
    if RATE.is_exceeded(address_of(request)):
        raise Refused("too_many_requests", retry_after=int(MINUTE))
    try:
        with PLACES.place():
            yield
    except Busy:
        raise Refused("busy", retry_after=_SOON) from None
    except (UnreadableFile, Overrun) as error:
        raise _refusal(error) from error
    except ChildFailed as error:
        logger.exception("a public check failed")
        raise Refused("failed") from error


def _refusal(error: UnreadableFile | Overrun) -> Refused:
    vi, en = refusal_vi(error), refusal_en(error)
    if isinstance(error, Overrun):
        return Refused(f"overrun_{error.kind.value}", told=_Told(422, vi, _sentence(en)))
    if error.byte is not None:
        vi += f" Byte đầu tiên không đọc được: {error.byte + 1}."
        en += f"; the first byte that is none is number {error.byte + 1}"
    return Refused(error.reason.value, told=_Told(_STATUSES.get(error.reason, 422), vi, _sentence(en)))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def tidied(text: str) -> str:
    """A text as a form sent it, with the line ends and without the characters that no page can show."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def counts_of(result: CheckedFile) -> dict[str, int]:
    """How many figures and relations there are, and how the relations came out."""
    verdicts = {verdict.value: len(result.with_verdict(verdict)) for verdict in Verdict}
    return {
        "figures": result.figure_count,
        "relations": len(result.relations),
        **verdicts,
        "unchecked": len(result.unchecked),
    }


def record_of(result: CheckedFile) -> dict[str, Any]:
    """A result for machines: the relations as `haidang figures check --format json` writes them, the text beside
    them, because their offsets count in it."""
    return {
        "media": result.media.value,
        "counts": counts_of(result),
        "text": result.text,
        "relations": [relation.as_record() for relation in result.relations],
        "unchecked": [
            {"start": f.start, "end": f.end, "text": f.text, "place": place_record(f.place)}
            for f in result.unchecked
        ],
    }
