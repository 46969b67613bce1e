"""What the words lead one to expect of a figure that nothing explains yet.

Every reading that the place of a figure allows has a chance from the words (`readings.priors`) and one from the
arithmetic: that a figure so meant comes out, or misses by a human slip, against that of an unrelated figure doing the
same. A reading is told where both together leave little doubt. The numbers below were chosen on texts that had not
been learnt from: `python -m bench.figures.learn` prints what they come to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from haidang.domain.figures.binding.bases import base_words, names_base
from haidang.domain.figures.binding.certainty import LEAST_SHARE
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.readings.candidates import Question, answers, questions_of
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.binding.weighing import Alternative, Weighed, weigh
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Verdict
from haidang.domain.figures.slip_evidence import chance_of_slip
from haidang.domain.figures.widths import width_of_fit
from haidang.domain.figures.words import content_words

_DOUBT: Final = 0.05
"""Added to the chance of no reading at all: the words alone never leave less doubt."""
_TRUST_IN_SLIP: Final = 0.012
_TRUST_IN_FIT: Final = 0.2
"""The chance of coincidence that is taken where reading and no reading are equally likely from the words."""
_LEAST: Final = 0.02
_HUNDRED: Final = 100
_ALL: Final = 101
"""Shares that come to more than this are of parts that overlap."""
_BY_CHANCE: Final = 0.1
"""A sum that comes out no more unlikely than this (6 = 4 + 2) leaves its figures free for others."""
_PLAIN: Final = 0.6
"""From this chance of readings that do not come out on, their miss needs no slip that explains it."""
_HALF: Final = 0.5
_CLOSES: Final = re.compile(r"\b(?:gồm(?: có)?|chia (?:ra|theo)|phân (?:loại|theo|ra)\b[^,;]*:?)")
_IS_REST: Final = re.compile(r"\b(?:còn|số khác)\b(?: lại)?(?: [^\W\d_]+){0,2}$")
_FARTHEST_OFF: Final = 12
_CERTAIN_OF_BASE: Final = 0.95
"""From this chance of a reading on, its base needs not carry the name that is told after the rate."""
_UNNAMED: Final = 10
"""How many times surer a slip must be where the base does not carry the name told."""
_NO_DOUBT: Final = 0.02
_NO_RIVALS: Final = 0.1
"""Below these a figure that something explains is told to be wrong all the same."""
_MOST_DOUBT: Final[Mapping[str, float]] = {
    "points": 0.1,
    "levels": 0.05,
    "by": 0.035,
    "from": 0.035,
    "rate": 0.012,
    "rate in brackets": 0.04,
    "over": 0.04,
    "over by a slip": 0.25,
    "before": 0.35,
    "closed": 0.2,
    "rest": 0.2,
    "under": 0.003,
    "mean": 0.04,
    "times": 0.1,
    "product": 0.05,
}
"""The greatest chance of no reading at which a plain miss is told. Parts may be left out (under), not invented."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds already in a passage, by the offsets of figures.

    `explained` are stated figures, `firmly` those whose wording says of what they are, `totals` those of sums, `parts`
    the terms of sums, and `made_of` has the terms of each total.
    """

    explained: set[int]
    firmly: set[int]
    totals: set[int]
    parts: set[int]
    made_of: Mapping[int, frozenset[int]]


def settled_by(claims: Sequence[Claim], holding: Sequence[Claim]) -> Settled:
    """Return what those `holding` settle among claims; the parts of a firm sum belong to it whether it holds or not."""
    sums = [
        claim
        for claim in holding
        if claim.form is Form.SUM and (claim.binding > Binding.HUNCH or width_of_fit(claim) < _BY_CHANCE)
    ]
    firm = [claim for claim in claims if claim.form is Form.SUM and claim.binding >= Binding.FIRM]
    return Settled(
        explained={claim.stated.start for claim in holding},
        firmly={claim.stated.start for claim in holding if claim.binding >= Binding.FIRM},
        totals={claim.stated.start for claim in sums},
        parts={operand.start for claim in [*sums, *firm] for operand in claim.operands},
        made_of={claim.stated.start: frozenset(o.start for o in claim.operands) for claim in sums},
    )


def expected_claims(context: Context, settled: Settled) -> Iterator[Claim]:
    """Yield the readings of figures that nothing explains yet."""
    taken = set(settled.parts)
    for mention in context.mentions:
        start = mention.quantity.start
        if start in settled.firmly:
            continue
        for question in questions_of(mention):
            if start in settled.explained:
                if question is Question.RATE:
                    yield from _told_otherwise(context, mention, answers(context, mention, question))
                continue
            if question is Question.TOTAL and (start in taken or start in settled.made_of):
                continue  # a total stands among no parts, least of all its own
            possible = answers(context, mention, question)
            if question is Question.TOTAL:
                possible = [r for r in possible if not _is_of_other_sum(r, taken, settled.made_of)]
            for claim in _told(context, mention, question, possible):
                yield claim
                if claim.form is Form.SUM:
                    taken |= {operand.start for operand in claim.operands}


def _is_of_other_sum(reading: Reading, taken: set[int], made_of: Mapping[int, frozenset[int]]) -> bool:
    """True where some of the terms are parts of another sum, or a total stands among its own parts."""
    terms = {figure.quantity.start for figure in reading.operands}
    return not taken.isdisjoint(terms) or any(
        not made_of[term].isdisjoint(terms) for term in terms if term in made_of
    )


def _told(
    context: Context, stated: Mention, question: Question, readings: Sequence[Reading]
) -> Iterator[Claim]:
    if not readings:
        return
    hundred = question is Question.RATE and stated.quantity.value == _HUNDRED
    weighed = weigh(context, stated, question, readings)
    plain = _plain_miss(context, weighed)
    for one in weighed.readings:
        if one.prior < _LEAST or one.judgement.verdict is Verdict.UNDETERMINED:
            continue
        named = one.prior >= _CERTAIN_OF_BASE and weighed.none <= _NO_DOUBT
        chance = width_of_fit(one.claim) if one.fits else chance_of_slip(one.claim, one.judgement.computed)
        trust = (_TRUST_IN_FIT if one.fits else _TRUST_IN_SLIP) * one.prior / (weighed.none + _DOUBT)
        unnamed = not named and _is_of_another_base(context, one.reading)
        if not one.fits and (hundred or (unnamed and chance * _UNNAMED > trust)):
            continue  # "đạt 100%" is said of so much that it proves nothing
        if chance <= trust:
            yield replace(one.claim, suspicion=trust)
        elif one is plain:
            yield replace(one.claim, binding=Binding.FIRM)


def _told_otherwise(context: Context, rate: Mention, readings: Sequence[Reading]) -> Iterator[Claim]:
    """Yield what a percentage is of by its words where the figures that explain it are hardly those meant.

    "74 lượt vi phạm, chiếm 18,0%" is of all that were looked at, though it would be right of those that passed.
    """
    if not readings or rate.quantity.value == _HUNDRED:
        return
    weighed = weigh(context, rate, Question.RATE, readings)
    plain = _plain_miss(context, weighed)
    if (
        plain is not None
        and weighed.none <= _NO_DOUBT
        and weighed.rivals <= _NO_RIVALS
        and any(one.fits for one in weighed.readings)
        and not _is_of_another_base(context, plain.reading)
    ):
        yield replace(plain.claim, binding=Binding.CERTAIN)


def _plain_miss(context: Context, weighed: Weighed) -> Alternative | None:
    """Return the likeliest reading that does not come out, where hardly anything else can be meant."""
    missing = [one for one in weighed.readings if one.judgement.verdict is Verdict.INCONSISTENT]
    likeliest = max(missing, key=lambda one: one.prior, default=None)
    if (
        likeliest is None
        or sum(one.prior for one in missing) < _PLAIN
        or likeliest.prior < _HALF
        or weighed.none > _most_doubt(context, likeliest)
        or weighed.rivals > 1
        or _is_far_off(likeliest)
        or _makes_up_another(context, likeliest)
        or _overlaps(context, likeliest)
    ):
        return None
    return likeliest


def _is_far_off(one: Alternative) -> bool:
    """True where the result is so far from the stated figure that nobody would have written that of these figures."""
    computed, stated = one.judgement.computed, one.reading.stated.quantity.value
    if computed is None:
        return True
    if one.reading.form is Form.SUM:
        return 2 * computed > 3 * stated
    return (
        one.reading.way != "points" and not stated < _FARTHEST_OFF * abs(computed) < _FARTHEST_OFF**2 * stated
    )


def _makes_up_another(context: Context, one: Alternative) -> bool:
    """True for terms that are all of another amount nearby."""
    if one.reading.form is not Form.SUM:
        return False
    stated, computed = one.reading.stated, one.judgement.computed
    near = (*context.before(stated), *context.after(stated))
    return any(other.is_amount and other.quantity.value == computed for other in near)


def _overlaps(context: Context, one: Alternative) -> bool:
    """True for parts whose own shares come to more than all: "BHYT 3.287 lượt (91,0%), trẻ em 702 lượt (19,4%)"."""
    if one.reading.form is not Form.SUM:
        return False
    after = [context.at(term.place + 1) for term in one.reading.operands]
    rates = [
        rate.quantity.value for rate in after if rate is not None and rate.is_percent and not rate.change
    ]
    return len(rates) == len(after) and sum(rates) > _ALL


def _is_of_another_base(context: Context, reading: Reading) -> bool:
    """True for a rate that names its base where the base of the reading does not carry that name.

    "chiếm 28,04% trong tổng số phải thi hành" is of what is to be enforced, not of all cases. A name holds for the
    rates after it in its sentence too.
    """
    rate = reading.stated
    if reading.kind is not Kind.RATIO_PCT:
        return False
    rates = (rate, *(m for m in context.before(rate) if m.is_percent and m.sentence == rate.sentence))
    base, named = reading.operands[1], next((base_words(m) for m in rates if names_base(m)), set())
    known = content_words(f"{base.clause} {base.tail} {base.quantity.phrase}")
    return 3 * len(named & known) <= 2 * len(named) if named else False


def _most_doubt(context: Context, one: Alternative) -> float:
    """Return the chance of no reading at which the miss of this one is still told without a slip."""
    return _MOST_DOUBT.get(_way(context, one), 0.0)


def _way(context: Context, one: Alternative) -> str:
    """Return how a reading was found; for a sum on which side it misses: an open list may tell but some of the parts.

    A list that is classified ("phân loại", "gồm"), ends in the rest or comes before its total has all of them; two
    figures of other things ("18 tổ gồm 5 lãnh đạo và 12 chuyên viên") are no such list.
    """
    reading, computed = one.reading, one.judgement.computed
    if reading.form is not Form.SUM or computed is None:
        bracketed = reading.way == "rate" and reading.stated.owner == reading.operands[0].place
        return "rate in brackets" if bracketed else reading.way
    total, first = reading.stated, reading.operands[0]
    if computed > total.quantity.value:
        return "over by a slip" if chance_of_slip(one.claim, computed) < 1 else "over"
    if computed < LEAST_SHARE * total.quantity.value:
        return "under"
    if reading.way.startswith("before"):
        return "before"
    if _IS_REST.search(reading.operands[-1].clause):
        return "rest"
    listed = len(reading.operands) > 2 or first.quantity.unit == total.quantity.unit
    closed = listed and first.place > total.place and _CLOSES.search(context.between(total, first))
    return "closed" if closed else "under"
