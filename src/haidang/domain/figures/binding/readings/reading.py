"""A reading: which figures around a stated one could make it up, and how."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from haidang.domain.figures.binding.context import Context, apart, are_siblings
from haidang.domain.figures.binding.evidence import can_divide
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure

BACK: Final = 7
AHEAD: Final = 3
UNLIKE: Final = 3
"""From this cost on (see `evidence.unlike`) two amounts are not compared."""
_FARTHEST: Final = 2


class Reading(NamedTuple):
    """That `form` makes `stated` of `operands`; `way` names how they were found, `sign` is -1 for a fall."""

    kind: Kind
    form: Form
    way: str
    operands: tuple[Mention, ...]
    stated: Mention
    sign: int = 1


def around(
    context: Context, stated: Mention, back: int = BACK, ahead: int = AHEAD, *, times: bool = False
) -> list[Mention]:
    """Return the amounts near a figure, in the order of the text; with `times` also stretches of time."""
    low, high = max(0, stated.place - 3 * back), stated.place + 3 * ahead + 1
    before = _amounts(context, stated, context.mentions[low : stated.place], times)[-back:]
    after = _amounts(context, stated, context.mentions[stated.place + 1 : high], times)[:ahead]
    return [*before, *after]


def _amounts(context: Context, stated: Mention, others: Sequence[Mention], times: bool) -> list[Mention]:
    return [
        m
        for m in others
        if m.quantity.value > 0
        and (can_divide(m) or (times and m.quantity.measure is Measure.TIME and not m.ranged))
        and is_in_reach(context, stated, m)
    ]


def is_in_reach(context: Context, stated: Mention, other: Mention) -> bool:
    """True unless a figure is of another item of a list, too far off, or the base of another rate.

    "đạt 81,2% kế hoạch (4.000.000 lượt)": what stands in the brackets of a rate belongs to it.
    """
    owner = context.at(other.owner) if other.owner >= 0 else None
    if owner is not None and owner.is_percent and not other.is_percent:
        return owner is stated or other.owner == stated.owner
    return not are_siblings(context, stated, other) and apart(context, stated, other) <= _FARTHEST
