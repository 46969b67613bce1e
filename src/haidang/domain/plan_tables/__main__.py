"""`python -m haidang.domain.plan_tables NAME`: a file in, its Source as JSON out; made to run confined.

A file that cannot be read is answered with {"unreadable": reason, "detail": …}; the exit code is 0 for both.
"""

import json
import sys
from typing import BinaryIO

from haidang.domain.file_parts.errors import UnreadableFile
from haidang.domain.file_parts.opening import MAX_BYTES
from haidang.domain.plan_tables.opening import open_source
from haidang.domain.plan_tables.records import source_as_json


def main(source: BinaryIO, target: BinaryIO, name: str) -> int:
    """Read one file; whatever is in it, the answer is a Source or the reason why there is none."""
    content = source.read(MAX_BYTES + 1)
    try:
        answer = source_as_json(open_source(content, name))
    except UnreadableFile as refused:
        answer = json.dumps({"unreadable": refused.reason.value, "detail": refused.detail})
    target.write(answer.encode("utf-8", "replace"))
    target.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1] if len(sys.argv) > 1 else ""))
