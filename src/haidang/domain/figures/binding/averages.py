"""Averages, products and multiples: "bình quân 7,7 tỷ đồng một công ty", "mỗi hộ 5 triệu đồng", "gấp 2,5 lần"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Qualifier, Quantity, Reason
from haidang.domain.figures.periods import days_of, period_before
from haidang.domain.figures.units import same_noun, unit_of

_MEAN: Final = re.compile(r"(?:^| )(?:bình quân|trung bình|tính ra|tính bình quân|bq)(?: |$)")
_EACH: Final = re.compile(
    r"(?:^| )(?:mỗi|một|1|cho mỗi|trên một|trên mỗi|trên) (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)"
)
_PER_AFTER: Final = re.compile(
    r"(?:^|/| )(?:/ ?|mỗi |một |trên một |trên mỗi |trên đầu |trên |cho mỗi |hằng |hàng )"
    r"(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)"
)
_CALENDAR: Final = {"ngày": "ngày", "tháng": "tháng", "tuần": "tuần", "quý": "quý", "năm": "năm"}
_MULTIPLE: Final = re.compile(r"(?:^| )gấp(?: hơn| gần| khoảng)?$")
_RISEN_TIMES: Final = re.compile(r"(?:^| )(?:tăng|tăng gấp|cao gấp|nhiều gấp|lớn gấp)(?: hơn| gần| khoảng)?$")
_TOTAL: Final = re.compile(r"\btổng\b|thành tiền|\btrị giá\b|\bkinh phí\b|\blà\b|=|hết|\bvới\b")
_PAIR: Final = 2
_TIMES_SIGN: Final = re.compile(r"\s(?:x|×|nhân(?: với)?)\s*$")


def average_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that a figure is a total divided by a number of things or by a time."""
    for mention in context.mentions:
        if not _is_mean(mention):
            continue
        yield from _worked_out(context, mention)
        per = _per(mention)
        if per in _CALENDAR:
            yield from _over_days_told(context, mention, per)
            yield from _per_time(context, mention, per)
        elif per:
            yield from _per_thing(context, mention, per)


def _worked_out(context: Context, mean: Mention) -> Iterator[Claim]:
    """Yield "2,4 sản phẩm (39 sản phẩm/13 xã)": the division itself in the brackets of its result."""
    inside = [m for m in context.after(mean) if m.owner == mean.place and m.sentence == mean.sentence]
    if len(inside) != _PAIR or mean.ranged:
        return
    total, number = inside
    if context.between(total, number).endswith("/") and number.quantity.value and total.is_amount:
        quotient = _quotient(total.quantity, number.quantity, mean.quantity, certain=True)
        yield replace(quotient, binding=Binding.CERTAIN)


def _over_days_told(context: Context, mean: Mention, per: str) -> Iterator[Claim]:
    """Yield "142,6 tấn/ngày" of "tháng 7 (31 ngày)", "(tính trên 180 ngày)": the days that the brackets give."""
    around = [m for m in [*context.before(mean), *context.after(mean)] if m.sentence == mean.sentence]
    told = [m for m in around if m.depth > mean.depth and m.quantity.unit == per and not m.change]
    totals = [m for m in around if m.place < mean.place and m.is_amount and _is_alike(m, mean)]
    totals = [m for m in totals if not m.slash and m.depth <= mean.depth and m.quantity.per != per]
    if len(told) == len(totals) == 1 and not told[0].ranged and told[0].quantity.value > 1:
        quotient = _quotient(totals[0].quantity, told[0].quantity, mean.quantity, certain=True)
        yield replace(quotient, binding=Binding.CERTAIN)


def _is_mean(mention: Mention) -> bool:
    measure = mention.quantity.measure
    return (
        not mention.change
        and measure not in (Measure.PERCENT, Measure.TIME)
        and _MEAN.search(mention.clause) is not None
    )


def _per(mention: Mention) -> str:
    """Return the noun after "mỗi", "một" or the fraction bar: the key of what is divided by; "" when unsaid."""
    if each := _EACH.search(mention.clause[mention.clause.rfind("bình quân") + 1 :]):
        return _key(each["noun"])
    tail = mention.tail
    if mention.quantity.per:
        return "" if tail.count("/") > 1 else _key(mention.quantity.per)
    if after := _PER_AFTER.search(tail):
        return _key(after["noun"])
    word = re.search(r"(?:bình quân|trung bình)(?: (ngày|tháng|tuần|quý|năm))", mention.clause)
    return word[1] if word else ""


def _key(noun: str) -> str:
    return unit_of(noun.split())[0]


def _per_time(context: Context, mean: Mention, per: str) -> Iterator[Claim]:
    """Yield the claims of an average per day or month over a period that the sentence names."""
    sentence_start = max(context.start, mean.quantity.start - 600)
    period = period_before(context.source.low[sentence_start : mean.quantity.start])
    totals = [
        m
        for m in context.before(mean)
        if m.sentence >= mean.sentence - 1 and m.is_amount and _is_alike(m, mean) and not m.slash
    ]
    if not totals:
        return
    divisor = None if period is None else days_of(period, per)
    for number, total in enumerate(totals):
        certain = (
            number == 0 and total.sentence == mean.sentence and len(totals) == 1 and ";" not in mean.marks
        )
        yield Claim(
            Kind.AVERAGE,
            Form.QUOTIENT,
            (total.quantity,),
            mean.quantity,
            Binding.FIRM if certain and divisor else Binding.TENTATIVE,
            (mean.quantity.start, "average"),
            Reason.BASE_UNCLEAR if divisor else Reason.BASE_NOT_STATED,
            divisor=None if divisor is None else divisor.limits,
            divisor_text="" if divisor is None else divisor.text,
        )


def _is_alike(total: Mention, mean: Mention) -> bool:
    one, two = total.quantity, mean.quantity
    if one.measure is not two.measure and Measure.MONEY in (one.measure, two.measure):
        return False
    return one.unit == two.unit or not one.unit or not two.unit or one.unit.split()[0] == two.unit.split()[0]


def _per_thing(context: Context, mean: Mention, per: str) -> Iterator[Claim]:
    """Yield the claims of an average per household, per company …"""
    near = [
        m for m in context.before(mean) if m.is_amount and m.sentence >= mean.sentence - 1 and not m.slash
    ]
    totals = [
        m
        for m in near
        if m.quantity.unit == mean.quantity.unit and m.quantity.measure is mean.quantity.measure
    ]
    numbers = [m for m in near if same_noun(m.quantity.unit, per) and m.quantity.measure is not Measure.MONEY]
    after = context.at(mean.place + 1)
    if (
        after is not None
        and after.sentence == mean.sentence
        and same_noun(after.quantity.unit, per)
        and after.owner == mean.place
    ):
        numbers.append(after)
    same = [m for m in [*totals, *numbers] if m.sentence == mean.sentence]
    certain = len(totals) == 1 and len(numbers) == 1 and len(same) == 2
    for total in totals:
        for number in numbers:
            if total is not number:
                yield _quotient(total.quantity, number.quantity, mean.quantity, certain)


def _quotient(total: Quantity, number: Quantity, mean: Quantity, certain: bool) -> Claim:
    return Claim(
        Kind.AVERAGE,
        Form.QUOTIENT,
        (total, number),
        mean,
        Binding.FIRM if certain else Binding.TENTATIVE,
        (mean.start, "average"),
    )


def product_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that a total is a number of things times the amount for each."""
    for each in context.mentions:
        unit = _unit_price(each)
        if not unit or _MEAN.search(each.clause) or each.change:
            continue
        near = [
            m
            for m in [*context.before(each), *context.after(each)]
            if m.sentence == each.sentence and m.is_amount
        ]
        numbers = [
            m for m in near if same_noun(m.quantity.unit, unit) and m.quantity.measure is not Measure.MONEY
        ]
        totals = [m for m in near if _is_same_money(m, each) and not _unit_price(m)]
        certain = len(numbers) == 1 and len(totals) == 1 and _TOTAL.search(totals[0].clause) is not None
        for number in numbers[:4]:
            for total in totals[:4]:
                yield _product(number.quantity, each.quantity, total.quantity, certain)
    yield from _written_products(context)


def _is_same_money(total: Mention, each: Mention) -> bool:
    one, two = total.quantity, each.quantity
    return (
        one.measure is two.measure
        and one.unit == two.unit
        and total.place != each.place
        and one.value >= two.value
    )


def _unit_price(mention: Mention) -> str:
    """Return the key of the thing that an amount is for ("mỗi hộ 5 triệu đồng", "5 triệu đồng/hộ"), or ""."""
    if mention.quantity.measure in (Measure.PERCENT, Measure.TIME, Measure.POINTS) or mention.ranged:
        return ""
    if mention.quantity.per and mention.tail.count("/") == 1:
        key = _key(mention.quantity.per)
        return "" if key in _CALENDAR else key
    each = re.search(r"(?:^| )mỗi (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)", mention.clause)
    if each is None:
        return ""
    key = _key(each["noun"])
    return "" if key in _CALENDAR else key


def _product(number: Quantity, each: Quantity, total: Quantity, certain: bool) -> Claim:
    """Return the claim; a price for each is set, not rounded: "5 triệu đồng" is that to the đồng."""
    if each.qualifier is Qualifier.EXACT:
        each = replace(each, low=each.value, high=each.value)
    return Claim(
        Kind.PRODUCT,
        Form.PRODUCT,
        (number, each),
        total,
        Binding.FIRM if certain else Binding.HUNCH,
        (total.start, f"product {each.start}"),
    )


def _written_products(context: Context) -> Iterator[Claim]:
    """Yield "12 x 5 triệu đồng = 60 triệu đồng"."""
    for total in context.mentions:
        right, left = context.at(total.place - 1), context.at(total.place - 2)
        if right is None or left is None or left.sentence != total.sentence:
            continue
        if _TIMES_SIGN.search(context.between(left, right)) and context.between(
            right, total
        ).rstrip().endswith("="):
            yield _product(left.quantity, right.quantity, total.quantity, certain=True)


def multiple_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims "gấp 2,5 lần" with both amounts given."""
    for times in context.mentions:
        if times.quantity.measure is not Measure.TIMES:
            continue
        gapped = _MULTIPLE.search(times.lead) is not None
        if not gapped and not _RISEN_TIMES.search(times.lead):
            continue
        levels = [
            m for m in context.before(times) if m.sentence == times.sentence and m.is_amount and not m.slash
        ]
        following = context.at(times.place + 1)
        bases = levels[1:3]
        means = [m for m in bases if _MEAN.search(m.clause)] if _MEAN.search(times.tail) else []
        certain = len(means) == 1
        bases = means if certain else bases
        if (
            following is not None
            and following.sentence == times.sentence
            and following.marks in ("", "(", ",")
        ):
            gap = context.between(times, following)
            if following.is_amount and re.search(r"so với|của|lần|cùng kỳ|kế hoạch", gap):
                bases, certain = [following], following.marks != ","
        for base in bases:
            if levels and compatible(levels[0], base) and base.quantity.value > 0:
                for claim in _times(levels[0], base, times, certain and not times.change, gapped):
                    written = base.owner == times.place and len(levels) == 1 and not levels[0].quantity.per
                    sure = written and certain and claim.form is Form.QUOTIENT
                    yield replace(claim, binding=Binding.CERTAIN) if sure else claim


def _times(level: Mention, base: Mention, times: Mention, certain: bool, gapped: bool) -> Iterator[Claim]:
    key = (times.quantity.start, "times")
    binding = Binding.FIRM if certain else Binding.TENTATIVE
    operands = (level.quantity, base.quantity)
    yield Claim(Kind.MULTIPLE, Form.QUOTIENT, operands, times.quantity, binding, key)
    if not gapped:
        grown = Claim(Kind.MULTIPLE, Form.INCREASE, operands, times.quantity, Binding.HUNCH, key)
        yield grown
