"""Files out: entities, questions, overlaps, visits, and the proposal to merge."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from haidang.domain.overlaps.finding import Overlap
from haidang.domain.overlaps.merging import Proposal
from haidang.domain.overlaps.resolving import Resolution
from haidang.domain.overlaps.tables import UnreadableTable
from haidang.domain.overlaps.visits import Visit

VISIT_COLUMNS = ("rid", "entity", "unit", "tier", "content", "month", "days", "staff")


def entity_names(resolution: Resolution, rids: Sequence[str], registered: Sequence[str] = ()) -> list[str]:
    """Name the enterprise of each row: by its entry in the registry, else "E" and the rid of its first row."""
    total = len(rids)
    named = {resolution.entity[total + place]: key for place, key in enumerate(registered)}
    return [
        named.get(first, f"E{rids[first]}" if first < total else "") for first in resolution.entity[:total]
    ]


def to_visits(table: pl.DataFrame, entities: Sequence[str]) -> list[Visit]:
    """Return the rows as visits; days and staff that are not told count as the median of the others, or 1."""
    days, staff = (int(table.select(pl.col(name).median().fill_null(1)).item()) for name in ("days", "staff"))
    return [
        Visit(row["rid"], entity, row["unit"], row["tier"], row["content"], row["month"],
              days if row["days"] is None else row["days"], staff if row["staff"] is None else row["staff"])
        for row, entity in zip(table.iter_rows(named=True), entities, strict=True)
    ]  # fmt: skip


def write_resolution(
    folder: Path,
    resolution: Resolution,
    names: Sequence[str],
    visits: Sequence[Visit],
    overlaps: Sequence[Overlap],
) -> None:
    """Write entities.csv, review.csv, overlaps.csv and visits.csv. No names, addresses or codes are repeated.

    `names[i]` is the rid of row i, or the key of a registry's entry.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "entities.csv", ("rid", "entity"), ((visit.rid, visit.entity) for visit in visits))
    reviews = ((names[r.a], names[r.b], f"{r.chance:.3f}", r.reasons) for r in resolution.reviews)
    _write(folder / "review.csv", ("a", "b", "score", "reasons"), reviews)
    found = (
        (o.entity, " ".join(visit.rid for visit in o.visits), o.rule.degree.value, o.rule.basis_vi)
        for o in overlaps
    )
    _write(folder / "overlaps.csv", ("entity", "rids", "kind", "rule"), found)
    _write(
        folder / "visits.csv", VISIT_COLUMNS, ([getattr(v, name) for name in VISIT_COLUMNS] for v in visits)
    )


def read_resolution(folder: Path) -> tuple[list[Visit], set[str]]:
    """Return the visits in a folder that `write_resolution` wrote, and the entities that overlap.

    Entities are read from entities.csv, so that a correction made there counts. Raises UnreadableTable.
    """
    try:
        rows = _rows(folder / "visits.csv")
        entity = {row["rid"]: row["entity"] for row in _rows(folder / "entities.csv")}
        overlapping = {row["entity"] for row in _rows(folder / "overlaps.csv")}
        visits = [
            Visit(row["rid"], entity[row["rid"]], row["unit"], int(row["tier"]) if row["tier"] else None,
                  row["content"], int(row["month"]) if row["month"] else None, int(row["days"]), int(row["staff"]))
            for row in rows
        ]  # fmt: skip
    except (OSError, KeyError, ValueError) as error:
        raise UnreadableTable(
            f"{folder}: not a folder that “haidang overlaps resolve” wrote; run that first "
            f"({type(error).__name__}: {error})"
        ) from error
    return visits, overlapping


def write_proposal(path: Path, proposal: Proposal) -> None:
    """Write merges.csv; `moved` lists rid:old>new month."""
    lines = (
        (
            merge.case.entity, " ".join(visit.rid for visit in merge.case.visits), merge.case.lead,
            "; ".join(merge.co_units), merge.month,
            " ".join(f"{rid}:{old}>{new}" for rid, old, new in merge.moved), merge.reason,
        )
        for merge in proposal.merges
    )  # fmt: skip
    _write(path, ("entity", "rids", "lead", "co_units", "month", "moved", "reason"), lines)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, head: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(["" if cell is None else cell for cell in line] for line in lines)
