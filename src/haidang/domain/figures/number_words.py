"""Numbers in words: "ba phẩy năm", "hai mươi lăm", "một trăm linh ba", "hai tỷ ba trăm triệu".

Only what the order of the words makes certain is read: "một trăm hai" (120, said aloud) and "hai ba" (two or three)
are refused. "Năm" is five where it cannot be the year: "hai mươi năm" is twenty years.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from haidang.domain.figures.lexicon import words

_DIGITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LARGE: Final = r"(?:nghìn|ngàn|triệu|t[ỷỉ](?! lệ| trọng| suất| giá| số| phú))(?!\w)"
_DIGIT: Final = "một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín|không"
_FIVE: Final = (
    rf"(?:linh|lẻ) năm|phẩy(?: (?:{_DIGIT}|năm)){{0,2}} năm|năm(?= (?:mươi|trăm|chục|phẩy|{_LARGE})(?!\w))"
)
_WORD: Final = rf"(?:{_FIVE}|{_DIGIT}|mươi|mười|chục|trăm|linh|lẻ|phẩy)(?!\w)"
_RUN: Final = rf"{_WORD}(?: {_WORD})*"
_TELLING: Final = re.compile(
    r"(?:hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|mươi|phẩy|trăm|rưỡi)(?![^\s()\[\]“”\"'‘’:])"
)
"""A text without one of these words (in lower case) has no number in words that is worth reading."""
_STARTS_WORD: Final = frozenset("()[]“”\"'‘’:")
_FIRST: Final = re.compile(r"(?:một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|năm|không(?= phẩy))(?!\w)")
"""Words that a number may begin with: no look behind comes first, so that the text is passed over quickly."""
_WORDS: Final = re.compile(
    r"(?<!\w)(?:"
    rf"(?:năm(?=\))|{_RUN}(?:(?: {_LARGE}(?= (?!một (?!{_WORD})){_WORD}) {_RUN})+(?: {_LARGE})?)?))(?!\w)"
)
"""A run of number words in lower-case text; a single multiplier after it ("ba phẩy năm tỷ") is left outside."""

_GROUP: Final = re.compile(
    r"(?:(?P<hundreds>\w+) trăm ?)?"
    r"(?:(?P<tens>\w+) (?:mươi|chục)(?: (?P<ones>\w+))?|mười(?: (?P<teen>\w+))?"
    r"|(?:linh|lẻ) (?P<last>\w+)|(?P<only>\w+))?"
)
_POWERS: Final = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3}
_LONGEST_FRACTION: Final = 6
_LONGEST_RUN: Final = 200
_LONE_WORDS_MEANING_OTHERS: Final = frozenset(("một", "năm"))
_NOT_A_COUNT_AFTER: Final = words(
    "thứ tháng ngày quý hạng loại cấp bậc lần mùng mồng chủ chương điều khoản mục điểm người bố mẹ số"
)


def runs_of_words(low: str) -> Iterator[re.Match[str]]:
    """Yield the runs of number words in a text in lower case, if it has one worth reading."""
    telling = (match.start() for match in _TELLING.finditer(low))
    if not any(not at or low[at - 1].isspace() or low[at - 1] in _STARTS_WORD for at in telling):
        return
    reached = 0
    for first in _FIRST.finditer(low):
        if first.start() >= reached and (run := _WORDS.match(low, first.start())) is not None:
            reached = run.end()
            yield run


def read_words(run: str) -> tuple[Decimal, int] | None:
    """Return value and decimals of a run of number words; None for what is no number ("hai không")."""
    if len(run) > _LONGEST_RUN:
        return None
    whole, comma, part = run.partition(" phẩy ")
    value = _large(whole.split())
    if value is None or not comma:
        return None if value is None else (Decimal(value), 0)
    digits = _fraction(part.split())
    return None if digits is None else (Decimal(f"{value}.{digits}"), len(digits))


def is_lone_word_to_skip(run: str, word_before: str) -> bool:
    """True for a single word that more often is none ("năm", "một"), or an ordinal ("thứ hai")."""
    return run in _LONE_WORDS_MEANING_OTHERS or (" " not in run and word_before in _NOT_A_COUNT_AFTER)


def _large(run: list[str]) -> int | None:
    """Read a whole number: groups below a thousand with falling multipliers, before and after "tỷ"."""
    last = max((place for place, word in enumerate(run) if _POWERS.get(word) == 9), default=-1)
    if last < 0:
        return _below_billion(run)
    above, below = _below_billion(run[:last]), _below_billion(run[last + 1 :]) if run[last + 1 :] else 0
    return None if above is None or below is None else above * 10**9 + below


def _below_billion(run: list[str]) -> int | None:
    total, power, group = 0, 9, list[str]()
    for word in run:
        if word not in _POWERS:
            group.append(word)
            continue
        value = _group(group)
        if value is None or _POWERS[word] >= power:
            return None
        total, power, group = total + value * 10 ** _POWERS[word], _POWERS[word], []
    if not group:
        return total if power < 9 else None
    rest = _group(group)
    if rest is None or (power < 9 and len(group) == 1):
        return None  # "một nghìn hai" is said for 1.200
    return total + rest


def _group(group: list[str]) -> int | None:
    """Read a whole number below a thousand in words; None when the order makes no sense."""
    match = _GROUP.fullmatch(" ".join(group))
    if not group or match is None:
        return None
    said = {name: word for name, word in match.groupdict().items() if word is not None}
    if not all(word in _DIGITS for word in said.values()) or ("hundreds" in said and "only" in said):
        return None  # "một trăm hai" is said for 120
    digit = {name: _DIGITS[word] for name, word in said.items()}
    ten = 1 if "mười" in group else digit.get("tens", 0)
    ones = sum(digit.get(name, 0) for name in ("ones", "teen", "last", "only"))
    return 100 * digit.get("hundreds", 0) + 10 * ten + ones


def _fraction(part: list[str]) -> str | None:
    """Return the decimals: digit by digit ("không năm", "hai lăm") or as a number ("hai mươi lăm")."""
    if part and len(part) <= _LONGEST_FRACTION and all(word in _DIGITS for word in part):
        return "".join(str(_DIGITS[word]) for word in part)
    value = _group(part)
    return None if value is None else str(value)
