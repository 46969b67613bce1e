"""Tables as workbooks: text in every cell, nothing that runs, the same bytes each time."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from haidang.foundation.web.xlsx_files import xlsx_bytes


def cells(content):
    return [[(cell.value, cell.data_type) for cell in row] for row in load_workbook(BytesIO(content)).active]


@pytest.mark.parametrize(
    "evil", ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1+1)", "-A1", "#REF!", "0012", "1E5"]
)
def test_what_a_spreadsheet_would_run_or_change_stays_text(evil):
    assert cells(xlsx_bytes("t", ["tên"], [[evil]])) == [[("tên", "s")], [(evil, "s")]]


def test_what_no_workbook_can_hold_is_left_out():
    assert cells(xlsx_bytes("t", ["a"], [["x\x00y\ufffe"], ["z" * 40_000]]))[1:] == [
        [("x y ", "s")],
        [("z" * 32_767, "s")],
    ]


def test_the_same_table_gives_the_same_bytes():
    assert xlsx_bytes("t", ["a", "b"], [[1, ""]]) == xlsx_bytes("t", ["a", "b"], [[1, ""]])
