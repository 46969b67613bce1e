"""Rates told in a row: "71/179, 160/206 và 80/165 trường, lần lượt đạt 39,7%, 77,7% và 48,5%"."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind

_IN_TURN: Final = re.compile(r"lần lượt|tương ứng|theo thứ tự")
_JOINS: Final = ("", ",", "&", ",&", ";", ";&")

Row = list[Mention]


def respective_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims of rates in a row, each of the amounts that stand at its place in the rows before."""
    for rates in _rows(context, lambda mention: mention.is_percent and not mention.change):
        if not _IN_TURN.search(rates[0].clause):
            continue
        pairs = _pairs_before(context, rates)
        for (part, whole), rate in zip(pairs, rates, strict=False):
            yield Claim(
                Kind.RATIO_PCT,
                Form.RATIO,
                (part.quantity, whole.quantity),
                rate.quantity,
                Binding.FIRM,
                (rate.quantity.start, "percent"),
            )


def _pairs_before(context: Context, rates: Row) -> list[tuple[Mention, Mention]]:
    """Return as many parts with their bases as there are rates: fractions in a row, or two rows of amounts."""
    before = [m for m in context.before(rates[0]) if m.sentence == rates[0].sentence and m.is_amount][::-1]
    fractions = [(m, context.mentions[m.place + 1]) for m in before if m.slash == 1]
    if len(fractions) == len(rates):
        return fractions
    wholes, parts = before[: len(rates)], before[len(rates) :]
    told_in_turn = len(parts) == len(rates) and all(_IN_TURN.search(row[0].clause) for row in (wholes, parts))
    fits = told_in_turn and all(
        compatible(part, whole) and part.quantity.value <= whole.quantity.value
        for part, whole in zip(parts, wholes, strict=True)
    )
    return list(zip(parts, wholes, strict=True)) if fits else []


def _rows(context: Context, belongs: Callable[[Mention], bool]) -> Iterator[Row]:
    """Yield the rows of two and more mentions that follow each other with nothing but a comma or "và" between."""
    row: Row = []
    for mention in context.mentions:
        goes_on = (
            row and not mention.lead and mention.marks in _JOINS and mention.sentence == row[-1].sentence
        )
        if belongs(mention) and goes_on:
            row.append(mention)
            continue
        if len(row) > 1:
            yield row
        row = [mention] if belongs(mention) else []
    if len(row) > 1:
        yield row
