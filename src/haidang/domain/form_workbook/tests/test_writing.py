"""The workbook as the official gets it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from haidang.domain.form_workbook import FormGroup, FormRow, read_form, write_form
from haidang.domain.form_workbook.tests.samples import FIGURES, FIRST, NARRATIVES, sample_form


def test_only_the_answers_can_be_typed_into() -> None:
    book = load_workbook(BytesIO(write_form(sample_form())))
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    open_cells = {
        cell.column_letter
        for row in book[FIGURES].iter_rows(min_row=FIRST)
        for cell in row
        if not cell.protection.locked
    }
    assert open_cells == {"H", "I", "J"}
    assert not book[NARRATIVES][f"D{FIRST}"].protection.locked


def test_the_head_names_round_and_unit_for_people_and_machines() -> None:
    book = load_workbook(BytesIO(write_form(sample_form())))
    assert [book[FIGURES][cell].value for cell in ("A4", "B4", "A5", "B5")] == [
        "Mã kỳ báo cáo",
        "2024-Q4",
        "Mã đơn vị",
        "so-khdt",
    ]
    assert {item.name: item.value for item in book.custom_doc_props.props} == {
        "haidang_round": "2024-Q4",
        "haidang_unit": "so-khdt",
    }


def test_the_status_is_chosen_from_a_list() -> None:
    sheet = load_workbook(BytesIO(write_form(sample_form())))[FIGURES]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [(str(rule.sqref), rule.formula1) for rule in lists] == [
        ("I7:I9", '"Có số liệu,Không có số liệu,Không áp dụng"')
    ]


def test_the_sheet_is_ready_for_screen_and_paper() -> None:
    sheet = load_workbook(BytesIO(write_form(sample_form())))[FIGURES]
    assert sheet.freeze_panes == "D7"
    assert sheet.print_title_rows == "$6:$6"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_numbers_kept_as_text_carry_no_warning() -> None:
    with ZipFile(BytesIO(write_form(sample_form()))) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml")
    assert sheet.endswith(
        b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "'="])
def test_texts_of_other_people_never_become_formulas(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    row = FormRow("a", text, text, previous=text, last_year=text, computed=text, note=text)
    form = replace(
        sample_form(), title=text, unit_name=text, groups=(FormGroup("", text, (row,), "t", text),)
    )
    book = load_workbook(BytesIO(write_form(form)))
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds
    assert all(
        cell.number_format == "@"
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    )


def test_what_xml_cannot_hold_is_left_out_and_escapes_stay_text() -> None:
    row = FormRow("a", "tên", "%", note="một\x00 \x1f_x0041_\r\nhai")
    form = replace(sample_form(), groups=(FormGroup("1", "việc", (row,)),))
    assert read_form(write_form(form)).answers[0].note == "một _x0041_\nhai"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write_form(sample_form()) == write_form(sample_form())


@pytest.mark.parametrize("key", ["", " a", "a" * 201, "a\n"])
def test_a_key_that_would_not_be_found_again_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        write_form(replace(sample_form(), groups=(FormGroup("1", "việc", (FormRow(key, "tên", "%"),)),)))


def test_two_rows_with_one_key_are_refused() -> None:
    rows = (FormRow("a", "tên", "%"), FormRow("a", "tên khác", "%"))
    with pytest.raises(ValueError, match="same key"):
        write_form(replace(sample_form(), groups=(FormGroup("1", "việc", rows),)))
