"""Whatever stands beside a person's number, it is protected; what is no such number stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.apps.inspections.tests.conftest import DOTS, PERSON
from haidang.apps.inspections.veiling import dotted, unveil, veil

FORMS = [
    PERSON, "031 990 000 123", "031.990.000.123", "031-990-000-123", "0319 9000 0123", "031990 000123", "031990000 123",
    "031\u00a0990\u00a0000\u00a0123", "031\u2009990\u2009000\u2009123", "031–990–000–123", "031/990/000/123",
    "031\u200b990\u200b000\u200b123", "０３１９９００００１２３", "31990000123",
]  # fmt: skip


@pytest.mark.parametrize("number", FORMS)
@pytest.mark.parametrize(
    "around", ["{}", "CCCD{}", "{}x", "{} 2024", "ngày 01 {}", "số 12 - {}", "{}-2", "({}),"]
)
def test_a_number_is_veiled_whatever_stands_beside_it(number, around):
    text = around.format(number)
    veiled = veil(text)
    assert number not in veiled
    assert unveil(veiled) == text
    assert dotted(text) == around.format(DOTS)
    assert dotted(veiled) == around.format(DOTS)
    assert veil(veiled) == veiled, "what is veiled is not veiled again"


@pytest.mark.parametrize(
    "text",
    ["0299534284", "0299534284-001", "0299534284001", "05/06/2024 08:30", "1.237.000 đồng", "Quý I, II/2024",
     "12/QĐ-TTTP ngày 02/05/2024", "225.3821.055", "02253 821 055", "2.108 lượt, 277 lượt, 129 lượt"],
)  # fmt: skip
def test_what_is_no_number_of_a_person_stays(text):
    assert veil(text) == dotted(text) == text


@given(st.text(max_size=60))
def test_any_text_comes_back(text):
    assert unveil(veil(text)) == text
