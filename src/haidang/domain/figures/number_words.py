"""Numbers in words: "ba phẩy năm", "hai mươi lăm", "một trăm linh ba"."""

import re
from decimal import Decimal
from typing import Final

from haidang.domain.figures.lexicon import words

_DIGITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SMALL: Final = {"mươi": 10, "mười": 10, "chục": 10, "trăm": 100}
_FILLERS: Final = frozenset(("linh", "lẻ"))
_START: Final = "một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|năm"
_ALL: Final = "|".join(sorted([*_DIGITS, *_SMALL, *_FILLERS, "phẩy"], key=len, reverse=True))
TRIGGERS: Final = words("hai ba bốn sáu bảy bẩy tám chín mười mươi phẩy trăm rưỡi")
"""A text without one of these words (in lower case) has no number in words that is worth reading."""

WORDS: Final = re.compile(rf"(?<!\w)(?:{_START})(?: (?:{_ALL}))*(?!\w)")
"""A run of number words in lower-case text, without the multiplier that may follow it."""

_LONE_WORDS_MEANING_OTHERS: Final = frozenset(("một", "năm"))
_NOT_A_COUNT_AFTER: Final = words(
    "thứ tháng ngày quý hạng loại cấp bậc lần mùng mồng chủ chương điều khoản mục điểm người bố mẹ số"
)


def read_words(run: str) -> tuple[Decimal, int] | None:
    """Return value and decimals of a run of number words; None for what is no number ("hai không")."""
    whole, comma, part = run.partition(" phẩy")
    value = _whole(whole.split())
    if value is None or not comma:
        return None if value is None else (Decimal(value), 0)
    digits = [_DIGITS.get(word) for word in part.split()]
    if not digits or None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}"), len(digits)


def is_lone_word_to_skip(run: str, word_before: str) -> bool:
    """True for a single word that more often is none ("năm", "một"), or an ordinal ("thứ hai")."""
    return run in _LONE_WORDS_MEANING_OTHERS or (" " not in run and word_before in _NOT_A_COUNT_AFTER)


def _whole(words: list[str]) -> int | None:
    """Read a whole number below a thousand in words; None when the order makes no sense."""
    value, last = 0, ""
    for word in words:
        if word in _DIGITS:
            if last in _DIGITS:
                return None
            value += _DIGITS[word]
        elif word in _SMALL and last in _DIGITS:
            ones = value % 10
            value += ones * _SMALL[word] - ones
        elif word == "mười":
            value += 10
        last = word
    return value
