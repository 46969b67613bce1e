"""Things counted and then named: "05 kế hoạch: …; …", "10 nơi là A, B và C", also in the footnote of the number."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.layout import NOTE_MARK
from haidang.domain.figures.lexicon import UPPER, words
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Qualifier, Reason

Notes = Mapping[str, tuple[int, int]]
"""Where the text of each footnote stands, by its mark."""

_OPENING: Final = re.compile(
    r"(?:\b(?:bao gồm|gồm có|gồm|tức là|cụ thể(?: là| như sau)?|như sau|sau đây|sau|đó là)\s*)?:\s*"
    rf"|\b(?:gồm|là|bao gồm|gồm có|lần lượt|lần lượt là) (?=[{UPPER}]|[^\W\d_]+(?: [^\W\d_]+){{0,3}}, [^\W\d_])"
)
_OPEN: Final = re.compile(
    r"\bnhư\b(?! sau)|trong đó|chủ yếu|tiêu biểu|điển hình|nhất là|đặc biệt|ví dụ|bao gồm cả|gồm cả"
)
_LIKE: Final = re.compile(r"\bnhư\b(?! sau)|trong đó|bao gồm cả|gồm cả|ví dụ")
_NUMBERS_AS_NAMES: Final = re.compile(r"^(?:các )?(?:[^\W\d_]+ ){0,2}[0-9]+(?:, [0-9]+)+(?: và [0-9]+)?$")
_DIGITS: Final = re.compile(r"[0-9]+")
_ELLIPSIS: Final = re.compile(r"…|\.\.\.|v\.v|\bvv\b")
_NUMBERED: Final = re.compile(r"\(([0-9]{1,2})\)")
_ROMAN: Final = re.compile(r"\((i{1,3}|iv|vi{0,3}|ix|x)\)")
_LETTERED: Final = re.compile(r"\(([a-hđ])\)")
_BRACKETED: Final = re.compile(r" ?\([^()]{0,40}\)(?= ?[,;.]| và |$)")
_SAYS: Final = re.compile(r" (?:được|đã|đang|sẽ|là|bị) ")
_AFTER_LIST: Final = re.compile(r" (?:với|trong đó|có tổng|tổng) ")
_SENTENCE_END: Final = re.compile(rf"[.!?](?=\s+[{UPPER}]|\s*$|\s*\n)|\n")
_LONGEST_NOUN: Final = 90
_LONGEST_LIST: Final = 6000
_MOST: Final = 60
_FEW_THINGS: Final = 12
_SHORT: Final = 6
_NEARLY_ALL: Final = 2
_LONGEST_NAME: Final = 7
_LONGEST_HEAD: Final = 12
_NAME_CLASSES: Final = words(
    "quận huyện tỉnh thành phố thị xã phường xã sở ban các và trường công ty ngành bộ cục chi tổng "
    "đảng ủy ubnd vùng nước ông bà"
)


_OFFICES: Final = words(
    "sở ban bộ cục chi phòng văn ubnd công trung trường hội đoàn kho bảo ngân tòa viện liên"
)


def list_claims(context: Context, notes: Notes) -> Iterator[Claim]:
    """Yield the claims that as many things are named as counted."""
    for mention in context.mentions:
        if not _counts_things(context, mention):
            continue
        if context.is_list and mention.line == 0:
            yield from _items_on_lines(context, mention)
            continue
        bracket = _bracket(context, mention)
        opened = _opening(context, mention) if bracket is None else None
        if bracket is not None:
            yield from _named(context, mention, *bracket, in_note=False)
        elif opened is not None:
            yield from _named(context, mention, opened, _end_of_list(context, opened), in_note=False)
        else:
            yield from _in_note(context, mention, notes)


def _counts_things(context: Context, mention: Mention) -> bool:
    quantity = mention.quantity
    if quantity.measure not in (Measure.COUNT, Measure.PEOPLE) or mention.ranged or mention.slash == 2:
        return False
    if quantity.qualifier is not Qualifier.EXACT or quantity.decimals or quantity.power or mention.change:
        return False
    return 2 <= quantity.value <= _MOST and bool(quantity.unit) and not _is_address(context, mention)


def _is_address(context: Context, mention: Mention) -> bool:
    """True for "bãi xe 18 Cù Chính Lan": a proper name stands where the things counted would."""
    after = context.source.text[mention.quantity.end : mention.quantity.end + _LONGEST_NOUN].split()[:2]
    named = len(after) > 1 and all(word[0].isupper() for word in after)
    return named and after[0].lower() not in _NAME_CLASSES | _OFFICES


def _opening(context: Context, mention: Mention) -> int | None:
    """Return where the list after a number begins, when nothing but its noun stands in between."""
    start = mention.quantity.end
    limit = min(context.end, start + _LONGEST_NOUN)
    following = context.at(mention.place + 1)
    text = context.source.text[start:limit]
    match = _OPENING.search(text)
    if match is None:
        return None
    noun = text[: match.start()].rstrip().removesuffix(")").rstrip()
    if match.group().strip() != ":":
        noun = noun.removesuffix(",").replace(", ", " " if match.group().rstrip().endswith(":") else ", ")
    announced = "sau" in match.group() or match.group().startswith(":")
    if any(mark in noun for mark in ".;?!,()\n") or (_OPEN if not announced else _LIKE).search(noun.lower()):
        return None
    if following is not None and following.quantity.start < start + match.start():
        return None
    return start + match.end()


def _bracket(context: Context, mention: Mention) -> tuple[int, int] | None:
    """Return where the list in the brackets after a number and its noun stands: "4 cơ quan (Sở Y tế, …)"."""
    start = mention.quantity.end
    text = context.source.text
    opened = text.find("(", start, min(context.end, start + _LONGEST_NOUN))
    if (
        opened < 0
        or any(mark in text[start:opened] for mark in ".:;?!,)\n")
        or text[start:opened].strip() == ""
    ):
        return None
    closed = text.find(")", opened, min(context.end, opened + _LONGEST_LIST))
    inside = text[opened + 1 : closed]
    numbered = _NUMBERS_AS_NAMES.search(inside)
    if closed < 0 or "," not in inside or any(char in "(:;" for char in inside):
        return None
    if not numbered and any(char.isdigit() for char in inside):
        return None
    following = context.at(mention.place + 1)
    if (following is not None and following.quantity.start < opened) or _OPEN.search(inside.lower()):
        return None
    return opened + 1, closed


def _end_of_list(context: Context, start: int) -> int:
    limit = min(context.end, start + _LONGEST_LIST)
    end = _SENTENCE_END.search(context.source.text, start, limit)
    return limit if end is None else end.start()


def _named(context: Context, mention: Mention, start: int, end: int, *, in_note: bool) -> Iterator[Claim]:
    text = context.source.text[start:end]
    if not text.strip() or _ELLIPSIS.search(text) or _ELLIPSIS.match(context.source.text[end : end + 4]):
        return
    text = _first_clause(_BRACKETED.sub("", text))
    if marked := _marked(context.source.text[start:end]):
        yield _claim(mention, marked, (), end, Binding.FIRM)
    elif ";" in text:
        yield from _by_semicolons(mention, text, end, in_note=in_note)
    else:
        yield from _by_commas(mention, text, end, in_note=in_note)


def _first_clause(text: str) -> str:
    """Return a list of names without what the sentence goes on with: "Hàm Yên, Na Hang; UBND tỉnh yêu cầu …"."""
    first, semicolon, _ = text.partition(";")
    pieces = [part.strip() for piece in first.split(",") for part in piece.split(" và ")]
    return first if semicolon and len(pieces) > 1 and all(map(_is_name, pieces)) else text


def _marked(text: str) -> int:
    """Return how many things are marked (1), (2), … or (i), (ii), …; 0 when the marks are not complete."""
    numbers = [int(match[1]) for match in _NUMBERED.finditer(text)]
    if numbers:
        return len(numbers) if numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1 else 0
    for shape in (_ROMAN, _LETTERED):
        marks = shape.findall(text)
        if len(marks) > 1 and len(set(marks)) == len(marks) and marks[0] in ("i", "a"):
            return len(marks)
    return 0


def _by_semicolons(mention: Mention, text: str, end: int, *, in_note: bool) -> Iterator[Claim]:
    items = [item.strip() for item in text.split(";") if item.strip()]
    counted = any(item[:1].isdigit() for item in items)
    nested = any(":" in item for item in items)
    if counted or len(items) < 2:
        return
    even = max(len(item.split()) for item in items) <= 40 or in_note
    firm = not nested and even and not any(_has_commas_of_names(item) for item in items)
    yield _claim(mention, len(items), (), end, Binding.FIRM if firm else Binding.HUNCH)


def _has_commas_of_names(item: str) -> bool:
    """True when an item may be several things itself: names with commas between."""
    return "," in item


def _by_commas(mention: Mention, text: str, end: int, *, in_note: bool) -> Iterator[Claim]:
    text = _AFTER_LIST.split(text)[0]
    numbered = _NUMBERS_AS_NAMES.search(text)
    if any(char.isdigit() for char in text):
        if numbered and len(_DIGITS.findall(text)) == mention.quantity.value:
            yield _claim(mention, int(mention.quantity.value), (), end, Binding.HUNCH)
        return
    if in_note and ":" in text[:40]:
        text = text.partition(":")[2]
    if ":" in text or "(" in text:
        return
    pieces = _names_first([piece.strip() for piece in text.split(",") if piece.strip()])
    joins = _joins(pieces)
    if len(pieces) + joins < 2:
        return
    number = int(mention.quantity.value)
    if len(pieces) > 1 and _ends_in_two_names(pieces[-1]):
        pieces = [*pieces[:-1], *pieces[-1].split(" và ")]
        joins = _joins(pieces)
    proper = all(_is_name(part) for piece in pieces for part in piece.split(" và ") if part.strip())
    offices = all(piece.split()[0].lower() in _OFFICES for piece in pieces)
    least, most = len(pieces) + (joins if offices else 0), len(pieces) + joins
    last_joined = len(pieces) + (1 if " và " in pieces[-1] else 0)
    names = tuple(piece for part in pieces for piece in part.split(" và ")) if joins else tuple(pieces)
    doubled = len({name.lower().strip() for name in names}) < len(names)
    if doubled and least <= number <= most:
        yield _claim(mention, len({name.lower().strip() for name in names}), names, end, Binding.FIRM)
    elif least <= number <= most:
        yield _claim(mention, number, names if len(names) == number else (), end, Binding.HUNCH)
        return
    nearly = abs(last_joined - number) <= _NEARLY_ALL
    plain = nearly and number <= _FEW_THINGS and _is_plain_list(pieces, joins)
    if not least <= number <= most and (plain or (proper and joins <= 1 and (nearly or not in_note))):
        yield _claim(mention, last_joined, names, end, Binding.FIRM)


def _ends_in_two_names(piece: str) -> bool:
    """True for "Tú Mịch và Yên Khoái": two places; an office has words in small letters on either side."""
    parts = piece.split(" và ")
    return len(parts) == 2 and all(
        part.strip() and all(word[0].isupper() for word in part.split()) for part in parts
    )


def _joins(pieces: list[str]) -> int:
    """Return how many names are joined by "và": none within the name of an office ("Sở Kế hoạch và Đầu tư")."""
    if all(piece.split()[0].lower() in _OFFICES for piece in pieces):
        return sum(
            after.split()[0].lower() in _OFFICES
            for piece in pieces
            for after in piece.split(" và ")[1:]
            if after.strip()
        )
    return sum(piece.count(" và ") for piece in pieces)


def _is_plain_list(pieces: list[str], joins: int) -> bool:
    """True for "dệt may, cà phê, hạt điều và thủy sản": short things, the last joined by the only "và", if any is."""
    ended = not joins or (joins == 1 and " và " in pieces[-1])
    return (
        ended
        and len(pieces) > 2
        and all(len(piece.split()) <= _SHORT for piece in " và ".join(pieces).split(" và "))
    )


def _names_first(pieces: list[str]) -> list[str]:
    """Return the names that a list begins with, where something else follows: "Tân Lập và Bình Minh, kinh phí …"."""
    length = 0
    while length < len(pieces) and all(
        _is_name(part) for part in pieces[length].split(" và ") if part.strip()
    ):
        length += 1
    ended = 1 < length < len(pieces) and _joins(pieces[:length])
    return pieces[:length] if ended else [*pieces[:-1], _without_verb(pieces[-1])]


def _without_verb(piece: str) -> str:
    """Return the last thing of a list without what the sentence says of all: "Trung tâm Y tế được đề nghị …"."""
    return _SAYS.split(piece, maxsplit=1)[0] or piece


def _is_name(text: str) -> bool:
    """True for a short proper name, with or without the class word before it ("huyện An Lão", "Sở Xây dựng")."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    while words and words[0] in _NAME_CLASSES:
        words = words[1:]
    return bool(words) and words[0][0].isupper()


def _is_last_before_colon(context: Context, mention: Mention) -> bool:
    following = context.at(mention.place + 1)
    return following is None or following.line > 0


def _items_on_lines(context: Context, mention: Mention) -> Iterator[Claim]:
    """Yield the claim that a list on the lines below has as many items as a number before its colon."""
    lines = context.passage.items
    head = context.source.low[mention.quantity.end : context.head_end]
    plain = not (_OPEN.search(head) or "," in head or len(head) > _LONGEST_NOUN)
    announced = (
        plain
        and ("sau" in head or len(head.split()) <= _LONGEST_HEAD)
        and _is_last_before_colon(context, mention)
    )
    firm = announced and not _items_count_it(context, mention)
    if firm or mention.quantity.value == lines:
        yield _claim(mention, lines, (), context.end, Binding.FIRM if firm else Binding.HUNCH)


def _items_count_it(context: Context, mention: Mention) -> bool:
    """True when the items give numbers of the thing themselves: "57 vụ: - thân thể: 29 vụ; …"."""
    counted = {m.line for m in context.mentions if m.line and (compatible(m, mention) or not m.quantity.unit)}
    return len(counted) > 1


def _after_fraction(context: Context, mention: Mention) -> Mention | None:
    """Return the figure after a number, or after the base and the rate that belong to it: "13/17 xã (76,4%)"."""
    place = mention.place + 1
    if mention.slash == 1:
        place += 1
        rate = context.at(place)
        place += rate is not None and rate.is_percent
    return context.at(place)


def _in_note(context: Context, mention: Mention, notes: Notes) -> Iterator[Claim]:
    """Yield the claim of a number whose footnote names the things."""
    start = mention.quantity.end
    following = _after_fraction(context, mention)
    limit = min(context.end, start + 160) if following is None else min(following.quantity.start, start + 160)
    mark = NOTE_MARK.search(context.source.text, start, limit)
    if mark is None or mark.group() not in notes:
        return
    between = context.source.text[start : mark.start()]
    if any(sign in between for sign in ";."):
        return
    note_start, note_end = notes[mark.group()]
    for claim in _named(context, mention, note_start, note_end, in_note=True):
        sure = "(" not in between and mention.slash == 0
        if sure or claim.count == int(mention.quantity.value):
            yield claim


def _claim(mention: Mention, count: int, names: tuple[str, ...], end: int, binding: Binding) -> Claim:
    return Claim(
        Kind.LIST_COUNT,
        Form.COUNT,
        (),
        mention.quantity,
        binding,
        (mention.quantity.start, "count"),
        Reason.LIST_MAY_BE_OPEN,
        count=count,
        names=names,
        end=end,
    )
