"""The arithmetic of a claim as one Vietnamese sentence: "15/68 = 22,06%, không phải 77,94%"."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from haidang.domain.figures.claims import Claim, Form
from haidang.domain.figures.judging import Judgement
from haidang.domain.figures.model import Kind, Measure, Qualifier, Quantity, Reason, Verdict
from haidang.domain.vietnamese import format_number

_POWERS: Final = {3: " nghìn", 6: " triệu", 9: " tỷ", 12: " nghìn tỷ", 15: " triệu tỷ"}
_QUALIFIERS: Final = {
    Qualifier.EXACT: "", Qualifier.ABOUT: "khoảng ", Qualifier.NEARLY: "gần ", Qualifier.MORE_THAN: "hơn ",
    Qualifier.LESS_THAN: "dưới ", Qualifier.AT_LEAST: "ít nhất ", Qualifier.AT_MOST: "không quá ",
}  # fmt: skip
_OPEN_REASONS: Final = {
    Reason.BASE_NOT_STATED: "chưa nêu số dùng để so sánh",
    Reason.BASE_UNCLEAR: "chưa rõ so với số nào",
    Reason.LIST_MAY_BE_OPEN: "danh sách có thể chưa đầy đủ",
    Reason.ROUNDING_HIDES_IT: "số đã làm tròn nên chưa kết luận được",
    Reason.DIVISION_BY_ZERO: "không chia được cho 0",
}
_MINUS: Final = "−"
_MORE_DECIMALS: Final = 4
_WEAK: Final = 0.15
"""Share of all results that would pass from which on the weakness of the test is told."""


def sentence(claim: Claim, judgement: Judgement) -> str:
    """Return the arithmetic behind a judgement, without a full stop."""
    if judgement.computed is None:
        return f"chưa kiểm tra được {written(claim.stated)}: {_OPEN_REASONS[judgement.reason]}"
    if claim.form is Form.COUNT:
        return _counted(claim, judgement)
    if claim.form is Form.SAME:
        return _repeated(claim, judgement)
    told = arithmetic(claim, judgement.computed, agrees=judgement.verdict is Verdict.CONSISTENT)
    return f"{told}{_outcome(claim, judgement)}"


def _outcome(claim: Claim, judgement: Judgement) -> str:
    """Return what follows a sum: nothing when it comes out, unless much else would have come out too."""
    if judgement.verdict is Verdict.INCONSISTENT:
        return f", không phải {written(claim.stated)}"
    if judgement.reason is Reason.ROUNDING_HIDES_IT:
        return f": {_OPEN_REASONS[judgement.reason]}"
    if judgement.verdict is Verdict.UNDETERMINED:
        return f", khác {written(claim.stated)}, nhưng {_OPEN_REASONS[judgement.reason]}"
    if judgement.passing > _WEAK:
        return f" (phép thử yếu: khoảng {round(10 * judgement.passing)} trong 10 số bất kỳ cũng khớp)"
    return ""


def arithmetic(claim: Claim, computed: Decimal, *, agrees: bool) -> str:
    """Return the sum itself: "1.496 + 40 = 1.536"."""
    shown, decimals = _shown(claim, computed, agrees)
    from_counts = all(operand.is_whole for operand in claim.operands) and (
        claim.divisor is None or claim.divisor[0] == claim.divisor[1]
    )
    is_percent = claim.stated.measure is Measure.PERCENT  # everybody writes 15/68 = 22,06%
    is_exact = from_counts and (is_percent or shown == computed.scaleb(-claim.stated.power))
    return f"{_formula(claim)} {'=' if is_exact else '≈'} {_result(claim, shown, decimals)}"


def written(quantity: Quantity) -> str:
    """Return a quantity as stated, with its multiplier or sign: "gần 9 triệu", "77,94%"."""
    text = quantity.text
    if quantity.power and not any(power.strip() in text for power in _POWERS.values()):
        text += _POWERS.get(quantity.power, "")
    if quantity.measure is Measure.PERCENT:
        text += "%"
    return f"{_QUALIFIERS[quantity.qualifier]}{text}"


def _formula(claim: Claim) -> str:
    terms = [written(operand) for operand in claim.operands]
    if claim.form is Form.SUM:
        return _added(claim, terms)
    if claim.form is Form.MEAN:
        return f"({' + '.join(terms)}) : {len(terms)}"
    if claim.divisor is not None:
        terms.append(claim.divisor_text)
    sign = _MINUS if claim.sign > 0 else "+"
    first, second = (terms[0], terms[-1]) if claim.sign > 0 else (terms[-1], terms[0])
    return _SHAPES.get(claim.form, "{a}").format(
        a=terms[0], b=terms[1 % len(terms)], c=terms[-1], sign=sign, minus=_MINUS, first=first, second=second
    )


_SHAPES: Final = {
    Form.RATIO: "{a}/{b}",
    Form.CHANGE_BY: "{b}/({a} {sign} {b})",
    Form.CHANGE_FROM: "({first} {minus} {second})/{b}",
    Form.INCREASE: "({first} {minus} {second})/{b}",
    Form.DIFFERENCE: "{first} {minus} {second}",
    Form.QUOTIENT: "{a} : {b}",
    Form.PRODUCT: "{a} × {b}",
    Form.COMMON_BASE: "{a}/({b} : {c})",
}


def _added(claim: Claim, terms: list[str]) -> str:
    text = terms[0] if claim.signs[0] > 0 else f"{_MINUS}{terms[0]}"
    for term, sign in zip(terms[1:], claim.signs[1:], strict=True):
        text += f" {'+' if sign > 0 else _MINUS} {term}"
    return text


def _shown(claim: Claim, computed: Decimal, agrees: bool) -> tuple[Decimal, int]:
    """Return a computed figure in the unit and with the decimals of the stated one, and how many those are.

    More decimals are shown where a contradiction would not be seen otherwise, or a cut figure would look wrong.
    """
    stated = claim.stated
    in_unit, wanted = computed.scaleb(-stated.power), stated.value.scaleb(-stated.power)
    decimals = stated.decimals
    if in_unit != wanted:
        most = decimals + _MORE_DECIMALS
        while (_rounded(in_unit, decimals) == wanted) is not agrees and decimals < most:
            decimals += 1
        if agrees and decimals == most:
            decimals = stated.decimals + 1
    return _rounded(in_unit, decimals), decimals


def _result(claim: Claim, shown: Decimal, decimals: int) -> str:
    stated = claim.stated
    power = "" if not stated.power else _POWERS.get(stated.power, "")
    text = format_number(shown, decimals=decimals).replace("-", _MINUS)
    return f"{text}{power}{'%' if stated.measure is Measure.PERCENT else ''}"


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _counted(claim: Claim, judgement: Judgement) -> str:
    stated = written(claim.stated)
    if judgement.verdict is Verdict.CONSISTENT:
        return f"đếm được đúng {stated}"
    doubled = _doubled(claim)
    told = f"đếm được {claim.count}{f' ({doubled} nêu hai lần)' if doubled else ''}, không phải {stated}"
    if judgement.verdict is Verdict.UNDETERMINED:
        told += f", nhưng {_OPEN_REASONS[judgement.reason]}"
    return told


def _doubled(claim: Claim) -> str:
    seen: set[str] = set()
    for name in claim.names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _repeated(claim: Claim, judgement: Judgement) -> str:
    first, second = written(claim.operands[0]), written(claim.stated)
    if judgement.verdict is Verdict.CONSISTENT:
        return f"hai lần đều nêu {second}"
    open_end = (
        "" if judgement.verdict is Verdict.INCONSISTENT else f", nhưng {_OPEN_REASONS[judgement.reason]}"
    )
    what = "cùng một nội dung" if claim.kind is Kind.REPEAT_EQUAL else "cùng một số liệu"
    return f"{what} nhưng nêu hai giá trị: {first} và {second}{open_end}"
