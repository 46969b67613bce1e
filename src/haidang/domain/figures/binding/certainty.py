"""How sure it is that parts which do not make up their total contradict it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.parts import (
    CERTAIN_REST,
    Opening,
    PartList,
    is_bare_list,
    label_of,
    rest_said_after,
)
from haidang.domain.figures.claims import Binding
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Measure, Reason
from haidang.domain.figures.slips import slip_that_explains

_OTHERS: Final = re.compile(r"\bkhác\b|\bcòn lại\b|giữ nguyên|không đổi|ổn định|đứng (?:giá|yên)")
_GOES_ON_UNCOUNTED: Final = re.compile(
    r"\bvà (?:một số|(?:các|những|nhiều)\b.*\bkhác$)|\bv ?v$|v\.v|…$|\.\.\.$"
)
_MOST_SHARE, _MOST_WITH_REST = Decimal("1.5"), 5
"""Parts that come to more than this many times the total are parts of something else; a rest is said to be of it."""
_FEWEST_OTHER_NOUNS: Final = 20
_OPPOSITES: Final = tuple(
    (re.compile(rf"\b(?:{left})\b"), re.compile(rf"\b(?:{right})\b"))
    for left, right in (
        ("nam", "nữ"),
        ("ông", "bà"),
        ("đã", "chưa"),
        ("có", "chưa có|không có"),
        ("đạt|đủ|chấp hành", "không đạt|chưa đạt|vi phạm"),
        ("duyệt|chấp nhận|hợp lệ", "trả lại|từ chối|bị loại"),
        ("việc làm|làm việc", "thất nghiệp"),
        ("chi", "tồn quỹ|kết dư"),
        ("đúng hạn", "quá hạn|trễ hạn"),
        ("trong nước|nội địa", "nước ngoài|ngoài nước|quốc tế"),
        ("thành thị", "nông thôn"),
        ("cũ|tồn|chuyển sang", "mới|phát sinh"),
        ("công lập", "ngoài công lập|tư thục"),
        ("đã|hoàn thành|xong|giải quyết được", "còn lại|còn|chưa|đang|không"),
        ("trực tuyến|trên mạng|qua mạng", "trực tiếp|giấy|tại quầy"),
        ("tăng", "giảm"),
        ("đúng tiến độ|đúng hạn|kịp|sớm", "chậm|trễ|muộn"),
        ("xuất khẩu|xuất", "nhập khẩu|nhập"),
        ("có mặt|tham dự|tham gia|dự họp", "vắng"),
        ("đồng ý|tán thành|nhất trí", "không đồng ý|không tán thành|phản đối"),
        ("đỗ|đậu|tốt nghiệp", "trượt|rớt|hỏng"),
        ("nội trú", "ngoại trú"),
        ("sống", "chết"),
        ("cấp quốc gia|trung ương", "cấp tỉnh|cấp thành phố|địa phương"),
        ("người việt nam|trong nước", "nước ngoài"),
        ("phục vụ chung|dùng chung", "chuyên dùng|chuyên dụng"),
        ("mầm|con trai|trai", "con gái|gái"),
    )
)
_OPPOSED: Final = re.compile(
    "|".join(pattern.pattern.removeprefix(r"\b") for pair in _OPPOSITES for pattern in pair)
)
LEAST_SHARE: Final = Decimal("0.5")
"""Parts that make up less than this share of a total are no complete list of it, whatever introduces them."""


def certainty(context: Context, found: PartList) -> tuple[Binding, Reason]:
    """Say whether parts that do not make up the total contradict it."""
    reason = Reason.LIST_MAY_BE_OPEN
    total = found.total.quantity
    left_open = _GOES_ON_UNCOUNTED.search(found.parts[-1].tail) is not None
    if not found.clean or total.value <= 0 or left_open or _shares_leave_room(context, found):
        return Binding.HUNCH, reason
    units = {part.quantity.unit for part in found.parts if part.quantity.unit}
    people = all(part.quantity.measure is Measure.PEOPLE for part in (found.total, *found.parts))
    alike = people or units <= {total.unit} or not total.unit
    evidence = _Evidence.of(found)
    if found.opening is Opening.CLOSED:
        firm = evidence.plausible if alike else evidence.near and total.value >= _FEWEST_OTHER_NOUNS
        return (Binding.FIRM if firm else Binding.TENTATIVE if evidence.plausible else Binding.HUNCH), reason
    fits_in = all(part.quantity.value < total.value for part in found.parts)
    if _is_certain_rest(found) and evidence.plausible:
        return (Binding.FIRM if alike else Binding.TENTATIVE), reason
    complete = (are_opposites(context, found.parts) and not _goes_on(context, found)) or _ends_in_others(
        context, found.parts
    )
    if found.opening is Opening.OPEN:
        firm = evidence.rare or (evidence.near and complete)
    else:
        told = "tổng" in found.total.clause or (
            len(found.parts) > 2 and fits_in and not _goes_on(context, found)
        )
        firm = (alike and evidence.rare and told) or (
            evidence.near and (complete or is_bare_list(found.total, found.parts))
        )
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
        most = _MOST_WITH_REST if _is_certain_rest(found) else _MOST_SHARE
        return cls(
            plausible=slip is not None or LEAST_SHARE * total.value <= added <= most * total.value,
            near=slip is not None or missed * 10 <= total.value,
            rare=(slip is not None and slip.is_rare) or (missed * 200 <= total.value and total.value >= 1000),
        )


def _goes_on(context: Context, found: PartList) -> bool:
    """True where a further amount of the same kind follows the parts: "7 nhóm tăng, 3 nhóm giảm, 1 nhóm đi ngang"."""
    following = next((m for m in context.after(found.parts[-1]) if m.is_amount), None)
    last = found.parts[-1]
    return (
        following is not None
        and following.sentence == last.sentence
        and following.quantity.unit == last.quantity.unit
    )


def _ends_in_others(context: Context, parts: Sequence[Mention]) -> bool:
    """True when the last part gathers what was not named ("lĩnh vực khác"), or what did neither rise nor fall."""
    return len(parts) > 2 and _OTHERS.search(f"{label_of(context, parts[-1])} {parts[-1].tail}") is not None


def are_opposites(context: Context, parts: Sequence[Mention]) -> bool:
    """True for two parts that leave nothing between them: nam and nữ, đã and chưa, trong nước and ngoài nước."""
    if len(parts) != 2:
        return False
    one, two = (f"{label_of(context, part)} {part.tail}" for part in parts)
    if _is_denied(one, two) or _is_denied(two, one):
        return True
    if not (_OPPOSED.search(one) and _OPPOSED.search(two)):
        return False
    return any(
        (left.search(one) and right.search(two)) or (left.search(two) and right.search(one))
        for left, right in _OPPOSITES
    )


def _is_denied(one: str, two: str) -> bool:
    """True for "hợp lệ" and "không hợp lệ": the second denies the words of the first."""
    said, denied = one.split(), two.split()
    if not {"không", "chưa"} & set(denied) - set(said):
        return False
    at = max(place for place, word in enumerate(denied) if word in ("không", "chưa"))
    return denied[at + 1 : at + 3] != [] and " ".join(denied[at + 1 : at + 3]) in " ".join(said)


def _is_certain_rest(found: PartList) -> bool:
    last = found.parts[-1]
    said = CERTAIN_REST.search(last.clause) is not None or rest_said_after(last)
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
