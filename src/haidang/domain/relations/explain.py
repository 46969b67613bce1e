"""The arithmetic of a relation in one sentence: "15/68 = 22,06%, không phải 77,94%"."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from haidang.domain.relations.formula import Negation, Node, Number, Operand, Operation, Operator
from haidang.domain.relations.intervals import Interval
from haidang.domain.relations.judge import Judgement, Reason, Verdict
from haidang.domain.relations.quantity import Qualifier, Quantity
from haidang.domain.relations.relation import Compare, Relation, RelationKind
from haidang.domain.relations.rounding import decimals_of, to_decimal, to_shortest_decimal
from haidang.domain.relations.wording import ENGLISH, MINUS, VIETNAMESE, Language

_SIGNS = {
    Operator.ADD: " + ",
    Operator.SUBTRACT: f" {MINUS} ",
    Operator.MULTIPLY: " × ",
    Operator.DIVIDE: "/",
}
_STRENGTH = {Operator.ADD: 1, Operator.SUBTRACT: 1, Operator.MULTIPLY: 2, Operator.DIVIDE: 2}
_STRONGEST = 3
_HUNDRED = Number(Fraction(100))
_EXTRA_DECIMALS = 6


def arithmetic_vi(
    relation: Relation, result: Quantity | None, operands: Sequence[Quantity | None], judgement: Judgement
) -> str:
    """Return the arithmetic behind `judgement` as one Vietnamese sentence without a full stop."""
    return _sentence(VIETNAMESE, relation, result, operands, judgement)


def arithmetic_en(
    relation: Relation, result: Quantity | None, operands: Sequence[Quantity | None], judgement: Judgement
) -> str:
    """Return the arithmetic behind `judgement` as one English sentence without a full stop."""
    return _sentence(ENGLISH, relation, result, operands, judgement)


def stated_text(language: Language, quantity: Quantity, *, percent: bool = False) -> str:
    """Return a quantity as stated: "gần 9 triệu", "77,94%"."""
    power, decimals = quantity.multiplier_power, quantity.decimals
    if power in language.powers:
        number, unit = language.number(quantity.value, decimals), language.powers[power]
    else:
        decimals = max(decimals - power, 0)
        number, unit = language.number(to_decimal(quantity.base_value, decimals), decimals), ""
    if percent:
        unit = "%"
    return f"{language.qualifiers[quantity.qualifier]}{number}{unit}"


def arithmetic_text(language: Language, relation: Relation, operands: Sequence[Quantity]) -> str:
    """Return the formula with the operands put in; a leading "100 ×" of a percentage is left out."""
    if relation.expression is None:
        return ""
    root = _without_hundred(relation.expression.root)
    return _term(language, root or relation.expression.root, operands, 0)


def agreement_text(
    language: Language, relation: Relation, result: Quantity, operands: Sequence[Quantity]
) -> str:
    """Return the sentence for figures that agree: "53/68 = 77,94%"."""
    stated = stated_text(language, result, percent=is_percentage(relation))
    if _is_bare(relation):
        same = relation.kind is RelationKind.REPEAT
        return (language.repeated_same if same else language.listed_same).format(stated=stated)
    arithmetic = arithmetic_text(language, relation, operands)
    return language.correct.format(arithmetic=arithmetic, equals=_equals_sign(operands), computed=stated)


def is_percentage(relation: Relation) -> bool:
    """True when the formula multiplies by a hundred, so that its result is read as a percentage."""
    return relation.expression is not None and _without_hundred(relation.expression.root) is not None


def _sentence(
    language: Language,
    relation: Relation,
    result: Quantity | None,
    operands: Sequence[Quantity | None],
    judgement: Judgement,
) -> str:
    given = [operand for operand in operands if operand is not None]
    if judgement.reason is Reason.MISSING_OPERAND:
        return language.missing.format(names=", ".join(judgement.missing))
    if judgement.reason is Reason.DIVISION_BY_ZERO:
        return language.division_by_zero
    if relation.compare is Compare.INTERVAL:
        return _common_base(language, given, judgement)
    if judgement.computed is None or (judgement.reason is Reason.NOT_JUDGED and _is_bare(relation)):
        return language.not_judged
    percent = is_percentage(relation)
    stated = "" if result is None else stated_text(language, result, percent=percent)
    computed = computed_text(language, relation, result, judgement)
    return _template(language, relation, result, judgement).format(
        arithmetic=arithmetic_text(language, relation, given),
        equals=_equals_sign(given),
        computed=computed,
        stated=stated,
    )


def _template(language: Language, relation: Relation, result: Quantity | None, judgement: Judgement) -> str:
    """Return the sentence that fits the verdict and the kind of the relation."""
    wrong = judgement.verdict is Verdict.INCONSISTENT
    match judgement.reason:
        case Reason.MISSING_RESULT:
            return language.missing_result
        case Reason.SIGN_VIOLATED | Reason.SIGN_OPEN if relation.compare is Compare.GE0:
            return language.negative
        case Reason.SIGN_VIOLATED | Reason.SIGN_OPEN:
            return language.not_positive
    if result is None or not _is_bare(relation):
        return language.wrong if wrong else language.correct
    if relation.kind is RelationKind.REPEAT:
        return language.repeated_different if wrong else language.repeated_same
    return language.listed_different if wrong else language.listed_same


def _equals_sign(operands: Sequence[Quantity]) -> str:
    """Return "=", or "≈" when an operand is vague ("nearly") and no exact result can be claimed."""
    return "=" if all(operand.qualifier is Qualifier.EXACT for operand in operands) else "≈"


def _is_bare(relation: Relation) -> bool:
    """True when one figure is compared with another without any arithmetic between them."""
    return relation.expression is not None and isinstance(relation.expression.root, Operand)


def computed_text(
    language: Language, relation: Relation, result: Quantity | None, judgement: Judgement
) -> str:
    """Return the computed number at the relation's decimals, or more if it would look like the stated one."""
    computed = judgement.computed or Decimal(0)
    unit = "%" if is_percentage(relation) else ""
    decimals = relation.decimals
    if judgement.verdict is Verdict.INCONSISTENT and result is not None:
        stated = to_decimal(result.base_value, decimals)
        while (
            to_decimal(Fraction(computed), decimals) == stated
            and decimals < relation.decimals + _EXTRA_DECIMALS
        ):
            decimals += 1
    return f"{language.number(computed, decimals)}{unit}"


def _common_base(language: Language, operands: Sequence[Quantity], judgement: Judgement) -> str:
    pairs = language.conjunction.join(
        f"{stated_text(language, part)} ({stated_text(language, rate, percent=True)})"
        for part, rate in zip(operands[::2], operands[1::2], strict=True)
    )
    if judgement.computed_interval is None:
        return language.no_common_base.format(pairs=pairs)
    return language.common_base.format(pairs=pairs, base=_range(language, judgement.computed_interval))


def _range(language: Language, interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return language.open_range
    low = language.number(to_decimal(interval.low, 0), 0)
    high = language.number(to_decimal(interval.high, 0), 0)
    return low if low == high else language.one_of_range.format(low=low, high=high)


def _without_hundred(node: Node) -> Node | None:
    """Return `node` without a leading factor 100, or None when it has none."""
    match node:
        case Operation(Operator.MULTIPLY, left, right) if left == _HUNDRED:
            return right
        case Operation(Operator.MULTIPLY | Operator.DIVIDE as operator, left, right):
            inner = _without_hundred(left)
            return None if inner is None else Operation(operator, inner, right)
        case _:
            return None


def _term(language: Language, node: Node, operands: Sequence[Quantity], strength: int) -> str:
    """Write `node` inside an operation of `strength`, in parentheses where these are needed."""
    match node:
        case Number(value):
            return _constant(language, value)
        case Operand(position):
            text = stated_text(language, operands[position - 1])
            negative = operands[position - 1].value < 0 and strength > 0
            return f"({text})" if negative else text
        case Negation(term):
            text = f"{MINUS}{_term(language, term, operands, _STRONGEST)}"
            return f"({text})" if strength > 0 else text
        case Operation(operator, left, right):
            own = _STRENGTH[operator]
            keeps_order = operator in (Operator.SUBTRACT, Operator.DIVIDE)
            left_text = _term(language, left, operands, own - 1 if own > 1 else 0)
            right_text = _term(language, right, operands, own if keeps_order else own - 1)
            text = f"{left_text}{_sign(operator, left_text)}{right_text}"
            return f"({text})" if own <= strength else text


def _sign(operator: Operator, left_text: str) -> str:
    """Return the sign between two terms; a fraction bar after words ("9 triệu / 274") needs room."""
    if operator is Operator.DIVIDE and " " in left_text and not left_text.endswith(")"):
        return " / "
    return _SIGNS[operator]


def _constant(language: Language, value: Fraction) -> str:
    """Write a constant of a formula; it was read from at most 15 decimals, so these suffice."""
    number = to_shortest_decimal(value, 15)
    return language.number(number, decimals_of(number))
