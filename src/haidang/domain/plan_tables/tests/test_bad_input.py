"""What agencies send: told by cell, nothing lost."""

from datetime import date

import openpyxl
import pytest

from haidang.domain.plan_tables import InspectionForm, RowKind
from haidang.domain.plan_tables.tests.making import (
    HEADINGS,
    ONE,
    TWO,
    codes,
    head_row,
    inline,
    raw_workbook,
    read,
    saved,
    told_in,
    workbook,
)


def test_a_plain_plan_is_read() -> None:
    reading = read(workbook(HEADINGS, ONE, TWO))
    first, second = reading.rows
    assert (first.name, first.tax_code.digits, first.address) == (
        "Công ty TNHH Sao Khuê",
        "0299000010",
        "Số 5 Bến Nước",
    )
    assert (first.content, first.window.months, first.days.most, first.staff) == ("Thuế", (5,), 5, 4)
    assert (second.window.first, second.window.last) == (date(2026, 4, 1), date(2026, 6, 30))
    assert first.raw["G"] == "05 ngày"
    assert (first.origin.place.sheet, first.origin.place.row) == ("Sheet", 2)
    assert not reading.faults


def test_two_rows_of_headings_with_merged_cells() -> None:
    content = workbook(
        ("STT", "Thông tin doanh nghiệp", None, None, "Thời gian", None, "Nội dung"),
        (None, "Tên", "Mã số", "Trụ sở chính", "Từ ngày", "Đến ngày", None),
        (
            1,
            "Công ty TNHH Sao Khuê",
            "0299000010",
            "Số 5",
            date(2026, 5, 10),
            date(2026, 5, 20),
            "Thuế",
        ),
        merged=("A1:A2", "B1:D1", "E1:F1", "G1:G2"),
    )
    (row,) = read(content).rows
    assert (row.name, row.tax_code.digits, row.address, row.content) == (
        "Công ty TNHH Sao Khuê",
        "0299000010",
        "Số 5",
        "Thuế",
    )
    assert (row.window.first, row.window.last) == (date(2026, 5, 10), date(2026, 5, 20))


def test_two_rows_of_headings_whose_merged_cells_were_lost_in_csv() -> None:
    content = (
        "STT,Doanh nghiệp,,,Thời gian,\n,Tên,MST,Địa chỉ,Bắt đầu,Kết thúc\n"
        "1,Công ty TNHH Sao Khuê,0299000010,Số 5,10/5/2026,20/5/2026\n"
    ).encode()
    (row,) = read(content, "a.csv").rows
    assert (row.name, row.tax_code.digits, row.address) == ("Công ty TNHH Sao Khuê", "0299000010", "Số 5")
    assert row.window.last == date(2026, 5, 20)


def test_what_stands_around_the_table_is_recognised() -> None:
    content = workbook(
        ("UBND THÀNH PHỐ", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ CÔNG THƯƠNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"),
        ("KẾ HOẠCH KIỂM TRA NĂM 2026",),
        HEADINGS,
        tuple(f"({number})" for number in range(1, 9)),
        ("I", "Quý III"),
        (1, *ONE[1:5], None, *ONE[6:]),
        TWO,
        (None, "Tổng cộng", None, None, "2 cuộc"),
        (None, "Ghi chú: có thể điều chỉnh"),
        (None, "NGƯỜI LẬP", None, None, "GIÁM ĐỐC"),
        (None, "Trần Văn B", None, None, "Lê Thị C"),
    )
    reading = read(content)
    counts = reading.counts
    assert {kind: counts[kind] for kind in RowKind if counts[kind]} == {
        RowKind.TITLE: 3,
        RowKind.HEADER: 1,
        RowKind.NUMBERING: 1,
        RowKind.SECTION: 1,
        RowKind.DATA: 2,
        RowKind.TOTAL: 1,
        RowKind.NOTE: 3,
    }
    assert reading.rows[0].window.months == (7, 8, 9)  # from its section
    assert {row.form for row in reading.rows} == {InspectionForm.CHECK}  # from the title
    assert not reading.faults


@pytest.mark.parametrize(
    "name", ["Tổng công ty Lúa Vàng", "Tổng Công ty CP Bến Nước", "CTCP Cộng Hưởng", "HTX Tổng Hợp Bến Nước"]
)
def test_an_enterprise_is_no_total(name: str) -> None:
    assert [row.name for row in read(workbook(HEADINGS, (1, name, *ONE[2:]))).rows] == [name]


def test_empty_tax_codes_are_allowed() -> None:
    reading = read(workbook(HEADINGS, (1, ONE[1], None, *ONE[3:]), (2, TWO[1], "-", *TWO[3:])))
    assert [row.tax_code.digits for row in reading.rows] == ["", ""]
    assert not reading.faults


def test_codes_that_excel_made_numbers_get_their_zero_back_and_are_told() -> None:
    content = workbook(HEADINGS, (1, ONE[1], 299000010, *ONE[3:]), (2, TWO[1], 299000028.0, *TWO[3:]))
    reading = read(content)
    assert [row.tax_code.digits for row in reading.rows] == ["0299000010", "0299000028"]
    assert told_in(reading, content)[0] == "Sheet!C2: đã thêm lại số 0 ở đầu mã số (0299000010); hãy kiểm tra"
    assert not reading.has_faults


def test_a_code_shown_with_a_power_of_ten_still_has_its_digits_as_a_number_but_not_as_text() -> None:
    content = workbook(
        HEADINGS,
        (1, ONE[1], 299000010, *ONE[3:]),
        (2, TWO[1], "2,99E+08", *TWO[3:]),
        formats={"C2": "0.00E+00"},
    )
    reading = read(content)
    assert reading.rows[0].tax_code.digits == "0299000010"
    assert codes(reading) == ["restored_tax_code", "rounded_tax_code"]
    assert "Sheet!C3: mã số đã bị Excel làm tròn thành 2,99E+08" in told_in(reading, content)[1]


def test_a_number_that_may_be_a_person_s_is_in_no_fault() -> None:
    content = workbook(
        HEADINGS,
        (1, "Hộ kinh doanh Bến Nước", "031085001234", *ONE[3:]),
        (2, TWO[1], "03108500123499", *TWO[3:]),
    )
    reading = read(content)
    assert codes(reading) == ["not_a_tax_code"]
    assert not any("0310850" in line for line in told_in(reading, content))
    assert "031085001234" not in repr(reading.rows[0])
    assert not any(
        "0310850" in sample for column in reading.tables[0].proposal.columns for sample in column.samples
    )


def test_a_code_inside_the_name_is_taken_out() -> None:
    content = workbook(
        ("STT", "Đối tượng kiểm tra", "Nội dung"),
        (1, "Công ty TNHH Sao Khuê (MST: 0299000010)", "Thuế"),
        (2, "Công ty CP Lúa Vàng, địa chỉ: Số 7 Bến Nước", "Thuế"),
    )
    first, second = read(content).rows
    assert (first.name, first.tax_code.digits) == ("Công ty TNHH Sao Khuê", "0299000010")
    assert (second.name, second.address) == ("Công ty CP Lúa Vàng", "Số 7 Bến Nước")


def test_merged_cells_carry_their_value_down() -> None:
    content = workbook(
        HEADINGS,
        ONE,
        (None, None, None, None, "Lao động", "Tháng 6", 5, 2),
        merged=("B2:B3", "C2:C3", "D2:D3"),
    )
    first, second = read(content).rows
    assert (second.name, second.tax_code, second.content) == (first.name, first.tax_code, "Lao động")


def test_a_name_left_empty_under_another_is_taken_from_above_and_told() -> None:
    content = workbook(HEADINGS, ONE, (None, None, None, None, "Lao động", "Tháng 6", 5, 2))
    reading = read(content)
    assert reading.rows[1].name == reading.rows[0].name
    assert codes(reading) == ["name_from_above"]


def test_formulas_count_with_their_stored_result_and_are_told() -> None:
    head = head_row()
    sheet = (
        f"<sheetData>{head}<row r='2'>{inline('B2', 'Công ty TNHH Sao Khuê')}"
        "<c r='C2'><f>1+1</f><v>299000010</v></c>"
        "<c r='D2' t='str'><f>UPPER(A1)</f><v>Số 5</v></c></row>"
        "<row r='3'><c r='B3'><f>A1</f></c><c r='C3'><v>299000028</v></c>"
        "<c r='D3' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
        "</sheetData>"
    )
    reading = read(raw_workbook(sheet))
    assert [row.tax_code.digits for row in reading.rows] == ["0299000010", "0299000028"]
    assert reading.rows[0].address == "Số 5"
    by_cell = {(fault.column, fault.place.row, fault.code.value) for fault in reading.faults}
    assert {
        ("C", 2, "formula"),
        ("D", 2, "formula"),
        ("B", 3, "formula_without_result"),
        ("D", 3, "error_value"),
    } <= by_cell


def test_duplicate_rows_are_told_with_the_first() -> None:
    content = workbook(HEADINGS, ONE, TWO, (3, "CÔNG TY TNHH SAO KHUÊ", *ONE[2:]))
    reading = read(content)
    assert len(reading.rows) == 3
    assert told_in(reading, content) == [
        "Sheet!dòng 4: trùng với Sheet!dòng 2; hãy xóa một dòng nếu cùng là một cuộc"
    ]


def test_a_file_of_another_year_is_told() -> None:
    content = workbook(("KẾ HOẠCH THANH TRA, KIỂM TRA NĂM 2025",), HEADINGS, (1, *ONE[1:5], "5/2025", 5, 4))
    reading = read(content)
    assert codes(reading) == ["file_of_another_year", "time_of_another_year"]
    assert "năm 2025, đang nhận kế hoạch năm 2026" in told_in(reading, content)[0]


def test_the_date_of_a_decision_is_not_the_year_of_the_plan() -> None:
    content = workbook(
        ("KẾ HOẠCH KIỂM TRA NĂM 2026",), ("(Kèm theo Quyết định ngày 20 tháng 12 năm 2025)",), HEADINGS, ONE
    )
    assert not read(content).faults


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (5, "khi có thời gian", "not_a_time"),
        (6, "nhanh", "not_days"),
        (7, "cả phòng", "not_staff"),
        (2, "0299000011", "not_a_tax_code"),
        (5, "32/5/2026", "not_a_time"),
        (2, "0299000010; 0299000028", "several_tax_codes"),
    ],
)
def test_what_cannot_be_read_is_told_by_cell_and_kept_raw(column: int, value: str, code: str) -> None:
    row = [*ONE]
    row[column] = value
    reading = read(workbook(HEADINGS, TWO, row, TWO))
    fault = next(fault for fault in reading.faults if fault.code.value == code)
    assert (fault.column, fault.place.row) == ("ABCDEFGH"[column], 3)
    assert reading.rows[1].raw["ABCDEFGH"[column]] == value


def test_a_row_that_is_nothing_known_is_told() -> None:
    reading = read(workbook(HEADINGS, ONE, (None, None, None, "chưa rõ gì cả"), TWO))
    assert len(reading.rows) == 2
    assert codes(reading) == ["unclear_row"]


def test_all_visible_sheets_are_read_and_hidden_ones_told() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Thanh tra"
    for row in (HEADINGS, ONE):
        book.active.append(row)
    other, hidden = book.create_sheet("Kiểm tra"), book.create_sheet("Cũ")
    for row in (("TT", "MST", "Tên công ty"), (1, "0299000028", "Công ty CP Lúa Vàng")):
        other.append(row)
        hidden.append(row)
    hidden.sheet_state = "hidden"
    reading = read(saved(book))
    assert [row.origin.place.sheet for row in reading.rows] == ["Thanh tra", "Kiểm tra"]
    assert codes(reading) == ["hidden_sheet"]
    assert reading.counts[RowKind.HIDDEN] == 2


def test_hidden_rows_are_taken_and_told() -> None:
    book = openpyxl.Workbook()
    for row in (HEADINGS, ONE, TWO):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    reading = read(saved(book))
    assert len(reading.rows) == 2
    assert codes(reading) == ["hidden_row"]


def test_crosses_under_quarters_and_forms() -> None:
    content = workbook(
        ("STT", "Tên đơn vị", "Hình thức", None, "Thời gian thực hiện", None, None, None),
        (None, None, "Thanh tra", "Kiểm tra", "Quý I", "Quý II", "Quý III", "Quý IV"),
        (1, "Công ty TNHH Sao Khuê", "x", None, None, "x", None, None),
        (2, "Công ty CP Lúa Vàng", None, "x", "x", None, None, "x"),
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:H1"),
    )
    first, second = read(content).rows
    assert (first.form, first.window.months) == (InspectionForm.INSPECTION, (4, 5, 6))
    assert (second.form, second.window.months) == (InspectionForm.CHECK, (1, 2, 3, 10, 11, 12))


def test_two_tables_on_one_sheet_each_have_their_columns() -> None:
    content = workbook(
        HEADINGS,
        ONE,
        (),
        ("II. KIỂM TRA ĐỘT XUẤT",),
        ("TT", "MST", "Tên công ty", "Lĩnh vực"),
        (1, TWO[2], TWO[1], "Thuế"),
    )
    reading = read(content)
    assert [row.tax_code.digits for row in reading.rows] == ["0299000010", "0299000028"]
    assert len(reading.tables) == 2


def test_a_table_without_headings_is_guessed_and_told() -> None:
    reading = read(
        workbook(
            *[
                (n, f"Công ty TNHH Số {n}", "0299000010", f"Số {n} đường Bến Nước", "Tháng 5")
                for n in range(1, 6)
            ]
        )
    )
    assert len(reading.rows) == 5
    assert codes(reading)[0] == "guessed_columns"
    assert reading.rows[2].name == "Công ty TNHH Số 3"
    assert reading.rows[2].window.months == (5,)


def test_a_file_without_a_table_is_told() -> None:
    reading = read(workbook(("Kính gửi các đơn vị",), ("Đề nghị gửi kế hoạch",)))
    assert not reading.rows
    assert codes(reading) == ["no_table"]


def test_numbers_of_columns_are_no_examples_of_what_stands_in_them() -> None:
    numbers = tuple(f"({place})" for place in range(1, len(HEADINGS) + 1))
    reading = read(workbook(HEADINGS, numbers, ONE, TWO))
    samples = [sample for column in reading.tables[0].proposal.columns for sample in column.samples]
    assert ONE[1] in samples
    assert not set(numbers) & set(samples)
