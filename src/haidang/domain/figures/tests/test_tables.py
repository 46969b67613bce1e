"""Tables as official reports have them, each right and with one wrong cell.

A case is a table with one cell written «right→wrong». With the right cell nothing contradicts and `relations` are
found; with the wrong one exactly the relations in `broken` contradict.
"""

import re
from collections import Counter

import pytest

from haidang.domain.figures import Verdict, check_text
from haidang.domain.figures.tests.test_tables_data import CASES, NOTHING_RELATES

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


@pytest.mark.parametrize("text", NOTHING_RELATES)
def test_nothing_relates(text):
    report = check_text(text)
    assert [found.arithmetic_vi for found in report.relations if found.verdict is Verdict.INCONSISTENT] == []
