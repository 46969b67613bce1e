"""Totals whose parts the wording leaves little doubt about, in case a slip explains their miss."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE, are_opposites
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.binding.mean_evidence import is_mean
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.suspect_changes import is_balance, is_of_other_time
from haidang.domain.figures.binding.suspicion import LIKELY, POSSIBLE, SURE, Settled
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind
from haidang.domain.figures.units import same_unit

_TOTAL_CUE: Final = re.compile(r"tổng|cộng|nâng|cả thảy|tất cả|tính chung|lũy kế|luỹ kế")
_IN_ALL: Final = re.compile(r"(?:^| )(?:trong|trên)(?: tổng)? số$|^tổng")
_DIVIDES: Final = re.compile(
    r"^(?:phân theo|chia theo|phân loại|chia ra|bao gồm|cụ thể|gồm|theo [^\d,.]{3,30}:)"
)
_OPENS: Final = re.compile(r"trong đó|\bgồm\b|:|\(|chia|phân")
_MOST_TERMS: Final = 12


def suspect_sums(context: Context, total: Mention, settled: Settled) -> Iterator[Claim]:
    """Yield that all amounts with the noun of a total, after or before it in its sentence, make it up."""
    if total.quantity.start in settled.totals or total.quantity.start in settled.parts:
        return
    around = [*reversed([*context.before(total)]), *context.after(total)]
    here = [m for m in around if m.sentence == total.sentence]
    terms = [
        m
        for m in here
        if _can_be_term(total, m)
        and m.quantity.start not in settled.parts
        and not is_balance(m)
        and not is_of_other_time(m)
        and not is_mean(m)
    ]
    terms, counted = _without_their_number(total, terms)
    yield from _divided(context, total)
    before = [m for m in terms if m.place < total.place]
    after = [m for m in terms if m.place > total.place]
    cue = counted or _TOTAL_CUE.search(total.clause) is not None
    if not before:
        yield from _sum(context, total, after, LIKELY if _is_opened(context, total, after) else POSSIBLE)
    elif not after:
        yield from _sum(context, total, before, SURE if cue else POSSIBLE)
    elif len(terms) == 2 and all(unlike(total, term) < 1 for term in terms):
        yield from _sum(context, total, terms, LIKELY)


def _without_their_number(total: Mention, terms: list[Mention]) -> tuple[list[Mention], bool]:
    """Return terms without one that only says how many they are ("cả ba lĩnh vực"), and whether there was one."""
    numbers = [
        m
        for m in terms
        if m.quantity.value == len(terms) - 1 and not same_unit(m.quantity.unit, total.quantity.unit)
    ]
    if len(numbers) != 1 or len(terms) < 3:
        return terms, False
    return [m for m in terms if m is not numbers[0]], True


def _divided(context: Context, total: Mention) -> Iterator[Claim]:
    """Yield that the amounts of the next sentence make up a total."""
    following = [m for m in context.after(total) if m.sentence == total.sentence + 1]
    terms = [m for m in following if _can_be_term(total, m)]
    likely = len(terms) > 2 and len(terms) == len(following)
    yield from _sum(
        context, total, terms, LIKELY if likely else POSSIBLE, told=_is_divided_by(context, total, following)
    )


def _is_divided_by(context: Context, total: Mention, following: Sequence[Mention]) -> bool:
    """True where the next sentence divides the first figure of its kind: "Phân theo chương trình: …"."""
    first = all(m.sentence != total.sentence or unlike(total, m) >= 3 for m in context.before(total))
    return first and bool(following) and _DIVIDES.search(_sentence_start(context, following[0])) is not None


def _sentence_start(context: Context, first: Mention) -> str:
    before = context.at(first.place - 1)
    start = context.start if before is None else before.quantity.end
    return (
        context.source.low[max(start, first.quantity.start - 120) : first.quantity.start]
        .rpartition(". ")[2]
        .strip()
    )


def _is_near(total: Mention, terms: Sequence[Mention]) -> bool:
    added = sum((term.quantity.value for term in terms), Decimal(0))
    return LEAST_SHARE * total.quantity.value <= added <= 2 * total.quantity.value


def _is_opened(context: Context, total: Mention, terms: Sequence[Mention]) -> bool:
    return bool(terms) and _OPENS.search(context.between(total, terms[0])) is not None


def _can_be_term(total: Mention, term: Mention) -> bool:
    return (
        term.is_amount
        and term.slash != 2
        and unlike(total, term) < 3
        and term.quantity.value < total.quantity.value
    )


def _sum(
    context: Context, total: Mention, terms: Sequence[Mention], suspicion: float, *, told: bool = False
) -> Iterator[Claim]:
    if not 2 <= len(terms) <= _MOST_TERMS:
        return
    rest = len(terms) == 2 and any(REST.search(f"{term.clause} {term.tail}") for term in terms)
    if rest or are_opposites(context, terms):
        suspicion = SURE
        told = told or _IN_ALL.search(total.lead) is not None
    yield Claim(
        Kind.PART_PLUS_REST if rest else Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(term.quantity for term in terms),
        total.quantity,
        Binding.FIRM if told and _is_near(total, terms) else Binding.HUNCH,
        (total.quantity.start, f"all {terms[0].quantity.start}"),
        signs=(1,) * len(terms),
        suspicion=suspicion,
    )
