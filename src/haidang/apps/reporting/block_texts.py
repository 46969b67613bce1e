"""The text of a block as one writes it in a plain field, and what changed between two texts. Reads only."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Final

from haidang.apps.reporting.models import Block, BlockKind

_WORDS: Final = re.compile(r"\{\{.*?\}\}|\[\[.*?\]\]|\[\^.*?\]|\s+|[^\s{\[]+|.", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """A stretch of two compared texts; `kind` is "same", "del" or "ins"."""

    kind: str
    text: str


def is_written(block: Block) -> bool:
    """Whether people write this block as text: tables are made by a generator or come with the loaded report."""
    return block.kind != BlockKind.TABLE


def text_of(block: Block) -> str:
    """The markup of a block; the items of a footnote each on a line of their own."""
    return "\n".join([block.content["text"], *block.content.get("items", ())])


def content_of(block: Block, text: str) -> dict[str, Any]:
    """The content that a text stands for. Only a footnote has lines: elsewhere a line break is a space."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if block.kind == BlockKind.FOOTNOTE:
        return {"text": lines[0] if lines else "", "items": lines[1:]}
    return {"text": " ".join(lines)}


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
