"""What holds for any index, whatever its numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from haidang.domain.composite import (
    Aggregate,
    CompositeError,
    DataError,
    Direction,
    Group,
    Hierarchy,
    Indicator,
    Mean,
    Normalise,
    Scaling,
    Specification,
    SpecificationError,
    Table,
    UnreadableTableError,
    attribute_index,
    compute_totals,
    load_methodologies,
    ranks,
    read_csv,
    read_scores,
    read_specification,
    run,
)
from haidang.domain.composite.tests.samples import PACK

SIZE = 5
VALUES = arrays(np.float64, (SIZE, 4), elements=st.integers(1, 1000).map(float))
WEIGHTS = st.lists(st.integers(1, 20).map(float), min_size=6, max_size=6)
DIRECTIONS = st.lists(st.sampled_from(Direction), min_size=4, max_size=4)
MEANS = st.sampled_from([Mean.ARITHMETIC, Mean.GEOMETRIC, Mean.HARMONIC])
WITHIN = [Scaling.MIN_MAX, Scaling.Z_SCORE, Scaling.BORDA, Scaling.DISTANCE_TO_MAX]
POSTS = Normalise(method=Scaling.GOALPOSTS, low=1, high=100)


def index(weights, directions, step=POSTS, mean=Mean.ARITHMETIC, posts=(0.0, 1001.0)) -> Specification:
    """Four indicators in two groups."""
    leaves = tuple(
        Indicator(
            code=f"i{n}", parent=f"g{n % 2}", weight=weights[n], direction=directions[n], goalposts=posts
        )
        for n in range(4)
    )
    groups = (
        Group(code="all"),
        *(Group(code=f"g{n}", parent="all", weight=weights[4 + n]) for n in range(2)),
    )
    return Specification(code="any", hierarchy=Hierarchy(leaves, groups), steps=(step, Aggregate(mean)))


def table(values) -> Table:
    return Table(tuple("abcde"), tuple(f"i{n}" for n in range(4)), values)


@given(VALUES, WEIGHTS, DIRECTIONS, MEANS, st.integers(0, 3), st.integers(0, SIZE - 1), st.floats(0.5, 300))
def test_more_of_what_is_good_never_lowers_the_index_and_never_the_rank(
    values, weights, directions, mean, column, row, more
):
    spec = index(weights, directions, mean=mean)
    before = run(spec, table(values))
    better = values.copy()
    better[row, column] += more * directions[column].sign
    after = run(spec, table(better))
    assert after.index[row] >= before.index[row] * (1 - 1e-12)
    assert after.ranks[row] <= before.ranks[row]
    others = [n for n in range(SIZE) if n != row]
    np.testing.assert_array_equal(after.index[others], before.index[others])


@given(VALUES, WEIGHTS, DIRECTIONS, st.sampled_from(WITHIN), st.integers(0, 3),
       st.integers(1, 10_000), st.integers(-500, 500))  # fmt: skip
def test_the_unit_of_measure_does_not_matter(values, weights, directions, method, column, scale, shift):
    spec = index(weights, directions, Normalise(method=method))
    other = values.copy()
    other[:, column] = other[:, column] * scale + shift
    try:
        first = run(spec, table(values))
    except DataError:
        assume(False)  # a constant indicator
    second = run(spec, table(other))
    np.testing.assert_allclose(second.index, first.index, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(second.ranks, first.ranks)


@given(WEIGHTS, DIRECTIONS)
def test_weights_sum_to_one_however_they_are_given(weights, directions):
    hierarchy = index(weights, directions).hierarchy
    assert sum(hierarchy.nominal_weights().values()) == pytest.approx(1, abs=1e-12)
    for group in hierarchy.upwards:
        assert sum(hierarchy.shares(group)) == pytest.approx(1, abs=1e-12)


@given(VALUES, WEIGHTS, DIRECTIONS)
def test_nominal_weights_give_the_index(values, weights, directions):
    result = run(index(weights, directions), table(values))
    nominal = result.specification.hierarchy.nominal_weights()
    by_hand = sum(w * result.scores.column(code) for code, w in nominal.items())
    np.testing.assert_allclose(result.index, by_hand, rtol=1e-12)


@given(VALUES, WEIGHTS, DIRECTIONS, MEANS)
def test_an_index_lies_between_its_worst_and_best_part(values, weights, directions, mean):
    result = run(index(weights, directions, mean=mean), table(values))
    parts = result.scores.matrix([f"i{n}" for n in range(4)])
    assert (result.index >= parts.min(axis=1) * (1 - 1e-12)).all()
    assert (result.index <= parts.max(axis=1) * (1 + 1e-12)).all()


@settings(max_examples=20)
@given(VALUES, VALUES, WEIGHTS, WEIGHTS, DIRECTIONS, st.sampled_from("abcde"))
def test_what_a_change_is_attributed_to_adds_up_exactly(before, after, old, new, directions, unit):
    first, second = index(old, directions), index(new, directions, mean=Mean.GEOMETRIC)
    told = attribute_index(first, table(before), second, table(after), unit)
    assert sum((c.total for c in told.contributions), Fraction(0)) == told.change
    row = "abcde".index(unit)
    assert float(told.before) == run(first, table(before)).index[row]
    assert float(told.after) == run(second, table(after)).index[row]
    parts, whole = told.rounded(2)
    assert sum(parts.values()) == whole


@given(st.lists(st.integers(0, 6), min_size=1, max_size=12))
def test_ties_share_the_number_of_the_better_plus_one(scores):
    found = ranks(np.array(scores, dtype=float))
    assert found.tolist() == [1 + sum(other > own for other in scores) for own in scores]


@given(VALUES, WEIGHTS, DIRECTIONS, st.permutations(range(SIZE)))
@example(
    np.ones((SIZE, 4)),
    [15.0, 1.0, 16.0, 1.0, 1.0, 1.0],
    [Direction.UP] * 2 + [Direction.DOWN, Direction.UP],
    [3, 1, 2, 4, 0],
)
def test_the_order_of_rows_does_not_matter(values, weights, directions, order):
    spec = index(weights, directions)
    straight, mixed = run(spec, table(values)), run(spec, table(values).rows(order))
    np.testing.assert_array_equal(mixed.index, straight.index[list(order)])
    np.testing.assert_array_equal(mixed.ranks, straight.ranks[list(order)])


PCI = load_methodologies(PACK)
CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["Huế", "2013", "2025", "entry_costs", "6.5", "6,5", "1e-999", "1_0", "٦", '"', ";"]),
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=6).map(",".join), max_size=8)


def files(head: str):
    """Bytes of any kind, and files with the right headings and anything below."""
    return st.one_of(
        st.binary(max_size=60), LINES.map(lambda rows: "\n".join([head, *rows]).encode("utf-8", "replace"))
    )


@given(files("province,year,subindex,score"))
def test_any_bytes_are_totals_and_faults_or_no_such_file(content):
    try:
        found = compute_totals(read_scores(content, "S.csv"), PCI)
    except UnreadableTableError:
        return
    assert found.rows or found.faults
    assert all(0 <= row.total <= 100 for row in found.rows)


@given(files("unit,x,y"))
def test_any_bytes_are_a_table_or_told_why_not(content):
    try:
        table = read_csv(content, "data.csv")
    except CompositeError:
        return
    assert len(table) == len(table.units)


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.sampled_from(["code", "indicators", "groups", "steps", "weights", "title_vi"]), PLAIN, st.booleans()
)
def test_any_entry_is_a_specification_or_told_why_not(name, value, deep):
    plain = index([1.0] * 6, [Direction.UP] * 4).as_mapping()
    if deep and isinstance(plain.get(name), list):
        entry = plain[name][0]
        entry[next(iter(entry))] = value
    else:
        plain[name] = value
    try:
        spec = read_specification(plain)
    except SpecificationError:
        return
    assert len(spec.hash) == 64
