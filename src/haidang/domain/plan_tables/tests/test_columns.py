"""Columns are found in any order, under any heading, or by what stands in them."""

import pytest

from haidang.domain.plan_tables.tests.making import (
    HEADINGS,
    ONE,
    TWO,
    fields,
    read,
    workbook,
)


@pytest.mark.parametrize(
    "headings",
    [
        ("tt", "ten don vi duoc kiem tra", "mst", "dia chi", "noi dung", "thoi gian", "so ngay", "so can bo"),
        (
            "SỐ TT",
            "ĐỐI TƯỢNG THANH TRA, KIỂM TRA",
            "MSDN/MST",
            "TRỤ SỞ CHÍNH",
            "LĨNH VỰC",
            "THÁNG",
            "THỜI HẠN",
            "NHÂN LỰC",
        ),
        (
            "Stt",
            "Người nộp thuế",
            "Mã số thuế/Mã số doanh nghiệp",
            "Địa điểm",
            "Chuyên đề",
            "Thời điểm",
            "Thời lượng (ngày)",
            "Số lượng thành viên",
        ),
    ],
)
def test_columns_are_found_under_any_heading(headings: tuple[str, ...]) -> None:
    reading = read(workbook(headings, ONE, TWO))
    assert list(fields(reading).values()) == [
        "ordinal",
        "name",
        "tax_code",
        "address",
        "content",
        "window",
        "days",
        "staff",
    ]


def test_columns_may_stand_in_any_order() -> None:
    order = [7, 5, 2, 4, 1, 0, 6, 3]
    moved = [[row[place] for place in order] for row in (HEADINGS, ONE, TWO)]
    straight, turned = read(workbook(HEADINGS, ONE, TWO)), read(workbook(*moved))
    for one, other in zip(straight.rows, turned.rows, strict=True):
        for name in ("name", "tax_code", "address", "content", "window", "days", "staff"):
            assert getattr(one, name) == getattr(other, name)


def test_second_heading_row_that_nobody_merged() -> None:
    content = workbook(
        ("STT", "Tên doanh nghiệp", "Mã số doanh nghiệp", "Thời gian thực hiện", None, None, None, "Ghi chú"),
        (None, None, None, "Quý I", "Quý II", "Quý III", "Quý IV"),
        (1, "Công ty TNHH Sao Khuê", "0299000010", None, "X", None, None, None),
        (2, "Vinaship", "0299000028", "X", None, None, None, "mới"),
    )
    first, second = read(content).rows
    assert (first.window.months, second.window.months, second.note) == ((4, 5, 6), (1, 2, 3), "mới")


def test_name_address_and_code_in_one_cell() -> None:
    content = workbook(
        ("STT", "Tên, địa chỉ, mã số thuế của doanh nghiệp", "Nội dung", "Thời gian"),
        (1, "Công ty TNHH Sao Khuê; Địa chỉ: Số 4 Bến Nước; MST: 0299000010", "Thuế", "Tháng 3"),
    )
    (row,) = read(content).rows
    assert (row.name, row.address, row.tax_code.digits) == (
        "Công ty TNHH Sao Khuê",
        "Số 4 Bến Nước",
        "0299000010",
    )


def test_owners_of_household_businesses_are_names() -> None:
    content = "TT\tHọ và tên chủ hộ\tĐịa chỉ\tThời gian\n1\tTên Chủ Hộ\tThôn 1\tT3\n".encode()
    (row,) = read(content, "a.csv").rows
    assert (row.name, row.address, row.window.months) == ("Tên Chủ Hộ", "Thôn 1", (3,))


def test_values_decide_where_headings_do_not() -> None:
    rows = [(n, f"Công ty TNHH Số {n}", "0299000010", "Tháng 5") for n in range(1, 5)]
    reading = read(workbook(("STT", "Đơn vị", "Mã số thuế", "Dự kiến"), *rows))
    assert fields(reading) == {
        "STT": "ordinal",
        "Đơn vị": "name",
        "Mã số thuế": "tax_code",
        "Dự kiến": "window",
    }
