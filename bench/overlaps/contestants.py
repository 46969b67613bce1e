"""What is compared, each on the same rows; peers get our normaliser. Each runs in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from bench.overlaps.reviewing import answered
from bench.overlaps.truth import pair_score

from haidang.domain.overlaps.profiles import profiles

COLUMNS = ["name", "mst", "addr", "unit"]
SPLINK_THRESHOLDS = (0.5, 0.9, 0.99)


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock, and of all processors."""

    wall: float
    cpu: float

    def less(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu)

    def times(self, share: float) -> Spent:
        return Spent(self.wall * share, self.cpu * share)


def spent() -> Spent:
    """So far, by this process."""
    used = os.times()
    return Spent(time.perf_counter(), used.user + used.system)


def ours(rows: pl.DataFrame) -> list[tuple[str, list, dict]]:
    """This library; small files also with questions answered, one after the other, by one who knows the truth."""
    from haidang.domain.overlaps.resolving import resolve

    found = resolve(rows.select(COLUMNS))
    result = [("ours", found.entity)]
    start = spent()
    if rows.height <= 10_000:
        kept = answered(rows.select(COLUMNS), rows["eid"].to_list(), (40, 80))
        result += [(f"ours + {count} reviews", told.entity) for count, told in kept.items()]
    reviewing = spent().less(start)
    return [(label, entity, {"spared": reviewing}) for label, entity in result]


def splink(rows: pl.DataFrame) -> list[tuple[str, list, dict]]:
    """Splink on DuckDB over our normalised columns, at whichever of three thresholds suits it best."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def empty_is_null(name: str) -> pl.Expr:
        return pl.when(pl.col(name) == "").then(None).otherwise(pl.col(name)).alias(name)

    texts = ["core", "sectors", "form", "places", "numbers", "commune", "street", "house", "base"]
    table = profiles(rows.select(COLUMNS)).select(
        pl.col("row").alias("unique_id"), *map(empty_is_null, texts)
    )
    rules = [
        block_on("base"),
        block_on("core", "sectors"),
        block_on("core", "commune"),
        block_on("street", "house"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("core", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("sectors").configure(term_frequency_adjustments=True),
            cl.ExactMatch("form"), cl.ExactMatch("places"), cl.ExactMatch("numbers"),
            cl.ExactMatch("commune").configure(term_frequency_adjustments=True),
            cl.ExactMatch("street").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("base", [1]),
        ],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker(api.register(table.to_arrow()), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("base")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("base"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("core", "sectors"))
    scored = linker.inference.predict(threshold_match_probability=min(SPLINK_THRESHOLDS))
    answers, start = [], spent()
    for threshold in SPLINK_THRESHOLDS:
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(
            scored, threshold_match_probability=threshold
        )
        found = groups.as_duckdbpyrelation().pl().sort("unique_id")["cluster_id"].to_list()
        answers.append((threshold, found))
    others = spent().less(start).times(1 - 1 / len(SPLINK_THRESHOLDS))  # it is charged for one threshold
    scores = [pair_score(found, rows["eid"].to_list()).f1 for _, found in answers]
    threshold, found = answers[scores.index(max(scores))]
    return [("Splink, DuckDB", found, {"threshold": threshold, "spared": others})]


def pandas_rapidfuzz(rows: pl.DataFrame) -> list[tuple[str, list, dict]]:
    """What one writes in an afternoon: equal code, or names alike (WRatio 90) within equal first letters."""
    import pandas as pd
    from rapidfuzz import fuzz, process

    table = profiles(rows.select(COLUMNS)).select("base", "core", "sectors").to_pandas()
    table["text"] = table["core"] + " " + table["sectors"]
    parent = list(range(len(table)))

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for _, group in table[table["base"] != ""].groupby("base"):
        for row in group.index[1:]:
            parent[find(row)] = find(group.index[0])
    for _, group in table[table["core"] != ""].groupby(table["core"].str[:6]):
        if 1 < len(group) <= 300:
            alike = pd.DataFrame(
                process.cdist(group["text"].tolist(), group["text"].tolist(), scorer=fuzz.WRatio) >= 90
            )
            for one, other in zip(*alike.to_numpy().nonzero(), strict=True):
                if one < other:
                    parent[find(group.index[one])] = find(group.index[other])
    return [("pandas + rapidfuzz", [find(row) for row in range(len(table))], {})]


def limit(rows: pl.DataFrame) -> list[tuple[str, list, dict]]:
    """Nothing but a join on the tax code as it is written, in DuckDB: the limit of speed."""
    import duckdb

    plan = rows.select(pl.int_range(pl.len()).alias("row"), "mst")  # noqa: F841  DuckDB finds it by its name
    found = duckdb.sql(
        "select case when mst = '' then row else min(row) over (partition by mst) end as g from plan order by row"
    )
    return [("DuckDB, exact code", found.pl()["g"].to_list(), {})]


CONTESTANTS: dict[str, Callable[[pl.DataFrame], list[tuple[str, list, dict]]]] = {
    "ours": ours, "splink": splink, "pandas": pandas_rapidfuzz, "limit": limit,
}  # fmt: skip


def run(name: str, path: Path) -> list[dict]:
    """Answers of one contestant with score, seconds (`rest` is `cpu` without the normaliser) and peak memory in GB."""
    CONTESTANTS[name](pl.read_parquet(path).head(20_000))  # imports and caches are not what is measured
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = pl.read_parquet(path)
    start = spent()
    answers = CONTESTANTS[name](rows)
    total = spent().less(start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = spent()
    profiles(rows.select(COLUMNS))
    normaliser = spent().less(start)
    lines = []
    for label, found, notes in answers:
        score = pair_score(found, rows["eid"].to_list())
        took = total.less(notes.pop("spared", Spent(0, 0)))
        lines.append({
            "label": label, "precision": score.precision, "recall": score.recall, "f1": score.f1,
            "wall": took.wall, "cpu": took.cpu, "rest": max(took.cpu - normaliser.cpu, 0.01),
            "gb": memory / 1e6, "more_gb": (memory - before) / 1e6, **notes,
        })  # fmt: skip
    return lines


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
