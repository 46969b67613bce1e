"""The confined child: reads one request from standard input, writes one answer to standard output."""

from __future__ import annotations

import sys
from typing import Any

from haidang.domain.figures import check_text
from haidang.domain.file_text import Comment, UnreadableFile, comment_docx, plain_text, read_file
from haidang.foundation.figurecheck.crossing import packed, refusal_as_data, result_as_data, unpacked
from haidang.foundation.figurecheck.model import checked


def answer(request: bytes) -> bytes:
    """Do what a request asks: check a file, check a text, or put comments into a file."""
    head, body = unpacked(request)
    try:
        if head["task"] == "comment":
            return packed({}, comment_docx(body, [Comment(**comment) for comment in head["comments"]]))
        return packed({"result": _result(head, body)})
    except UnreadableFile as error:
        return packed({"refusal": refusal_as_data(error)})


def _result(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    if head["task"] == "text":
        source = plain_text(body.decode("utf-8", "surrogatepass"))
    else:
        source = read_file(body, head["name"])
    return result_as_data(checked(head["name"], source, check_text(source.text)))


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
