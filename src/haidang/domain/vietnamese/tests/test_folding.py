"""Texts are compared without marks, whatever keyboard wrote them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.vietnamese import fold, normalise


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đất đai", "dat dai"),
        ("Sở Kế hoạch và Đầu tư", "so ke hoach va dau tu"),
        ("  ƯỚC \t tính\n", "uoc tinh"),
        ("Ðà Nẵng", "da nang"),  # eth typed for Đ
    ],
)
def test_search_needs_no_marks(form: str, text: str, folded: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == folded  # type: ignore[arg-type]


def test_invisible_characters_are_removed() -> None:
    assert normalise("\ufeffSở\u200b Y\u00ad tế") == "Sở Y tế"


def test_normalised_text_is_composed_and_keeps_its_case() -> None:
    assert normalise(unicodedata.normalize("NFD", "Hải  Phòng")) == "Hải Phòng"


@given(st.text())
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_depend_on_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
