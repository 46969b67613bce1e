"""Of which time an amount is, and whether it is a balance."""

import re
from typing import Final

from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.words import BALANCE, OTHER_PERIOD, PAST_PERIOD, PLAN_WORDS

_BEFORE: Final = re.compile(r"^trước\b(?! hạn| mắt)|\btrước (?:đó|đây|sắp xếp|khi|kia)\b|hôm qua|phiên trước")
_YEAR: Final = re.compile(r"năm 20\d\d")


def is_balance(mention: Mention) -> bool:
    """True for a figure that is the difference of two others by its name: "nhập siêu 317,5 triệu USD"."""
    return BALANCE.search(mention.clause) is not None


def is_of_other_time(mention: Mention) -> bool:
    """True for an amount of another year or period, or planned."""
    said = any(words.search(mention.clause) for words in (OTHER_PERIOD, PLAN_WORDS, _BEFORE))
    return said or "so với" in mention.clause


def is_of_past(mention: Mention) -> bool:
    """True for an amount of the time before, or planned; "năm 2022" may be one of the years that are added."""
    clause = _YEAR.sub("", mention.clause)
    return (
        PAST_PERIOD.search(clause) is not None or PLAN_WORDS.search(clause) is not None or "so với" in clause
    )
