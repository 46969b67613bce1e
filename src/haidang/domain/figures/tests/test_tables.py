"""Tables as official reports have them, each right and with one wrong cell.

A case is a table of `data/tables.md` with one cell written «right→wrong». With the right cell nothing contradicts and
`relations` are found; with the wrong one exactly the relations in `broken` contradict.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from haidang.domain.figures import Verdict, check_text
from haidang.domain.figures.binding.tables import table_claims
from haidang.domain.figures.judging import judge
from haidang.domain.figures.layout import lines_of
from haidang.domain.figures.text import prepare

DATA = Path(__file__).parent / "data"
_TITLE = re.compile(r"^## (.+)\n\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    name: str
    relations: int
    broken: str
    text: str


def tables(name):
    """The titles of a file, each with what stands under it."""
    _, *pieces = _TITLE.split((DATA / name).read_text(encoding="utf-8"))
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def case_of(title, body):
    name, count = re.fullmatch(r"(.+) \((\d+)\)", title).groups()
    broken, text = body.split("\n\n", 1)
    return Case(name, int(count), broken.strip("-"), f"\n{text.rstrip()}")


CASES = [case_of(*table) for table in tables("tables.md")]
_CHOICE = re.compile(r"«([^→»]*)→([^»]*)»")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_right_table(case):
    report = check_text(_CHOICE.sub(r"\1", case.text))
    assert [found.arithmetic_vi for found in report.contradictions] == []
    assert len(report.relations) == case.relations


@pytest.mark.parametrize("case", [case for case in CASES if case.broken], ids=lambda case: case.name)
def test_wrong_cell(case):
    assert _CHOICE.search(case.text)
    report = check_text(_CHOICE.sub(r"\2", case.text))
    found = Counter(relation.kind.value for relation in report.contradictions)
    told = [relation.arithmetic_vi for relation in report.contradictions]
    assert found == Counter(case.broken.split()), told


@pytest.mark.parametrize("text", [text for _, text in tables("tables_unrelated.md")])
def test_nothing_relates(text):
    report = check_text(text)
    assert [found.arithmetic_vi for found in report.relations if found.verdict is Verdict.INCONSISTENT] == []


def test_a_total_wrong_across_and_down_is_claimed_twice():
    rows = [
        "Tổ | Nam | Nữ | Cộng",
        "A | 120 | 95 | 215",
        "B | 133 | 88 | 221",
        "C | 98 | 104 | 202",
        "Cộng | 351 | 287 | 683",
    ]
    text = "\n".join(rows)
    source = prepare(text)
    spans = [(line.start, line.end) for line in lines_of(text)]
    claims = [claim for claim in table_claims(source, spans, []) if claim.stated.text == "683"]
    assert [judge(claim).verdict for claim in claims] == [Verdict.INCONSISTENT] * 2
    assert len({claim.key for claim in claims}) == 2


def test_a_large_table_is_read_to_its_end():
    rows = [
        f"| {n} | Xã {n} | {n % 977 + 300} | {n % 300 + 1} | {n % 977 + 299 - n % 300} |"
        for n in range(20_000)
    ]
    text = "| TT | Đơn vị | Tổng số | Đã giải quyết | Chưa giải quyết |\n" + "\n".join(rows)
    spans = [(line.start, line.end) for line in lines_of(text)]
    assert len(list(table_claims(prepare(text), spans, []))) == 20_000
