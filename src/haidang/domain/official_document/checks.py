"""Checks shared by the parts of the model. Each raises DocumentError with the offending value."""

import re
from collections.abc import Iterable
from typing import Final

from haidang.domain.official_document.errors import DocumentError

MAX_IDENTIFIER: Final = 64
"""Word cuts content-control tags at 64 characters; a longer identifier would not survive a save."""

_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ABSOLUTE_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\]+", re.IGNORECASE)
_LOCAL_LINK: Final = re.compile(r"(?:/(?!/)|#|\?)[^\s<>\"\\]*")


def check_identifier(value: str, what: str) -> None:
    """Require a non-empty identifier of letters, digits, `_`, `.`, `-`: usable as tag, id and label alike."""
    if len(value) > MAX_IDENTIFIER or not _IDENTIFIER.fullmatch(value):
        raise DocumentError(
            f"{what} {value!r} is not an identifier: at most {MAX_IDENTIFIER} letters, digits, '_', '.', '-'"
        )


def check_text(value: str, what: str) -> None:
    """Refuse control characters and lone surrogates: XML cannot carry them. Line feeds and tabs may stay."""
    if found := _UNPRINTABLE.search(value):
        raise DocumentError(f"{what} contains the unprintable character U+{ord(found.group()):04X}")


def check_line(value: str, what: str) -> None:
    """Require one non-empty line of printable text."""
    check_text(value, what)
    if not value.strip():
        raise DocumentError(f"{what} is empty")
    if "\n" in value or "\t" in value:
        raise DocumentError(f"{what} {value!r} must be a single line without tabs")


def check_href(value: str, what: str) -> None:
    """Allow http(s), mailto and links within the site; refuse all else (javascript:, data:, //host)."""
    if not (_ABSOLUTE_LINK.fullmatch(value) or _LOCAL_LINK.fullmatch(value)):
        raise DocumentError(f"{what} {value!r} is neither an http(s) or mailto address nor a local path")
    check_text(value, what)


def check_unique(values: Iterable[str], what: str) -> None:
    """Refuse a value that occurs twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise DocumentError(f"{what} {value!r} occurs twice")
        seen.add(value)
