"""Totals and their parts: closed lists ("gồm", a colon, brackets), open ones ("trong đó"), rests ("còn lại")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Reason
from haidang.domain.figures.slips import slip_that_explains
from haidang.domain.figures.words import EXCEPTION, OTHER_PERIOD, PLAN_WORDS

_CLOSED: Final = re.compile(r"\b(?:bao gồm|gồm có|gồm|chia thành|chia ra|chia theo|phân theo|cụ thể(?: là| như sau)?)\b")
_OPEN: Final = re.compile(
    r"\b(?:trong đó|trong số đó|trong số này|chủ yếu|nhất là|điển hình|tiêu biểu|ví dụ|bao gồm cả|gồm cả|kể cả|riêng|"
    r"chẳng hạn|đáng chú ý|nổi bật|như)\b"
)
_REST: Final = re.compile(r"\b(?:còn lại|số còn lại|còn|chưa|đang|tồn)\b")
_CERTAIN_REST: Final = re.compile(r"\bcòn lại\b|\bsố còn\b")
_REST_AFTER: Final = re.compile(r"^(?:[^\W\d_]+ ){1,3}còn lại\b")
_GOES_ON: Final = re.compile(r"^(?:trong đó|trong số đó|trong số này|gồm|bao gồm|cụ thể|đã |đến nay)")
_ELLIPSIS: Final = re.compile(r"…|\.\.\.|v\.v|\bvv\b")
_GRAND_TOTAL: Final = re.compile(
    r"(?:^| )(?:tổng cộng|cộng lại|cộng chung|tính chung|tất cả|cả thảy|tổng số|tổng|lũy kế|luỹ kế)(?: [^\d,;]{0,40})?(?: là| có| đạt| được|:)*$"
)
_CERTAIN_GRAND_TOTAL: Final = re.compile(r"(?:^| )(?:tổng cộng|cộng lại)(?: là| có| đạt| được)*$")
_IN_ALL: Final = re.compile(r"^(?:qua \w+ )?(?:trong|với)(?: tổng)?(?: số)?$")
_LABEL_ENDS: Final = re.compile(r"[,;()\n]")
_MOST_PARTS: Final = 24
_MOST_SHARE: Final = 5
_FEWEST_OTHER_NOUNS: Final = 20
_OPPOSITES: Final = tuple(
    (re.compile(rf"\b(?:{left})\b"), re.compile(rf"\b(?:{right})\b"))
    for left, right in (
        ("nam", "nữ"),
        ("ông", "bà"),
        ("đã", "chưa"),
        ("có", "chưa có|không có"),
        ("đạt", "không đạt|chưa đạt"),
        ("đúng hạn", "quá hạn|trễ hạn"),
        ("trong nước|nội địa", "nước ngoài|ngoài nước|quốc tế"),
        ("thành thị", "nông thôn"),
        ("cũ|tồn|chuyển sang", "mới|phát sinh"),
        ("công lập", "ngoài công lập|tư thục"),
    )
)
LEAST_SHARE: Final = Decimal("0.5")
"""Parts that make up less than this share of a total are no complete list of it, whatever introduces them."""


class Opening(IntEnum):
    """What introduces the parts, the surest last."""

    SILENT = 1
    OPEN = 2
    CLOSED = 3


@dataclass(frozen=True, slots=True)
class PartList:
    """The parts of a total, with what introduces them; `clean` when nothing in between disturbs."""

    total: Mention
    parts: Sequence[Mention]
    opening: Opening
    rest: bool
    clean: bool


def sum_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that parts make up a total."""
    for mention in context.mentions:
        if _can_be_total(mention):
            for found in (_bracketed(context, mention), _listed(context, mention)):
                if found is not None and len(found.parts) > 1:
                    yield from _claims(context, found)
            yield from _backwards(context, mention)
        elif mention.slash == 2:
            yield from _rest_of_fraction(context, mention)
    if context.is_list:
        yield from _over_lines(context)


def _can_be_total(mention: Mention) -> bool:
    if mention.ranged or mention.slash == 2:
        return False
    return mention.quantity.measure not in (Measure.TIME, Measure.RANK, Measure.TIMES, Measure.POINTS)


def _bracketed(context: Context, total: Mention) -> PartList | None:
    """Return the parts in the brackets after a figure: "39 cơ sở (17 …, 09 …, 13 …)"."""
    inside = [m for m in context.after(total) if m.owner == total.place and m.sentence == total.sentence]
    if len(inside) < 2:
        return None
    opening_words = _label(context, inside[0])
    if OTHER_PERIOD.search(opening_words) or PLAN_WORDS.search(opening_words):
        return None
    parts = [m for m in inside if _can_be_part(total, m)]
    opened = Opening.OPEN if _OPEN.search(opening_words) else Opening.CLOSED
    clean = len(parts) == len([m for m in inside if not m.is_percent]) and not _is_disturbed(context, total, inside)
    return PartList(total, parts, opened, _ends_in_rest(parts), clean)


def _listed(context: Context, total: Mention) -> PartList | None:
    """Return the parts that follow a figure in its sentence."""
    start = context.mentions[total.place + 1] if total.slash == 1 else total
    following = next((m for m in context.after(start) if m.depth <= total.depth), None)
    if following is None or following.slash or not _goes_on(context, total, following):
        return None
    opening = _opening(context, start, following)
    parts: list[Mention] = []
    disturbed = False
    for mention in context.after(start):
        if mention.sentence != following.sentence or len(parts) > _MOST_PARTS or mention.depth < total.depth:
            break
        if mention.depth > total.depth or mention.slash == 2:
            continue
        if parts and _breaks(parts, mention):
            break
        if _can_be_part(total, mention):
            parts.append(mention)
        elif mention.is_amount and not mention.change:
            disturbed = disturbed or mention.quantity.measure is total.quantity.measure
    if not parts:
        return None
    clean = not disturbed and not _is_disturbed(context, total, parts)
    return PartList(total, parts, opening, _ends_in_rest(parts), clean)


def _goes_on(context: Context, total: Mention, following: Mention) -> bool:
    """True when a figure stands in the sentence of the total, or in one that begins with "Trong đó"."""
    if following.sentence == total.sentence:
        return True
    return following.sentence == total.sentence + 1 and _GOES_ON.search(following.clause) is not None


def _opening(context: Context, total: Mention, first: Mention) -> Opening:
    gap = context.between(total, first)
    if _OPEN.search(gap):
        return Opening.OPEN
    if _CLOSED.search(gap):
        return Opening.CLOSED
    if first.marks.rstrip("&") in (":", ",:"):
        return Opening.CLOSED
    if _IN_ALL.search(total.lead):
        return Opening.OPEN
    return Opening.SILENT


def _breaks(parts: list[Mention], mention: Mention) -> bool:
    """True where the list of parts ends: a new clause after a semicolon, or a list inside the list."""
    if _OPEN.search(mention.clause):
        return True
    return ";" in mention.marks and len(parts) > 1 and not any(";" in part.marks for part in parts[1:])


def _can_be_part(total: Mention, part: Mention) -> bool:
    if part.ranged or part.slash == 2 or bool(part.change) != bool(total.change):
        return False
    if part.is_percent or total.is_percent:
        return part.is_percent and total.is_percent
    if part.quantity.measure in (Measure.TIME, Measure.RANK, Measure.TIMES, Measure.POINTS):
        return False
    one, two = total.quantity, part.quantity
    if one.measure is two.measure:
        return one.measure is not Measure.SIZE or one.unit == two.unit
    return not one.unit or not two.unit


def _is_disturbed(context: Context, total: Mention, parts: Sequence[Mention]) -> bool:
    """True when words near the parts allow for others: an ellipsis, an exception, another period."""
    start = total.quantity.end
    end = parts[-1].quantity.end
    following = context.source.low[end : end + 60].split(".")[0] if end < context.end else ""
    text = context.source.low[start : min(end, start + 2000)] + following
    if _ELLIPSIS.search(text) or EXCEPTION.search(text):
        return True
    labels = [_label(context, part) for part in parts]
    return any(OTHER_PERIOD.search(label) or PLAN_WORDS.search(label) for label in labels)


def _label(context: Context, part: Mention) -> str:
    """Return the words before a part with a label before a colon: "năm 2022: 31 hộ"."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    gap = context.source.low[max(start, part.quantity.start - 200) : part.quantity.start]
    return _LABEL_ENDS.split(gap)[-1]


def _ends_in_rest(parts: Sequence[Mention]) -> bool:
    return bool(parts) and (_REST.search(parts[-1].clause) is not None or _rest_said_after(parts[-1]))


def _rest_said_after(part: Mention) -> bool:
    """True for "12 hồ sơ còn lại"."""
    return _REST_AFTER.search(part.tail) is not None


def _claims(context: Context, found: PartList) -> Iterator[Claim]:
    """Yield the claim of a list, and of its beginning alone, since lists often run on into something else."""
    binding, reason = _binding(context, found)
    yield _claim(found.total, found.parts, found.rest, binding, reason)
    for length in range(2, len(found.parts)):
        yield _claim(found.total, found.parts[:length], found.rest, Binding.HUNCH, reason)
    same = [part for part in found.parts if part.quantity.unit == found.total.quantity.unit]
    if 1 < len(same) < len(found.parts):
        yield _claim(found.total, same, found.rest, Binding.HUNCH, reason)


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


def _binding(context: Context, found: PartList) -> tuple[Binding, Reason]:
    """Say whether parts that do not make up the total contradict it."""
    reason = Reason.LIST_MAY_BE_OPEN
    total = found.total.quantity
    if not found.clean or total.value <= 0 or _shares_leave_room(context, found):
        return Binding.HUNCH, reason
    units = {part.quantity.unit for part in found.parts if part.quantity.unit}
    alike = units <= {total.unit} or not total.unit
    evidence = _Evidence.of(found)
    if found.opening is Opening.CLOSED:
        firm = evidence.plausible if alike else evidence.near and total.value >= _FEWEST_OTHER_NOUNS
        return (Binding.FIRM if firm else Binding.TENTATIVE), reason
    if _is_certain_rest(found):
        return (Binding.FIRM if alike else Binding.TENTATIVE), reason
    if found.opening is Opening.OPEN:
        firm = alike and (evidence.rare or (evidence.near and _are_opposites(context, found.parts)))
    else:
        firm = alike and evidence.rare and "tổng" in found.total.clause
    return (Binding.FIRM if firm else Binding.HUNCH), reason


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How parts miss their total: as a complete list may, hardly by chance, or by little."""

    plausible: bool
    near: bool
    rare: bool

    @classmethod
    def of(cls, found: PartList) -> "_Evidence":
        """Weigh the miss of a list."""
        total, parts = found.total.quantity, [part.quantity for part in found.parts]
        direction = found.total.change or 1
        terms = [part.quantity.value * direction * (part.change or direction) for part in found.parts]
        added = sum(terms, Decimal(0))
        missed = abs(added - total.value)
        slip = slip_that_explains(total, parts, terms)
        return cls(
            plausible=slip is not None or LEAST_SHARE * total.value <= added <= _MOST_SHARE * total.value,
            near=slip is not None or missed * 10 <= total.value,
            rare=(slip is not None and slip.is_rare) or (missed * 200 <= total.value and total.value >= 1000),
        )


def _are_opposites(context: Context, parts: Sequence[Mention]) -> bool:
    """True for two parts that leave nothing between them: nam and nữ, đã and chưa, trong nước and ngoài nước."""
    if len(parts) != 2:
        return False
    one, two = (f"{_label(context, part)} {part.tail}" for part in parts)
    return any(
        (left.search(one) and right.search(two)) or (left.search(two) and right.search(one))
        for left, right in _OPPOSITES
    )


def _is_certain_rest(found: PartList) -> bool:
    last = found.parts[-1]
    said = _CERTAIN_REST.search(last.clause) is not None or _rest_said_after(last)
    return said and len(found.parts) == 2


def _shares_leave_room(context: Context, found: PartList) -> bool:
    """True when the parts carry percentages that do not make up a hundred: they are parts of something else."""
    if found.total.is_percent:
        return False
    last = found.parts[-1].place
    shares = [
        m.quantity
        for m in context.mentions[found.total.place + 1 : last + 2]
        if m.is_percent and not m.change and m.sentence == found.total.sentence
    ]
    if len(shares) < len(found.parts):
        return False
    width = sum((share.step for share in shares), Decimal(0))
    return abs(sum((share.value for share in shares), Decimal(0)) - 100) > width


def _rest_of_fraction(context: Context, whole: Mention) -> Iterator[Claim]:
    """Yield "11/12 kiến nghị, 01 kiến nghị đang giải quyết": the part above the bar and the rest make the whole."""
    part, rest = context.at(whole.place - 1), context.at(whole.place + 1)
    if rest is not None and rest.is_percent:
        rest = context.at(whole.place + 2)
    if part is None or rest is None or rest.sentence != whole.sentence or not rest.is_amount or rest.slash:
        return
    if not compatible(rest, whole) or not _REST.search(f"{rest.clause} {rest.tail}"):
        return
    firm = _CERTAIN_REST.search(rest.clause) is not None and rest.quantity.unit == whole.quantity.unit
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
            if part.is_amount and part.slash != 2 and part.sentence == total.sentence and part.depth <= total.depth:
                break
            continue
        parts.insert(0, part)
        if len(parts) > 1:
            yield _backward_claim(total, parts, Binding.HUNCH)
    same_sentence = [part for part in parts if part.sentence >= total.sentence - 1]
    if len(same_sentence) > 1 and len(same_sentence) == len(parts) and _CERTAIN_GRAND_TOTAL.search(total.lead):
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
    heads = [m for m in context.mentions if m.line == 0 and _can_be_total(m) and not m.depth and m.slash != 2]
    lines: dict[int, list[Mention]] = {}
    for mention in context.mentions:
        if mention.line > 0:
            lines.setdefault(mention.line, []).append(mention)
    if len(lines) > _MOST_PARTS:
        return
    for total in heads[-3:]:
        firsts = [next((m for m in line if _can_be_part(total, m)), None) for line in lines.values()]
        parts = [part for part in firsts if part is not None]
        if len(parts) > 1 and len(parts) == len(firsts):
            opening = _opening_of_lines(context, total)
            clean = not _is_disturbed(context, total, parts)
            yield from _claims(context, PartList(total, parts, opening, _ends_in_rest(parts), clean))


def _opening_of_lines(context: Context, total: Mention) -> Opening:
    words = total.tail
    if _OPEN.search(words):
        return Opening.OPEN
    return Opening.CLOSED if _CLOSED.search(words) or not words.count(" ") > 8 else Opening.OPEN
