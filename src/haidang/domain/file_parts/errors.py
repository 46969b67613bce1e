"""Why a file cannot be read."""

from enum import StrEnum


class Unreadable(StrEnum):
    """Why a file gives no text."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNPACKS_TO_TOO_MUCH = "unpacks_to_too_much"
    NO_TEXT = "no_text"
    UNKNOWN_KIND = "unknown_kind"


class UnreadableFile(ValueError):
    """The file gives no text. `detail` says more, in English; `byte` is the first that is no text, or None."""

    def __init__(self, reason: Unreadable, detail: str = "", byte: int | None = None) -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail
        self.byte = byte
