"""How figures are written in official texts."""

from decimal import Decimal

import pytest

from haidang.apps.observations.formatting import Style, UnknownStyle, format_observation
from haidang.apps.observations.models import Indicator, Observation

COUNT = {"kind": "count", "unit_measure": "cơ quan"}
PERCENT = {"kind": "percent", "unit_measure": "%", "decimals": 2}
WHOLE_PERCENT = {"kind": "percent", "unit_measure": "%"}
VISITS = {"kind": "count", "unit_measure": "lượt", "unit_mult": 6}
DAILY = {"kind": "count", "unit_measure": "lượt/ngày", "unit_mult": 3}
MONEY = {"kind": "money", "unit_measure": "đồng", "unit_mult": 9, "decimals": 1}
DAYS = {"kind": "duration", "unit_measure": "ngày"}
HOURS = {"kind": "duration", "unit_measure": "giờ"}
RANK = {"kind": "rank", "unit_measure": "bậc"}
POINTS = {"kind": "points", "unit_measure": "điểm", "decimals": 2}


def text(value, indicator, qualifier="exact", style="", status="value"):
    observation = Observation(
        value=None if value is None else Decimal(value), qualifier=qualifier, status=status
    )
    return format_observation(observation, Indicator(**indicator), Style.named(style))


@pytest.mark.parametrize(
    ("value", "indicator", "qualifier", "style", "written"),
    [
        ("1237", COUNT, "exact", "", "1.237"),
        ("12776", COUNT, "exact", "", "12.776"),
        ("5", COUNT, "exact", "", "05"),
        ("5", COUNT, "exact", "plain", "5"),
        ("10", COUNT, "exact", "", "10"),
        ("0", COUNT, "exact", "", "0"),
        ("0", COUNT, "exact", "plain", "0"),
        ("3000", COUNT, "more_than", "", "hơn 3.000"),
        ("3000", COUNT, "more_than", "trên", "trên 3.000"),
        ("3000", COUNT, "exact", "trên", "3.000"),
        ("50", COUNT, "nearly", "", "gần 50"),
        ("50", COUNT, "about", "", "khoảng 50"),
        ("50", COUNT, "at_most", "", "không quá 50"),
        ("50", COUNT, "less_than", "", "dưới 50"),
        ("64.56", PERCENT, "exact", "", "64,56%"),
        ("64.50", PERCENT, "exact", "", "64,50%"),
        ("64.5", PERCENT, "exact", "", "64,50%"),
        ("11.375", PERCENT, "exact", "", "11,375%"),
        ("5", WHOLE_PERCENT, "exact", "", "5%"),
        ("100", WHOLE_PERCENT, "exact", "", "100%"),
        ("16.5", WHOLE_PERCENT, "exact", "", "16,5%"),
        ("95", WHOLE_PERCENT, "at_least", "", "từ 95% trở lên"),
        ("-5.2", PERCENT, "exact", "", "-5,20%"),
        ("9", VISITS, "nearly", "", "gần 9 triệu lượt"),
        ("17000", DAILY, "nearly", "", "gần 17.000 nghìn lượt/ngày"),
        ("24.5", MONEY, "exact", "", "24,5 tỷ đồng"),
        ("24", MONEY, "exact", "", "24,0 tỷ đồng"),
        ("5", DAYS, "exact", "", "05"),
        ("0", DAYS, "exact", "same_day", "trong ngày làm việc"),
        ("3", DAYS, "exact", "same_day", "03"),
        ("0", RANK, "exact", "unchanged", "giữ nguyên"),
        ("2", RANK, "exact", "unchanged", "2"),
        ("5", HOURS, "exact", "", "5"),
        ("70.34", POINTS, "exact", "", "70,34"),
        ("1E+3", COUNT, "exact", "", "1.000"),
    ],
)  # fmt: skip
def test_figures_are_written_as_officials_write_them(value, indicator, qualifier, style, written):
    assert text(value, indicator, qualifier, style) == written


@pytest.mark.parametrize(
    ("status", "written"), [("missing", "chưa có số liệu"), ("not_applicable", "không áp dụng")]
)
def test_what_is_not_there_is_said(status, written):
    assert text(None, COUNT, status=status) == written
    assert text(None, DAYS, style="same_day", status=status) == written


def test_a_style_that_nobody_knows():
    with pytest.raises(UnknownStyle):
        Style.named("bold")
