"""All readings that the place of a figure allows, by the question they answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

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


_WAYS: Final[Mapping[Question, Sequence[Callable[[Context, Mention], Iterator[Reading]]]]] = {
    Question.RATE: (rates, points),
    Question.MULTIPLE: (multiples,),
    Question.TOTAL: (totals,),
    Question.DISTANCE: (distances,),
    Question.MEAN: (means, products),
}
_OF_AMOUNTS: Final = (Question.TOTAL, Question.DISTANCE, Question.MEAN)


def questions_of(stated: Mention) -> Sequence[Question]:
    """Return what a figure may be by its sort."""
    measure = stated.quantity.measure
    if stated.ranged or stated.quantity.value <= 0 or measure in (Measure.RANK, Measure.TIME):
        return ()
    if stated.is_percent:
        return (Question.RATE,)
    if measure is Measure.POINTS:
        return (Question.RATE, Question.MEAN)
    return (Question.MULTIPLE,) if measure is Measure.TIMES else _OF_AMOUNTS


def answers(context: Context, stated: Mention, question: Question) -> Sequence[Reading]:
    """Return the readings of a figure that answer a question; it is at most one of them."""
    ways = _WAYS[question]
    if question is Question.RATE and not stated.is_percent:
        ways = (points,)
    elif question is Question.MEAN and stated.quantity.measure is Measure.POINTS:
        ways = (means,)
    return [reading for way in ways for reading in way(context, stated)]


def readings_of(context: Context, stated: Mention) -> dict[Question, Sequence[Reading]]:
    """Return all readings of a figure by the questions that they answer."""
    return {question: answers(context, stated, question) for question in questions_of(stated)}
