"""What the commands of `haidang index` do, apart from reading their arguments."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np
import yaml

from haidang.config.environment import packs_folder
from haidang.domain.composite import (
    STAGE,
    DataError,
    Result,
    Specification,
    SpecificationError,
    Table,
    Totals,
    UnreadableTableError,
    WeightStatus,
    compute_totals,
    load_methodologies,
    read_csv,
    read_parquet,
    read_scores,
    read_specification,
    run,
    write_csv,
)

PACK = "index-methodologies"
MAX_BYTES = 200 * 1024 * 1024
_UNSURE = {
    WeightStatus.INFERRED: "inferred from few provinces, no official list was found",
    WeightStatus.RECOVERED: "recovered from published totals, no official list was found",
}


def write_totals(scores: Path, out: Path, *, as_json: bool) -> int:
    """Write totals and ranks; 1 if there are faults. Raises click.UsageError for what cannot be read or written."""
    if out.exists() and out.samefile(scores):
        raise click.UsageError(f"{out}: is the file of scores: name another for the totals")
    try:
        rows = read_scores(_read(scores), scores.name)
    except UnreadableTableError as error:
        raise click.UsageError(str(error)) from error
    totals = compute_totals(rows, load_methodologies(packs_folder() / PACK))
    _write({out.name: _totals_csv(totals)}, out.parent)
    if as_json:
        click.echo(json.dumps(_totals_json(totals), ensure_ascii=False))
    for line in _totals_text(totals):
        click.echo(line, err=True)
    return 1 if totals.faults else 0


def _totals_csv(totals: Totals) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["province", "year", "total", "rank"])
    writer.writerows([row.province, row.year, f"{row.total.normalize():f}", row.rank] for row in totals.rows)
    return text.getvalue().encode()


def _totals_text(totals: Totals) -> list[str]:
    lines = [str(fault) for fault in totals.faults]
    for year, methodology in sorted(totals.used.items()):
        lines += [
            f"{year}: weights of {methodology.code} are {_UNSURE[s]}"
            for s in methodology.statuses & _UNSURE.keys()
        ]
        if misfit := methodology.misfit(year):
            lines.append(f"{year}: {misfit.note_en}")
    return [*lines, *_without_total(totals), f"{len(totals.rows)} totals, {len(totals.faults)} faults"]


def _without_total(totals: Totals) -> list[str]:
    """Years whose ranks are not among all provinces of the file."""
    told = {row.year for row in totals.rows}
    return [
        f"{year}: ranks leave out {left} without a total"
        for year, left in totals.left_out.items()
        if year in told
    ]


def _totals_json(totals: Totals) -> dict[str, Any]:
    years = {
        year: {
            "methodology": m.code,
            "version": m.version,
            "weights": sorted(status.value for status in m.statuses),
            "known_misfit": misfit.note_en if (misfit := m.misfit(year)) else None,
        }
        for year, m in sorted(totals.used.items())
    }
    return {"totals": len(totals.rows), "years": years, "faults": [asdict(fault) for fault in totals.faults]}


def write_index(specification: Path, data: Path, out: Path, *, as_json: bool) -> int:
    """Write every stage of an index; 1 if the data cannot be run. Raises click.UsageError for what cannot be read."""
    try:
        spec = read_specification(yaml.safe_load(_read(specification)))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise click.UsageError(
            f"{specification.name}: is not YAML: {' '.join(str(error).split())}"
        ) from error
    except SpecificationError as error:
        raise click.UsageError(f"{specification.name}: {error}") from error
    try:
        result = run(spec, _table(data, spec))
    except UnreadableTableError as error:
        raise click.UsageError(str(error)) from error
    except (DataError, SpecificationError) as error:
        fault = {"element": error.element, "problem": error.problem, "remedy": error.remedy}
        if as_json:
            click.echo(json.dumps({"faults": [fault]}, ensure_ascii=False))
        click.echo(f"{data.name}: {error}", err=True)
        return 1
    files = _files(result)
    _write(files, out)
    _remove_others(files, out)
    hashes = {"specification_sha256": spec.hash, "data_sha256": result.data_hash}
    if as_json:
        click.echo(json.dumps(hashes | {"units": len(result.scores), "faults": []}))
    for name, value in hashes.items():
        click.echo(f"{name} {value}", err=True)
    return 0


def _remove_others(files: Mapping[str, bytes], folder: Path) -> None:
    """A stage that an earlier run wrote and this one does not have would be taken for one of its own."""
    for stage in STAGE.values():
        if f"{stage}.csv" not in files:
            (folder / f"{stage}.csv").unlink(missing_ok=True)


def _table(data: Path, spec: Specification) -> Table:
    if data.suffix.lower() == ".parquet":
        return read_parquet(data, unit=spec.unit_column, period=spec.period_column)
    return read_csv(_read(data), data.name, unit=spec.unit_column, period=spec.period_column)


def _files(result: Result) -> dict[str, bytes]:
    spec = result.specification
    unit, period = spec.unit_column, spec.period_column
    files = {
        f"{name}.csv": write_csv(stage, unit=unit, period=period) for name, stage in result.stages.items()
    }
    best_first = [int(i) for i in np.argsort(np.nan_to_num(result.ranks, nan=np.inf), kind="stable")]
    ordered = result.scores.rows(best_first)
    ranks: Sequence[object] = ["" if np.isnan(r) else int(r) for r in result.ranks[best_first]]
    groups = tuple(reversed(spec.hierarchy.upwards))
    scores = Table(ordered.units, groups, ordered.matrix(groups), ordered.periods)
    only_ranks = Table(ordered.units, (), np.empty((len(ordered), 0)), ordered.periods)
    files["scores.csv"] = write_csv(scores, {"rank": ranks}, unit=unit, period=period)
    files["ranks.csv"] = write_csv(only_ranks, {"rank": ranks}, unit=unit, period=period)
    plain = spec.as_mapping()
    files["specification.yaml"] = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode()
    files["result.json"] = (json.dumps(_record(result), ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _record(result: Result) -> Mapping[str, Any]:
    return {
        "specification": f"{result.specification.code} {result.specification.version}",
        "specification_sha256": result.specification_hash,
        "data_sha256": result.data_hash,
        "numpy": np.__version__,
        "screened_out": list(result.screened_out),
        "imputed": [{"unit": unit, "indicator": code} for unit, code in result.imputed],
        "treated": [
            {
                "indicator": t.indicator,
                "winsorised": t.winsorised,
                "form": t.form.value if t.form else None,
                "passes": t.passes,
            }
            for t in result.treatments
        ],
    }


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise click.UsageError(f"{file}: is larger than {MAX_BYTES // 1024 // 1024} MB: split it")
        return file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror}") from error


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"cannot write to {str(folder)!r}: {error.strerror}") from error
