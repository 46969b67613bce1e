"""Which units there are depends on the day; they are listed as Vietnamese sorts and found with or without marks."""

from datetime import date

import pytest
from django.http import Http404

from haidang.apps.organisations.selectors import (
    get_history,
    get_unit,
    list_people,
    list_positions,
    list_programme_units,
    list_units,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def codes(**query):
    return [unit.code for unit in list_units(**query)]


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (
            date(2024, 6, 1),
            {"SKHDT", "STC", "H-ANDUONG", "Q-HONGBANG"},
            {"STC-2025", "Q-ANDUONG", "DK-CATHAI"},
        ),
        (date(2024, 12, 31), {"H-ANDUONG", "H-THUYNGUYEN"}, {"Q-ANDUONG", "TP-THUYNGUYEN"}),
        (date(2025, 1, 1), {"Q-ANDUONG", "TP-THUYNGUYEN"}, {"H-ANDUONG", "H-THUYNGUYEN"}),
        (date(2025, 2, 28), {"SKHDT", "STC"}, {"STC-2025"}),
        (
            date(2025, 3, 15),
            {"STC-2025", "SNV-2025", "Q-HONGBANG", "Q-ANDUONG"},
            {"SKHDT", "STC", "DK-CATHAI"},
        ),
        (date(2025, 6, 30), {"Q-HONGBANG", "H-CATHAI"}, {"DK-CATHAI"}),
        (date(2026, 1, 1), {"STC-2025", "DK-CATHAI", "STP"}, {"Q-HONGBANG", "H-CATHAI", "SKHDT"}),
    ],
)
def test_the_units_of_a_day(day, there, gone):
    found = set(codes(on=day))
    assert there <= found
    assert not gone & found


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 6, 1), 15), (date(2025, 3, 15), 15), (date(2026, 1, 1), 0)]
)
def test_districts_ended_in_the_middle_of_2025(day, count):
    assert len(codes(on=day, kind="district")) == count


def test_the_programme_of_2024_has_45_units():
    assert list_programme_units(date(2024, 9, 30)).count() == 45


def test_the_order_is_that_of_the_vietnamese_alphabet():
    names = [unit.name_vi for unit in list_units(on=date(2024, 6, 1), kind="district")]
    assert names == [
        "Huyện An Dương", "Huyện An Lão", "Huyện Bạch Long Vĩ", "Huyện Cát Hải", "Huyện Kiến Thụy",
        "Huyện Thủy Nguyên", "Huyện Tiên Lãng", "Huyện Vĩnh Bảo", "Quận Dương Kinh", "Quận Đồ Sơn",
        "Quận Hải An", "Quận Hồng Bàng", "Quận Kiến An", "Quận Lê Chân", "Quận Ngô Quyền",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["Đồ Sơn", "do son", "ĐỒ SƠN", "sơn đồ", "  Do   Son ", "Do Son district"])
def test_words_are_found_with_or_without_marks_in_any_order(words):
    assert codes(query=words) == ["Q-DOSON"]


def test_every_word_must_be_there():
    assert codes(query="do son tu phap") == []
    assert set(codes(query="tai chinh")) == {"STC", "STC-2025"}


def test_a_unit_is_found_by_its_code():
    assert codes(query="q-doson") == ["Q-DOSON"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'; DROP TABLE"])
def test_signs_of_the_database_are_only_signs(words):
    assert codes(query=words) == []


def test_the_history_of_a_unit_names_both_sides_with_day_and_basis():
    history = get_history(get_unit("STC-2025"))
    assert [(e.predecessor.code, e.effective_on) for e in history.origins] == [
        ("SKHDT", date(2025, 3, 1)),
        ("STC", date(2025, 3, 1)),
    ]
    assert all(edge.basis for edge in history.origins)
    assert history.successions == []
    (edge,) = get_history(get_unit("Q-HONGBANG")).successions
    assert edge.successor is None


def test_a_unit_that_never_was():
    with pytest.raises(Http404):
        get_unit("NOWHERE")


@pytest.mark.parametrize("username", ["dieuphoi", "canbo", "thutruong", "kiemtra", "quantri"])
def test_who_works_in_a_unit_is_known_to_it_and_to_the_centre(username, actor_for):
    found = {p.title for p in list_positions(actor_for(username), get_unit("TAND"), TODAY)}
    assert found == {"Phó Chánh án", "Thư ký"}


def test_and_to_no_other_unit(actor_for):
    assert not list_positions(actor_for("canbo"), get_unit("VPUBND"), TODAY)


def test_positions_hold_on_their_days(actor_for):
    assert not list_positions(actor_for("quantri"), get_unit("TAND"), date(2025, 2, 28))


@pytest.mark.parametrize(("username", "count"), [("quantri", 8), ("dieuphoi", 0), ("thutruong", 0)])
def test_the_list_of_people_is_for_the_administrator(username, count, actor_for):
    assert len(list_people(actor_for(username))) == count
