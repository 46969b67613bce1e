"""All readings that the place of a figure allows, by the question they answer."""

from collections.abc import Sequence
from enum import StrEnum

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.readings.combinations import means, products, totals
from haidang.domain.figures.binding.readings.comparisons import distances, multiples, points, rates
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Measure


class Question(StrEnum):
    """What a figure may be; the values are the keys by which claims about it compete."""

    RATE = "percent"
    MULTIPLE = "times"
    TOTAL = "expected sum"
    DISTANCE = "difference"
    MEAN = "average"


def readings_of(context: Context, stated: Mention) -> dict[Question, Sequence[Reading]]:
    """Return the readings of a figure; it is at most one of those that answer the same question."""
    measure = stated.quantity.measure
    if stated.ranged or stated.quantity.value <= 0 or measure in (Measure.RANK, Measure.TIME):
        return {}
    if stated.is_percent:
        return {Question.RATE: [*rates(context, stated), *points(context, stated)]}
    if measure is Measure.POINTS:
        return {Question.RATE: list(points(context, stated)), Question.MEAN: list(means(context, stated))}
    if measure is Measure.TIMES:
        return {Question.MULTIPLE: list(multiples(context, stated))}
    return {
        Question.TOTAL: list(totals(context, stated)),
        Question.DISTANCE: list(distances(context, stated)),
        Question.MEAN: [*means(context, stated), *products(context, stated)],
    }
