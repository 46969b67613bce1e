"""Totals and their parts, rests ("còn lại"), and totals after their parts ("tổng cộng")."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE, certainty
from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.binding.parts import (
    CERTAIN_REST,
    MOST_PARTS,
    REST,
    PartList,
    bracketed_parts,
    can_be_part,
    can_be_total,
    ends_in_rest,
    is_disturbed,
    listed_parts,
    opening_of_lines,
)
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Reason

_GRAND_TOTAL: Final = re.compile(
    r"(?:^| )(?:tổng cộng|cộng lại|cộng chung|tính chung|tất cả|cả thảy|tổng số|tổng|lũy kế|luỹ kế)"
    r"(?: [^\d,;]{0,40})?(?: là| có| đạt| được|:)*$"
)
_CERTAIN_GRAND_TOTAL: Final = re.compile(r"(?:^| )(?:tổng cộng|cộng lại)(?: là| có| đạt| được)*$")


def sum_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that parts make up a total."""
    for mention in context.mentions:
        if can_be_total(mention):
            for found in (bracketed_parts(context, mention), listed_parts(context, mention)):
                if found is not None and len(found.parts) > 1:
                    yield from _claims(context, found)
            yield from _backwards(context, mention)
        elif mention.slash == 2:
            yield from _rest_of_fraction(context, mention)
    if context.is_list:
        yield from _over_lines(context)


def _claims(context: Context, found: PartList) -> Iterator[Claim]:
    """Yield the claim of a list, and of its beginning alone, since lists often run on into something else."""
    binding, reason = certainty(context, found)
    choices = [found.parts[:length] for length in range(2, len(found.parts))]
    choices.append([part for part in found.parts if part.quantity.unit == found.total.quantity.unit])
    if binding is Binding.HUNCH:
        choices.insert(0, found.parts)
    else:
        yield _claim(found.total, found.parts, found.rest, binding, reason)
    for parts in choices:
        if len(parts) > 1 and _adds_up(found.total, parts):
            yield _claim(found.total, parts, found.rest, Binding.HUNCH, reason)


def _adds_up(total: Mention, parts: Sequence[Mention]) -> bool:
    """True when parts make up a total by the digits printed, and none is lost in the rounding of another."""
    direction = total.change or 1
    added = sum((part.quantity.value * direction * (part.change or direction) for part in parts), Decimal(0))
    coarsest = max(total.quantity.step, *(part.quantity.step for part in parts))
    if any(part.quantity.value < coarsest for part in parts):
        return False
    exact = total.quantity.is_whole and all(part.quantity.is_whole for part in parts)
    return added == total.quantity.value if exact else abs(added - total.quantity.value) <= coarsest


def _claim(total: Mention, parts: Sequence[Mention], rest: bool, binding: Binding, reason: Reason) -> Claim:
    direction = total.change or 1
    return Claim(
        Kind.PART_PLUS_REST if rest and len(parts) == 2 else Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(part.quantity for part in parts),
        total.quantity,
        binding,
        (total.quantity.start, f"sum {parts[0].quantity.start}"),
        reason,
        signs=tuple(direction * (part.change or direction) for part in parts),
    )


def _rest_of_fraction(context: Context, whole: Mention) -> Iterator[Claim]:
    """Yield "11/12 kiến nghị, 01 kiến nghị đang giải quyết": the part above the bar and the rest make the whole."""
    part, rest = context.at(whole.place - 1), context.at(whole.place + 1)
    if rest is not None and rest.is_percent:
        rest = context.at(whole.place + 2)
    if part is None or rest is None or rest.sentence != whole.sentence or not rest.is_amount or rest.slash:
        return
    if not compatible(rest, whole) or not REST.search(f"{rest.clause} {rest.tail}"):
        return
    firm = CERTAIN_REST.search(rest.clause) is not None and rest.quantity.unit == whole.quantity.unit
    yield Claim(
        Kind.PART_PLUS_REST,
        Form.SUM,
        (part.quantity, rest.quantity),
        whole.quantity,
        Binding.FIRM if firm else Binding.HUNCH,
        (whole.quantity.start, "rest"),
        Reason.LIST_MAY_BE_OPEN,
        signs=(1, 1),
    )


def _backwards(context: Context, total: Mention) -> Iterator[Claim]:
    """Yield the claims of "…, tổng cộng 324 trường": a total after its parts."""
    if not _GRAND_TOTAL.search(total.lead) or total.change:
        return
    parts: list[Mention] = []
    for part in context.before(total):
        if not _is_part_of_grand_total(part, total):
            if (
                part.is_amount
                and part.slash != 2
                and part.sentence == total.sentence
                and part.depth <= total.depth
            ):
                break
            continue
        parts.insert(0, part)
        if len(parts) > 1:
            yield _backward_claim(total, parts, Binding.HUNCH)
    same_sentence = [part for part in parts if part.sentence >= total.sentence - 1]
    if (
        len(same_sentence) > 1
        and len(same_sentence) == len(parts)
        and _CERTAIN_GRAND_TOTAL.search(total.lead)
    ):
        added = sum((part.quantity.value for part in parts), Decimal(0))
        near = LEAST_SHARE * total.quantity.value <= added <= 2 * total.quantity.value
        yield _backward_claim(total, parts, Binding.FIRM if near else Binding.HUNCH)


def _is_part_of_grand_total(part: Mention, total: Mention) -> bool:
    if not part.is_amount or part.slash == 2 or part.depth > total.depth:
        return False
    return compatible(part, total) and part.quantity.unit == total.quantity.unit


def _backward_claim(total: Mention, parts: Sequence[Mention], binding: Binding) -> Claim:
    return Claim(
        Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(part.quantity for part in parts),
        total.quantity,
        binding,
        (total.quantity.start, "grand total"),
        Reason.LIST_MAY_BE_OPEN,
        signs=(1,) * len(parts),
    )


def _over_lines(context: Context) -> Iterator[Claim]:
    """Yield the claims of a list whose items stand on lines of their own, each beginning with a part."""
    heads = [m for m in context.mentions if m.line == 0 and can_be_total(m) and not m.depth and m.slash != 2]
    lines: dict[int, list[Mention]] = {}
    for mention in context.mentions:
        if mention.line > 0:
            lines.setdefault(mention.line, []).append(mention)
    if len(lines) > MOST_PARTS:
        return
    for total in heads[-3:]:
        firsts = [next((m for m in line if can_be_part(total, m)), None) for line in lines.values()]
        parts = [part for part in firsts if part is not None]
        if len(parts) > 1 and len(parts) == len(firsts):
            opening = opening_of_lines(total)
            clean = not is_disturbed(context, total, parts)
            yield from _claims(context, PartList(total, parts, opening, ends_in_rest(parts), clean))
