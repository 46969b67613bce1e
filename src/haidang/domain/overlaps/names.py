"""What the name of an enterprise consists of, whatever officials do to it.

"CTY TNHH TM&DV Anh Minh – CN Hà Nội" is: form `limited`, sectors `dv tm`, core `anh minh`, places `hanoi`, and a
branch. Words are **contracted, never expanded**: "Công nghiệp", "Công nghệ" and "CN" all become `cn`, since nobody
can tell from "CN" which was meant. What a word means stands in data/name_words.csv: forms of enterprises from the
Law on enterprises (59/2020/QH14) and the Law on co-operatives (17/2023/QH15), the words of business lines that
enterprises put into their names, provinces, and how offices abbreviate all of them. "T.Mại", "Dvụ" (first letter and
last syllable) are made by that rule.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import polars as pl

from haidang.domain.overlaps.packaged import table
from haidang.domain.overlaps.slips import better, readings
from haidang.domain.vietnamese import fold

_TAGS: Final = {
    "form": "F",
    "branch": "B",
    "office": "B",
    "site": "L",
    "place": "P",
    "sector": "S",
    "drop": "X",
}
PARTS: Final = ("form", "branch", "sectors", "places", "numbers", "core")
CUT: Final = 30
"""Names of so many letters may have been cut off by a form or a column."""


@cache
def _meanings() -> dict[str, str]:
    """Tags to put in the place of words, parted by two blanks."""
    found = {
        "  ".join(row["written"].split()): "  ".join(
            _TAGS[row["kind"]] + code for code in row["code"].split("+")
        )
        for row in table("name_words.csv")
    }
    found["cn"] = "A"  # chi nhánh (branch), công nghiệp, công nghệ: the place in the name decides
    found["hang  hai  phong"] = "hang  Phaiphong"  # Hằng, of Hải Phòng; not hàng hải (shipping)
    return found


@cache
def _patterns() -> tuple[list[str], list[str]]:
    """Words to look for, longest first, also with a blank forgotten ("Cổphần"), and tags to put in their place."""
    found: dict[str, str] = {}
    for phrase, meaning in _meanings().items():
        words = phrase.split()
        for gap in range(1, len(words)):
            fused = [*words[: gap - 1], words[gap - 1] + words[gap], *words[gap + 1 :]]
            found.setdefault("  ".join(fused), meaning)
    found |= _meanings()
    words = sorted(found, key=len, reverse=True)
    return [f" {word} " for word in words], [f" {found[word]} " for word in words]


def folded(text: pl.Expr) -> pl.Expr:
    """Lower case, no marks, đ as d, as `vietnamese.fold` does it for one text."""
    return text.fill_null("").map_batches(_folded, return_dtype=pl.String)


def _folded(texts: pl.Series) -> pl.Series:
    """Letters of Vietnamese one by one; what is left then is rare and goes the long way."""
    marked, bare = _letters()
    plain = texts.str.to_lowercase().str.replace_many(marked, bare)
    return _mended(plain, plain.str.contains(r"[^\x00-\x7F]"), lambda odd: (
        odd.str.normalize("NFD")
        .str.replace_all(r"[\p{Mn}\u{AD}\u{200B}-\u{200F}\u{2060}\u{FEFF}]", "")
        .str.to_lowercase()
        .str.replace_all("[đðɖ]", "d")
    ))  # fmt: skip


@cache
def _letters() -> tuple[list[str], list[str]]:
    marked = [chr(code) for code in (*range(0xE0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).islower()]
    bare = {letter: fold(letter) for letter in marked}
    found = {letter: plain for letter, plain in bare.items() if plain.isascii() and len(plain) == 1}
    return list(found), list(found.values())


def _mended(texts: pl.Series, odd: pl.Series, mend: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """The texts, those that are `odd` mended."""
    places = odd.arg_true()
    return texts.scatter(places, mend(texts.gather(places))) if len(places) else texts


def _lowered(texts: pl.Series) -> pl.Series:
    """Lower case, letters composed with their marks."""
    lower = texts.str.to_lowercase()
    return _mended(lower, lower.str.contains(r"\p{Mn}"), lambda odd: odd.str.normalize("NFC"))


def with_names(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Add `form`, `branch`, `sectors`, `places`, `numbers`, `core` (lists as texts with blanks) and `cut`.

    "tại" (at) is told from the brand "Tài" by its mark; where a name has no marks at all, by the place behind it.
    """
    lower = pl.col(column).fill_null("").map_batches(_lowered, return_dtype=pl.String)
    staged = rows.with_columns(lower.alias("_lower")).with_columns(
        folded(pl.col("_lower").str.replace_all(r"\btại\b", " Z ")).alias("_plain")
    )
    staged = staged.with_columns(
        _spaced(pl.col("_plain")).alias("_spaced"),
        (pl.col("_plain") == pl.col("_lower").str.replace_all("đ", "d")).alias("_unmarked"),
    )
    staged = _without_slips(_taken_apart(staged))
    staged = staged.with_columns((pl.col(column).fill_null("").str.len_chars() >= CUT).alias("cut"))
    return _without_stumps(staged).select(pl.exclude("^_.*$"))


def _taken_apart(staged: pl.DataFrame) -> pl.DataFrame:
    patterns, tags = _patterns()
    tagged = pl.col("_spaced").str.replace_many(patterns, tags, leftmost=True)
    at_a_place = pl.col("_words").str.replace_all(r" tai (\s+P)", " Z $1")
    return (
        staged.with_columns(tagged.alias("_words"))
        .with_columns(
            pl.when("_unmarked").then(at_a_place).otherwise("_words").pipe(_settled).alias("_tagged")
        )
        .with_columns(split_tagged(pl.col("_tagged")))
        .with_columns(
            pl.col("core").str.replace_all(r"\b[0-9]+\b", "").str.replace_all("  +", " ").str.strip_chars(),
            pl.col("core").str.extract_all(r"\b[0-9]+\b").list.join(" ").alias("numbers"),
        )
    )


def _without_slips(staged: pl.DataFrame) -> pl.DataFrame:
    """Names with a slip in a word of a form or business line, read as they were meant."""
    branded = staged.filter(pl.col("core") != "").select("row", "_spaced", "core")
    read = readings(branded)
    if read.is_empty():
        return staged
    mended = better(_taken_apart(read.join(staged.select("row", "_unmarked"), on="row")), branded)
    return staged.update(mended.select("row", *PARTS), on="row", maintain_order="left")


def _spaced(plain: pl.Expr) -> pl.Expr:
    """Words parted by two blanks. J is a dash or bracket, Z "tại"."""
    marked = plain.str.replace_all(r"\s[-–—_(]|[-–—_(]\s|\(", " J ").str.replace_all(" z ", " Z ")
    spaced = pl.lit("  ") + marked.str.replace_all(r"[^a-z0-9JZ]+", "  ") + pl.lit("  ")
    return spaced.str.replace_all("   +", "  ")


def _settled(tagged: pl.Expr) -> pl.Expr:
    """Decide what depends on the place in the name: "CN", factories, numbers, forms cut off."""
    return (
        tagged.str.replace(r"^\s+A (\s+F)", "  Bbranch $1")
        .str.replace(r"^\s+A (.* (?:Z|P\w+) )", "  Bbranch $1")
        .str.replace(r" J\s+A ", " Bbranch ")
        .str.replace_all(" A ", " Scn ")
        .str.replace(r"^(\s+Flimited) \s+(?:mot|1|hai|2)(?:\s+t\w*)?\s+$", "$1 ")
        .str.replace_all(r" so (\s+[0-9])", " $1")
        .str.replace(r"^([^B]*) [JZ]\s+Phaiphong (?: J )?\s*$", "$1  ")
        .str.replace(r" J?\s+L\w+\s+(?:[0-9]+\s+)?$", "  ")
        .str.replace_all(r" L([a-z]+) ", " S$1 ")
    )


@cache
def _stumps() -> frozenset[str]:
    """What a cut leaves of a word of business lines or forms: "cong ngh", "xuat nhap kh", "q"."""
    phrases = {" ".join(phrase.split()) for phrase in _meanings()}
    words = {word for phrase in phrases for word in phrase.split() if len(word) > 1}
    return frozenset(
        phrase[:end]
        for phrase in phrases if len(phrase) > 4
        for end in range(1, len(phrase))
        if phrase[end - 1] != " " and phrase[end] != " " and phrase[:end].split()[-1] not in words
    )  # fmt: skip


@cache
def _last_stumps() -> frozenset[str]:
    return frozenset(stump.split()[-1] for stump in _stumps())


def _without_stumps(rows: pl.DataFrame) -> pl.DataFrame:
    """Take what a cut left of a word out of the core of names that may have been cut."""
    suspect = pl.col("core").str.split(" ").list.last().is_in(sorted(_last_stumps()))
    places = rows.select(pl.arg_where(pl.col("cut") & (pl.col("core") != "") & suspect)).to_series()
    cores = rows["core"].gather(places).to_list()
    known = _whole_words(rows)
    rest = [_stumpless(core, known) for core in cores]
    changed = [(place, new) for place, core, new in zip(places, cores, rest, strict=True) if core != new]
    if not changed:
        return rows
    index, new = zip(*changed, strict=True)
    return rows.with_columns(rows["core"].scatter(list(index), list(new)))


def _whole_words(rows: pl.DataFrame) -> frozenset[str]:
    """Words of brands that names too short to be cut end with: "Lan" is no stump of "Lạng Sơn"."""
    ends = rows.filter(~pl.col("cut") & (pl.col("core") != "")).select(
        pl.col("core").str.split(" ").list.last()
    )
    often = ends.group_by("core").len().filter(pl.col("len") > 1)
    return frozenset(often["core"])


def _stumpless(core: str, known: frozenset[str]) -> str:
    words = core.split(" ")
    for size in (3, 2, 1):
        if (
            len(words) >= size
            and " ".join(words[-size:]) in _stumps()
            and (size > 1 or words[-1] not in known)
        ):
            return " ".join(words[:-size])
    return core


def split_tagged(tagged: pl.Expr) -> list[pl.Expr]:
    """The parts of a tagged name as columns."""
    core = tagged.str.replace_all(r" [A-Z]\w* ", "").str.replace_all("  +", " ").str.strip_chars()
    return [
        tagged.str.extract(
            r" F(limited1|limited2|limited|shares|private|cooperative|household|partnership) "
        ).fill_null("").alias("form"),
        tagged.str.contains(" B").alias("branch"),
        _gathered(tagged, r" S\w+ ").alias("sectors"),
        _gathered(tagged, r" P\w+ ").alias("places"),
        core.alias("core"),
    ]  # fmt: skip


def _gathered(tagged: pl.Expr, pattern: str) -> pl.Expr:
    """What is tagged so, each once, in order of letters."""
    return tagged.str.extract_all(pattern).list.join("").map_batches(_sorted_once, return_dtype=pl.String)


def _sorted_once(texts: pl.Series) -> pl.Series:
    """Distinct texts are far fewer than rows."""
    different = texts.unique().to_frame("tags").filter(pl.col("tags") != "")
    words = pl.col("tags").str.replace_all(r" +[SP]?", " ").str.strip_chars()
    sets = different.select(
        "tags", words.str.split(" ").list.unique().list.sort().list.join(" ").alias("text")
    )
    return texts.replace_strict(sets["tags"], sets["text"], default="", return_dtype=pl.String)
