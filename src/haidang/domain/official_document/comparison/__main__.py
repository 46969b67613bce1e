"""`python -m haidang.domain.official_document.comparison`: made to run confined, since both files come from outside.

Standard input: a line with the length of the returned file and that of the original (0: none), then both. Standard
output: one JSON object, the record of the comparison, or {"refusal": why, "kind": "unreadable" or "incomparable"}.
With the argument `identify` the answer is {"document": id}, "" if the file does not say what it was made from.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

from haidang.domain.official_document.comparison.comparing import compare_docx
from haidang.domain.official_document.comparison.records import as_record
from haidang.domain.official_document.docx.returned import read_returned
from haidang.domain.official_document.errors import DocxComparisonError, DocxReadError

IDENTIFY: Final = "identify"


def request(returned: bytes, original: bytes | None = None) -> bytes:
    """What to write to standard input."""
    return b"%d %d\n" % (len(returned), len(original or b"")) + returned + (original or b"")


def main(source: BinaryIO, target: BinaryIO, arguments: Sequence[str] = ()) -> int:
    """Answer one request."""
    first, second = (int(length) for length in source.readline().split())
    returned, original = source.read(first), source.read(second)
    answer = _identified(returned) if IDENTIFY in arguments else _answer(returned, original or None)
    target.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    target.flush()
    return 0


def _identified(returned: bytes) -> dict[str, Any]:
    try:
        return {"document": read_returned(returned).document_id}
    except DocxReadError as error:
        return {"refusal": str(error), "kind": "unreadable"}


def _answer(returned: bytes, original: bytes | None) -> dict[str, Any]:
    try:
        return as_record(compare_docx(returned, original))
    except DocxReadError as error:
        return {"refusal": str(error), "kind": "unreadable"}
    except DocxComparisonError as error:
        return {"refusal": str(error), "kind": "incomparable"}


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1:]))
