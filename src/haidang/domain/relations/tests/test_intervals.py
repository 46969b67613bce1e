"""Arithmetic of ranges never loses a possible value."""

from collections.abc import Callable
from fractions import Fraction
from operator import add, mul, sub, truediv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.relations import Interval
from haidang.domain.relations.intervals import DivisionByZeroError

FRACTIONS = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def ranges_with_a_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, member, high = sorted(draw(st.tuples(FRACTIONS, FRACTIONS, FRACTIONS)))
    ends = draw(st.sampled_from([(low, high), (None, high), (low, None), (None, None)]))
    return Interval(*ends), member


MEMBERS = ranges_with_a_member()


@pytest.mark.parametrize("operation", [add, sub, mul])
@given(left=MEMBERS, right=MEMBERS)
def test_results_of_members_are_in_the_result(
    operation: Callable[..., Interval], left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    result = operation(left[0], right[0])
    assert result.contains(operation(left[1], right[1]))  # type: ignore[arg-type]


@given(left=MEMBERS, right=MEMBERS)
def test_quotients_of_members_are_in_the_quotient(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    if right[0].contains(0):
        with pytest.raises(DivisionByZeroError):
            truediv(left[0], right[0])
    else:
        assert (left[0] / right[0]).contains(left[1] / right[1])


@given(MEMBERS, MEMBERS)
def test_a_common_member_is_in_the_intersection(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    common = left[0].intersection(right[0])
    both = [
        member for member in (left[1], right[1]) if left[0].contains(member) and right[0].contains(member)
    ]
    assert all(common is not None and common.contains(member) for member in both)
    assert (common is not None) == left[0].overlaps(right[0]) == right[0].overlaps(left[0])
    assert left[0].hull(right[0]).contains(left[1])
    assert left[0].hull(right[0]).contains(right[1])


def test_open_ends_do_not_touch() -> None:
    closed, opened = Interval(Fraction(1), Fraction(2)), Interval(Fraction(0), Fraction(1), high_open=True)
    assert not closed.overlaps(opened)
    assert closed.intersection(opened) is None
    assert closed.hull(opened) == Interval(Fraction(0), Fraction(2))
    assert opened.hull(Interval.point(0)).high_open


def test_intersections_keep_the_narrower_end() -> None:
    opened = Interval(Fraction(0), Fraction(2), high_open=True)
    assert Interval(Fraction(1), Fraction(2)).intersection(opened) == Interval(
        Fraction(1), Fraction(2), high_open=True
    )


@pytest.mark.parametrize(("low", "high", "is_open"), [(2, 1, False), (1, 1, True)])
def test_empty_ranges_are_refused(low: int, high: int, is_open: bool) -> None:
    with pytest.raises(ValueError, match="no numbers"):
        Interval(Fraction(low), Fraction(high), high_open=is_open)
