"""A report's Word file that people edited and sent back, held against the copy that was sent out."""

from __future__ import annotations

import json
from typing import Any, Final

from haidang.domain.official_document import DocxComparisonError, DocxReadError
from haidang.domain.official_document.comparison import Comparison
from haidang.domain.official_document.comparison.__main__ import IDENTIFY, request
from haidang.domain.official_document.comparison.records import comparison_from
from haidang.foundation.confinement import run_confined

SECONDS: Final = 10.0
MEMORY: Final = 1024**3
MAX_BYTES: Final = 32 * 1024**2
"""A report of a thousand figures has 70 KB; pictures that somebody put in are most of a larger one."""
_OUTPUT: Final = 32 * 1024**2
_MODULE: Final = "haidang.domain.official_document.comparison"


def compare_returned(
    content: bytes, original: bytes | None = None, *, seconds: float = SECONDS
) -> Comparison:
    """Compare a returned file with the original, or with its own memory of it, in a confined process.

    Raises DocxReadError if it cannot be read safely, DocxComparisonError if there is nothing to compare it with,
    Overrun when it takes too long or too much memory, ChildFailed when the program is at fault.
    """
    record = compared_record(content, original, seconds=seconds)
    return comparison_from(record)


def compared_record(
    content: bytes, original: bytes | None = None, *, seconds: float = SECONDS
) -> dict[str, Any]:
    """As compare_returned, as plain data for JSON."""
    return _asked(content, original, [], seconds)


def document_id_of(content: bytes, *, seconds: float = SECONDS) -> str:
    """The id of the document that a returned file says it was made from, "" if it says nothing; read confined."""
    return str(_asked(content, None, [IDENTIFY], seconds)["document"])


def _asked(content: bytes, original: bytes | None, arguments: list[str], seconds: float) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise DocxReadError(
            f"the file has {len(content)} bytes; at most {MAX_BYTES} are read: take pictures out"
        )
    told = run_confined(
        _MODULE, arguments, request(content, original), seconds=seconds, memory_bytes=MEMORY,
        output_bytes=_OUTPUT,
    )  # fmt: skip
    record: dict[str, Any] = json.loads(told)
    if "refusal" in record:
        refused = DocxReadError if record["kind"] == "unreadable" else DocxComparisonError
        raise refused(record["refusal"])
    return record
