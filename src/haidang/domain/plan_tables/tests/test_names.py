"""Names under one tax code: spelt otherwise, or of another enterprise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plan_tables import FaultCode
from haidang.domain.plan_tables.names import alike
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, read, workbook


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Muối Xanh", "CTY TNHH MUỐI XANH"),
        ("Công ty TNHH Thương mại Muối Xanh", "Muối Xanh"),
        ("Công ty TNHH Muối Xanh", "Công ty Cổ phần Muối Xanh"),
        ("Công ty TNHH Muối Xanh", "Chi nhánh Công ty TNHH Muối Xanh tại Hải Phòng"),
        ("Công ty TNHH Muối Xanh", "Công ty TNHH Muối Xahn"),
        ("Công ty TNHH Muối Xanh", "Công ty TNHH Muoi Xanh"),
        ("Công ty TNHH Muối Xanh", ""),
        ("Công ty TNHH Xây dựng Việt Nam", "Cty TNHH Xây dựng Việt Nam"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Muối Xanh", "Công ty TNHH Cánh Buồm Nâu"),
        ("Công ty TNHH Anh Minh", "Công ty TNHH Minh Đức"),
        ("Công ty A", "Công ty B"),
        ("Công ty CP Cầu đường 1", "Công ty CP Cầu đường 2"),
        ("Hộ kinh doanh Nguyễn Văn Mẫu", "Công ty CP Thép Sông Hồng"),
    ],
)
def test_names_of_two_enterprises(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@given(st.text(max_size=40))
def test_a_name_is_like_itself_in_any_case(name: str) -> None:
    assert alike(name, name)
    assert alike(name.upper(), name.lower()) or name.upper().lower() != name.lower()


def test_a_code_at_clearly_different_names_is_remarked_once_for_each_name() -> None:
    rows = [
        ONE,
        (2, "CTY TNHH SAO KHUÊ", ONE[2], *ONE[3:5], "Tháng 7", *ONE[6:]),
        (3, "Công ty CP Cánh Buồm Nâu", ONE[2], *ONE[3:]),
        (4, "Cty CP Cánh Buồm Nâu", ONE[2], *ONE[3:5], "Tháng 9", *ONE[6:]),
        TWO,
    ]
    reading = read(workbook(HEADINGS, *rows))
    (fault,) = [fault for fault in reading.faults if fault.code is FaultCode.CODE_OF_SEVERAL_NAMES]
    assert (fault.place.row, fault.text) == (4, ONE[1])
    assert fault.other.endswith("dòng 2")
    assert fault.is_remark, "nothing is lost: it deserves a look"


def test_a_column_that_is_no_code_is_not_remarked_for_each_of_its_rows() -> None:
    """The agency's own code beside every enterprise of a long plan: twenty names tell enough."""
    rows = [(place, f"Công ty Số {place}", ONE[2], *ONE[3:]) for place in range(1, 200)]
    faults = read(workbook(HEADINGS, *rows)).faults
    assert sum(fault.code is FaultCode.CODE_OF_SEVERAL_NAMES for fault in faults) == 19
