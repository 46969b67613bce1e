"""A figure on screen carries its unit, its precision and, where it is due, the word "illustrative"."""

from decimal import Decimal

import pytest
from django.utils import translation

from haidang.apps.observations.models import Indicator, Observation
from haidang.apps.observations.templatetags.figures import observed, written

VISITS = Indicator(kind="count", unit_measure="lượt", unit_mult=6)
TASKS = Indicator(kind="count", unit_measure="nhiệm vụ")
RATE = Indicator(kind="percent", unit_measure="%", decimals=2)
MONEY = Indicator(kind="money", unit_measure="đồng", unit_mult=9, decimals=1)


def value(number, **fields):
    return Observation(**{"status": "value", "value": Decimal(number), "qualifier": "exact", **fields})


@pytest.mark.parametrize(
    ("observation", "indicator", "vietnamese", "english"),
    [
        (value("9", qualifier="nearly"), VISITS, "gần 9 triệu lượt", "nearly 9 million lượt"),
        (value("1237"), TASKS, "1.237 nhiệm vụ", "1,237 nhiệm vụ"),
        (value("5"), TASKS, "05 nhiệm vụ", "5 nhiệm vụ"),
        (value("64.56"), RATE, "64,56%", "64.56%"),
        (value("24.5"), MONEY, "24,5 tỷ đồng", "24.5 billion đồng"),
        (value("90", qualifier="at_least"), RATE, "từ 90,00% trở lên", "at least 90.00%"),
        (Observation(status="missing"), TASKS, "Chưa có", "Missing"),
        (Observation(status="not_applicable"), TASKS, "Không áp dụng", "Not applicable"),
    ],
)
def test_the_text_of_a_figure(observation, indicator, vietnamese, english):
    with translation.override("vi"):
        assert written(observation, indicator) == vietnamese
    with translation.override("en"):
        assert written(observation, indicator) == english


def test_an_illustrative_figure_cannot_lose_its_mark():
    with translation.override("vi"):
        assert "số minh họa" in observed(value("97", provenance="illustrative"), RATE)
        assert "số minh họa" not in observed(value("97", provenance="reported"), RATE)
