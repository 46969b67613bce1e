"""How an answer is put into words: one rule for the audit trail, differences and submissions."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from haidang.apps.observations.formatting import PATTERNS_VI, format_value
from haidang.apps.observations.models import Indicator, Qualifier
from haidang.apps.reporting.models import AnswerStatus, Entry

_STATUS_VI: Final = {
    AnswerStatus.NONE: "(chưa trả lời)",
    AnswerStatus.MISSING: "không có số liệu",
    AnswerStatus.NOT_APPLICABLE: "không áp dụng",
}


def word(status: str, value: Decimal | None, qualifier: str, indicator: Indicator) -> str:
    """An answer in words, Vietnamese: "gần 9 triệu lượt", "không áp dụng"."""
    if status != AnswerStatus.VALUE or value is None:
        return _STATUS_VI[AnswerStatus(status)]
    return PATTERNS_VI[Qualifier(qualifier)].format(format_value(value, indicator, leading_zero=False))


def word_answer(entry: Entry) -> str:
    """What stands in a cell of the draft, in words."""
    return word(entry.status, entry.value, entry.qualifier, entry.indicator)
