"""Cells of a register: whatever stands in them, they are read or told why not."""

import csv

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from haidang.apps.enterprises.comparing import kind_of
from haidang.apps.enterprises.places import communes_of
from haidang.apps.enterprises.reading import (
    Name,
    guarded,
    read_code,
    read_former_names,
    read_kind,
    read_sector,
    read_sectors,
    read_state,
)
from haidang.apps.enterprises.reference import communes, find_commune, sectors
from haidang.domain.overlaps.packaged import table
from haidang.domain.overlaps.tax_codes import CodeKind, parse_tax_code
from haidang.foundation.importing.columns import CellError
from haidang.foundation.protection import is_token, reveal

PEOPLE = st.builds("{:03d}{}{:08d}".format, st.integers(1, 96), st.integers(0, 9), st.integers(0, 10**8 - 1))


@given(PEOPLE)
def test_a_personal_number_is_protected_however_it_is_written(number):
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    for written in (number, spaced, f"MST: {number}", int(number) if number[1] != "0" else number):
        token = guarded(written)
        assert is_token(token)
        assert reveal(token) == number
        assert read_code(token).digits == number


@given(st.text(max_size=60) | st.integers() | st.floats() | st.dates() | st.none() | st.booleans())
def test_any_cell_is_guarded_and_what_is_no_personal_number_is_the_same_object(value):
    kept = guarded(value)
    if not (isinstance(kept, str) and is_token(kept)):
        assert kept is value


@pytest.mark.parametrize(
    "value",
    ["Số 12 phố Mẫu 3456789, lô 34", "9900000016", "9900000016-001", "0225 3842 035", "2024-01-15 10:30", "05/04/2019",
     4663],
)  # fmt: skip
def test_what_only_holds_digits_is_left_alone(value):
    assert guarded(value) is value


def outcome(read, value):
    """What a reader makes of a cell: the value, or what it tells."""
    try:
        return read(value), ""
    except CellError as error:
        return None, error.what if error.what and error.todo else "nothing"


@given(st.text(max_size=60) | st.integers(0, 10**14) | st.floats(allow_nan=False, allow_infinity=False))
def test_any_cell_is_a_code_or_told_why_not_without_its_digits(value):
    code, told = outcome(read_code, value)
    digits = parse_tax_code(value).digits
    assert told or code.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH, CodeKind.PERSONAL)
    assert len(digits) < 9 or digits not in told


@given(
    st.lists(
        st.tuples(
            st.text("Công ty Muối Xnh ", min_size=3, max_size=40).map(str.strip).filter(bool),
            st.none() | st.dates(),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_former_names_come_back_as_they_were_written(names):
    cell = "; ".join(f"{name} (đến {day:%d/%m/}{day.year:04d})" if day else name for name, day in names)
    expected = [Name(" ".join(name.split()), day) for name, day in names]
    if all(day is None or day.year >= 1900 for _name, day in names):
        assert list(read_former_names(cell)) == expected


@given(st.text(max_size=20))
def test_words_mean_something_or_are_told(value):
    for read in (read_kind, read_state, read_sector, read_sectors, read_former_names):
        assert outcome(read, value)[1] != "nothing"


@pytest.mark.parametrize(
    ("written", "code"),
    [("4663", "4663"), ("G4663", "4663"), ("01110", "01110"), (1, "01"), ("c10", "10")],
)
def test_sectors_as_they_are_written(written, code):
    assert read_sector(written) == code


def test_the_kind_of_who_does_not_say_it():
    assert kind_of(parse_tax_code("031990000123"), "Anh Đò") == "household"
    assert kind_of(parse_tax_code("9900000016001"), "x") == "branch"
    assert kind_of(parse_tax_code("9900000016"), "HTX Rêu") == "cooperative"
    assert kind_of(parse_tax_code("9900000016"), "HỘ KINH DOANH Rêu") == "household"
    assert kind_of(parse_tax_code("9900000016"), "Công ty Rêu") == "enterprise"


@pytest.mark.parametrize(
    ("address", "commune"),
    [
        ("Số 5, Phường Hồng Bàng, Thành phố Hải Phòng", "Phường Hồng Bàng"),
        ("5 pho Mau, P. Hong Bang, TP Hai Phong", "Phường Hồng Bàng"),
        ("Số 5, Thị trấn Cát Bà, Huyện Cát Hải, Thành phố Hải Phòng", "Đặc khu Cát Hải"),
        ("Số 5, Xã Cẩm Giang, Thành phố Hải Phòng", "Xã Cẩm Giang"),
        ("Số 5, Xã Cẩm Giàng, Thành phố Hải Phòng", "Xã Cẩm Giàng"),
        ("So 5, xa Cam Giang, TP Hai Phong", ""),
        ("Số 5, Phường Hồng Bàng, Thành phố Hồ Chí Minh", ""),
        ("Số 5 phố Mẫu", ""),
        ("", ""),
    ],
)
def test_the_commune_of_an_address(address, commune):
    assert communes_of([address]) == [commune]


def test_communes_are_named_by_their_old_wards_only_where_one_is_meant():
    assert find_commune("thị trấn Cát Bà") == "Đặc khu Cát Hải"
    assert find_commune("hong bang") == "Phường Hồng Bàng"
    assert find_commune("Phường Ba Đình") is None
    assert len(communes()) == 113


def test_the_pack_and_the_library_know_the_same_wards():
    with (settings.PACKS_FOLDER / "places" / "wards-2025.csv").open(encoding="utf-8", newline="") as file:
        ours = [
            {k: row[k] for k in ("province", "district", "ward", "commune", "share")}
            for row in csv.DictReader(file)
        ]
    assert ours == table("wards.csv")


def test_the_classification_is_whole():
    found = sectors()
    assert sum(1 for code in found if code.isalpha()) == 21
    assert sum(1 for code in found if not code.isalpha()) == 88
    assert all(found[sector.section].section == sector.section for sector in found.values())
