"""What stands in a file, out of the confined process and back."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plan_tables import open_source, read_plan, source_as_json, source_from_json
from haidang.domain.plan_tables.__main__ import main
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, word, workbook

TWO_ROWS = workbook(
    HEADINGS, ONE, (None, None, None, None, "Thuế", 46143, 5, 4), merged=("B2:B3",), formats={"F3": "mm/yyyy"}
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TWO_ROWS, "a.xlsx"),
        (word("x", [[str(value) for value in row] for row in (HEADINGS, TWO)]), "a.docx"),
        (b"a,b\n1,2", "a.csv"),
    ],
)
def test_a_source_comes_back_as_it_went(content: bytes, name: str) -> None:
    source = open_source(content, name)
    back = source_from_json(source_as_json(source))
    assert back == source
    assert read_plan(back, 2026) == read_plan(source, 2026)


def test_the_confined_reader_answers_with_a_source_or_the_reason() -> None:
    answer = BytesIO()
    assert main(BytesIO(TWO_ROWS), answer, "a.xlsx") == 0
    assert source_from_json(answer.getvalue().decode()) == open_source(TWO_ROWS, "a.xlsx")
    refused = BytesIO()
    assert main(BytesIO(b""), refused, "a.xlsx") == 0
    assert refused.getvalue() == b'{"unreadable": "empty", "detail": ""}'


@given(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["[]", "{}", '{"version":1}', '{"version":1,"name":"","media":"x","grids":[]}']),
    )
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - also what json raises
        source_from_json(text)
