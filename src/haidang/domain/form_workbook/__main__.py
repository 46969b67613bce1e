"""`python -m haidang.domain.form_workbook`: a workbook in, its ReadForm as JSON out; made to run confined."""

import sys
from typing import BinaryIO

from haidang.domain.form_workbook.package import MAX_BYTES
from haidang.domain.form_workbook.reading import read_form
from haidang.domain.form_workbook.records import as_json


def main(source: BinaryIO, target: BinaryIO) -> int:
    """Read one workbook; whatever is in it, the answer is a ReadForm."""
    content = source.read(MAX_BYTES + 1)
    target.write(as_json(read_form(content)).encode("utf-8", "replace"))
    target.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
