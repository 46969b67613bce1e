"""Slips in the words of forms and business lines, which would hide them among the words of the brand.

Of "Phtá triển Sông Cấm" the words `phta trien song cam` are left where "Phát triển" was meant. A word that next to
nobody uses is read as each known word that one slip makes of it, and with the blank beside it one letter further on
("Vậnt ải"). Which reading holds, if any, `better` decides: it must explain more of the name, and leave a brand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from haidang.domain.overlaps.packaged import table

_KINDS: Final = ("form", "sector", "place")
SELDOM: Final = 2
"""Names that may have a word which is taken for a slip; in large files one in `NAMES_A_SLIP`."""
NAMES_A_SLIP: Final = 20_000


@cache
def _known_words() -> list[str]:
    """Words of the phrases in which forms, business lines and places are written out."""
    phrases = (row["written"].split() for row in table("name_words.csv") if row["kind"] in _KINDS)
    return sorted({word for words in phrases if len(words) > 1 for word in words if len(word) > 1})


def readings(rows: pl.DataFrame) -> pl.DataFrame:
    """Other readings of names (`row`, `_spaced`, `core`) that may hold a slip: `row`, `_spaced`, `moved`, `before`."""
    words = rows.select("row", pl.col("core").str.split(" ").alias("word")).explode("word")
    often = words.group_by("word").len()
    rare = (pl.col("len") <= _limit(rows)) & pl.col("word").str.contains("^[a-z]+$")
    seldom = often.filter(rare)["word"].sort().to_list()
    usual = {*_known_words(), *often.filter(~rare)["word"]}
    near = cdist(seldom, _known_words(), scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
    meant: dict[str, list[str]] = defaultdict(list)
    for place, known in np.argwhere(near):
        meant[seldom[place]].append(_known_words()[known])
    slipped = [word for word in seldom if word in meant or word[1:] in usual or word[:-1] in usual]
    several = rows.filter(pl.col("core").str.contains(" ", literal=True))  # a brand must stay
    found = words.filter(pl.col("word").is_in(slipped)).join(several, on="row", maintain_order="left")
    return pl.DataFrame(
        [
            (row, reading, moved, core)
            for row, word, spaced, core in found.select("row", "word", "_spaced", "core").iter_rows()
            for reading, moved in _readings(spaced, word, _completing(core, word, meant), usual)
            if reading != spaced
        ],
        schema={"row": rows.schema["row"], "_spaced": pl.String, "moved": pl.Boolean, "before": pl.String},
        orient="row",
    )


def _completing(core: str, word: str, meant: Mapping[str, list[str]]) -> Iterable[str]:
    """What the word may mean, if a known word (or a letter for one) beside it may be of the same phrase."""
    if word not in meant:
        return ()
    words = core.split(" ")
    place = words.index(word)
    beside = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
    return meant[word] if any(len(other) == 1 or other in _known_words() for other in beside) else ()


def _readings(spaced: str, word: str, meant: Iterable[str], usual: set[str]) -> Iterator[tuple[str, bool]]:
    """The name with the word read otherwise, and whether a blank was moved for it."""
    for other in meant:
        yield spaced.replace(f" {word} ", f" {other} ", 1), False
    if word[1:] in usual:
        yield spaced.replace(f"  {word} ", f"{word[0]}  {word[1:]} ", 1), True
    if word[:-1] in usual:
        yield spaced.replace(f" {word}  ", f" {word[:-1]}  {word[-1]}", 1), True


def better(read: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The readings to take of those taken apart (`core`; `before` as it was): one a row, that with the shortest brand.

    Two words that were left for the brand must be explained, or a blank be moved; a brand must stay, of words that it
    had or that several names of `rows` have.
    """
    words = rows.select(pl.col("core").str.split(" ").alias("word")).explode("word").group_by("word").len()
    usual = words.filter(pl.col("len") > _limit(rows))["word"].to_list()
    before, core = pl.col("before").str.split(" "), pl.col("core").str.split(" ")
    fewer = before.list.len().cast(pl.Int32) - core.list.len().cast(pl.Int32)
    new = core.list.set_difference(before)
    return (
        read.filter(
            (pl.col("core") != ""),
            (fewer >= pl.when("moved").then(1).otherwise(2)),
            new.list.eval(pl.element().is_in(usual)).list.all(),
        )
        .sort("row", fewer, "moved", "_spaced", descending=[False, True, False, False])
        .unique("row", keep="first", maintain_order=True)
    )


def _limit(rows: pl.DataFrame) -> int:
    return max(SELDOM, rows.height // NAMES_A_SLIP)
