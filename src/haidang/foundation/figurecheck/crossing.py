"""What crosses between the process that asks and the confined child: one line of JSON, then bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from haidang.domain.figures import Verdict
from haidang.domain.file_text import Media, Place, Unreadable, UnreadableFile
from haidang.foundation.figurecheck.model import CheckedFile, CheckedRelation, Figure, Repair


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message."""
    return json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + body


def unpacked(message: bytes) -> tuple[dict[str, Any], bytes]:
    """Return head and body of a message."""
    head, _, body = message.partition(b"\n")
    return json.loads(head.decode("utf-8", "surrogatepass")), body


def refusal_as_data(error: UnreadableFile) -> dict[str, Any]:
    """Return why a file gives no text, as plain data."""
    return {"reason": error.reason.value, "detail": error.detail, "byte": error.byte}


def refusal_from_data(data: dict[str, Any]) -> UnreadableFile:
    """Return it again."""
    return UnreadableFile(Unreadable(data["reason"]), data["detail"], data["byte"])


def result_as_data(result: CheckedFile) -> dict[str, Any]:
    """Return a result as plain data."""
    return asdict(result)


def result_from_data(data: dict[str, Any]) -> CheckedFile:
    """Return it again."""
    relations = tuple(_relation(item) for item in data["relations"])
    unchecked = tuple(_figure(item) for item in data["unchecked"])
    return CheckedFile(
        **{**data, "media": Media(data["media"]), "relations": relations, "unchecked": unchecked}
    )


def _figure(data: dict[str, Any]) -> Figure:
    return Figure(**{**data, "place": Place(**data["place"])})


def _relation(data: dict[str, Any]) -> CheckedRelation:
    known = {
        "operands": tuple(data["operands"]),
        "verdict": Verdict(data["verdict"]),
        "repairs": tuple(Repair(**item) for item in data["repairs"]),
        "figures": tuple(_figure(item) for item in data["figures"]),
        "place": Place(**data["place"]),
    }
    return CheckedRelation(**{**data, **known})
