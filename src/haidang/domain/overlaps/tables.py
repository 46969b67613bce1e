"""Files in: rows of plans, a registry, what units can do; every cell may be empty, text or number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from haidang.domain.vietnamese import fold

COLUMNS: Final = ("rid", "unit", "tier", "name", "mst", "addr", "content", "month", "days", "staff")
_WIDE_MONTH: Final = re.compile(r"^(?:m|thang|t)?\s*0?(1[0-2]|[1-9])$")
_LISTED: Final = 10
"""Faults that are told one by one."""


class UnreadableTable(Exception):
    """A file that cannot be used: the message says what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with exactly `COLUMNS` (texts, "" where empty; whole numbers or null) and what was wrong with cells."""

    table: pl.DataFrame
    faults: tuple[str, ...]


def read_rows(path: Path) -> Rows:
    """Return the rows of a plan (csv or parquet). Columns that are not `COLUMNS` are ignored; all but rid may lack.

    Raises UnreadableTable for a file that is no table, lacks `rid`, or has an empty or repeated `rid`.
    """
    raw = _read(path)
    if "rid" not in raw.columns:
        raise UnreadableTable(f"{path.name}: no column “rid”; each row needs its own name there")
    if not {"name", "mst"} & set(raw.columns):
        raise UnreadableTable(
            f"{path.name}: neither a column “name” nor “mst”: nothing tells the enterprises apart"
        )
    table = raw.select(pl.col(name) if name in raw.columns else pl.lit("").alias(name) for name in COLUMNS)
    _require_names(table["rid"], path)
    faults: list[str] = []
    for name, least, most in (("month", 1, 12), ("days", 0, 10_000), ("staff", 0, 10_000), ("tier", 0, 99)):
        table = _whole_numbers(table, name, least, most, faults)
    return Rows(table, tuple(faults))


def read_registry(path: Path) -> pl.DataFrame:
    """Return `registered` (the entry's key: column entity, id or rid, else its line), `name`, `mst`, `addr`."""
    raw = _read(path)
    if not {"name", "mst"} & set(raw.columns):
        raise UnreadableTable(f"{path.name}: a registry needs a column “name” or “mst”")
    key = next((name for name in ("entity", "id", "rid") if name in raw.columns), None)
    keys = pl.col(key) if key else pl.format("registry-{}", pl.int_range(1, pl.len() + 1))
    table = raw.select(
        keys.alias("registered"),
        *(
            pl.col(name) if name in raw.columns else pl.lit("").alias(name)
            for name in ("name", "mst", "addr")
        ),
    )
    _require_names(table["registered"], path)
    return table


def read_answers(path: Path, names: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Return what was answered to questions of review.csv: places of `a` and `b` in `names`, and whether they are one.

    A column `answer` says “same” or “different”; rows without an answer are passed over.
    """
    raw = _read(path)
    if missing := {"a", "b", "answer"} - set(raw.columns):
        raise UnreadableTable(
            f"{path.name}: no column “{min(missing)}”; take review.csv and add a column “answer”"
        )
    place = {name: number for number, name in reversed(list(enumerate(names)))}
    found = []
    for line, (one, other, answer) in enumerate(raw.select("a", "b", "answer").iter_rows(), 2):
        if not answer:
            continue
        if answer not in ("same", "different"):
            raise UnreadableTable(
                f"{path.name}, line {line}, answer: “{answer}” is neither “same” nor “different”"
            )
        if strange := [name for name in (one, other) if name not in place]:
            raise UnreadableTable(f"{path.name}, line {line}: “{strange[0]}” is no row and no entry")
        if one != other:
            found.append((place[one], place[other], answer == "same"))
    return found


def read_capacity(path: Path) -> dict[tuple[str, int], int]:
    """Return person-days by unit and month.

    Either a row for each unit and month (`unit`, `month`, and `capacity`, `person_days` or `staff_days`; without a
    month it is every month's), or a row for each unit with columns 1 to 12 (also m1, tháng 1). Empty: not limited.
    """
    raw = _read(path)
    if "unit" not in raw.columns:
        raise UnreadableTable(f"{path.name}: no column “unit”")
    wide = {name: int(found[1]) for name in raw.columns if (found := _WIDE_MONTH.match(fold(name)))}
    value = next(
        (name for name in ("capacity", "person_days", "staff_days", "days") if name in raw.columns), None
    )
    if not wide and value is None:
        raise UnreadableTable(
            f"{path.name}: no column “capacity” (person-days) beside “unit” and “month”, and no columns 1 to 12"
        )
    found_days: dict[tuple[str, int], int] = {}
    for line, row in enumerate(raw.iter_rows(named=True), 2):
        if wide:
            cells: Iterable[tuple[int, str]] = ((month, row[name]) for name, month in wide.items())
        else:
            cells = ((month, row[value or ""]) for month in _months(row.get("month", ""), path, line))
        for month, cell in cells:
            if cell:
                found_days[row["unit"], month] = _days(cell, path, line)
    return found_days


def _months(cell: str, path: Path, line: int) -> Sequence[int]:
    if not cell:
        return range(1, 13)
    found = _WIDE_MONTH.match(fold(cell).removesuffix(".0"))
    if not found:
        raise UnreadableTable(f"{path.name}, line {line}, month: “{cell}” is no month from 1 to 12")
    return (int(found[1]),)


def _days(cell: str, path: Path, line: int) -> int:
    try:
        days = int(float(cell))
    except (ValueError, OverflowError):
        days = -1
    if days < 0:
        raise UnreadableTable(
            f"{path.name}, line {line}: “{cell}” is no number of person-days; write one like 40"
        )
    return days


def _read(path: Path) -> pl.DataFrame:
    """A table with all cells as trimmed texts, "" for nothing, and column names in lower case."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        table = pl.read_parquet(path) if magic == b"PAR1" else _read_csv(path)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        raise UnreadableTable(
            f"{path.name}: not a readable csv (UTF-8) or parquet file: {_first_line(error)}"
        ) from error
    whole = [
        pl.col(name).cast(pl.Int64)
        for name, kind in table.schema.items()
        if kind.is_float()
        and bool((table[name].drop_nulls().is_finite() & (table[name].drop_nulls() % 1 == 0)).all())
    ]
    texts = table.with_columns(whole).select(
        pl.all().cast(pl.String, strict=False).fill_null("").str.strip_chars()
    )
    names = [name.strip().lower() for name in texts.columns]
    if len(set(names)) < len(names):
        raise UnreadableTable(f"{path.name}: two columns of one name: {', '.join(names)}")
    return texts.rename(dict(zip(texts.columns, names, strict=True)))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _read_csv(path: Path) -> pl.DataFrame:
    with path.open(encoding="utf-8-sig") as file:
        head = file.readline()
    separator = max(",;\t", key=head.count)
    return pl.read_csv(path, infer_schema=False, separator=separator, truncate_ragged_lines=False)


def _require_names(names: pl.Series, path: Path) -> None:
    if (names == "").any():
        line = int((names == "").arg_max() or 0) + 2
        raise UnreadableTable(
            f"{path.name}, line {line}: no “{names.name}”; each row needs its own name there"
        )
    repeated = names.filter(names.is_duplicated())
    if len(repeated):
        raise UnreadableTable(f"{path.name}: “{names.name}” {repeated[0]} stands in more than one row")


def _whole_numbers(table: pl.DataFrame, name: str, least: int, most: int, faults: list[str]) -> pl.DataFrame:
    """Turn a column into whole numbers; "Tháng 3" and "3.0" are 3; what is none is told and left empty."""
    plain = (
        pl.col(name).str.replace(r"\.0+$", "").str.extract(r"^\D*(\d{1,6})\D*$").cast(pl.Int64, strict=False)
    )
    read = table.with_columns(pl.when(plain.is_between(least, most)).then(plain).alias("_number"))
    wrong = read.filter((pl.col(name) != "") & pl.col("_number").is_null())
    for row in wrong.head(_LISTED).iter_rows(named=True):
        faults.append(
            f"row {row['rid']}, {name}: “{row[name]}” is no whole number from {least} to {most}; left empty"
        )
    if wrong.height > _LISTED:
        faults.append(f"{name}: {wrong.height - _LISTED} more rows like these")
    return read.with_columns(pl.col("_number").alias(name)).drop("_number")
