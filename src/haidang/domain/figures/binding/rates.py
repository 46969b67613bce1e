"""What stands around a percentage: what follows it, and what it speaks of by itself."""

import re
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.words import (
    content_words,
)

BASE_START: Final = re.compile(
    r"^(?:so với|trên|trong|của|tổng|số|kế hoạch|dự toán|chỉ tiêu|mục tiêu|tổng số|dân số|"
    r"lượng|sản lượng|diện tích|khối|toàn)(?: |$)"
)
FAR: Final = 160


def tail_start(rate: Mention) -> str:
    return rate.tail.removeprefix("%").strip().removeprefix("phần trăm").strip()[:30]


def noun_of_its_own(pair: tuple[Mention, Mention], rate: Mention) -> bool:
    """True for "13/32 cơ quan … 100% hồ sơ": the percentage counts something else."""
    tail = tail_start(rate)
    if not tail or BASE_START.match(tail) or tail.startswith(("và", "so", "còn", "theo", "đạt chuẩn")):
        return False
    nouns = content_words(" ".join(tail.split()[:2]))
    return bool(nouns) and not any(
        nouns & content_words(f"{mention.quantity.phrase} {mention.tail}") for mention in pair
    )


def words_up_to(context: Context, part: Mention) -> str:
    """Return the words before an amount, back to the figure before it or the start of the passage."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    return context.source.low[max(start, part.quantity.start - FAR) : part.quantity.start]
