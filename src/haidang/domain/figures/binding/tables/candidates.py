"""Which formulas over other columns a column may follow, and what its heading says for each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from math import log10
from typing import Final

from haidang.domain.figures.binding.tables import headings
from haidang.domain.figures.binding.tables.formulas import Formula, plain_sum
from haidang.domain.figures.binding.tables.headings import Column, Nature, Written
from haidang.domain.figures.claims import Form
from haidang.domain.figures.model import Kind
from haidang.domain.figures.words import PLAN_WORDS

_WRITTEN: Final = 4.0
_OPPOSITES: Final = 3.3
_COMPARED: Final = 3.0
_TOLD: Final = 0.5
_UNTOLD: Final = -1.5
_ODD: Final = -2.5
_WHOLE: Final = 0.8
"""Added where a sum takes in all columns of its sort: there is nothing else they could be for."""
_NOT_BY_UNITS: Final = -1.0
_LONGEST_STRIDE: Final = 3
_MOST_WINDOWED: Final = 14

Proposal = tuple[Formula, float]
"""A formula and what speaks for it before any row is looked at, in powers of ten."""


def proposals(columns: Sequence[Column], target: Column) -> Iterator[Proposal]:
    """Yield the formulas that may make column `target`; each kind bears the cost of all that are tried of it."""
    others = [column for column in columns if column is not target]
    for family in (_sums, _flows, _differences, _ratios, _changes, _quotients, _products):
        found = list(family(others, target))
        cost = log10(len(found)) if found else 0.0
        for formula, prior in found:
            yield formula, prior if prior >= _COMPARED else prior - cost


def _sums(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    if target.nature is Nature.MEAN:
        return
    alike = [column for column in others if column.nature is target.nature]
    told = _TOLD if headings.says_total(target.head) else _UNTOLD
    if target.nature is Nature.RATE:
        told += _UNTOLD
    for parts in _groups([column.place for column in alike[:_MOST_WINDOWED]], target.place):
        heads = [column.head for column in alike if column.place in parts]
        opposite = (headings.is_partition(heads) or headings.are_quarters(heads)) and target.place in (
            parts[0] - 1,
            parts[-1] + 1,
        )
        rest = headings.are_done_and_rest(heads)
        kind = Kind.PART_PLUS_REST if rest else Kind.SUM_OF_PARTS
        planned = any(PLAN_WORDS.search(head) for head in (target.head, *heads))
        whole = _WHOLE if told == _UNTOLD and len(parts) == len(alike) and not planned else 0.0
        prior = _OPPOSITES if opposite else told + whole + (0.5 if rest else 0.0)
        yield plain_sum(target.place, parts, kind), prior


def _groups(places: Sequence[int], target: int) -> list[tuple[int, ...]]:
    """Return the groups of columns that may make a total: any two, or more that stand together beside it.

    They may be every second or third column (plan and actual take turns), and one among them may be no part.
    """
    groups: dict[tuple[int, ...], None] = dict.fromkeys(combinations(places, 2))
    border = sum(place < target for place in places)
    for stride in range(1, _LONGEST_STRIDE + 1):
        for first in range(len(places)):
            for last in range(first + 2 * stride, len(places), stride):
                beside = 0 <= first - border <= stride or 0 <= border - 1 - last <= stride
                if not beside:
                    continue
                group = tuple(places[first : last + 1 : stride])
                groups[group] = None
                if stride == 1:
                    groups.update(
                        dict.fromkeys(group[:at] + group[at + 1 :] for at in range(1, len(group) - 1))
                    )
    return list(groups)


def _flows(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    """Yield stock + in − out = stock, for four neighbouring columns of amounts."""
    before = [
        column.place for column in others if column.place < target.place and column.nature is target.nature
    ]
    if target.nature is Nature.AMOUNT and len(before) >= 3:
        parts = tuple(before[-3:])
        first = next(column.head for column in others if column.place == parts[0])
        told = _TOLD if "đầu" in first.split() and "cuối" in target.head.split() else _UNTOLD
        for signs in ((1, 1, -1), (1, -1, 1)):
            yield Formula(Kind.SUM_OF_PARTS, Form.SUM, target.place, parts, signs), told


def _differences(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    if target.nature is Nature.MEAN or headings.says_total(target.head):
        return
    told = _TOLD if headings.says_difference(target.head) else _UNTOLD
    for one, two in permutations(others, 2):
        if one.nature is not two.nature or one.nature is Nature.CHANGE:
            continue
        of_rates = one.nature is Nature.RATE
        if (target.nature is Nature.RATE and not of_rates) or (
            of_rates and target.nature not in (Nature.RATE, Nature.CHANGE)
        ):
            continue
        points = of_rates or one.nature is Nature.POINTS
        odd = 0.0 if one.nature is Nature.AMOUNT or of_rates else _UNTOLD / 2
        kind = Kind.POINT_DIFF if points else Kind.CHANGE_ABS
        prior = told + odd + (_TOLD if of_rates and headings.says_points(target.head) else 0.0)
        if _compares_periods(one, two, target) and not headings.says_growth_rate(target.head):
            prior = _COMPARED
        yield Formula(kind, Form.DIFFERENCE, target.place, (one.place, two.place)), prior


def _compares_periods(new: Column, old: Column, target: Column) -> bool:
    """True for "Năm 2022 | Năm 2023 | Tăng, giảm": what comes last can hardly be anything but the change."""
    beside = (old.place, new.place) == (target.place - 2, target.place - 1)
    amounts = old.nature is new.nature is Nature.AMOUNT and headings.says_turn(target.head)
    return beside and amounts and all(headings.says_time(column.head) for column in (old, new))


def _ratios(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    """Yield percentages of two columns; of two rates only where nothing better is to be had."""
    if target.nature not in (Nature.RATE, Nature.AMOUNT, Nature.CHANGE) or headings.says_points(target.head):
        return
    told = _TOLD if target.nature is Nature.RATE else _ODD
    for one, two in permutations(others, 2):
        if one.nature is two.nature and one.nature is not Nature.CHANGE:
            prior = told + (0.0 if one.nature is Nature.AMOUNT else _UNTOLD / 2)
            yield Formula(Kind.RATIO_PCT, Form.RATIO, target.place, (one.place, two.place)), prior
        elif Nature.CHANGE in (one.nature, two.nature) and Nature.AMOUNT in (one.nature, two.nature):
            kind = Kind.CHANGE_PCT if headings.says_growth(target.head) else Kind.RATIO_PCT
            yield Formula(kind, Form.RATIO, target.place, (one.place, two.place)), told + _UNTOLD / 2


def _changes(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    if target.nature not in (Nature.RATE, Nature.CHANGE) or headings.says_points(target.head):
        return
    told = _TOLD if headings.says_growth(target.head) or "%" in target.head else _UNTOLD
    for one, two in permutations(others, 2):
        if one.nature is two.nature and one.nature is not Nature.CHANGE:
            prior = told + (0.0 if one.nature is Nature.AMOUNT else _UNTOLD / 2)
            if _compares_periods(one, two, target) and headings.says_growth_rate(target.head):
                prior = _COMPARED
            for sign in (1, -1):
                formula = Formula(
                    Kind.CHANGE_PCT, Form.CHANGE_FROM, target.place, (one.place, two.place), sign=sign
                )
                yield formula, prior if sign > 0 else prior + _UNTOLD


def _quotients(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    if target.nature not in (Nature.MEAN, Nature.AMOUNT):
        return
    told = _TOLD if target.nature is Nature.MEAN else _ODD
    kind = Kind.MULTIPLE if headings.says_times(target.head) else Kind.AVERAGE
    for one, two in permutations(others, 2):
        if one.nature is Nature.AMOUNT and two.nature is Nature.AMOUNT:
            yield Formula(kind, Form.QUOTIENT, target.place, (one.place, two.place)), told


def _products(others: Sequence[Column], target: Column) -> Iterator[Proposal]:
    """Yield quantity times price. A price is not worked out from the product where the heading names both."""
    if target.nature is not Nature.AMOUNT:
        return
    result = headings.says_product(target.head)
    for one, two in combinations(others, 2):
        priced = headings.says_price(one.head) or headings.says_price(two.head)
        factors = [
            column.nature is Nature.AMOUNT or headings.says_price(column.head) for column in (one, two)
        ]
        worked_out = max((c.place for c in (one, two) if c.nature is Nature.MEAN), default=-1) > target.place
        if worked_out:
            continue  # what comes last is the result: the yield of an area and its harvest
        if all(factors) and Nature.AMOUNT in (one.nature, two.nature):
            prior = 2 * _TOLD + 0.5 if result and priced else _TOLD if result or priced else _ODD
            yield Formula(Kind.PRODUCT, Form.PRODUCT, target.place, (one.place, two.place)), prior


def scale_prior(formula: Formula, scale: int, columns: Mapping[int, Column]) -> float:
    """Return what speaks against a power of ten that the units in the headings do not explain."""
    powers = [columns[place].power for place in (formula.target, *formula.parts)]
    known = [power for power in powers if power is not None]
    return 0.0 if not scale or (known and scale % 3 == 0) else _NOT_BY_UNITS


def from_heading(written: Written, columns: Mapping[int, Column]) -> Proposal | None:
    """Return the formula that a heading states, where all its columns hold figures."""
    if any(place not in columns for place in (written.target, *written.parts)):
        return None
    target = columns[written.target]
    if written.operators[0] in "/*":
        form = Form.PRODUCT if written.operators[0] == "*" else Form.QUOTIENT
        if form is Form.QUOTIENT and target.nature is Nature.RATE:
            form = Form.RATIO
        kind = {Form.PRODUCT: Kind.PRODUCT, Form.QUOTIENT: Kind.AVERAGE, Form.RATIO: Kind.RATIO_PCT}[form]
        return Formula(kind, form, written.target, written.parts), _WRITTEN
    signs = (1, *(1 if operator == "+" else -1 for operator in written.operators))
    if signs == (1, -1):
        rates = columns[written.parts[0]].nature is Nature.RATE
        kind = Kind.POINT_DIFF if rates else Kind.CHANGE_ABS
        return Formula(kind, Form.DIFFERENCE, written.target, written.parts), _WRITTEN
    heads = [columns[place].head for place in written.parts]
    kind = Kind.PART_PLUS_REST if headings.are_done_and_rest(heads) else Kind.SUM_OF_PARTS
    return Formula(kind, Form.SUM, written.target, written.parts, signs), _WRITTEN
