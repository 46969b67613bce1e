"""The PCI: Hải Phòng's own series always, all provinces where their scores lie beside the repository."""

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from haidang.domain.composite import (
    Aggregate,
    Direction,
    Group,
    Hierarchy,
    Indicator,
    Lever,
    Methodologies,
    Normalise,
    Specification,
    SpecificationError,
    Table,
    WeightStatus,
    cheapest_path,
    compute_totals,
    load_methodologies,
    ranks,
    read_scores,
    run,
)
from haidang.domain.composite.tests.samples import PACK, SHARED

PCI = SHARED / "pci"


def beside(test):
    """A test that reads what may not be copied here: skipped, visibly, where it is absent."""
    reason = "the scores of all provinces are not beside this repository"
    return pytest.mark.shared(pytest.mark.skipif(not PCI.exists(), reason=reason)(test))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def pci() -> Methodologies:
    return load_methodologies(PACK)


def hai_phong(year: int) -> dict[str, Decimal]:
    rows = rows_of(Path(__file__).with_name("hai_phong_series.csv"))
    return {row["measure"]: Decimal(row["value"]) for row in rows if row["year"] == str(year)}


@pytest.mark.parametrize("year", [y for y in range(2006, 2023) if y != 2011])
def test_the_totals_of_hai_phong(pci, year):
    """Full precision to 2016; from 2017 on scores of two digits were published."""
    series = hai_phong(year)
    off = abs(pci.find(year).total(series) - series["total"])
    assert off <= (Decimal("0.00001") if year < 2017 else Decimal("0.03"))


def test_the_year_known_not_to_fit_is_known_with_its_size(pci):
    series = hai_phong(2011)
    misfit = pci.find(2011).misfit(2011)
    assert 0 < series["total"] - pci.find(2011).total(series) <= misfit.largest
    assert pci.find(2023).misfit(2023).largest == Decimal("0.695")
    assert pci.find(2012).misfit(2012) is None


def test_sub_indices_that_nobody_knows_are_not_invented(pci):
    assert set(hai_phong(2023)) == {"total", "rank"}
    with pytest.raises(KeyError):
        pci.find(2023).total(hai_phong(2023))


@pytest.mark.parametrize(
    ("year", "code", "status"),
    [
        (2006, "PCI-2006", WeightStatus.RECOVERED),
        (2008, "PCI-2006", WeightStatus.RECOVERED),
        (2009, "PCI-2009", WeightStatus.RECOVERED),
        (2012, "PCI-2009", WeightStatus.RECOVERED),
        (2013, "PCI-2013", WeightStatus.OFFICIAL),
        (2016, "PCI-2013", WeightStatus.OFFICIAL),
        (2017, "PCI-2017", WeightStatus.RECOVERED),
        (2021, "PCI-2017", WeightStatus.RECOVERED),
        (2022, "PCI-2022", WeightStatus.INFERRED),
        (2024, "PCI-2022", WeightStatus.INFERRED),
    ],
)
def test_each_year_has_its_methodology_and_its_weights_their_status(pci, year, code, status):
    methodology = pci.find(year)
    assert methodology.code == code
    assert sum(methodology.weights.values()) == 1
    assert methodology.statuses == {status}
    assert all(sub.basis for sub in methodology.subindices)


def test_equal_competition_was_left_out_from_2009_to_2012(pci):
    assert "policy_bias" not in pci.find(2009).weights
    assert "policy_bias" in pci.find(2009).codes


def test_pci_2025_is_a_frame_of_nine_without_weights(pci):
    frame = pci.find(2025)
    assert len(frame.subindices) == 9
    assert not frame.has_weights
    with pytest.raises(SpecificationError, match="weights are not known"):
        frame.specification()


def test_years_outside_have_none(pci):
    assert [pci.find(year) for year in (2005, 2026)] == [None, None]


def test_a_methodology_is_a_specification_too(pci):
    methodology = pci.find(2015)
    series = hai_phong(2015)
    codes = tuple(methodology.weights)
    table = Table(("Hải Phòng",), codes, np.array([[float(series[code]) for code in codes]]))
    assert run(methodology.specification(), table).index[0] == pytest.approx(
        float(methodology.total(series)), rel=1e-12
    )


@pytest.fixture(scope="module")
def totals(pci):
    return compute_totals(read_scores((PCI / "subindex_scores.csv").read_bytes(), "scores"), pci)


@pytest.fixture(scope="module")
def published():
    return {(row["province"], int(row["year"])): row for row in rows_of(PCI / "totals.csv")}


@beside
@pytest.mark.parametrize(
    ("year", "provinces", "tolerance"),
    [(2006, 64, "0.001"), (2007, 64, "0.001"), (2009, 63, "0.001"), (2010, 63, "0.001"), (2013, 63, "0.001"),
     (2015, 63, "0.001"), (2017, 6, "0.03"), (2018, 6, "0.03"), (2019, 26, "0.03"), (2020, 6, "0.03"),
     (2021, 23, "0.03"), (2022, 5, "0.03")],
)  # fmt: skip
def test_totals_as_published(totals, published, year, provinces, tolerance):
    ours = {row.province: row.total for row in totals.rows if row.year == year}
    pairs = [
        (total, Decimal(published[name, year]["total"]))
        for name, total in ours.items()
        if (name, year) in published
    ]
    assert len(pairs) >= provinces
    assert max(abs(own - other) for own, other in pairs) <= Decimal(tolerance)


@beside
@pytest.mark.parametrize("year", [2006, 2007, 2009, 2010, 2013, 2015])
def test_ranks_as_published(totals, published, year):
    ours = {row.province: row.rank for row in totals.rows if row.year == year}
    assert ours == {name: int(row["rank"]) for (name, y), row in published.items() if y == year}


@beside
def test_the_years_that_do_not_fit_are_off_as_their_notes_say(totals, published, pci):
    for year in (2011, 2023):
        off = [abs(row.total - Decimal(published[row.province, year]["total"]))
               for row in totals.rows if row.year == year]  # fmt: skip
        assert Decimal("0.1") < max(off) <= pci.find(year).misfit(year).largest


@beside
def test_provinces_with_a_gap_get_a_fault_and_no_total(totals):
    assert {fault.element for fault in totals.faults} == {
        "Quảng Ninh 2017", "Quảng Ninh 2018", "Quảng Ninh 2020", "Quảng Ninh 2022", "Quảng Ninh 2023",
    }  # fmt: skip
    assert not [row for row in totals.rows if row.province == "Quảng Ninh" and row.year == 2017]


@beside
def test_equal_competition_2013_from_its_indicators():
    """State firms .34 over six, foreign firms .33 over six, connected firms .33 over two; 1 to 10 in the year."""
    rows = [
        r
        for r in rows_of(PCI / "indicators_2013_2015.csv")
        if r["subindex"] == "policy_bias" and r["year"] == "2013"
    ]
    codes = tuple(dict.fromkeys(row["indicator_code"] for row in rows))
    provinces = tuple(dict.fromkeys(row["province"] for row in rows))
    values = np.full((len(provinces), len(codes)), np.nan)
    published = np.empty(len(provinces))
    for row in rows:
        place = provinces.index(row["province"])
        values[place, codes.index(row["indicator_code"])] = float(row["value"])
        published[place] = float(row["published_subindex"])
    kinds = {"h4_new": "state", "h27_new": "foreign", "h3_new": "foreign"}
    kinds |= {code: "state" for code in codes if code.startswith("soe_")}
    kinds |= {code: "foreign" for code in codes if code.startswith("fie_")}
    leaves = tuple(
        Indicator(code=code, parent=kinds.get(code, "connected"), direction=Direction.DOWN) for code in codes
    )
    groups = (Group(code="policy_bias"), Group(code="state", parent="policy_bias", weight=0.34),
              Group(code="foreign", parent="policy_bias", weight=0.33),
              Group(code="connected", parent="policy_bias", weight=0.33))  # fmt: skip
    spec = Specification(
        code="equal competition 2013",
        hierarchy=Hierarchy(leaves, groups),
        steps=(Normalise(low=1, high=10), Aggregate()),
    )
    nominal = spec.hierarchy.nominal_weights()
    assert sorted({round(w, 6) for w in nominal.values()}) == [
        round(0.33 / 6, 6),
        round(0.34 / 6, 6),
        0.165,
    ]
    result = run(spec, Table(provinces, codes, values))
    np.testing.assert_allclose(result.index, published, atol=1e-5)  # indicators of six digits
    assert ranks(result.index).tolist() == ranks(published).tolist()


@beside
def test_what_a_better_rank_would_have_cost(totals, pci):
    """From scores to a path in three lines: the table of a year, its specification, levers."""
    levers = [Lever(code, 0.1, 1.0, 20) for code in pci.find(2015).weights]
    path = cheapest_path(pci.find(2015).specification(), totals.table(2015), "Hải Phòng", 20, levers)
    assert path.proved
    assert (path.rank_before, path.rank_after <= 20) == (28, True)
    assert path.score_before == pytest.approx(58.6544, abs=1e-4)
    assert set(path.steps) <= {
        "transparency",
        "business_support",
        "labor_training",
    }  # what weighs 20 % costs no more
