"""Figures in their sentences: what stands before and after each, and in which brackets."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from haidang.domain.figures.layout import Passage
from haidang.domain.figures.lexicon import words
from haidang.domain.figures.model import Measure, Quantity
from haidang.domain.figures.neighbours import Found
from haidang.domain.figures.text import Source

_MARK: Final = re.compile(
    r"[,;:()\[\]!?\n….\-–—](?:(?<![.\-–—])|(?<=\.)(?:\.\.|(?=[\s”\"]|$))|(?<= [-–—])(?= ))"
)
"""Its first step is one of a few characters: whatever else is passed over quickly."""
_LONGEST: Final = 200
_QUALIFIER: Final = re.compile(
    r"(?:^| )(?:trên dưới|xấp xỉ|ước đạt|ước tính|ước khoảng|tối thiểu|tối đa|ít nhất|không dưới|không quá|"
    r"khoảng|chừng|gần|ngót|ước|dưới|trên|"
    r"(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )(?<!kém )hơn)$"
)
_LAST_OF_QUALIFIERS: Final = words("dưới xỉ đạt tính khoảng thiểu đa nhất quá chừng gần ngót ước trên hơn")
_PAST_SAID: Final = (
    r"(?: (?:so với |so )?(?:cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|tuần trước|hôm qua|"
    r"hôm trước|đợt trước|dịp trước|phiên trước|tháng [0-9]{1,2}|quý [ivx0-9]+)"
    r"(?: năm (?:trước|ngoái)| năm 20[0-9]{2})?)?"
)
_CHANGE: Final = re.compile(
    r"(?:^| )(tăng|giảm|vượt|(?<!hao )hụt|hạ|bớt|dôi ra|dôi|mất|ít đi|nhiều lên|sụt|tụt|rẻ đi|đắt lên|nhích|"
    r"cộng thêm|thêm được|chênh(?: lệch)?(?: nhau)?|xuất siêu|(?:cao|nhiều|lớn) hơn|(?:thấp|ít|nhỏ|kém) hơn|"
    r"tăng trưởng)"
    r"(?: thêm| bớt| được| tới| đến| nhẹ| mạnh| sâu| nhanh| đáng kể| vọt| khoảng| bình quân| đi| là| gần| hơn|"
    r" trên)*" + _PAST_SAID + r"(?: là)?$"
)
_MULTIPLIER: Final = re.compile(r"^\s?(?:nghìn|ngàn|triệu|t[ỷỉ](?! lệ))(?: t[ỷỉ])?(?!\w)")
_ADDED_STOCK: Final = re.compile(r"(?:vốn|số|phần|lượng|mức|khoản|kinh phí)(?: \w+)? (?:tăng|giảm) thêm$")
_TURNS: Final = re.compile(
    "tăng|giảm|vượt|hụt|hạ|bớt|dôi|mất|ít đi|nhiều lên|sụt|tụt|rẻ đi|đắt lên|nhích|thêm|chênh|siêu|hơn"
)
"""One of these words stands in every change: most figures have none."""
_AVERAGE: Final = re.compile(r"bình quân|trung bình|tính ra|bq\b(?<!\wbq)|năng suất|mật độ")
_MEAN: Final = re.compile(rf"{_AVERAGE.pattern}|mỗi\b(?<!\wmỗi)|/")
_EACH: Final = re.compile(
    r"mỗi\b(?<!\wmỗi)|/|đơn giá|giá vé|định mức|mức\b(?<!\wmức)|x\b(?<!\wx)|×|nhân với|một suất|một người"
)
_MEAN_OR_EACH: Final = re.compile(rf"{_MEAN.pattern}|{_EACH.pattern}")
_NEAR_MEAN, _NEAR_EACH = 40, 30
_DOWN: Final = ("giảm", "hụt", "hạ", "bớt", "ít đi", "mất", "sụt", "tụt", "rẻ", "thấp", "ít", "nhỏ", "kém")


class Mention(NamedTuple):
    """A quantity in its sentence, all words in lower case.

    `clause` is what stands before it, back to the last mark or figure, or its label before a colon; `lead` the same
    without label and qualifier; `tail` what stands after it up to the next mark or figure; `marks` the punctuation
    since the figure before ("&" for a joining "và").
    `owner` is the place of the figure that an open bracket follows, or -1; `change` is 1 for a rise, -1 for a fall.
    `is_mean` where the words around it say that it is an average, `says_mean` where the word stands before it;
    `is_each` for an amount for one of many: "mỗi hộ 5 triệu đồng", "5 triệu đồng/hộ".
    """

    place: int
    quantity: Quantity
    lead: str
    clause: str
    tail: str
    marks: str
    sentence: int
    line: int
    depth: int
    owner: int
    slash: int
    ranged: bool
    change: int
    is_mean: bool
    says_mean: bool
    is_each: bool

    @property
    def is_percent(self) -> bool:
        """True for a percentage."""
        return self.quantity.measure is Measure.PERCENT

    @property
    def is_amount(self) -> bool:
        """True for an amount that can be part or base of something: no rate, change, period or range."""
        return not self.ranged and not self.change and self.quantity.measure not in _NO_AMOUNT


_NO_AMOUNT: Final = (Measure.PERCENT, Measure.POINTS, Measure.TIME, Measure.RANK, Measure.TIMES)


class _Gap(NamedTuple):
    """The text before a figure, the line on which the figure stands, and the marks in the text.

    `first` is the offset of the first mark, `last` that after the last one, `before_last` that after the one before.
    """

    text: str
    line: int
    marks: list[str]
    first: int
    last: int
    before_last: int


@dataclass(slots=True)
class _Reading:
    """Where the reading of a passage stands."""

    sentence: int = 0
    owners: list[int] = field(default_factory=list)


def mentions_of(source: Source, passage: Passage, found: list[Found]) -> list[Mention]:
    """Return the mentions in a passage; `found` are its quantities in order."""
    reading = _Reading()
    gaps = [_gap(*_between(source, passage, found, place)) for place in range(len(found) + 1)]
    mentions: list[Mention] = []
    for place, item in enumerate(found):
        _open_and_close(reading, gaps[place], place)
        previous = found[place - 1].quantity if place and not gaps[place].marks else None
        mentions.append(_mention(place, item, previous, gaps[place], gaps[place + 1], reading))
    return mentions


def _gap(text: str, line: int) -> _Gap:
    marks: list[str] = []
    first, last, before_last = _LONGEST, 0, 0
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark == "." and not _ends_sentence(text, match.start()):
            continue
        if not marks:
            first = min(first, match.start())
        marks.append(mark)
        before_last, last = last, match.end()
    return _Gap(text, line, marks, first, last, before_last)


def _without_unit(gap: str, previous: Quantity | None) -> str:
    """Take the multiplier and the unit of the figure before off the words between two figures."""
    if previous is None:
        return gap
    rest = _MULTIPLIER.sub("", gap, count=1).lstrip(" %")
    return rest[len(previous.unit) :] if rest.lower().startswith(previous.unit) else rest


def _between(source: Source, passage: Passage, found: list[Found], place: int) -> tuple[str, int]:
    """Return the text between figure `place` - 1 and figure `place`, and the line the latter stands on."""
    start = found[place - 1].quantity.end if place else passage.start
    end = found[place].quantity.start if place < len(found) else passage.end
    if len(passage.spans) == 1:
        return source.text[start:end], 0
    pieces: list[str] = []
    line = 0
    for number, (low, high) in enumerate(passage.spans):
        if low < end:
            line = passage.line_of(number)
        if low < end and high > start:
            pieces.append(source.text[max(low, start) : min(high, end)])
    return ("\n" if passage.is_list else " ").join(pieces), line


def _open_and_close(reading: _Reading, gap: _Gap, place: int) -> None:
    """Note what the marks before figure `place` open, close and end."""
    for mark in gap.marks:
        if mark == "(":
            reading.owners.append(place - 1)
        elif mark == ")" and reading.owners:
            reading.owners.pop()
        elif mark in ".!?\n":
            reading.sentence += 1
            reading.owners.clear()


def _ends_sentence(gap: str, at: int) -> bool:
    """True unless the point belongs to an abbreviation ("TP. Hải Phòng") or a small letter follows."""
    following = gap[at + 1 : at + 4].lstrip(' ”"“(')
    if following and not (following[0].isupper() or following[0].isdigit() or following[0] in "\n-"):
        return False
    before = gap[max(0, at - 3) : at]
    return not (before[-1:].isupper() and len(before.split()[-1:] and before.split()[-1]) <= 2)


def _mention(
    place: int, item: Found, previous: Quantity | None, gap: _Gap, following: _Gap, reading: _Reading
) -> Mention:
    said = gap.text[gap.last :] if gap.marks else _without_unit(gap.text, previous)
    clause = said[-_LONGEST:].lower().strip()
    lead = _QUALIFIER.sub("", clause) if clause.rpartition(" ")[2] in _LAST_OF_QUALIFIERS else clause
    plus = lead[-1:] == "+"
    if lead in ("-", "+", "−"):
        lead = ""
    if not clause and gap.marks[-1:] == [":"]:
        clause = gap.text[gap.before_last : gap.last - 1][-_LONGEST:].lower().strip()
    signs = "".join(gap.marks)
    if " và " in f" {lead} ":
        lead = f" {lead} ".rpartition(" và ")[2].strip()
        signs += "&"
    change = None
    if _TURNS.search(lead) and not _ADDED_STOCK.search(lead):
        change = _CHANGE.search(lead)
    tail = following.text[: following.first].lower().strip()
    average, each = _rated(clause, tail)
    per = bool(item.quantity.per)
    return Mention(
        place=place,
        quantity=item.quantity,
        lead=lead,
        clause=clause,
        tail=tail,
        marks=signs,
        sentence=reading.sentence,
        line=gap.line,
        depth=len(reading.owners),
        owner=reading.owners[-1] if reading.owners else -1,
        slash=item.slash,
        ranged=item.ranged,
        change=_turn(change, item, plus=plus),
        is_mean=average or per,
        says_mean=average and _AVERAGE.search(clause) is not None,
        is_each=each or per,
    )


def _turn(change: re.Match[str] | None, item: Found, *, plus: bool) -> int:
    """Return 1 for a rise, -1 for a fall, 0 for neither; "+13,3%" is a rise without a word."""
    if item.slash:
        return 0
    if change is None:
        return int(plus and item.quantity.measure is Measure.PERCENT)
    return -1 if change[1].startswith(_DOWN) else 1


def _rated(clause: str, tail: str) -> tuple[bool, bool]:
    """Say whether the words around a figure make it an average, and an amount for one of many."""
    words = f"{clause} {tail[:_NEAR_MEAN]}"
    if not _MEAN_OR_EACH.search(words):
        return False, False
    return _MEAN.search(words) is not None, _EACH.search(words, 0, len(clause) + 1 + _NEAR_EACH) is not None
