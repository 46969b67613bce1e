"""Which single figure, changed, would make an inconsistent relation hold?

The formula is solved for each figure in turn. A proposal is a help for the person who asks the unit, never a
correction: what the unit meant, only the unit knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from math import floor

from haidang.domain.relations.explain import agreement_text, is_percentage, stated_text
from haidang.domain.relations.judge import Verdict, judge
from haidang.domain.relations.quantity import Qualifier, Quantity
from haidang.domain.relations.quotients import solve
from haidang.domain.relations.relation import Compare, Relation
from haidang.domain.relations.rounding import to_decimal
from haidang.domain.relations.wording import ENGLISH, MINUS, VIETNAMESE, Language

_LARGEST_FACTOR = 10


class Evidence(IntEnum):
    """What speaks for a repair, the strongest first; repairs are ranked by it."""

    COMPLEMENT = 1  # stated and proposed figure add up to another operand: the rest was printed by mistake
    DIGITS = 2  # one digit differs, or two neighbours changed places: a slip of the keyboard
    SCALE = 3  # only a power of ten differs: the unit of measure was mistaken
    RESULT = 4  # the result follows from the operands as they stand
    OPERAND = 5  # the operand would fit; nothing else speaks for it


@dataclass(frozen=True)
class Repair:
    """A change of one figure: operand `position` counted from 1, or the result when it is None.

    `replacement` is the figure as it would be stated, in the unit it was stated in (tỷ đồng stays tỷ đồng).
    """

    position: int | None
    replacement: Quantity
    evidence: Evidence
    text_vi: str
    text_en: str

    @property
    def value(self) -> Decimal:
        """The proposed number, in the unit of the figure as stated."""
        return self.replacement.value


def repairs(relation: Relation, result: Quantity | None, operands: Sequence[Quantity | None]) -> list[Repair]:
    """Return the plausible single-figure changes that make the relation consistent, best first.

    Only for relations compared by EQ whose figures are all given and inconsistent; otherwise the list is
    empty, as a sign or a common base can be mended in countless ways. A proposal keeps the decimals of the
    figure, is negative only where the figure was, and changes an operand less than tenfold unless by a power
    of ten. Figures with a qualifier ("nearly") are changed only as the result. At most two values are tried
    for each operand.
    """
    given = [operand for operand in operands if operand is not None]
    if relation.compare is not Compare.EQ or result is None or len(given) < len(operands):
        return []
    judgement = judge(relation, result, given)
    if judgement.verdict is not Verdict.INCONSISTENT or judgement.computed is None:
        return []
    found = [_repair_of_result(relation, result, given, judgement.computed)]
    found += [_repair_of_operand(relation, result, given, position) for position in range(1, len(given) + 1)]
    known = [repair for repair in found if repair is not None]
    return sorted(known, key=lambda repair: (repair.evidence, repair.position or 0))


def _repair_of_result(
    relation: Relation, result: Quantity, operands: Sequence[Quantity], computed: Decimal
) -> Repair | None:
    """Propose the computed number in the result's unit and decimals, in base units for a vague one."""
    if computed < 0 <= result.value:
        return None
    if result.qualifier is Qualifier.EXACT:
        in_unit = Fraction(computed) / Fraction(10) ** result.multiplier_power
        proposed = replace(result, value=to_decimal(in_unit, result.decimals))
    else:
        proposed = Quantity(to_decimal(Fraction(computed), relation.decimals), relation.decimals)
    if judge(relation, proposed, operands).verdict is not Verdict.CONSISTENT:
        return None
    evidence = _evidence_of_spelling(result, proposed) or Evidence.RESULT
    return _repair(relation, proposed, operands, None, evidence)


def _repair_of_operand(
    relation: Relation, result: Quantity, operands: Sequence[Quantity], position: int
) -> Repair | None:
    stated = operands[position - 1]
    for proposed in _candidates(relation, result, operands, position):
        changed = [*operands[: position - 1], proposed, *operands[position:]]
        if judge(relation, result, changed).verdict is not Verdict.CONSISTENT:
            continue
        whole = _complement(relation, stated, proposed, operands)
        if whole is not None:
            return _repair(relation, result, changed, position, Evidence.COMPLEMENT, stated, whole)
        evidence = _evidence_of_spelling(stated, proposed)
        if evidence is None and _is_far(stated, proposed):
            continue
        return _repair(relation, result, changed, position, evidence or Evidence.OPERAND)
    return None


def _candidates(
    relation: Relation, result: Quantity, operands: Sequence[Quantity], position: int
) -> list[Quantity]:
    """Return the two values nearest to the solution that can be stated like the operand, nearest first."""
    stated = operands[position - 1]
    values = [operand.base_value for operand in operands]
    expression = relation.expression
    if expression is None or stated.qualifier is not Qualifier.EXACT:
        return []
    solution = solve(expression, values, position, result.base_value)
    if solution is None:
        return []
    steps = solution / stated.last_place
    below = floor(steps)
    nearest_first = sorted((below, below + 1), key=lambda step: abs(steps - step))
    unit = Fraction(10) ** -stated.decimals
    quantities = [replace(stated, value=to_decimal(step * unit, stated.decimals)) for step in nearest_first]
    return [quantity for quantity in quantities if quantity.value >= 0 or stated.value < 0]


def _complement(
    relation: Relation, stated: Quantity, proposed: Quantity, operands: Sequence[Quantity]
) -> Quantity | None:
    """Return the operand of which the stated figure is the rest when the proposed one is taken away.

    Asked of percentages only: in a sum every solution is such a rest, so it proves nothing there.
    """
    if not is_percentage(relation):
        return None
    total = stated.base_value + proposed.base_value
    return next((operand for operand in operands if operand.base_value == total), None)


def _evidence_of_spelling(stated: Quantity, proposed: Quantity) -> Evidence | None:
    """Return DIGITS or SCALE when the two numbers differ as slips of writing do."""
    if stated.base_value and _is_power_of_ten(proposed.base_value / stated.base_value):
        return Evidence.SCALE
    if stated.last_place != proposed.last_place:
        return None
    left, right = (
        str(int(abs(quantity.base_value / quantity.last_place))) for quantity in (stated, proposed)
    )
    return Evidence.DIGITS if _is_slip(left, right) else None


def _is_slip(left: str, right: str) -> bool:
    """True for numbers of two digits and more that differ in one digit, or in two neighbours swapped."""
    if len(left) != len(right) or len(left) < 2:
        return False
    places = [place for place in range(len(left)) if left[place] != right[place]]
    if len(places) == 2 and places[1] == places[0] + 1:
        first, second = places
        return left[first] == right[second] and left[second] == right[first]
    return len(places) == 1


def _is_power_of_ten(factor: Fraction) -> bool:
    """True for 10, 100, … and 1/10, 1/100, …"""
    if factor <= 0 or factor == 1:
        return False
    larger, smaller = max(factor.numerator, factor.denominator), min(factor.numerator, factor.denominator)
    return smaller == 1 and str(larger).strip("0") == "1"


def _is_far(stated: Quantity, proposed: Quantity) -> bool:
    """True when a plain slip is hard to believe: the proposal is ten times as large or as small."""
    if stated.base_value == 0:
        return False
    factor = abs(proposed.base_value / stated.base_value)
    return not Fraction(1, _LARGEST_FACTOR) < factor < _LARGEST_FACTOR


def _repair(
    relation: Relation,
    result: Quantity,
    operands: Sequence[Quantity],
    position: int | None,
    evidence: Evidence,
    *rest_and_whole: Quantity,
) -> Repair:
    """Return the repair after which the figures are `result` and `operands`."""
    replacement = result if position is None else operands[position - 1]

    def text(language: Language) -> str:
        agreement = agreement_text(language, relation, result, operands)
        if not rest_and_whole:
            return agreement
        rest, whole = (stated_text(language, quantity) for quantity in rest_and_whole)
        return f"{agreement} ({stated_text(language, replacement)} = {whole} {MINUS} {rest})"

    return Repair(position, replacement, evidence, text(VIETNAMESE), text(ENGLISH))
