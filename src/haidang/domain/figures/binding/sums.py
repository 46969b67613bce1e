"""Totals and their parts, rests ("còn lại"), and totals after their parts ("tổng cộng")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE, certainty
from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.binding.parts import (
    CERTAIN_REST,
    MOST_PARTS,
    REST,
    Opening,
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
from haidang.domain.figures.slips import slip_that_explains

_GRAND_TOTAL: Final = re.compile(
    r"(?:^| )(?:tổng cộng|cộng lại|cộng chung|tính chung|tất cả|cả thảy|vị chi|thành ra|gộp lại|toàn|tổng số|tổng|"
    r"lũy kế|luỹ kế|cộng|toàn bộ)"
    r"(?: [^\d,;]{0,40})?(?: là| có| đạt| được| lên|:)*$"
)
_RAISED_TO: Final = re.compile(r"nâng tổng|cả thảy|tổng cộng|tất cả|vị chi|thành ra|gộp lại thành")
_OF_ALL: Final = re.compile(
    r"(?:cả (?<!\wcả )(?:hai|ba|bốn|năm|sáu|[0-9])(?: [^\W\d_]+){1,4}|gộp lại|bên (?<!\wbên )cộng lại|tính ra|tính gộp|"
    r"gom lại)(?: là| có| được| đạt)* $"
)
_PLAINLY: Final = re.compile(r"tổng cộng|cộng lại|gộp lại|cả thảy|vị chi|thành ra")
_HEADED: Final = re.compile(r"(?:^|\W)(?:tổng|cộng|tổng cộng|tổng số): $")
_NEAR: Final = 5
_CERTAIN_GRAND_TOTAL: Final = re.compile(
    r"(?:^| )(?:tổng cộng|cộng lại|cả thảy|tất cả|vị chi|thành ra|gộp lại|toàn|cộng|nâng tổng|tổng)"
    r"(?: [^\d,;]{0,40})?(?: là| có| đạt| được| lên|:)*$"
)


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
    sure = binding is Binding.FIRM
    choices = [
        found.parts[:length]
        for length in range(2, len(found.parts))
        if not sure or _runs_into_something_else(found, length)
    ]
    choices.append([part for part in found.parts if part.quantity.unit == found.total.quantity.unit])
    if binding is Binding.HUNCH:
        choices.insert(0, found.parts)
    else:
        yield _claim(found.total, found.parts, found.rest, binding, reason)
    for parts in choices:
        if len(parts) > 1 and _adds_up(found.total, parts):
            yield _claim(found.total, parts, found.rest, Binding.HUNCH, reason)


def _runs_into_something_else(found: PartList, length: int) -> bool:
    """True when a closed list may end before part number `length`: a heavier mark, another noun, a new thought."""
    following, inner = found.parts[length], found.parts[1:length]
    heavier = any(mark in following.marks for mark in ";()") and not any(";" in part.marks for part in inner)
    unit = following.quantity.unit
    other = bool(unit) and all(part.quantity.unit and part.quantity.unit != unit for part in inner)
    return heavier or other or "&" in inner[-1].marks


def _adds_up(total: Mention, parts: Sequence[Mention]) -> bool:
    """True when parts make up a total by the digits printed, and none is lost in the rounding of another."""
    direction = total.change or 1
    added = sum((part.quantity.value * direction * (part.change or direction) for part in parts), Decimal(0))
    coarsest = max(total.quantity.step, *(part.quantity.step for part in parts))
    if abs(added - total.quantity.value) > coarsest:
        return False
    if any(part.quantity.value < coarsest for part in parts):
        return False
    exact = total.quantity.is_whole and all(part.quantity.is_whole for part in parts)
    return added == total.quantity.value or not exact


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
    said = CERTAIN_REST.search(rest.clause) is not None or "chưa" in rest.clause.split()
    firm = said and rest.quantity.unit == whole.quantity.unit
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
    headed = not total.lead and _HEADED.search(
        context.source.low, max(0, total.quantity.start - 20), total.quantity.start
    )
    if total.change:
        return
    yield from _of_all(context, total)
    if not headed and not _GRAND_TOTAL.search(total.lead):
        return
    parts: list[Mention] = []
    for part in context.before(total):
        if not _is_part_of_grand_total(part, total):
            continue
        parts.insert(0, part)
        if len(parts) > 1:
            yield _backward_claim(total, parts, Binding.HUNCH)
    if len(parts) > 1 and (headed or _CERTAIN_GRAND_TOTAL.search(total.lead)):
        yield from _all_before(total, [part for part in parts if part.sentence == total.sentence] or parts)


def _of_all(context: Context, total: Mention) -> Iterator[Claim]:
    """Yield "…, cả ba đợt 7.585 suất", "…; hai khoản cộng lại 25,1 tỷ đồng": all that counts the same before it."""
    number = context.at(total.place - 1)
    told = _RAISED_TO.search(total.lead) or _OF_ALL.search(
        context.source.low, max(0, total.quantity.start - 40), total.quantity.start
    )
    in_words = number is not None and number.quantity.text.isalpha()
    if not told and not in_words:
        return
    alike = _alike_in(context, total, total.sentence)
    others = [m for m in alike if m is not number]
    if not others and not total.lead.startswith(("riêng", "trong đó")):
        alike = others = _alike_in(context, total, total.sentence - 1)
    if in_words and number is not None and number.quantity.value == len(others):
        yield from _all_before(total, others)
    elif told:
        yield from _all_before(total, alike)


def _alike_in(context: Context, total: Mention, sentence: int) -> list[Mention]:
    """Return the amounts of the sort of a total that stand before it in a sentence, in the order of the text."""
    near = takewhile(lambda m: m.sentence >= sentence, context.before(total))
    own = [m for m in near if m.sentence == sentence and m.is_amount and m.slash != 2]
    return [m for m in own if m.quantity.measure is total.quantity.measure][::-1]


def _all_before(total: Mention, parts: Sequence[Mention]) -> Iterator[Claim]:
    """Yield that all amounts before a total in its sentence make it up, if they come near."""
    if len(parts) < 2 or parts[0].sentence < total.sentence - 1:
        return
    added = sum((part.quantity.value for part in parts), Decimal(0))
    slip = slip_that_explains(total.quantity, [p.quantity for p in parts], [p.quantity.value for p in parts])
    lost = (
        any(added == total.quantity.value.scaleb(-places) for places in (1, 2)) and parts[0].quantity.decimals
    )
    heavier = [part for part in parts[1:] if ";" in part.marks]
    if heavier and len(heavier) < len(parts) - 1:
        return  # "2023: 23 cuộc; năm nay 67 và 145, cộng 212"
    near = lost or slip is not None or abs(added - total.quantity.value) * _NEAR <= total.quantity.value
    plainly = _PLAINLY.search(total.lead) is not None
    share = LEAST_SHARE * total.quantity.value <= added <= 2 * total.quantity.value
    firm = near or (plainly and share)
    yield _backward_claim(total, parts, Binding.FIRM if firm else Binding.HUNCH, "all before")


def _is_part_of_grand_total(part: Mention, total: Mention) -> bool:
    if not part.is_amount or part.slash == 2 or part.depth > total.depth:
        return False
    return compatible(part, total) and part.quantity.unit in ("", total.quantity.unit)


def _backward_claim(
    total: Mention, parts: Sequence[Mention], binding: Binding, way: str = "grand total"
) -> Claim:
    return Claim(
        Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(part.quantity for part in parts),
        total.quantity,
        binding,
        (total.quantity.start, way),
        Reason.LIST_MAY_BE_OPEN,
        signs=(1,) * len(parts),
    )


def _part_of_line(total: Mention, line: Sequence[Mention]) -> Mention | None:
    """Return the part in an item: its first figure, or the one after an equals sign."""
    parts = [m for m in line if can_be_part(total, m)]
    result = [m for m in parts if m.lead.endswith("=")]
    return next(iter(result or parts), None)


def _of_first_item(context: Context, lines: Mapping[int, Sequence[Mention]]) -> Iterator[Claim]:
    """Yield that the items after the first one make it up: "1) Tiếp nhận: 167; 2) Đã giải quyết: 154; 3) Còn: 13"."""
    total = lines[1][0]
    if not can_be_total(total) or total.slash or total.depth:
        return
    parts: list[Mention] = []
    for number in range(2, max(lines) + 1):
        part = _part_of_line(total, lines.get(number, ()))
        if part is None:
            break
        parts.append(part)
        if len(parts) > 1 and _adds_up(total, parts):
            yield _claim(total, parts, ends_in_rest(parts), Binding.HUNCH, Reason.LIST_MAY_BE_OPEN)
    if len(parts) > 1 and len(parts) == context.passage.items - 1:
        clean = not is_disturbed(context, total, parts)
        added = sum((part.quantity.value for part in parts), Decimal(0))
        nearly = "tổng" in total.clause and 10 * abs(added - total.quantity.value) <= total.quantity.value
        opening = Opening.CLOSED if nearly else Opening.SILENT
        whole_list = PartList(total, parts, opening, ends_in_rest(parts), clean)
        yield _claim(total, parts, whole_list.rest, *certainty(context, whole_list))


def _over_lines(context: Context) -> Iterator[Claim]:
    """Yield the claims of a list whose items stand on lines of their own, each beginning with a part."""
    whole = (0, context.passage.total_line)
    totals = [
        m for m in context.mentions if m.line in whole and can_be_total(m) and not m.depth and m.slash != 2
    ]
    lines: dict[int, list[Mention]] = {}
    for mention in context.mentions:
        if mention.line not in whole:
            lines.setdefault(mention.line, []).append(mention)
    if len(lines) > MOST_PARTS:
        return
    if not totals and lines.get(1):
        yield from _of_first_item(context, lines)
    for total in totals[-3:]:
        firsts = [_part_of_line(total, line) for line in lines.values()]
        parts = [part for part in firsts if part is not None]
        if len(parts) > 1 and len(parts) == len(firsts):
            opening = opening_of_lines(total) if total.line == 0 else Opening.CLOSED
            clean = not is_disturbed(context, total, parts)
            whole_list = PartList(total, parts, opening, ends_in_rest(parts), clean)
            yield _claim(total, parts, whole_list.rest, *certainty(context, whole_list))
