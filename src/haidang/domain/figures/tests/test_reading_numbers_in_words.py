"""Numbers in words, and numerals whose groups do not come out."""

from decimal import Decimal

import pytest

from haidang.domain.figures import check_text
from haidang.domain.figures.number_words import read_words

IN_WORDS = [
    ("mười lăm", "15"),
    ("hai mươi mốt", "21"),
    ("bốn mươi tư", "44"),
    ("hai mươi nhăm", "25"),
    ("ba chục", "30"),
    ("một trăm linh năm", "105"),
    ("một trăm lẻ ba", "103"),
    ("ba trăm mười", "310"),
    ("một nghìn hai trăm ba mươi bảy", "1237"),
    ("ba ngàn không trăm linh tám", "3008"),
    ("một triệu hai trăm nghìn", "1200000"),
    ("hai tỷ ba triệu", "2003000000"),
    ("một nghìn hai trăm tỷ", "1200000000000"),
    ("hai nghìn tỷ năm trăm triệu", "2000500000000"),
    ("bốn trăm bảy mươi tỷ năm trăm tám mươi mốt triệu", "470581000000"),
    ("ba phẩy năm", "3.5"),
    ("hai phẩy hai lăm", "2.25"),
    ("hai phẩy hai mươi lăm", "2.25"),
    ("mười phẩy không năm", "10.05"),
    ("không phẩy năm", "0.5"),
]

UNCERTAIN = [
    "hai ba",  # two or three
    "một trăm hai",  # 120, said aloud
    "hai nghìn ba",  # 2.300, said aloud
    "hai mươi ba mươi",
    "hai linh ba",
    "ba nghìn hai triệu",
    "ba phẩy năm tỷ hai trăm triệu",
    "hai không",
    "hai " * 60 + "ba",
]


@pytest.mark.parametrize(("run", "value"), IN_WORDS)
def test_what_is_certain_is_read(run: str, value: str) -> None:
    read = read_words(run)
    assert read is not None
    assert read[0] == Decimal(value)


@pytest.mark.parametrize("run", UNCERTAIN)
def test_what_is_uncertain_is_refused(run: str) -> None:
    assert read_words(run) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("một nghìn hai trăm ba mươi bảy hồ sơ", ["1237"]),
        ("hai tỷ ba trăm triệu đồng", ["2300000000"]),
        ("ba phẩy năm tỷ đồng", ["3500000000"]),
        ("hai mươi năm xây dựng thành phố", ["20"]),
        ("hai trăm năm hình thành đô thị", ["200"]),
        ("hai nghìn năm trăm hộ", ["2500"]),
        ("không phẩy năm phần trăm", ["0.5"]),
        ("một trăm hai hộ", []),
        ("hai ba hộ", []),
    ],
)
def test_in_a_text(text: str, values: list[str]) -> None:
    assert [quantity.value for quantity in check_text(text).quantities] == [
        Decimal(value) for value in values
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.2345 hồ sơ",
        "1.23.456 hồ sơ",
        "12.34.567 hồ sơ",
        "1,23,456 hồ sơ",
        "1.237.45 hồ sơ",
        "1.916.4 tỷ đồng",
        "0.5.6%",
        "192.168.1.1",
    ],
)
def test_groups_that_do_not_come_out_are_not_read_in_pieces(text: str) -> None:
    assert [quantity.text for quantity in check_text(text).quantities] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("có 1.237.", "1237"),
        ("có 1.237, trong đó", "1237"),
        ("đạt 64,56%.", "64.56"),
        ("12 345,5 ha", "12345.5"),
        ("1,234,567.89 đồng", "1234567.89"),
    ],
)
def test_punctuation_after_a_numeral_is_none_of_it(text: str, value: str) -> None:
    assert [quantity.value for quantity in check_text(text).quantities] == [Decimal(value)]
