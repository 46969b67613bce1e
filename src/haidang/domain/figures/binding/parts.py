"""Finds the parts of a total: closed lists ("gồm", a colon, brackets), open ones ("trong đó"), lists over lines."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.lexicon import whole
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Measure
from haidang.domain.figures.words import BALANCE, EXCEPTION, OTHER_PERIOD, PLAN_WORDS

_CLOSED: Final = re.compile(
    whole(
        "bao gồm|gồm có|gồm|chia thành|phân thành|chia làm|xếp loại|chia ra|chia theo|phân theo|phân loại|"
        "cụ thể là|cụ thể như sau|cụ thể"
    )
)
_OPEN: Final = re.compile(
    whole(
        "trong đó|trong số đó|trong số này|chủ yếu|nhất là|điển hình|tiêu biểu|ví dụ|bao gồm cả|gồm cả|kể cả|"
        "riêng(?<!sầu riêng)(?! lẻ)|chẳng hạn|đáng chú ý|nổi bật|như"
    )
)
REST: Final = re.compile(whole("còn lại|số còn lại|còn|chưa|đang|tồn"))
CERTAIN_REST: Final = re.compile(whole("còn lại|số còn"))
_REST_AFTER: Final = re.compile(r"^(?:[^\W\d_]+ ){1,3}còn lại\b")
_GOES_ON: Final = re.compile(
    r"^(?:trong đó|trong số đó|trong số này|gồm|bao gồm|cụ thể|đã |đến nay|phân theo|chia theo|phân loại|"
    r"xét theo|theo (?:loại|lĩnh vực|ngành|chương trình|vùng|cấp|nhóm|hình thức|địa bàn|độ tuổi))"
)
_ELLIPSIS: Final = re.compile(r"…|\.\.\.|v\.v|\bvv\b")
_IN_ALL: Final = re.compile(r"^(?:qua \w+ )?(?:trong|với)(?: tổng)?(?: số)?$")
_LABEL_ENDS: Final = re.compile(r"[,;()\n]")
_DIGITS: Final = re.compile(r"(?<![\w.,/-])[0-9]+")
_LABELLED_NUMERAL: Final = re.compile(r"[0-9.]+(?=[,;)])(?![,.][0-9])")
_IS_BASE: Final = re.compile(r"(?:^| )(?:trong|trên) (?:tổng )?số$")
_NO_TERM: Final = (Measure.TIME, Measure.RANK, Measure.TIMES, Measure.POINTS)
_SCORE: Final = "điểm"
_FEWEST_LISTED: Final = 2
MOST_PARTS: Final = 24


_FEWEST: Final = 2


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


def can_be_total(mention: Mention) -> bool:
    if mention.ranged or mention.slash == 2 or (mention.is_percent and mention.change):
        return False
    if BALANCE.search(mention.clause):
        return False
    return mention.quantity.measure not in _NO_TERM or mention.quantity.unit == _SCORE


def bracketed_parts(context: Context, total: Mention) -> PartList | None:
    """Return the parts in the brackets after a figure: "39 cơ sở (17 …, 09 …, 13 …)"."""
    inside = [m for m in context.after(total) if m.owner == total.place and m.sentence == total.sentence]
    if len(inside) < 2:
        return None
    opening_words = label_of(context, inside[0])
    if OTHER_PERIOD.search(opening_words) or PLAN_WORDS.search(opening_words):
        return None
    parts = [m for m in inside if can_be_part(total, m)]
    if len(inside) == total.quantity.value and all(not (m.quantity.unit or m.lead) for m in inside[1:]):
        return None  # "4 tuyến (các tuyến 01, 02, 05 và 08)": numbers that are names
    opened = Opening.OPEN if _OPEN.search(opening_words) else Opening.CLOSED
    clean = len(parts) == len([m for m in inside if not m.is_percent]) and not is_disturbed(
        context, total, inside
    )
    return PartList(total, parts, opened, ends_in_rest(parts), clean)


def listed_parts(context: Context, total: Mention) -> PartList | None:
    """Return the parts that follow a figure in its sentence."""
    start = context.mentions[total.place + 1] if total.slash == 1 else total
    following = next((m for m in context.after(start) if m.depth <= total.depth), None)
    if (
        following is None
        or following.slash
        or not _goes_on(total, following)
        or _IS_BASE.search(following.lead)
    ):
        return None
    opening = _opening(context, start, following)
    parts: list[Mention] = []
    others: list[Mention] = []
    for mention in context.after(start):
        if mention.sentence != following.sentence or len(parts) > MOST_PARTS or mention.depth < total.depth:
            break
        if total.line and mention.line != total.line:
            break  # the next item of a list
        if mention.depth > total.depth or mention.slash == 2:
            continue
        if parts and _breaks(parts, mention):
            break
        if can_be_part(total, mention):
            parts.append(mention)
        elif mention.is_amount and not mention.change:
            others.append(mention)
    if len(parts) > _FEWEST_LISTED and _counts_the_list(parts):
        parts = parts[1:]
    if len(parts) < _FEWEST:
        return None
    disturbed = any(other.quantity.measure is total.quantity.measure for other in others)
    clean = not (disturbed or _lacks_amounts(parts, others) or is_disturbed(context, total, parts))
    return PartList(total, parts, opening, ends_in_rest(parts), clean)


def _lacks_amounts(parts: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """True for "38 dự án với 415 triệu USD, 22 lượt với 301 triệu USD và 19 lượt góp vốn": the last tells no amount."""
    return len(others) > len(parts) and others[-1].place > parts[-1].place


def is_bare_list(total: Mention, parts: Sequence[Mention]) -> bool:
    """True for "54 đơn tố cáo, đúng 5, sai 34": bare numbers with their names right after a number with a noun."""
    return bool(total.quantity.unit) and all(not part.quantity.unit and part.lead for part in parts)


def _counts_the_list(parts: Sequence[Mention]) -> bool:
    """True for "qua ba kênh: tổng đài 284, ứng dụng 531", "bốn bậc lần lượt là …": the first counts what follows."""
    introduces = (
        parts[1].marks.startswith(":") or "lần lượt" in parts[1].clause or parts[0].quantity.text.isalpha()
    )
    return introduces and parts[0].quantity.value == len(parts) - 1


def _goes_on(total: Mention, following: Mention) -> bool:
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


def can_be_part(total: Mention, part: Mention) -> bool:
    if part.ranged or part.slash == 2 or bool(part.change) != bool(total.change):
        return False
    if part.is_percent or total.is_percent:
        return part.is_percent and total.is_percent
    if part.quantity.measure in _NO_TERM and part.quantity.unit != _SCORE:
        return False
    one, two = total.quantity, part.quantity
    if two.decimals and one.is_counted:
        return False  # "18 hộ có lăng quăng; chỉ số BI là 16 và mật độ 0,4"
    if one.measure is two.measure:
        return one.measure is not Measure.SIZE or one.unit == two.unit
    return not one.unit or not two.unit


def is_disturbed(context: Context, total: Mention, parts: Sequence[Mention]) -> bool:
    """True when words near the parts allow for others: an ellipsis, an exception, another period."""
    start = min(total.quantity.end, parts[0].quantity.end)
    end = parts[-1].quantity.end
    following = context.source.low[end : end + 60].split(".")[0] if end < context.end else ""
    text = context.source.low[start : min(end, start + 2000)] + following
    if _ELLIPSIS.search(text) or EXCEPTION.search(text):
        return True
    if _has_names_of_digits(context, start, end):
        return True
    labels = [label_of(context, part) for part in parts]
    return any(OTHER_PERIOD.search(label) or PLAN_WORDS.search(label) for label in labels)


def _has_names_of_digits(context: Context, start: int, end: int) -> bool:
    """True when numerals stand between the parts that were taken for names: one of them may be a part after all."""
    low = context.source.low
    for digits in _DIGITS.finditer(low, start, min(end, start + 2000)):
        if _LABELLED_NUMERAL.match(low, digits.start(), end + 2) is not None:
            place = bisect_right(context.mentions, digits.start(), key=lambda m: m.quantity.start) - 1
            before = context.at(place)
            if before is None or not (
                start <= before.quantity.start and digits.start() < before.quantity.end
            ):
                return True
    return False


def label_of(context: Context, part: Mention) -> str:
    """Return the words before a part with a label before a colon: "năm 2022: 31 hộ"."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    gap = context.source.low[max(start, part.quantity.start - 200) : part.quantity.start]
    return _LABEL_ENDS.split(gap)[-1]


def ends_in_rest(parts: Sequence[Mention]) -> bool:
    return bool(parts) and (REST.search(parts[-1].clause) is not None or rest_said_after(parts[-1]))


def rest_said_after(part: Mention) -> bool:
    """True for "12 hồ sơ còn lại"."""
    return _REST_AFTER.search(part.tail) is not None


def opening_of_lines(total: Mention) -> Opening:
    words = total.tail
    if _OPEN.search(words):
        return Opening.OPEN
    return Opening.CLOSED if _CLOSED.search(words) or not words.count(" ") > 8 else Opening.OPEN
