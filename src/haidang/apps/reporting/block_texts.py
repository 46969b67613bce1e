"""The text of a block as one writes it in a plain field, and what changed between two texts. Reads only."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from haidang.apps.reporting.models import Block, BlockKind

_FIGURE: Final = r"(\{\{[^{}|]*(?:\|[^{}|\s][^{}|]*)?\}\})"
_MEANT: Final = re.compile(_FIGURE + r"|([\\|])")
_BAR: Final = re.compile(_FIGURE + r"|\\([\\|])|(\|)")
_WORDS: Final = re.compile(r"\{\{.*?\}\}|\[\[.*?\]\]|\[\^.*?\]|\s+|[^\s{\[]+|.", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """A stretch of two compared texts; `kind` is "same", "del" or "ins"."""

    kind: str
    text: str


def is_written(block: Block) -> bool:
    """Whether people write this block as text: what a generator made follows its figures."""
    return not block.generator


def is_empty(block: Block) -> bool:
    """Whether nothing is written in the block yet: it stands in no document."""
    content = block.content
    texts = (
        content.get("text", ""),
        *content.get("items", ()),
        *(c for row in content.get("rows", ()) for c in row),
    )
    return not any(texts)


def text_of(block: Block) -> str:
    """The markup of a block as one writes it in a plain field.

    The items of a footnote stand each on a line of their own. The first line of a table is its caption, the second its
    column headings, every other one a row; its cells are parted by "|". A bar or backslash that is meant as one has a
    backslash before it.
    """
    content = block.content
    if block.kind != BlockKind.TABLE:
        return "\n".join([content["text"], *content.get("items", ())])
    rows = [content["columns"], *content["rows"]]
    return "\n".join([content.get("caption", ""), *(" | ".join(map(_barred, row)) for row in rows)])


def content_of(block: Block, text: str) -> dict[str, Any]:
    """The content that a text stands for. Where a block has no lines, a line break is a space."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if block.kind == BlockKind.TABLE:
        caption, *rest = lines or [""]
        rows = [list(_cells(line)) for line in rest if line]
        return {"caption": caption, "columns": rows[0] if rows else [], "rows": rows[1:]}
    lines = [line for line in lines if line]
    if block.kind == BlockKind.FOOTNOTE:
        return {"text": lines[0] if lines else "", "items": lines[1:]}
    return {"text": " ".join(lines)}


def map_texts(block: Block, change: Callable[[str], str]) -> dict[str, Any]:
    """The content of a block with every piece of its markup changed, in reading order."""
    content = block.content
    if block.kind == BlockKind.TABLE:
        return {**content, "rows": [[change(cell) for cell in row] for row in content["rows"]]}
    changed = {**content, "text": change(content["text"])}
    if "items" in content:
        changed["items"] = [change(item) for item in content["items"]]
    return changed


def _barred(cell: str) -> str:
    """A cell on one line, its own bars marked as such; bars within tokens part nothing."""
    cell = " ".join(cell.split())
    return _MEANT.sub(lambda match: match[1] or f"\\{match[2]}", cell)


def _cells(line: str) -> Iterator[str]:
    cell, at = "", 0
    for match in _BAR.finditer(line):
        cell += line[at : match.start()]
        at = match.end()
        token, meant, bar = match.groups()
        if bar:
            yield cell.strip()
            cell = ""
        else:
            cell += token or meant
    yield (cell + line[at:]).strip()


def compare_words(before: str, after: str) -> list[Change]:
    """What went and what came, word by word; a token counts as one word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    changes: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[a:b])))
            continue
        if b > a:
            changes.append(Change("del", "".join(old[a:b])))
        if d > c:
            changes.append(Change("ins", "".join(new[c:d])))
    return changes
