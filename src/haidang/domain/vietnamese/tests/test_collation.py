"""Lists are in Vietnamese alphabetical order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.vietnamese import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê"],
        ["n", "o", "ô", "ơ", "p", "u", "ư", "v", "x", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["da", "Da", "dà", "đa"],
        ["Quận 2", "Quận 10", "Quận 10a"],
        ["Đồ Sơn", "Hải An", "Hồng Bàng", "Kiến An", "Lê Chân", "Ngô Quyền"],
        ["ba", "bá", "ba xã", "bác"],
        ["bà con", "ba xã"],  # letters of the whole text before any tone
        ["2", "a"],
        ["Sở A", "Sở-A"],
    ],
)
def test_alphabetical_order(ordered: list[str]) -> None:
    shuffled = ordered[:]
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


def test_the_place_of_the_tone_mark_does_not_matter() -> None:
    assert sort_key("hoà")[:2] == sort_key("hòa")[:2]
    assert sorted(["hóa", "hòa", "hoà"], key=sort_key)[-1] == "hóa"


def test_numbers_of_any_length_are_compared() -> None:
    assert sort_key("9" * 10_000) < sort_key("1" + "0" * 10_000)


def test_leading_zeros_do_not_count() -> None:
    assert sorted(["Quận 03", "Quận 2", "Quận 10"], key=sort_key) == ["Quận 2", "Quận 03", "Quận 10"]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_every_text_has_a_place(texts: list[str]) -> None:
    once = sorted(texts, key=sort_key)
    assert [sort_key(text) for text in sorted(once, key=sort_key)] == [sort_key(text) for text in once]
