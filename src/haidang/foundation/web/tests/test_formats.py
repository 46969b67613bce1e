"""Dates, numbers and periods as readers of each language expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from haidang.foundation.web.templatetags import haidang as tags

DAY = date(2024, 4, 5)
LATE_IN_UTC = datetime(2024, 4, 5, 18, 30, tzinfo=UTC)  # already the next day in the province


@pytest.mark.parametrize(
    ("language", "filtered", "value", "expected"),
    [
        ("vi", tags.day, DAY, "05/04/2024"),
        ("en", tags.day, DAY, "5 Apr 2024"),
        ("vi", tags.day, LATE_IN_UTC, "06/04/2024"),
        ("vi", tags.day, None, ""),
        ("vi", tags.moment, LATE_IN_UTC, "01:30, 06/04/2024"),
        ("vi", tags.number, 1237, "1.237"),
        ("en", tags.number, 1237, "1,237"),
        ("vi", tags.number, Decimal("64.56"), "64,56"),
        ("en", tags.number, Decimal("64.56"), "64.56"),
        ("vi", tags.number, 0, "0"),
        ("vi", tags.number, None, ""),
        ("vi", tags.period, "2024-9M", "9 tháng năm 2024"),
        ("en", tags.period, "2024-9M", "first 9 months of 2024"),
        ("vi", tags.period, "no period", "no period"),
        ("vi", tags.weight, 900, "1 kB"),
        ("vi", tags.weight, 1_440_000, "1,4 MB"),
    ],
)
def test_formats(language, filtered, value, expected):
    with translation.override(language):
        assert filtered(value) == expected


def test_a_state_is_told_by_shape_and_word_and_never_executes_its_label():
    html = tags.state("open", "<b>Chưa xử lý</b>")
    assert "icons" in html
    assert "#attention" in html
    assert "&lt;b&gt;Chưa xử lý" in html


def test_the_word_illustrative_is_always_there():
    with translation.override("vi"):
        assert "số minh họa" in tags.illustrative()
