"""Why an index moved between two years: contributions that add up exactly, across a change of methodology too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import factorial, floor

from haidang.domain.composite.engine import run
from haidang.domain.composite.errors import DataError, SpecificationError
from haidang.domain.composite.methodology import Methodology
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.table import Table

MOST_PLAYERS = 12


@dataclass(frozen=True)
class Contribution:
    """What one cause contributed: by its own change, and by the change of what it weighs. Exact fractions."""

    cause: str
    by_score: Fraction
    by_weight: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        """Both together."""
        return self.by_score + self.by_weight


@dataclass(frozen=True)
class Attribution:
    """Contributions to a change; they add up to it exactly."""

    before: Fraction
    after: Fraction
    contributions: tuple[Contribution, ...]

    @property
    def change(self) -> Fraction:
        """After less before."""
        return self.after - self.before

    def rounded(self, decimals: int) -> tuple[dict[str, Decimal], Decimal]:
        """Contributions and change so rounded that they still add up: the largest remainders are rounded up."""
        unit = 10**decimals
        goal = round(self.change * unit)
        floors = {c.cause: floor(c.total * unit) for c in self.contributions}
        rest = goal - sum(floors.values())
        by_remainder = sorted(self.contributions, key=lambda c: floor(c.total * unit) - c.total * unit)
        for contribution in by_remainder[:rest]:  # from 0 to as many as there are contributions
            floors[contribution.cause] += 1
        return {cause: Decimal(n).scaleb(-decimals) for cause, n in floors.items()}, Decimal(goal).scaleb(
            -decimals
        )


def attribute_totals(
    before: Mapping[str, Decimal], after: Mapping[str, Decimal], old: Methodology, new: Methodology
) -> Attribution:
    """The change of a total by sub-index: mean weight × change of score, and mean score × change of weight.

    The mean score is taken less the mean of all scores, so that a weight that moves to a sub-index contributes what
    it gains over the average one: weights sum to 1, so this changes nothing in the sum (Bennet, 1920; Shapley value
    of two factors). A sub-index of one methodology alone contributes by weight alone.
    Raises DataError naming a sub-index that counts and has no score.
    """
    codes = tuple(dict.fromkeys((*old.weights, *new.weights)))
    pairs = {code: _pair(code, before, after, old, new) for code in codes}
    middle = sum((a + b for a, b in pairs.values()), Fraction(0)) / (2 * len(pairs))
    if old.multiplier != new.multiplier:
        raise SpecificationError(new.code, f"multiplies by {new.multiplier}, {old.code} by {old.multiplier}")
    scale = Fraction(old.multiplier)
    contributions = []
    for code, (a, b) in pairs.items():
        v, w = Fraction(old.weights.get(code, 0)), Fraction(new.weights.get(code, 0))
        by_score = scale * (v + w) / 2 * (b - a)
        by_weight = scale * ((a + b) / 2 - middle) * (w - v)
        contributions.append(Contribution(code, by_score, by_weight))
    return Attribution(_total(before, old), _total(after, new), tuple(contributions))


def _pair(
    code: str, before: Mapping[str, Decimal], after: Mapping[str, Decimal], old: Methodology, new: Methodology
) -> tuple[Fraction, Fraction]:
    """Scores of both years; of a year in which it does not count and is not known, that of the other."""
    for scores, methodology in ((before, old), (after, new)):
        if code in methodology.weights and code not in scores:
            raise DataError(code, f"has no score, and {methodology.code} weighs it")
    a, b = before.get(code), after.get(code)
    known = a if a is not None else b
    assert known is not None  # noqa: S101 - it counts in one of the years
    return Fraction(a if a is not None else known), Fraction(b if b is not None else known)


def _total(scores: Mapping[str, Decimal], methodology: Methodology) -> Fraction:
    parts = (Fraction(w) * Fraction(scores[code]) for code, w in methodology.weights.items())
    return Fraction(methodology.multiplier) * sum(parts, Fraction(0))


METHODOLOGY = "methodology"
OTHERS = "others"


def attribute_index(
    old: Specification, before: Table, new: Specification, after: Table, unit: str, by: Sequence[str] = ()
) -> Attribution:
    """The change of a unit's index by any methodology: Shapley values of its elements, others and the methodology.

    `by` are groups or indicators of both specifications that cover all indicators between them (default: what is
    right below the index). "others" is what other units' values contribute through bounds and treatment. Each value is
    the mean over all orders in which the causes may have come; they add up exactly (Shapley, 1953).
    Raises SpecificationError where there are more than 12 causes or `by` does not cover the index, DataError where a
    unit or column stands in one table alone.
    """
    causes = _causes(old, new, by)
    codes = old.hierarchy.codes
    if set(codes) != set(new.hierarchy.codes):
        odd = min(set(codes) ^ set(new.hierarchy.codes))
        raise SpecificationError(
            odd, "is an indicator of one specification alone", "give it weight 0 in the other"
        )
    if set(before.units) != set(after.units) or set(before.columns) != set(after.columns):
        odd = min(set(before.units) ^ set(after.units) or set(before.columns) ^ set(after.columns))
        raise DataError(odd, "stands in one of the years alone", "compare units and columns that both have")
    after = _aligned(after, before)
    players = [
        *causes,
        *([OTHERS] if len(before) > 1 else []),
        *([METHODOLOGY] if old.hash != new.hash else []),
    ]
    if len(players) > MOST_PLAYERS:
        raise SpecificationError("by", f"has {len(causes)} causes", f"give at most {MOST_PLAYERS - 2}")
    row = before.units.index(unit) if unit in before.units else -1
    if row < 0:
        raise DataError(unit, "is no unit of the data")

    def value(coalition: frozenset[str]) -> Fraction:
        mixed = before.values.copy()
        if OTHERS in coalition:
            mixed[:] = after.values
            mixed[row] = before.values[row]
        for cause in coalition & causes.keys():
            for code in causes[cause]:
                place = before.columns.index(code)
                mixed[row, place] = after.values[row, place]
        specification = new if METHODOLOGY in coalition else old
        result = run(specification, before.with_values(mixed))
        if unit not in result.scores.units:
            raise DataError(unit, "is screened out in one of the years")
        return Fraction(float(result.index[result.scores.units.index(unit)]))

    shares, first, last = _shapley(players, value)
    return Attribution(first, last, tuple(Contribution(player, shares[player]) for player in players))


def _causes(old: Specification, new: Specification, by: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Columns of the data behind each cause: indicators, and denominators with the first cause that uses them."""
    causes: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for cause in by or old.hierarchy.children[old.hierarchy.root]:
        if cause not in old.hierarchy.nodes or cause not in new.hierarchy.nodes:
            raise SpecificationError(cause, "is no element of both specifications")
        leaves = _leaves(old, cause)
        below = [
            leaf.denominator for leaf in old.hierarchy.indicators if leaf.code in leaves and leaf.denominator
        ]
        causes[cause] = tuple(c for c in dict.fromkeys((*leaves, *below)) if c not in taken)
        if taken & set(leaves):
            raise SpecificationError(cause, "overlaps another cause", "name each indicator once")
        taken |= set(causes[cause])
    if left := set(old.hierarchy.codes) - taken:
        raise SpecificationError(min(left), "belongs to no cause", "add it, or a group above it, to `by`")
    return causes


def _leaves(specification: Specification, code: str) -> tuple[str, ...]:
    children = specification.hierarchy.children.get(code)
    if children is None:
        return (code,)
    return tuple(leaf for child in children for leaf in _leaves(specification, child))


def _aligned(table: Table, like: Table) -> Table:
    places = [table.units.index(unit) for unit in like.units]
    rows = table.rows(places)
    return Table(rows.units, like.columns, rows.matrix(like.columns), (), rows.texts)


def _shapley(
    players: Sequence[str], value: Callable[[frozenset[str]], Fraction]
) -> tuple[dict[str, Fraction], Fraction, Fraction]:
    """Exact Shapley values, and the values of nobody and of all."""
    size = len(players)
    worth = {
        frozenset(chosen): value(frozenset(chosen))
        for count in range(size + 1)
        for chosen in combinations(players, count)
    }
    shares = dict.fromkeys(players, Fraction(0))
    for coalition, amount in worth.items():
        for player in players:
            joined = coalition | {player}
            if player not in coalition:
                orders = factorial(len(coalition)) * factorial(size - len(coalition) - 1)
                shares[player] += Fraction(orders, factorial(size)) * (worth[joined] - amount)
    return shares, worth[frozenset()], worth[frozenset(players)]
