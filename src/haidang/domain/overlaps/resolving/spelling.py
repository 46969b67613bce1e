"""What marks and full words say against pairs of names that are equal without them.

Names are compared folded and contracted: "Hùng" is "Hưng", and "ĐT" may be đầu tư, điện tử or đóng tàu. Where both
names write it out, two spellings are two names. Only pairs that nothing else decides are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final

import polars as pl

from haidang.domain.overlaps.packaged import table
from haidang.domain.overlaps.resolving.sides import PRICES
from haidang.domain.vietnamese import fold

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
Words = list[tuple[str, str]]
"""The words of a name, each folded and as it is marked."""
OPEN: Final = (-6.0, 9.0)
"""log2 odds between which spelling may decide a pair."""


def with_spelling(rows: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """Take what other spellings cost off `core`, `sectors` and `score` of open pairs whose cores are equal."""
    equal = rows["core_id"].gather(scored["a"]) == rows["core_id"].gather(scored["b"])
    places = (equal & scored["score"].is_between(*OPEN) & (scored["code"] <= 0)).arg_true()
    sides = [
        rows.select(pl.col("name").fill_null(""), "core", "sectors")[scored[end].gather(places)]
        for end in ("a", "b")
    ]
    spelled = {name: _words_of(name) for side in sides for name in side["name"].unique()}
    here, there = ([spelled[name] for name in side["name"]] for side in sides)
    marks = [_marks(*pair) for pair in zip(here, there, sides[0]["core"], strict=True)]
    words = [_written_out(*pair) for pair in zip(here, there, sides[0]["sectors"], strict=True)]
    found = pl.DataFrame({"place": places, "marks": marks, "words": words},
                         schema={"place": pl.UInt32, "marks": pl.Float32, "words": pl.Float32})  # fmt: skip
    joined = scored.with_row_index("place").join(found, on="place", how="left", maintain_order="left")
    marks_off, words_off = pl.col("marks").fill_null(0.0), pl.col("words").fill_null(0.0)
    return joined.with_columns(
        pl.col("core") + marks_off, pl.col("sectors") + words_off, pl.col("score") + marks_off + words_off
    ).drop("place", "marks", "words")


def _marks(one: Words, other: Words, core: str) -> float:
    """The price of a word of the brand that both names mark, each in its own way."""
    here, there = _marked(one), _marked(other)
    if not here or not there:
        return 0.0
    differs = any(
        here[word].isdisjoint(there[word]) for word in core.split() if word in here and word in there
    )
    return PRICES["other_marks"] if differs else 0.0


@lru_cache(maxsize=100_000)
def _spelled(word: str) -> tuple[str, str]:
    """A word folded, and in letters with the tone at the end: "hoà" and "hòa" are one."""
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(letter for letter in letters if letter in _TONES)
    return fold(word), "".join(letter for letter in letters if letter not in _TONES) + tone


def _words_of(name: str) -> Words:
    return [_spelled(word) for word in re.findall(r"\w+", unicodedata.normalize("NFC", name).lower())]


def _marked(words: Words) -> dict[str, set[str]]:
    """Each folded word with its spellings; nothing of a name without marks."""
    if all(folded == letters for folded, letters in words):
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for folded, letters in words:
        found[folded].add(letters)
    return found


def _written_out(one: Words, other: Words, sectors: str) -> float:
    """The price of a business line that both names write out, each as another one."""
    several = [phrases for code in sectors.split() if len(phrases := _phrases().get(code, ())) > 1]
    if not several:
        return 0.0
    left, right = (f" {' '.join(folded for folded, _ in words)} " for words in (one, other))
    for phrases in several:
        here = {phrase for phrase in phrases if phrase in left}
        if here and (there := {phrase for phrase in phrases if phrase in right}) and here.isdisjoint(there):
            return PRICES["other_words"]
    return 0.0


@cache
def _phrases() -> dict[str, list[str]]:
    """What each contracted business line may be in full."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("name_words.csv"):
        words = row["written"].split()
        if row["kind"] == "sector" and len(words) > 1 and min(map(len, words)) > 1:  # not "t mai"
            for code in row["code"].split("+"):
                found[code].append(f" {row['written']} ")
    return dict(found)
