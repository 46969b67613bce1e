"""Checking files and texts within limits of time and memory, whatever they hold."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from haidang.domain.figures import check_text
from haidang.domain.file_text import (
    MAX_BYTES,
    Comment,
    Unreadable,
    UnreadableFile,
    plain_text,
)
from haidang.foundation.confinement import ChildFailed, run_confined
from haidang.foundation.figurecheck.crossing import packed, refusal_from_data, result_from_data, unpacked
from haidang.foundation.figurecheck.model import CheckedFile, CheckedRelation, checked

SECONDS: Final = 10.0
MEMORY: Final = 1024**3
_OUTPUT: Final = 16 * 1024**2  # what the asking process takes in and passes on: it is not confined itself
_PAGE: Final = 64 * 1024**2  # a page is passed on as it is
SHORT: Final = 2_000
"""A text of so many characters, with no more than FEW numerals, is checked at once, in the process that asks."""
FEW: Final = 200
_NUMERAL: Final = re.compile(r"\d+")
AUTHOR: Final = "Hải Đăng"
_MODULE: Final = "haidang.foundation.figurecheck"
_MOST_REPAIRS: Final = 3
_CRASHES: Final = {
    getattr(signal, name, 0) for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGTRAP", "SIGFPE")
}


def check_file(content: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> CheckedFile:
    """Read a file and check its figures.

    Raises UnreadableFile (domain/file_text), Overrun when it takes too long or too much memory, ChildFailed when
    the program is at fault.
    """
    _refuse_large(content)
    head, _ = _ask({"task": "file", "name": name}, content, seconds, memory)
    return result_from_data(head["result"])


def check_plain(text: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> CheckedFile:
    """Check the figures of a text; a long one within the limits of `check_file`, and with its exceptions."""
    if len(text) <= SHORT and len(_NUMERAL.findall(text)) <= FEW:
        return _checked_here(text)
    head, _ = _ask({"task": "text", "name": ""}, _encoded(text), seconds, memory)
    return result_from_data(head["result"])


def page_of_file(content: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Check a file and return the page of `as_html` (UTF-8), made within the same limits. Exceptions as of
    `check_file`."""
    _refuse_large(content)
    return _ask({"task": "file", "name": name, "page": True}, content, seconds, memory, _PAGE)[1]


def page_of_plain(text: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Check a text and return its page as `page_of_file` does."""
    return _ask({"task": "text", "name": "", "page": True}, _encoded(text), seconds, memory, _PAGE)[1]


def _refuse_large(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"{len(content)} bytes, at most {MAX_BYTES} are read")


def _encoded(text: str) -> bytes:
    if len(text) > MAX_BYTES:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"{len(text)} characters")
    return text.encode("utf-8", "surrogatepass")


def _checked_here(text: str) -> CheckedFile:
    try:
        return checked("", plain_text(text), check_text(text))
    except Exception as error:  # told as a child would: whoever asks knows one way of failing
        raise ChildFailed(f"checking a short text: {error!r}") from error


def comment_file(
    content: bytes, result: CheckedFile, *, seconds: float = SECONDS, memory: int = MEMORY
) -> bytes:
    """Return the DOCX that was checked with a comment on each contradiction. Exceptions as of `check_file`."""
    comments = [asdict(comment) for comment in comments_on(result.contradictions)]
    return _ask({"task": "comment", "comments": comments}, content, seconds, memory)[1]


def comments_on(relations: Sequence[CheckedRelation]) -> list[Comment]:
    """Return what a comment says of each relation: the arithmetic, and the best repairs."""
    return [Comment(relation.start, relation.end, _said(relation), AUTHOR) for relation in relations]


def _said(relation: CheckedRelation) -> str:
    repairs = [f"Có thể là {repair.text}: {repair.because}" for repair in relation.repairs[:_MOST_REPAIRS]]
    return "\n".join([relation.arithmetic_vi, *repairs])


def _ask(
    head: dict[str, Any], body: bytes, seconds: float, memory: int, output: int = _OUTPUT
) -> tuple[dict[str, Any], bytes]:
    try:
        message = run_confined(
            _MODULE, (), packed(head, body), seconds=seconds, memory_bytes=memory, output_bytes=output
        )
    except ChildFailed as error:
        if error.signal in _CRASHES:  # a library in C fell over the file
            raise UnreadableFile(Unreadable.DAMAGED, "reading it made the reader crash") from error
        raise
    answer, rest = unpacked(message)
    if "refusal" in answer:
        raise refusal_from_data(answer["refusal"])
    return answer, rest
