"""Items of lists and headings are counted as Decree 30/2020 shows."""

import pytest

from haidang.domain.vietnamese import LETTERS, letter, roman


def test_d_with_bar_follows_d_and_foreign_letters_are_left_out() -> None:
    assert [letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert not set("fjwz") & set(LETTERS)
    assert letter(23) == "y"


@pytest.mark.parametrize("n", [0, -1, 24])
def test_there_are_no_other_letters(n: int) -> None:
    with pytest.raises(ValueError, match="split the list"):
        letter(n)


@pytest.mark.parametrize(
    ("n", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")]
)
def test_roman_numerals(n: int, numeral: str) -> None:
    assert roman(n) == numeral


def test_roman_numerals_are_distinct() -> None:
    assert len({roman(n) for n in range(1, 4000)}) == 3999


@pytest.mark.parametrize("n", [0, 4000])
def test_roman_numerals_have_limits(n: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        roman(n)
