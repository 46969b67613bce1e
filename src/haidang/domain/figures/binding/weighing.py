"""The readings of a figure with what each claims, whether that comes out, and how likely the words make it."""

from collections.abc import Sequence
from dataclasses import dataclass

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.readings.candidates import Question
from haidang.domain.figures.binding.readings.priors import priors
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.conversion import converted
from haidang.domain.figures.judging import Judgement, judge
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Quantity, Verdict
from haidang.domain.figures.widths import width_of_fit


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading with its chance from the words, what it claims, and the judgement on that."""

    reading: Reading
    prior: float
    claim: Claim
    judgement: Judgement

    @property
    def fits(self) -> bool:
        """True where the arithmetic comes out."""
        return self.judgement.verdict is Verdict.CONSISTENT


@dataclass(frozen=True, slots=True)
class Weighed:
    """All readings of a figure, and the chance of none of them."""

    readings: Sequence[Alternative]
    none: float

    @property
    def rivals(self) -> float:
        """What the readings that come out are worth: the chance of each from the words over that of coincidence."""
        return sum(one.prior / width_of_fit(one.claim) for one in self.readings if one.fits)


def weigh(context: Context, stated: Mention, question: Question, readings: Sequence[Reading]) -> Weighed:
    """Return the readings of a figure with their chances and what they come to."""
    none, likely = priors(context, stated, readings)
    claims = [claim_of(reading, question) for reading in readings]
    return Weighed(
        [
            Alternative(reading, prior, claim, judge(claim))
            for reading, prior, claim in zip(readings, likely, claims, strict=True)
        ],
        none,
    )


def _key(reading: Reading, question: Question) -> str:
    """Return the key under which claims of a reading compete with those of the wording."""
    if reading.form is Form.PRODUCT:
        return f"product {reading.operands[1].quantity.start}"
    return "mean" if reading.form is Form.MEAN else question.value


def _operands(reading: Reading) -> tuple[Quantity, ...]:
    """Return the operands, weights and areas in the unit of the result."""
    unit = reading.stated.quantity.unit
    if reading.form is Form.PRODUCT:
        number, each = (operand.quantity for operand in reading.operands)
        return (converted(number, each.per), converted(each, unit))
    if reading.form is Form.QUOTIENT:
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
