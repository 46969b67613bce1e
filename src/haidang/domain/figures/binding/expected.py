"""What the words lead one to expect of a figure that nothing explains yet.

Every reading that the place of a figure allows has a chance from the words (`readings.priors`) and one from the
arithmetic: that a figure so meant comes out, or misses by a human slip, against that of an unrelated figure doing the
same. A reading is told where both together leave little doubt. The numbers below were chosen on texts that had not
been learnt from: `python -m bench.figures.learn` prints what they come to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.bases import base_words, names_base
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.readings.candidates import Question, readings_of
from haidang.domain.figures.binding.readings.priors import priors
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.conversion import converted
from haidang.domain.figures.judging import judge
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Quantity, Verdict
from haidang.domain.figures.slip_evidence import chance_of_slip
from haidang.domain.figures.widths import width_of_fit
from haidang.domain.figures.words import content_words

_DOUBT: Final = 0.1
"""Added to the chance of no reading at all: the words alone never leave less doubt."""
_TRUST_IN_SLIP: Final = 0.012
_TRUST_IN_FIT: Final = 0.2
"""The chance of coincidence that is taken where reading and no reading are equally likely from the words."""
_LEAST: Final = 0.02
_HUNDRED: Final = 100
_PLAIN: Final = 0.6
"""From this chance of a reading on its miss needs no slip that explains it, if hardly anything else can be meant."""
_MOST_DOUBT: Final[Mapping[str, float]] = {
    "points": 0.1,
    "levels": 0.05,
    "by": 0.05,
    "from": 0.05,
    "rate": 0.01,
    "over": 0.25,
    "under": 0.003,
}
"""The greatest chance of no reading at which a plain miss is told. Parts may be left out (under), not invented."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds already in a passage, by the offsets of figures.

    `explained` are stated figures, `totals` those of sums, `parts` the terms of sums.
    """

    explained: set[int]
    totals: set[int]
    parts: set[int]


def settled_by(claims: Sequence[Claim]) -> Settled:
    """Return what holds among claims; the parts of a firm sum belong to it whether it holds or not."""
    holding = [claim for claim in claims if judge(claim).verdict is Verdict.CONSISTENT]
    sums = [claim for claim in holding if claim.form is Form.SUM]
    firm = [claim for claim in claims if claim.form is Form.SUM and claim.binding >= Binding.FIRM]
    return Settled(
        explained={claim.stated.start for claim in holding},
        totals={claim.stated.start for claim in sums},
        parts={operand.start for claim in [*sums, *firm] for operand in claim.operands},
    )


def expected_claims(context: Context, settled: Settled) -> Iterator[Claim]:
    """Yield the readings of figures that nothing explains yet."""
    taken = settled.parts | settled.totals
    for mention in context.mentions:
        start = mention.quantity.start
        if start in settled.explained:
            continue
        for question, readings in readings_of(context, mention).items():
            possible = readings
            if question is Question.TOTAL:
                possible = [reading for reading in readings if not _is_of_other_sum(reading, taken)]
            for claim in _told(context, mention, question, possible):
                yield claim
                if claim.form is Form.SUM:
                    taken |= {operand.start for operand in claim.operands}


def _is_of_other_sum(reading: Reading, taken: set[int]) -> bool:
    """True where some of the figures are parts of another sum, or a total stands among its own parts."""
    return not taken.isdisjoint(figure.quantity.start for figure in (*reading.operands, reading.stated))


def _told(
    context: Context, stated: Mention, question: Question, readings: Sequence[Reading]
) -> Iterator[Claim]:
    if not readings:
        return
    none, likely = priors(context, stated, readings)
    claims = [claim_of(reading, question) for reading in readings]
    judged = [judge(claim) for claim in claims]
    hundred = question is Question.RATE and stated.quantity.value == _HUNDRED
    fitting = any(judgement.verdict is Verdict.CONSISTENT for judgement in judged)
    for reading, claim, judgement, prior in zip(readings, claims, judged, likely, strict=True):
        if prior < _LEAST or judgement.verdict is Verdict.UNDETERMINED:
            continue
        fits = judgement.verdict is Verdict.CONSISTENT
        if not fits and (hundred or _is_of_another_base(context, reading)):
            continue  # "đạt 100%" is said of so much that it proves nothing
        chance = width_of_fit(claim) if fits else chance_of_slip(claim, judgement.computed)
        trust = (_TRUST_IN_FIT if fits else _TRUST_IN_SLIP) * prior / (none + _DOUBT)
        if chance <= trust:
            yield replace(claim, suspicion=trust)
        elif not (fits or fitting) and prior >= _PLAIN and none <= _most_doubt(reading, judgement.computed):
            yield replace(claim, binding=Binding.FIRM)


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


def _most_doubt(reading: Reading, computed: Decimal | None) -> float:
    """Return the chance of no reading at which the miss of this one is still told without a slip."""
    way = reading.way
    if reading.form is Form.SUM:
        over = computed is not None and computed > reading.stated.quantity.value
        way = "over" if over else "under"
    return _MOST_DOUBT.get(way, 0.0)


def _key(reading: Reading, question: Question) -> str:
    """Return the key under which claims of a reading compete with those of the wording."""
    if reading.form is Form.PRODUCT:
        return f"product {reading.operands[1].quantity.start}"
    return "mean" if reading.form is Form.MEAN else question.value


def _operands(reading: Reading) -> tuple[Quantity, ...]:
    """Return the operands, weights and areas in the unit of the result."""
    unit = reading.stated.quantity.unit
    if reading.form in (Form.QUOTIENT, Form.PRODUCT):
        return tuple(converted(operand.quantity, unit) for operand in reading.operands)
    return tuple(operand.quantity for operand in reading.operands)


def claim_of(reading: Reading, question: Question) -> Claim:
    """Return what a reading claims, as a hunch."""
    terms = reading.operands
    rest = reading.form is Form.SUM and len(terms) == 2
    rest = rest and any(REST.search(f"{term.clause} {term.tail}") for term in terms)
    return Claim(
        Kind.PART_PLUS_REST if rest else reading.kind,
        reading.form,
        _operands(reading),
        reading.stated.quantity,
        Binding.HUNCH,
        (reading.stated.quantity.start, _key(reading, question)),
        sign=reading.sign,
        signs=(1,) * len(terms),
    )
