"""Finds the quantities of a text, and leaves alone what only looks like one.

One expression visits every digit once; its alternatives are tried from the most to the least particular (date,
document number, years, telephone number, fraction, range, number); a number before a word or "%" is none of
these, and most are such: it comes first. None of them repeats what it can match in two
ways, so the time is linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures import surroundings
from haidang.domain.figures.lexicon import UPPER, words
from haidang.domain.figures.model import Measure, Qualifier, Quantity
from haidang.domain.figures.neighbours import Found, with_units_of_neighbours
from haidang.domain.figures.number_words import is_lone_word_to_skip, read_words, runs_of_words
from haidang.domain.figures.numerals import (
    MAX_DIGITS,
    NUMBER,
    POWERS,
    decimals_with_point,
    is_thousands_by_comma,
    read_numeral,
)
from haidang.domain.figures.stated_range import possible_values
from haidang.domain.figures.text import Source
from haidang.domain.figures.torn import is_torn
from haidang.domain.figures.units import is_known_unit, unit_of

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_TOKEN: Final = re.compile(
    r"(?P<plain>[1-9](?:[0-9]{0,6}|[0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?(?=%|[ ][^\W\d_]))"
    r"|(?P<clock>[0-9]{1,2}(?:[hH]|:)[0-9]{2}(?![0-9:]))"
    rf"|(?P<date>[0-9]{{1,2}}[ \u00a0]?[/.-][ \u00a0]?[0-9]{{1,2}}[ \u00a0]?[/.-][ \u00a0]?{_YEAR}(?![0-9])"
    rf"|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))"
    rf"|(?P<code>[0-9]{{1,6}}[a-zđ]?(?:/{_YEAR})?[/-][A-ZĐ][\wĐ&.-]*(?:[/-][\wĐ&.]+)*)"
    rf"|(?P<month>[0-9]{{1,2}}[ \u00a0]?[/-][ \u00a0]?{_YEAR}(?![0-9.,]))"
    rf"|(?P<years>{_YEAR}[ \u00a0]?[-–][ \u00a0]?(?:{_YEAR}|[0-9]{{2}})(?![0-9.,]))"
    r"|(?P<service>1[89]00[ .-]?[0-9]{4,6}(?![0-9.,])|0[0-9]{2,3} [0-9] [0-9]{3} [0-9]{3}(?![0-9]))"
    r"|(?P<phone>0[0-9]{1,4}[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9]))"
    rf"|(?P<pair>(?P<over>{NUMBER})[ \u00a0]?/[ \u00a0]?(?P<under>{NUMBER})(?![0-9]|/[0-9]))"
    rf"|(?P<range>(?P<least>{NUMBER})[ \u00a0]?[-–][ \u00a0]?(?P<most>{NUMBER})(?![0-9]))"
    r"|(?P<section>[0-9]{1,2}(?:\.[0-9]{1,2}){2,6}(?![0-9]))"
    rf"|(?P<number>{NUMBER})"
)
_DIGITS: Final = re.compile(r"[0-9]+")
_MULTIPLIER: Final = re.compile(
    r"[ \u00a0]?(nghìn tỷ|ngàn tỷ|triệu tỷ|nghìn|ngàn|triệu|tr(?= ?đ)|t[ỷỉ](?! lệ| trọng| suất| giá| số| phú))(?!\w)"
)
_MORE: Final = re.compile(rf"[ \u00a0](?P<number>{NUMBER})[ \u00a0](?P<power>triệu|nghìn|ngàn|t[ỷỉ])(?!\w)")
_LAST_DONG: Final = re.compile(r"[ \u00a0]([0-9]{3})(?=[ \u00a0](?:đồng|đ)(?!\w))")
_HALF: Final = re.compile(r" rưỡi(?!\w)")
_PERCENT: Final = re.compile(r"\s?(?:%|phần trăm(?!\w))")
_POINT_UNIT: Final = re.compile(r"\s?(?:điểm (?:%|phần trăm))")
_NOUN: Final = re.compile(r"[^\S\n]?([^\W\d_]+[23²³]?(?:[^\S\n][^\W\d_]+){0,7})")
_PER: Final = re.compile(r"(?:[^\S\n][^\W\d_]+){0,4}?[^\S\n]?/[^\S\n]?(?:1 )?([^\W\d_]+(?: [^\W\d_]+)?)")
_NOTE_MARK: Final = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3}|\[[0-9]{1,3}\]")
_BEFORE: Final = 40
_LONGEST_MATCH: Final = 4 * MAX_DIGITS
_WORD_BEFORE: Final = re.compile(r"[^\s()\[\]“”\"'‘’:]+")
_NEXT_NAME: Final = (", ", " và ", ", và ", " hoặc ")
_LONGEST_NAME: Final = 5
_FEWEST_DONG: Final = 500
_ATTACHED: Final = words("ha km kg m m2 m3 tr tỷ triệu nghìn tấn g mm cm ngày giờ đ h người km2 hộ usd kw mw")
_QUALIFIERS: Final = {
    "hơn": Qualifier.MORE_THAN, "trên": Qualifier.MORE_THAN, "gần": Qualifier.NEARLY, "ngót": Qualifier.NEARLY,
    "khoảng": Qualifier.ABOUT, "chừng": Qualifier.ABOUT, "dưới": Qualifier.LESS_THAN,
    "xấp xỉ": Qualifier.ABOUT, "ước khoảng": Qualifier.ABOUT,
    "tối thiểu": Qualifier.AT_LEAST, "ít nhất": Qualifier.AT_LEAST, "không dưới": Qualifier.AT_LEAST,
    "tối đa": Qualifier.AT_MOST, "không quá": Qualifier.AT_MOST, "trên dưới": Qualifier.ABOUT,
}  # fmt: skip
_NO_QUALIFIER_AFTER: Final = words("cao thấp nhiều ít lớn nhỏ nhanh chậm kém tính dựa")
_NAMED: Final = re.compile(r" (?:Điều|Khoản|Chương|Mục)\b")
_CAPITAL: Final = re.compile(rf" [{UPPER}][^\W\d_]+ [{UPPER}]")
_AFTER_UP: Final = re.compile(r"[^0-9.,;()]{0,24}?trở (lên|xuống)")


def find_quantities(source: Source) -> list[Found]:
    """Return the quantities of a text in order."""
    found: list[Found] = []
    reached, name_end = 0, len(source.low)
    for digits in _DIGITS.finditer(source.text):
        start = digits.start()
        if start < reached:
            continue  # inside a date, or inside "470 tỷ 581 triệu", already read
        match = _TOKEN.match(source.text, start)
        if match is None:
            continue
        reached = match.end()
        items = list(_read(source, match))
        if source.low[name_end:start] in _NEXT_NAME and _is_bare(match, items):
            items = []
        if not items and match.lastgroup in ("plain", "number", "pair"):
            name_end = match.end()
        for item in items:
            found.append(item)
            reached = max(reached, item.quantity.end)
    return with_units_of_neighbours(source, _with_words(source, found))


def _is_bare(match: re.Match[str], items: list[Found]) -> bool:
    """True for the "2 và 3" of "Điều 1, 2 và 3": small numbers of which nothing is counted."""
    return match.end() - match.start() <= _LONGEST_NAME and all(
        item.quantity.measure is Measure.COUNT and not item.quantity.unit and item.quantity.is_counted
        for item in items
    )


def _read(source: Source, match: re.Match[str]) -> Iterator[Found]:
    """Yield the quantities in one match of _TOKEN: none, one, or the two of a fraction."""
    kind = match.lastgroup
    start, end = match.span()
    text, low = source.text, source.low
    if kind not in ("plain", "number", "pair", "range") or end - start > _LONGEST_MATCH:
        return
    if (start and _is_glued(text, start)) or is_torn(text, start, end):
        return
    if _is_marker(text, start, end) or _is_in_address(low, start, end):
        return
    before = _words_before(low, start)
    if kind == "pair":
        yield from _read_pair(source, match, before)
    elif kind == "range":
        yield from _read_range(source, match, before)
    else:
        one = _read_one(source, start, end, before)
        if one is not None:
            yield Found(one)


def _read_pair(source: Source, match: re.Match[str], before: list[str]) -> Iterator[Found]:
    left, right = match["over"], match["under"]
    after = _words_after(source.low, match.end())
    if (
        surroundings.is_day_and_month(before, left, right, after)
        or surroundings.is_map_scale(left, right)
        or surroundings.is_round_the_clock(left, right, after)
    ):
        return
    headed = source.low.endswith(": ", 0, match.start()) and is_known_unit(after)
    if surroundings.is_address(before) and not headed:  # "chuyển đổi số: 312/318 thôn"
        return
    over = _read_one(source, match.start("over"), match.end("over"), before, unit_at=match.end())
    under = _read_one(source, match.start("under"), match.end(), [])
    if over is not None and under is not None:
        yield Found(over, slash=1)
        yield Found(under, slash=2)


def _read_range(source: Source, match: re.Match[str], before: list[str]) -> Iterator[Found]:
    """Yield "5-10 ngày" as one quantity that may be anything from 5 to 10."""
    least = read_numeral(match["least"])
    most = _read_one(source, match.start("most"), match.end(), before)
    if least is None or most is None:
        return
    scale = Decimal(10) ** most.power
    low = least[0] * scale
    if low > most.value:
        return
    yield Found(replace(most, start=match.start(), text=match.group(), low=low), ranged=True)


def _read_one(
    source: Source, start: int, end: int, before: list[str], unit_at: int | None = None
) -> Quantity | None:
    """Return the quantity whose numeral stands at `start`..`end`, or None when it is a name."""
    numeral = source.text[start:end]
    low = source.low
    at = end if unit_at is None else unit_at
    if low[at : at + 1].isalpha() and (source.text[at] == "G" or not _is_attached(low, at)):
        return None
    after = _words_after(low, at)
    if (
        (numeral == "1" and low.endswith("/", 0, start))
        or _NAMED.match(source.text, end)
        or _is_house(source, start, end)
    ):
        return None
    known = [] if low[start - 1 : start] == "(" else before  # "hạ tầng (312,5 tỷ đồng)" is no storey
    if low[at : at + 1] != "%" and surroundings.is_name(
        known, numeral, after, low.endswith(": ", max(0, start - 2), start)
    ):
        return None
    number = read_numeral(numeral)
    if number is None:
        return None
    quantity = _quantity(source, (start, end), number, before, at)
    is_version = "." in numeral and decimals_with_point(numeral) and quantity.measure is Measure.COUNT
    return None if is_version and not quantity.power else quantity


def _quantity(
    source: Source, span: tuple[int, int], number: tuple[Decimal, int], before: list[str], at: int
) -> Quantity:
    """Build the quantity of a `number` read at `span`, whose unit begins at `at`."""
    low, (start, end) = source.low, span
    value, decimals = number
    if (mark := _NOTE_MARK.match(low, at)) and at == end:
        at = mark.end()  # "68¹ vụ"
    power, at_unit, exact_tail = 0, at, Decimal(0)
    if multiplier := _MULTIPLIER.match(low, at):
        power, at_unit = POWERS[multiplier[1]], multiplier.end()
        exact_tail, last_power, at_unit = _compound_tail(low, at_unit, power)
        if exact_tail:
            end = at_unit if at == end else end
        else:
            last_power = power
    else:
        last_power = 0
    measure, unit, phrase, per = _unit(low, at_unit, before)
    if (
        unit == "đồng"
        and not power
        and value < _FEWEST_DONG
        and " bạc" in low[max(0, start - _BEFORE) : start]
    ):
        measure = Measure.COUNT  # medals: "41 vàng, 58 bạc, 75 đồng"
    if power and measure is Measure.COUNT and not is_known_unit(phrase.split()):
        unit = ""  # "1,5 tỷ đối ứng": what is meant is money, but it is not said
    if (
        measure not in (Measure.MONEY, Measure.SIZE, Measure.PERCENT, Measure.POINTS, Measure.TIMES)
        and not power
    ):
        value, decimals = _whole_if_counted(source.text[span[0] : span[1]], value, decimals, unit)
    if unit == "điểm" and decimals:
        measure = Measure.POINTS
    base = value.scaleb(power) + exact_tail
    step = Decimal(1).scaleb(last_power - (0 if exact_tail else decimals))
    qualifier = _qualifier(before, low, at_unit)
    least, most = possible_values(base, step, qualifier, whole=not decimals and not power)
    return Quantity(
        start, end, source.text[start:end], base, step, decimals, power, qualifier, measure, unit, phrase, per,
        least, most,
    )  # fmt: skip


def _compound_tail(low: str, at: int, power: int) -> tuple[Decimal, int, int]:
    """Read what follows a multiplier: " rưỡi", " 581 triệu 046 nghìn". Return its worth, last power and end."""
    if half := _HALF.match(low, at):
        return Decimal(5).scaleb(power - 1), power - 1, half.end()
    worth, last = Decimal(0), power
    while (more := _MORE.match(low, at)) and POWERS[more["power"]] < last:
        number = read_numeral(more["number"])
        if number is None:
            break
        last, at = POWERS[more["power"]], more.end()
        worth += number[0].scaleb(last)
    if worth and last == POWERS["nghìn"] and (rest := _LAST_DONG.match(low, at)):
        return worth + Decimal(rest[1]), 0, rest.end()
    return worth, last, at


def _unit(low: str, at: int, before: list[str]) -> tuple[Measure, str, str, str]:
    """Return the sort, the key and the phrase of the noun at `at`, and what stands after its fraction bar."""
    if percent := _PERCENT.match(low, at):
        noun = _NOUN.match(low, percent.end())
        return Measure.PERCENT, "%", noun[1] if noun else "", ""
    if _POINT_UNIT.match(low, at):
        return Measure.POINTS, "điểm phần trăm", "", ""
    if surroundings.is_rank(before):
        return Measure.RANK, "", "", ""
    noun = _NOUN.match(low, at)
    if noun is None:
        return Measure.COUNT, "", "", ""
    unit, measure = unit_of(noun[1].split())
    per = _PER.match(low, at)
    return measure, unit, noun[1], per[1] if per else ""


def _whole_if_counted(numeral: str, value: Decimal, decimals: int, unit: str) -> tuple[Decimal, int]:
    """Read "12,345 hồ sơ" as thousands: things that come whole have no three decimals."""
    if decimals == 3 and unit and is_thousands_by_comma(numeral):
        return value.scaleb(3).to_integral_value(), 0
    return value, decimals


def _qualifier(before: list[str], low: str, at: int) -> Qualifier:
    if before:
        last, two = before[-1], " ".join(before[-2:])
        if two in _QUALIFIERS:
            return _QUALIFIERS[two]
        if last in _QUALIFIERS and (len(before) < 2 or before[-2] not in _NO_QUALIFIER_AFTER):
            return _QUALIFIERS[last]
    turn = _AFTER_UP.match(low, at) if low.find("trở", at, at + 24) >= 0 else None
    if turn is not None:
        return Qualifier.AT_LEAST if turn[1] == "lên" else Qualifier.AT_MOST
    return Qualifier.EXACT


def _words_before(low: str, start: int) -> list[str]:
    """Return the words before a numeral, nearest last, without the brackets and quotes around them."""
    return _WORD_BEFORE.findall(low, max(0, start - _BEFORE), start)


def _words_after(low: str, at: int) -> list[str]:
    noun = _NOUN.match(low, at)
    return noun[1].split() if noun else []


def _is_glued(text: str, start: int) -> bool:
    """True when the numeral continues a word or a number: "A5", "COVID-19", "H5N1", "4.0.1"."""
    last, before = text[start - 1], text[start - 2 : start - 1]
    if last.isalnum() or last == "_":
        return True
    if last in "+":
        return before.isdigit()
    if last in ",:":
        return before.isdigit()
    if last == "/":
        return before.isdigit() or before.isupper()
    return last in "-." and (before.isalpha() or before.isdigit())


def _is_attached(low: str, at: int) -> bool:
    word = _NOUN.match(low, at)
    return word is not None and word[1].split()[0] in _ATTACHED


def _is_house(source: Source, start: int, end: int) -> bool:
    """True for "số 18 Hoàng Diệu": a number of a house, before the name of its street."""
    return source.low.endswith("số ", 0, start) and _CAPITAL.match(source.text, end) is not None


def _is_marker(text: str, start: int, end: int) -> bool:
    """True for "1. ", "2) " at the start of a line, "(3)" and "[3]" anywhere: marks of lists and notes."""
    if end - start > 3:
        return False
    following = text[end : end + 2]
    if following[:1] == "]" and start and text[start - 1] == "[":
        return True
    if following[:1] == ")" and start and text[start - 1] == "(":
        return True
    if following[:1] not in (".", ")", "/") or (len(following) > 1 and not following[1].isspace()):
        return False
    lead = text[max(0, start - 8) : start]
    return (start <= 8 or "\n" in lead) and not lead[lead.rfind("\n") + 1 :].strip(" \t*#(-+|")


def _is_in_address(low: str, start: int, end: int) -> bool:
    """True inside a web or mail address: the word around the numeral has one of their marks."""
    first = max(0, start - 60)
    left = max(low.rfind(" ", first, start), low.rfind("\n", first, start))
    right = low.find(" ", end, end + 60)
    word = low[left + 1 if left >= 0 else first : right if right >= 0 else end + 60]
    return ".vn" in word or "@" in word or "://" in word or "www." in word


def _with_words(source: Source, found: list[Found]) -> list[Found]:
    """Add the numbers written in words."""
    starts = [item.quantity.start for item in found]
    ends = [item.quantity.end for item in found]
    added: list[Found] = []
    for match in runs_of_words(source.low):
        before = _words_before(source.low, match.start())
        place = bisect_right(starts, match.start())
        if place and ends[place - 1] > match.start():
            continue
        one = _read_in_words(source, match, before)
        if one is not None:
            added.append(Found(one))
    if not added:
        return found
    return sorted([*found, *added], key=lambda item: item.quantity.start)


def _read_in_words(source: Source, match: re.Match[str], before: list[str]) -> Quantity | None:
    run = match.group()
    multiplied = (
        source.low[match.end() : match.end() + 1] == ")"
        or _MULTIPLIER.match(source.low, match.end()) is not None
    )
    if not multiplied and is_lone_word_to_skip(run, before[-1] if before else ""):
        return None
    if (
        " " not in run
        and source.text[match.start()].isupper()
        and not _starts_sentence(source.text, match.start())
    ):
        return None
    in_brackets = (
        source.low[match.start() - 1 : match.start()] == "("
        and source.low[match.end() : match.end() + 1] == ")"
    )
    number = read_words(run)
    if number is None:
        return None
    quantity = _quantity(source, match.span(), number, before, match.end())
    told = quantity.unit or quantity.power or quantity.measure is Measure.PERCENT or in_brackets
    return quantity if told else None


def _starts_sentence(text: str, start: int) -> bool:
    return not text[max(0, start - 8) : start].rstrip(' \n\t“"(')[-1:].strip(".:;!?")
