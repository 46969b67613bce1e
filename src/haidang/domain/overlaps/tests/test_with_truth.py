"""Rows and names with the truth, which lie beside the repository."""

import csv
import importlib.util
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from haidang.domain.overlaps.profiles import profiles
from haidang.domain.overlaps.resolving import Linking, resolve
from haidang.domain.overlaps.resolving.chances import Chances
from haidang.domain.overlaps.resolving.clusters import Clusters
from haidang.domain.overlaps.resolving.evidence import compare
from haidang.domain.overlaps.resolving.sides import with_hashes

SHARED = Path(__file__).resolve().parents[5].parent / "shared"


def pairs(groups: list) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


@pytest.fixture(scope="module")
def plan() -> pl.DataFrame:
    """2,108 rows of which 277 at 129 enterprises overlap; a seed that nothing was tuned on."""
    path = SHARED / "tools" / "gen_plans.py"
    if not path.exists():
        pytest.skip("the generator of plan rows is not beside the repository")
    spec = importlib.util.spec_from_file_location("gen_plans", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return pl.DataFrame(module.main(2108, 277 / 2108, 0.6, 0.7, 1.0, 4711), schema=module.COLS, orient="row")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("linking", "precision", "recall"), [(Linking.SURE, 0.98, 0.6), (Linking.LIKELY, 0.9, 0.9)]
)
def test_links_are_as_right_as_they_claim(plan, linking, precision, recall) -> None:
    found, true = resolve(plan.select("name", "mst", "addr", "unit"), linking).entity, plan["eid"].to_list()
    both = pairs(list(zip(found, true, strict=True)))
    assert both >= precision * pairs(found)
    assert both >= recall * pairs(true)


@pytest.mark.shared
def test_forty_answers_find_nine_pairs_in_ten(plan) -> None:
    found, true = resolve(plan.select("name", "mst", "addr", "unit"), Linking.SURE), plan["eid"].to_list()
    same = [review for review in found.reviews[:40] if true[review.a] == true[review.b]]
    assert len(same) >= 28
    clusters = Clusters({"": [""] * len(true)})
    clusters.join_all([*enumerate(found.entity), *((review.a, review.b) for review in same)])
    answered = [clusters.find(row) for row in range(len(true))]
    both = pairs(list(zip(answered, true, strict=True)))
    assert both >= 0.99 * pairs(answered)
    assert both >= 0.9 * pairs(true)


@pytest.mark.shared
def test_real_names_of_one_company_agree_and_others_seldom_do() -> None:
    path = SHARED / "data" / "overlap" / "name_pairs_dev.csv"
    if not path.exists():
        pytest.skip("the real name pairs are not beside the repository")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row[side] for row in rows for side in ("name_a", "name_b")]
    table = with_hashes(profiles(pl.DataFrame({"name": names, "mst": "", "addr": "", "unit": ""})))
    ends = {"a": range(0, len(names), 2), "b": range(1, len(names), 2)}
    numbered = pl.DataFrame(ends, schema={"a": pl.UInt32, "b": pl.UInt32})
    known = Chances(prior=200.0, code_bits=0.0, correction_bits=0.0, name_bits=60.0)
    bits = compare(table, numbered, known).sort("a")["name"].to_list()
    agreeing = [row["same"] == "1" for row, agreed in zip(rows, bits, strict=True) if agreed >= 4]
    assert sum(agreeing) >= 0.95 * len(agreeing)
    assert sum(agreeing) >= 0.75 * sum(row["same"] == "1" for row in rows)
