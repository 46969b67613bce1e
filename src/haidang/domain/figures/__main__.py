"""`python -m haidang.domain.figures --jsonl`: {"id", "text"} per line in, {"id", "relations"} per line out."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from haidang.domain.figures.checking import check_text
from haidang.domain.figures.records import as_record

_WRONG_CALL = 2


def answers(lines: Iterable[str]) -> Iterator[str]:
    """Yield one answer for each line that is not blank. Raises ValueError for a line of another shape."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        item = json.loads(line)
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise ValueError(f'line {number}: expected an object with "id" and "text"')
        relations = [as_record(relation) for relation in check_text(item["text"]).relations]
        yield json.dumps({"id": item.get("id"), "relations": relations}, ensure_ascii=False)


def main(arguments: list[str], source: TextIO, target: TextIO, messages: TextIO) -> int:
    """Answer line by line; 2 for a wrong call or unreadable input."""
    if arguments != ["--jsonl"]:
        print("usage: python -m haidang.domain.figures --jsonl < texts.jsonl", file=messages)
        return _WRONG_CALL
    try:
        for answer in answers(source):
            print(answer, file=target, flush=True)
    except ValueError as error:
        print(f"cannot read the input: {error}", file=messages)
        return _WRONG_CALL
    return 0


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
