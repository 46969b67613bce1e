"""Units that a figure gets from its neighbours: "5 lên 7 tỷ đồng", "412 điểm kinh doanh, … 357 điểm"."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from haidang.domain.figures.model import Measure, Quantity
from haidang.domain.figures.stated_range import possible_values
from haidang.domain.figures.text import Source

_LONGEST_JOIN: Final = 14
_OPENS_LIST: Final = re.compile(r"[(:]")
_FAR_BACK: Final = 8
_BILLION: Final = 9
_DONG: Final = "đồng"
_JOIN: Final = re.compile(
    r"\s?(?:,|;|và|, và|trên|lên|đến|tới|lên đến|lên tới|xuống|còn|xuống còn|so với|/)?\s?"
)
_JOIN_FAR: Final = re.compile(r"\s?,(?: [^\W\d_]+){1,3} ")


class Found(NamedTuple):
    """A quantity and its part in a fraction (1 above, 2 below the bar, 0 none); `ranged` for "5-10"."""

    quantity: Quantity
    slash: int = 0
    ranged: bool = False


def with_units_of_neighbours(source: Source, found: list[Found]) -> list[Found]:
    """Give quantities what their neighbours say of them."""
    found = _with_units_said_before(source, _with_units_said_later(source, found))
    return _with_money_in_short(source, _with_points_that_are_places(found))


def _with_units_said_later(source: Source, found: list[Found]) -> list[Found]:
    """Give a bare number the unit of the next one, when only a joining word stands between: "5 lên 7 tỷ đồng"."""
    for place in range(len(found) - 2, -1, -1):
        bare, following = found[place].quantity, found[place + 1].quantity
        if (
            bare.unit
            or bare.power
            or bare.measure is not Measure.COUNT
            or following.start - bare.end > 2 * _LONGEST_JOIN
        ):
            continue
        far = bare.decimals and following.power and _JOIN_FAR.fullmatch(source.low, bare.end, following.start)
        if following.measure is Measure.TIME or not (
            far or _JOIN.fullmatch(source.low, bare.end, following.start)
        ):
            continue
        found[place] = found[place]._replace(quantity=_in_unit_of(bare, following))
    return found


def _in_unit_of(bare: Quantity, model: Quantity) -> Quantity:
    power = model.power
    value, step = bare.value.scaleb(power), bare.step.scaleb(power)
    whole = not bare.decimals and not power and model.measure not in (Measure.PERCENT, Measure.POINTS)
    low, high = possible_values(value, step, bare.qualifier, whole=whole)
    return replace(
        bare, value=value, step=step, power=power, measure=model.measure, unit=model.unit, phrase=model.phrase,
        low=low, high=high,
    )  # fmt: skip


def _with_units_said_before(source: Source, found: list[Found]) -> list[Found]:
    """Give bare numbers in the list after an amount its multiplier: "52.914 tỷ đồng (tăng thu 8.437; khác 29.251)"."""
    model: Quantity | None = None
    opened = False
    for place, item in enumerate(found):
        quantity = item.quantity
        if quantity.power:
            model, opened = quantity, False
            continue
        if model is None:
            continue
        gap = source.low[found[place - 1].quantity.end : quantity.start]
        opened = opened or _OPENS_LIST.search(gap) is not None
        if ". " in gap or "\n" in gap or quantity.unit or item.slash or quantity.measure is not Measure.COUNT:
            model = None
        elif (
            opened
            and (quantity.value <= model.value.scaleb(-model.power) or (quantity.decimals and model.decimals))
            and source.low[quantity.start - 1] == " "
        ):
            found[place] = item._replace(quantity=_in_unit_of(quantity, model))
        else:
            model = None
    return found


def _with_points_that_are_places(found: list[Found]) -> list[Found]:
    """Read "357 điểm" as places where "412 điểm kinh doanh" stands shortly before."""
    last = -_FAR_BACK
    for place, item in enumerate(found):
        quantity = item.quantity
        if quantity.unit == "điểm" and quantity.measure is Measure.COUNT:
            last = place
        elif quantity.unit == "điểm" and not quantity.decimals and place - last < _FAR_BACK:
            found[place] = item._replace(quantity=replace(quantity, measure=Measure.COUNT))
    return found


def _with_money_in_short(source: Source, found: list[Found]) -> list[Found]:
    """Read "864 tỷ" as đồng where "2.780 tỷ đồng" stands in the same line."""
    for place, item in enumerate(found):
        quantity = item.quantity
        if quantity.unit or quantity.power < _BILLION or quantity.measure is not Measure.COUNT:
            continue
        near = found[max(0, place - _FAR_BACK) : place + _FAR_BACK]
        models = [
            other.quantity
            for other in near
            if other.quantity.unit == _DONG and other.quantity.power >= _BILLION
        ]
        if any(_in_one_line(source, quantity, model) for model in models):
            found[place] = item._replace(quantity=replace(quantity, measure=Measure.MONEY, unit=_DONG))
    return found


def _in_one_line(source: Source, one: Quantity, other: Quantity) -> bool:
    first, second = sorted((one, other), key=lambda quantity: quantity.start)
    return "\n" not in source.low[first.end : second.start]
