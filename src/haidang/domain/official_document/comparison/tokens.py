"""Words and numerals of a text, and which of them two texts have in common.

Two texts are matched with every numeral masked: a numeral typed over still stands between the same words, so it is
found as the successor of the old one instead of upsetting the match. A stroke is no part of a numeral: "09/12" may be
two figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from haidang.domain.official_document.text import QuoteSpan

NUMERAL_MASK: Final = "#"
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
_MASKED: Final = re.compile(r"\d+(?:[.,]\d+)*")
_RIGHT: Final = re.compile(r"(?:\d|[.,](?=\d))*(?:\s?[%‰])?")
_JOINTS: Final = ".,"
_SIGNS: Final = "-−+"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign or numeral, or a figure known by its control. `key`: what it is matched by."""

    start: int
    end: int
    text: str
    key: str

    @property
    def is_numeral(self) -> bool:
        return self.key == NUMERAL_MASK


def masked(text: str) -> str:
    """The text with every numeral replaced by one sign."""
    return _MASKED.sub(NUMERAL_MASK, text)


def tokens_of(text: str, known: Sequence[QuoteSpan] = ()) -> list[Token]:
    """The tokens of a text in order; each span of `known` (in order, not overlapping) is one token."""
    tokens: list[Token] = []
    start = 0
    for span in known:
        tokens += _plain(text, start, span.start)
        tokens.append(Token(span.start, span.end, f"\0{span.quote_id}", f"\0{span.quote_id}"))
        start = span.end
    return tokens + _plain(text, start, len(text))


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(match.start(), match.end(), word, NUMERAL_MASK if word[0].isdigit() else word)
        for match in _TOKEN.finditer(text, start, end)
        if (word := match.group())
    ]


def match_tokens(old: Sequence[Token], new: Sequence[Token]) -> dict[int, int]:
    """Positions in `new` by positions in `old`; equal beginnings and ends first, the rest with numerals masked."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    pairs = {position: position for position in range(head)}
    pairs |= {len(old) - back: len(new) - back for back in range(1, tail + 1)}
    a = [token.key for token in old[head : len(old) - tail]]
    b = [token.key for token in new[head : len(new) - tail]]
    for start, other, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        pairs |= {head + start + step: head + other + step for step in range(size)}
    return pairs


def _common(old: Sequence[Token], new: Sequence[Token]) -> int:
    """How many tokens at the beginning are equal in text and kind."""
    count = 0
    for a, b in zip(old, new, strict=False):
        if a.text != b.text or a.key != b.key:
            break
        count += 1
    return count


def whole(text: str, start: int, end: int, floor: int = 0, ceiling: int | None = None) -> tuple[int, int]:
    """The span widened to the number a reader sees: digits, sign or percent sign that adjoin it.

    It is not widened beyond `floor` and `ceiling`, where other figures stand.
    """
    ceiling = len(text) if ceiling is None else ceiling
    if start < end and text[start].isdigit():
        while start > floor and _continues(text, start):
            start -= 1
        if start > floor and text[start - 1] in _SIGNS and not text[max(start - 2, 0) : start - 1].isalnum():
            start -= 1
    if start < end and text[end - 1].isdigit() and (right := _RIGHT.match(text, end, ceiling)):
        end = right.end()
    return start, end


def _continues(text: str, start: int) -> bool:
    """Whether the number that begins at `start` began one character earlier."""
    before = text[start - 1]
    return before.isdigit() or (before in _JOINTS and start > 1 and text[start - 2].isdigit())
