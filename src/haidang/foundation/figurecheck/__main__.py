"""The confined child: reads one request from standard input, writes one answer to standard output."""

from __future__ import annotations

import sys
from typing import Any

from haidang.domain.figures import check_text
from haidang.domain.file_text import Comment, UnreadableFile, comment_docx, plain_text, read_file
from haidang.foundation.figurecheck.crossing import packed, refusal_as_data, result_as_data, unpacked
from haidang.foundation.figurecheck.model import CheckedFile, checked
from haidang.foundation.figurecheck.page import as_html


def answer(request: bytes) -> bytes:
    """Do what a request asks: check a file or a text (and make a page of it), or put comments into a file."""
    head, body = unpacked(request)
    try:
        if head["task"] == "comment":
            return packed({}, comment_docx(body, [Comment(**comment) for comment in head["comments"]]))
        result = _result(head, body)
        if head.get("page"):
            return packed({}, as_html(result).encode("utf-8", "replace"))
        return packed({"result": result_as_data(result)})
    except UnreadableFile as error:
        return packed({"refusal": refusal_as_data(error)})


def _result(head: dict[str, Any], body: bytes) -> CheckedFile:
    if head["task"] == "text":
        source = plain_text(body.decode("utf-8", "surrogatepass"))
    else:
        source = read_file(body, head["name"])
    return checked(head["name"], source, check_text(source.text))


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
