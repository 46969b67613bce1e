"""The relations of one real report: nine months of 2024, Hải Phòng (Department of Planning and Investment).

Every relation whose figures are printed is here, the four contradictions among them (R04, R05, R35 and R36,
which has the same root as R35). Figures are written as in the report, in its units: "~" nearly, ">" more
than, "e6" millions.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from haidang.domain.relations import (
    Compare,
    Qualifier,
    Quantity,
    Relation,
    RelationKind,
    Verdict,
    arithmetic_en,
    arithmetic_vi,
    judge,
    repairs,
)

RELATIONS = [
    # code, kind, formula, compare, decimals, stated result, operands, verdict
    ("R01", "list_count", "o1", "eq", 0, "13", "13", "consistent"),
    ("R02", "ratio", "100*o1/o2", "eq", 0, "75", "9 12", "consistent"),
    ("R03", "list_count", "o1+o2", "eq", 0, "9", "3 6", "consistent"),
    ("R04", "repeat", "o1", "eq", 0, "1", "5", "inconsistent"),
    ("R05", "average", "o1/274", "eq", 0, "~17000e3", "~9e6", "inconsistent"),
    ("R06", "list_count", "o1", "eq", 0, "7", "7", "consistent"),
    ("R07", "repeat", "o1", "eq", 0, "57", "57", "consistent"),
    ("R08", "remainder", "o1-o2", "ge0", 0, "", "57 13", "consistent"),
    ("R09", "list_count", "o1", "eq", 0, "2", "2", "consistent"),
    ("R10", "ratio", "100*o1/o2", "eq", 2, "64.56", "1237 1916", "consistent"),
    ("R11", "sum", "o1+o2", "none", 0, "", "230 438", "undetermined"),
    ("R12", "average", "o1/o2", "none", 0, "", "24.5e9 72944", "undetermined"),
    ("R13", "list_count", "o1", "eq", 0, "5", "5", "consistent"),
    ("R14", "list_count", "o1+o2", "eq", 0, "5", "4 1", "consistent"),
    ("R15", "list_count", "o1", "eq", 0, "20", "20", "consistent"),
    ("R16", "repeat", "o1", "eq", 0, "20", "20", "consistent"),
    ("R17", "share", "100*o1/o2", "none", 2, "", "251 253", "undetermined"),
    ("R18", "change", "", "none", 1, "13.7", "~100", "undetermined"),
    ("R19", "remainder", "o1-o2", "ge0", 0, "", "81 75", "consistent"),
    ("R20", "repeat", "o1", "eq", 0, "5", "5", "consistent"),
    ("R21", "remainder", "o1-o2", "ge0", 0, "", "2108 277", "consistent"),
    ("R22", "remainder", "o1-2*o2", "ge0", 0, "", "277 129", "consistent"),
    ("R23", "repeat", "o1", "eq", 0, "277", "277", "consistent"),
    ("R24", "repeat", "o1", "eq", 0, "129", "129", "consistent"),
    ("R25", "repeat", "o1", "eq", 0, "129", "129", "consistent"),
    ("R26", "repeat", "o1", "eq", 0, "129", "129", "consistent"),
    ("R27", "remainder", "o1-o2", "ge0", 0, "", "~50 13", "consistent"),
    ("R28", "repeat", "o1", "eq", 0, "13", "13", "consistent"),
    ("R29", "repeat", "o1", "eq", 0, "32", "32", "consistent"),
    ("R30", "repeat", "o1", "eq", 0, "100", "100", "consistent"),
    ("R31", "repeat", "o1", "none", 0, ">90", ">95", "undetermined"),
    ("R32", "remainder", "o1-o2-o3", "ge0", 0, "", "32 13 15", "consistent"),
    ("R33", "ratio", "100*o1/o2", "eq", 0, "96", "24 25", "consistent"),
    ("R34", "share", "", "none", 2, "90.61", "", "undetermined"),
    ("R35", "share", "100*o1/o2", "eq", 2, "77.94", "15 68", "inconsistent"),
    ("R36", "change", "o1-o2", "gt0", 0, "", "15 15", "inconsistent"),
    ("R37", "change", "o1-o2", "none", 0, "", "68 10", "undetermined"),
    ("R38", "sum", "o1+o2", "eq", 0, "165", "160 5", "consistent"),
    ("R39", "sum", "o1+o2", "eq", 0, "12", "11 1", "consistent"),
    ("R40", "remainder", "o1-o2", "ge0", 0, "", "83 83", "consistent"),
    ("R41", "sum", "o1+o2", "eq", 0, "327", "315 12", "consistent"),
    ("R42", "remainder", "o1-o2", "ge0", 0, "", "23 8", "consistent"),
    ("R43", "remainder", "o1-o2", "none", 0, "", "219 >200", "undetermined"),
    ("R44", "sum", "o1+o2+o3", "eq", 0, "39", "17 9 13", "consistent"),
    ("R45", "sum", "o1+o2", "eq", 0, "25", "14 11", "consistent"),
    ("R46", "share", "", "none", 1, "16.5", "8900", "undetermined"),
    ("R47", "change", "", "none", 0, "91", "8900", "undetermined"),
    ("R48", "sum", "o1+o2", "eq", 0, "12776", "5672 7104", "consistent"),
    ("R49", "change", "100*o2/(o1-o2)", "eq", 1, "11.4", "7104 727", "consistent"),
    ("R50", "share", "100*o1/o2", "none", 2, "71.71", "9031 12776", "undetermined"),
    ("R51", "share", "100*o1/o2", "none", 2, "28.04", "3531 12776", "undetermined"),
    ("R52", "share", "", "interval", 2, "", "9031 71.71 3531 28.04", "consistent"),
    ("R53", "sum", "o1+o2", "none", 0, "12776", "9031 3531", "undetermined"),
    ("R54", "remainder", "o1-o2", "ge0", 0, "", "45 41", "consistent"),
    ("R55", "change", "o1+o2", "none", 2, "", "70.34 0.42", "undetermined"),
    ("R56", "sum", "o1+o2", "eq", 0, "10", "4 6", "consistent"),
]
QUALIFIERS = {"~": Qualifier.NEARLY, ">": Qualifier.MORE_THAN}
SHARED = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "hai-phong-2024-9m"
NOT_ABOUT_FIGURES = ("rows_", "325", "197")  # rows of a file, document numbers


def _figure(text: str) -> Quantity:
    number, _, power = text.lstrip("~>").partition("e")
    return Quantity.of(Decimal(number), int(power or 0), QUALIFIERS.get(text[0], Qualifier.EXACT))


def _relation(kind: str, formula: str, compare: str, decimals: int, names: tuple[str, ...]) -> Relation:
    return Relation(RelationKind(kind), formula, Compare(compare), decimals, names)


@pytest.mark.parametrize(
    ("code", "kind", "formula", "compare", "decimals", "stated", "operands", "verdict"), RELATIONS
)
def test_verdicts(
    code: str,
    kind: str,
    formula: str,
    compare: str,
    decimals: int,
    stated: str,
    operands: str,
    verdict: str,
) -> None:
    figures = [_figure(text) for text in operands.split()]
    names = tuple(f"o{number}" for number in range(1, len(figures) + 1))
    relation = _relation(kind, formula, compare, decimals, names)
    result = _figure(stated) if stated else None
    judgement = judge(relation, result, figures)
    assert judgement.verdict == verdict
    assert arithmetic_vi(relation, result, figures, judgement)
    assert arithmetic_en(relation, result, figures, judgement)
    assert repairs(relation, result, figures) == [] or judgement.verdict is Verdict.INCONSISTENT


def test_daily_visits_contradict_the_total_however_they_are_read() -> None:
    relation = _relation("average", "o1/274", "eq", 0, ("visits",))
    for reading in ("~17000e3", "~17000"):
        assert judge(relation, _figure(reading), [_figure("~9e6")]).verdict is Verdict.INCONSISTENT


def test_with_53_cases_resolved_both_findings_on_the_court_disappear() -> None:
    share = _relation("share", "100*o1/o2", "eq", 2, ("resolved", "accepted"))
    change = _relation("change", "o1-o2", "gt0", 0, ("resolved", "increase"))
    assert judge(share, _figure("77.94"), [_figure("53"), _figure("68")]).verdict is Verdict.CONSISTENT
    assert judge(change, None, [_figure("53"), _figure("15")]).computed == 38


def _rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} of the report of 2024 is not beside the repository")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _stated(row: dict[str, str]) -> Quantity:
    power = len(row["scale"]) - 1  # 1, 1000, 1000000, …
    qualifier = Qualifier(row["value_qualifier"])
    return Quantity(Decimal(row["value"]), int(row["decimals_stated"]), power, qualifier)


@pytest.mark.shared
def test_the_whole_file_of_relations() -> None:
    figures = {row["code"]: _stated(row) for row in _rows("figures.csv")}
    judged = 0
    for row in _rows("relations.csv"):
        names = tuple(name for name in row["operand_codes"].split(";") if name)
        if row["formula"].startswith(NOT_ABOUT_FIGURES):
            continue
        formula = "" if row["compare"] == "interval" else row["formula"]
        relation = _relation(row["kind"], formula, row["compare"], int(row["decimals"]), names)
        judgement = judge(relation, figures.get(row["result_code"]), [figures[name] for name in names])
        wanted = row["verdict"].replace("not_checkable", "undetermined")
        assert judgement.verdict == wanted, row["code"]
        if judgement.computed is not None:
            assert judgement.computed == Decimal(row["computed_value"]), row["code"]
        judged += 1
    assert judged == 57
