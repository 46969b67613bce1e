"""Addresses of before and after July 2025 are the same places."""

import polars as pl
import pytest

from haidang.domain.overlaps.addresses import with_places


def place(address: str | None) -> tuple[str, str, str]:
    row = with_places(pl.DataFrame({"addr": [address]}, schema={"addr": pl.String}), "addr").to_dicts()[0]
    return row["commune"], row["street"], row["house"]


@pytest.mark.parametrize(
    "address",
    [
        "Số 12 đường Lạch Tray, Phường Cầu Tre, Quận Ngô Quyền, Thành phố Hải Phòng",
        "12 Lạch Tray, P. Cầu Tre, Q. Ngô Quyền, TP. HP",
        "12 Lach Tray, P. Cau Tre, Q. Ngo Quyen",
        "Số 12 Lạch Tray, Phường Ngô Quyền, Thành phố Hải Phòng",
    ],
)
def test_an_old_ward_is_the_commune_of_today(address: str) -> None:
    assert place(address) == ("ngo quyen", "lachtray", "12")


def test_wards_of_one_name_are_told_apart_by_their_district() -> None:
    one = place("Xã Tân Trào, Huyện Kiến Thụy, Thành phố Hải Phòng")
    other = place("Xã Tân Trào, Huyện Thanh Miện, Tỉnh Hải Dương")
    assert one[0] != other[0]


def test_a_plot_in_an_industrial_park() -> None:
    assert place("Lô B10, KCN Tràng Duệ, Xã Thanh Xuân, Huyện Thanh Hà, Tỉnh Hải Dương")[1:] == (
        "trangdue",
        "b10",
    )


def test_an_address_elsewhere_keeps_its_ward() -> None:
    assert place("5 Tràng Tiền, Phường Hoàn Kiếm, Hà Nội")[0] == "hoan kiem"


@pytest.mark.parametrize("address", [None, "", ",", " , , "])
def test_no_address_is_no_place(address: str | None) -> None:
    assert place(address) == ("", "", "")
