"""`haidang overlaps resolve` and `merge`: plans without double visits. Need no database and no Django."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import click

OK, DATA_FAULT = 0, 1
_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def overlaps() -> None:
    """Inspection plans: who is who, what overlaps, what to merge."""


@overlaps.command()
@click.argument("rows", type=_FILE)
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--registry", type=_FILE, help="Known enterprises (csv, parquet): entity, name, mst, addr.")
@click.option("--year", type=int, help="Year of the plans; decides which rules hold. [default: this year]")
@click.option(
    "--link", type=click.Choice(["auto", "sure", "likely"]), default="auto", show_default=True,
    help="Link unasked what is sure (one link in 400 wrong), or all that is likely; auto: likely, if too many to ask.",
)  # fmt: skip
@click.option(
    "--answers", type=_FILE, help="review.csv with a column answer: same or different. They teach, too."
)
def resolve(
    rows: Path, folder: Path, registry: Path | None, year: int | None, link: str, answers: Path | None
) -> int:
    """Find the enterprises in plan rows (csv, parquet) and their overlaps.

    Writes entities.csv, review.csv, overlaps.csv and visits.csv. Ends with 1 if cells could not be read.
    """
    import polars as pl

    from haidang.domain.overlaps import find_overlaps, read_rules
    from haidang.domain.overlaps.resolving import Linking
    from haidang.domain.overlaps.resolving import resolve as resolve_rows
    from haidang.domain.overlaps.results import entity_names, to_visits, write_resolution
    from haidang.domain.overlaps.tables import UnreadableTable, read_answers, read_registry, read_rows

    try:
        read = read_rows(rows)
        entries = read_registry(registry) if registry else None
        rids = read.table["rid"].to_list()
        keys = [] if entries is None else entries["registered"].to_list()
        names = [*rids, *keys]
        told = read_answers(answers, names) if answers else []
    except UnreadableTable as error:
        raise click.UsageError(str(error)) from error
    table = read.table.select("name", "mst", "addr", "unit")
    if entries is not None:
        known = entries.with_columns(pl.lit("").alias("unit"))
        table = pl.concat([table.with_columns(pl.lit("").alias("registered")), known], how="diagonal")
    resolution = resolve_rows(table, Linking(link), answers=told)
    visits = to_visits(read.table, entity_names(resolution, rids, keys))
    found = find_overlaps(visits, year or date.today().year, read_rules())  # noqa: DTZ011  the official's calendar
    with _writing(folder):
        write_resolution(folder, resolution, names, visits, found)
    _tell(read.faults)
    _tell(f"{names[link.a]} = {names[link.b]}, told by answers: {link.reasons}" for link in resolution.taught)
    sizes = Counter(visit.entity for visit in visits)
    several = [size for size in sizes.values() if size > 1]
    _tell([
        f"{len(visits)} rows, {len(sizes)} enterprises; {sum(several)} rows at {len(several)} enterprises overlap "
        f"({len(found)} findings); linked: {resolution.linking.value}; {len(resolution.reviews)} pairs to review",
    ])  # fmt: skip
    return DATA_FAULT if read.faults else OK


@overlaps.command()
@click.argument("folder", type=_FOLDER)
@click.option("--capacity", required=True, type=_FILE, help="Person-days by unit and month (csv, parquet).")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from-month", type=click.IntRange(1, 12), default=1, help="Earlier months are past.")
@click.option(
    "--seconds", type=click.FloatRange(1), default=25.0, show_default=True, help="Time for the solver."
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def merge(folder: Path, capacity: Path, out: Path, from_month: int, seconds: float, style: str) -> int:
    """Propose one joint team for each enterprise that overlaps; ends with 1 if rules clash.

    FOLDER is what `resolve` wrote. Prints the solver's status and gap.
    """
    from haidang.domain.overlaps import read_precedence
    from haidang.domain.overlaps.merging import propose
    from haidang.domain.overlaps.results import read_resolution, write_proposal
    from haidang.domain.overlaps.tables import UnreadableTable, read_capacity

    try:
        visits, overlapping = read_resolution(folder)
        days = read_capacity(capacity)
    except UnreadableTable as error:
        raise click.UsageError(str(error)) from error
    proposal = propose(visits, overlapping, days, read_precedence(), first_month=from_month, seconds=seconds)
    with _writing(out):
        write_proposal(out, proposal)
    _tell(clash.text_vi for clash in proposal.clashes)
    moved = sum(len(item.moved) for item in proposal.merges)
    if style == "json":
        click.echo(json.dumps({
            "status": proposal.status.value, "gap": proposal.gap, "merges": len(proposal.merges), "moved": moved,
            "change": proposal.change, "overload": proposal.overload,
            "clashes": [{"rule": clash.rule, "text": clash.text_vi} for clash in proposal.clashes],
        }, ensure_ascii=False))  # fmt: skip
    else:
        click.echo(
            f"status {proposal.status.value}, gap {100 * proposal.gap:.3f} %: {len(proposal.merges)} joint teams, "
            f"{moved} visits moved, {proposal.overload} person-days over capacity"
        )
    return DATA_FAULT if proposal.clashes else OK


class _writing:  # noqa: N801  reads as a word at the place of use
    """What cannot be written is a wrong call, told with its path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise click.UsageError(
                f"{error.filename or self._path}: cannot be written: {error.strerror}"
            ) from error


def _tell(lines: Iterable[str]) -> None:
    """Messages for people go to stderr."""
    for line in lines:
        click.echo(line, err=True)
