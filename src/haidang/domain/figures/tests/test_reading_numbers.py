"""Numbers as officials write them, and what only looks like a number."""

from decimal import Decimal

import pytest

from haidang.domain.figures import Measure, Qualifier, Quantity, check_text

READ = [
    # text, values in base units
    ("Có 1.237 dịch vụ", ["1237"]),
    ("đạt 64,56%", ["64.56"]),
    ("số tiền 24,5 tỷ đồng", ["24500000000"]),
    ("gần 17.000 nghìn lượt/ngày", ["17000000"]),
    ("là 470 tỷ 581 triệu 046 nghìn đồng", ["470581046000"]),
    ("ban hành 05 kế hoạch", ["5"]),
    ("vốn 2 tỷ rưỡi đồng", ["2500000000"]),
    ("vốn ba phẩy năm tỷ đồng", ["3500000000"]),
    ("hai mươi lăm hồ sơ", ["25"]),
    ("một trăm linh ba hộ", ["103"]),
    ("hai tỷ rưỡi đồng", ["2500000000"]),
    ("tổng cộng 32,375,467 đồng", ["32375467"]),
    ("tiếp nhận 12,345 hồ sơ", ["12345"]),
    ("dân số 1,494 triệu người", ["1494000"]),
    ("đạt 5.5% và 24.5 tỷ đồng", ["5.5", "24500000000"]),
    ("diện tích 5ha và 1.305m2 đất", ["5", "1305"]),
    ("trong tổng số 264 đơn", ["264"]),
    ("đã có 41/45 đơn vị", ["41", "45"]),
    ("5.775/8.227 xã", ["5775", "8227"]),
    ("115.665 trên tổng số 168.746 hồ sơ", ["115665", "168746"]),
    ("tăng từ 5 lên 7 tỷ đồng", ["5000000000", "7000000000"]),
    ("giảm 0,42 điểm phần trăm", ["0.42"]),
    ("tăng 2 điểm %", ["2"]),
    ("1.789.514 tỷ đồng", ["1789514000000000"]),
    ("7.906,92 triệu đồng", ["7906920000"]),
    ("1.212,6 nghìn tỷ đồng", ["1212600000000000"]),
    ("76\u00a0516\u00a0637 cử tri", ["76516637"]),
    ("số thu là 268763 hồ sơ", ["268763"]),
    ("đạt 45 phần trăm", ["45"]),
    ("trong 9 tháng có 68 vụ", ["9", "68"]),
    ("xếp thứ 12", ["12"]),
    ("tăng 11,4% (727 việc)", ["11.4", "727"]),
    ("mức 1.405 đơn", ["1405"]),
    ("mỗi ngày 45 hồ sơ", ["45"]),
    ("cả năm 500 hồ sơ", ["500"]),
    ("đến 9/12 đơn vị", ["9", "12"]),
]

NOT_FIGURES = [
    "ngày 24/6/2022",
    "ngày 05 tháng 4 năm 2024",
    "tháng 10/2024",
    "tháng 9",
    "quý 3",
    "năm 2024",
    "giai đoạn 2021-2025",
    "năm học 2023- 2024",
    "tính đến 30/9",
    "Nghị định số 42/2022/NĐ-CP",
    "Kế hoạch số 197/KH-UBND",
    "Nghị quyết 03-NQ/TU",
    "Công văn số 3145",
    "Số: 39083",
    "Điều 5 khoản 3",
    "đường dây nóng 02253.222.468",
    "điện thoại 0912 345 678",
    "ISO 9001:2015",
    "phòng chống COVID-19",
    "công nghệ 4.0",
    "nhà 18/4 phố Lê Lợi",
    "lô 3/A5",
    "bản đồ tỷ lệ 1/500",
    "https://qlvb.hpnet.vn/2024/15",
    "kiki2024@gov.vn",
    "1. Kết quả thực hiện",
    "gồm (1) rà soát; (2) kiểm tra",
    "Quốc lộ 5",
    "lớp học²",
    "12345678901234567890123",
    "thứ ba",
    "bình quân 1 tháng",
]


def quantities(text: str) -> tuple[Quantity, ...]:
    return check_text(text).quantities


@pytest.mark.parametrize(("text", "values"), READ)
def test_values(text: str, values: list[str]) -> None:
    assert [quantity.value for quantity in quantities(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_what_is_no_figure(text: str) -> None:
    assert [quantity.text for quantity in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("hơn 3.000 lượt", Qualifier.MORE_THAN),
        ("trên 290 mã", Qualifier.MORE_THAN),
        ("gần 9 triệu lượt", Qualifier.NEARLY),
        ("khoảng 50 mô hình", Qualifier.ABOUT),
        ("dưới 5%", Qualifier.LESS_THAN),
        ("không quá 10 ngày", Qualifier.AT_MOST),
        ("ít nhất 3 đơn vị", Qualifier.AT_LEAST),
        ("từ 90% trở lên", Qualifier.AT_LEAST),
        ("có 68 vụ", Qualifier.EXACT),
        ("cao hơn 5 vụ", Qualifier.EXACT),
    ],
)
def test_qualifiers(text: str, qualifier: Qualifier) -> None:
    (quantity,) = quantities(text)
    assert quantity.qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("9.031 việc phải làm", Measure.COUNT, "việc"),
        ("16.274 nhiệm vụ đến hạn", Measure.COUNT, "nhiệm vụ"),
        ("45 đơn vị", Measure.COUNT, "đơn vị"),
        ("264 đơn thuộc thẩm quyền", Measure.COUNT, "đơn"),
        ("24,5 tỷ đồng", Measure.MONEY, "đồng"),
        ("658 ha rừng", Measure.SIZE, "ha"),
        ("9 tháng", Measure.TIME, "tháng"),
        ("68 học sinh", Measure.PEOPLE, "học sinh"),
    ],
)
def test_units(text: str, measure: Measure, unit: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.measure, quantity.unit) == (measure, unit)


def test_a_whole_count_is_exact_and_a_rounded_number_is_a_range() -> None:
    count, money = quantities("68 vụ, 24,5 tỷ đồng")
    assert (count.low, count.high) == (68, 68)
    assert (money.low, money.high) == (Decimal("24450000000"), Decimal("24600000000"))


def test_offsets_are_those_of_the_text_as_given_even_when_it_is_decomposed() -> None:
    text = "Tỷ lệ đạt 22,06% của Hải Phòng".replace("ả", "a\u0309").replace("ỷ", "y\u0309")
    (quantity,) = quantities(text)
    assert text[quantity.start : quantity.end] == "22,06"
