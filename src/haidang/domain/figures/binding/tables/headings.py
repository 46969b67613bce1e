"""What headings say: the sort of figures in a column, its unit, the formula written over it, and rows that sum up."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from haidang.domain.figures.binding.tables.reading import Table


class Nature(Enum):
    """The sort of figures in a column. Only amounts and changes of amounts may be added down the rows."""

    AMOUNT = auto()
    CHANGE = auto()
    RATE = auto()
    MEAN = auto()
    POINTS = auto()
    RANK = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; `power` is the power of ten of its unit as far as the heading names it, else None."""

    place: int
    head: str
    nature: Nature
    power: int | None


_RANK: Final = re.compile(
    r"xếp hạng|thứ hạng|\bhạng\b|xếp thứ|vị trí|\bmã\b|số hiệu|điện thoại|\bngày\b(?! công)|ghi chú"
)
_RATE: Final = re.compile(
    r"[%‰]|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|cơ cấu|tốc độ|tỷ suất|chỉ số phát triển|phần trăm"
)
_MEAN: Final = re.compile(
    r"bình quân|\bbq\b|trung bình|\btb\b|mật độ|năng suất|đơn giá|định mức|suất đầu tư|"
    r"(?<!nguyên )(?<!đánh )(?<!trị )\bgiá\b(?! trị)|hệ số|chỉ số|"
    r"mỗi |nhiệt độ|độ ẩm|tuổi thọ|\bsố lần\b|\(lần\)|\blần\b$|^lần\b|mức (?:lương|thu nhập|sống)"
)
_PER: Final = re.compile(r"(?<!\w)(?!tăng/|giảm/|đạt/)[^\W\d_²³]+[23²³]?/\s?(?:\d+ )?[^\W\d_]+")
_DATE_OR_NUMBER: Final = re.compile(r"\b\d+/\d+\b")
_POINTS: Final = re.compile(r"\bđiểm(?! (?:trường|bưu|du|dân|giao|phát|bán|nóng|đen|cầu|tái|%|phần))")
_CHANGE: Final = re.compile(
    r"(?<!gia )(?<!tốc độ )\btăng\b(?! trưởng)|\bgiảm\b(?! nghèo| phát| trừ)|chênh lệch|so sánh|so với|"
    r"\+/-|\+,-|±|biến động|thay đổi|vượt|thặng dư|cân đối|lợi nhuận"
)
_TOTAL: Final = re.compile(
    r"\btổng(?! hợp| kết| công ty| cục| thể)|\bcộng\b(?! đồng)|lũy kế|luỹ kế|cả năm|"
    r"toàn (?:tỉnh|quốc|ngành)|\bquý\b|\b[69] tháng\b|\bchung\b|tất cả"
)
_PRODUCT: Final = re.compile(
    r"thành tiền|sản lượng|giá trị|trị giá|kinh phí|số tiền|tổng|tiền|doanh thu|chi phí"
)
_PRICE: Final = re.compile(r"giá\b|năng suất|định mức|\bmức\b|\bsuất\b|hệ số")
_POINT_UNIT: Final = re.compile(r"điểm\s?(?:%|phần trăm)")
_GROWTH: Final = re.compile(
    r"tăng|giảm|so sánh|so (?:với|cùng|năm|kỳ|tháng|quý)|tốc độ|biến động|thay đổi|vượt|\+/-|±|chênh"
)
_INCLUDED: Final = re.compile(r"trong đó|riêng|trđ")
_TURN: Final = re.compile(r"tăng|giảm|biến động|chênh lệch|so sánh|thay đổi|\+/-|±")
_WHEN: Final = re.compile(r"\bnăm\b|\bkỳ\b|\btháng\b|\bquý\b|(?:19|20)\d\d|trước|\bnay\b")
_TIMES: Final = re.compile(r"\blần\b")
_POWERS: Final = (
    (re.compile(r"(?:nghìn|ngàn) tỷ"), 12), (re.compile(r"\btỷ (?:đồng|vnđ|đ)\b|\btỷ\b(?! lệ| trọng| suất)"), 9),
    (re.compile(r"\btriệu\b|\btr\.?\s?đ"), 6), (re.compile(r"\bnghìn\b|\bngàn\b|1\.?000"), 3),
    (re.compile(r"\bđồng\b|\bvnđ\b|\(đ\)"), 0),
)  # fmt: skip

_PARTITIONS: Final = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        (r"sớm|trước hạn", r"đúng", r"trễ|quá hạn|muộn|chậm"),
        (r"đúng|trước|trong hạn", r"trễ|quá hạn|muộn|chậm"),
        (r"\bnam\b", r"\bnữ\b"),
        (r"\bđã\b|đạt|hoàn thành|giải quyết|xong", r"\bchưa\b|đang|còn lại|không đạt|\btồn\b"),
        (r"trực tuyến", r"trực tiếp"),
        (r"trực tuyến", r"trực tiếp", r"bưu chính"),
        (r"quốc tế|nước ngoài", r"nội địa|trong nước"),
        (r"nội địa|trong nước", r"quốc tế|nước ngoài"),
        (r"kỳ trước|tồn|cũ|chuyển sang", r"mới|trong kỳ|phát sinh"),
        (r"thành thị|đô thị", r"nông thôn"),
        (r"(?<!ngoài )công lập", r"ngoài công lập|tư thục|dân lập"),
        (r"(?<!không )(?<!chưa )\bcó\b|bhyt", r"\bkhông\b|\bchưa\b"),
        (r"thường xuyên", r"đầu tư"),
    )
)
"""What leaves nothing between its parts, in the order in which tables have it."""
_PARTITIONS_OF: Final = {
    size: [shapes for shapes in _PARTITIONS if len(shapes) == size] for size in map(len, _PARTITIONS)
}
_QUARTER: Final = re.compile(r"\bquý (i{1,3}|iv)\b")
_COMPLEMENT: Final = re.compile(r"\bchưa\b|\bđang\b|còn lại|\bkhông\b|\btồn\b|\bdư\b|quá hạn|trễ|\bnữ\b")

_SUM: Final = r"(?:tổng(?! hợp| kết| quan| công ty| cục| đài| thể| đội| bí)|cộng(?! đồng| tác| hòa))"
_WHOLE: Final = (
    r"(?:toàn|cả) (?:bộ|tỉnh|thành phố|huyện|quốc|nước|ngành|xã|quận|thị xã|trường|viện|khối|đảng bộ)|"
    r"chung\W*$|tất cả|lũy kế|luỹ kế"
)
_NUMBERED: Final = r"^\W*(?:(?:\d+|[a-zđ]|[ivx]+)[.)]?\s+)?"
BARE_TOTAL: Final = re.compile(
    rf"{_NUMBERED}(?:tổng(?: (?:số|cộng))?\W*$|cộng(?! đồng| tác| hòa)|{_WHOLE})|\b(?:tổng cộng|tổng số)$"
)
"""A label that says nothing but that its row sums up."""
STRONG_TOTAL: Final = re.compile(rf"{_NUMBERED}{_SUM}|{BARE_TOTAL.pattern}")
"""A label that begins with a sum: at the ends of a table a total, between other rows perhaps a thing of its own."""
WEAK_TOTAL: Final = re.compile(rf"^\W*(?:quý|[369] tháng|cả năm|năm|\bkhối|cấp|{_SUM}|nhóm)")
OPEN_PARTS: Final = re.compile(r"^\W*(?:trong đó|riêng|trđ|gồm|ví dụ)")
RATE_WORDS: Final = re.compile(r"[%‰]|tỷ lệ|tỉ lệ|tỷ trọng|hạng|chỉ số|bình quân|năng suất|mật độ|hệ số|điểm")


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns of figures with their natures; ranks and codes are left out."""
    columns = (Column(c, table.heads[c], _nature(table, c), _power(table.heads[c])) for c in table.columns)
    return tuple(column for column in columns if column.nature is not Nature.RANK)


def _nature(table: Table, place: int) -> Nature:
    head = table.heads[place]
    figures = [row.cells[place] for row in table.rows if row.cells[place].figure is not None]
    percents = sum(cell.text.rstrip(")*_ ").endswith("%") for cell in figures)
    if _RANK.search(head):
        return Nature.RANK
    if _POINT_UNIT.search(head):
        return Nature.RATE
    if _RATE.search(head) or 2 * percents > len(figures):
        return Nature.RATE
    if _MEAN.search(head) or (_PER.search(_DATE_OR_NUMBER.sub("", head)) and not _names_a_formula(head)):
        return Nature.MEAN
    if _CHANGE.search(head):
        return Nature.CHANGE
    return Nature.POINTS if _POINTS.search(head) else Nature.AMOUNT


def _names_a_formula(head: str) -> bool:
    return re.search(r"=.*\d", head) is not None


def _power(head: str) -> int | None:
    return next((power for shape, power in _POWERS if shape.search(head)), None)


def says_total(head: str) -> bool:
    """True for a heading that announces a sum of other columns."""
    return _TOTAL.search(head) is not None


def says_difference(head: str) -> bool:
    """True for a heading that announces a difference of other columns."""
    return _CHANGE.search(head) is not None


def says_turn(head: str) -> bool:
    """True for a heading that says that something rose or fell."""
    return _TURN.search(head) is not None


def says_growth_rate(head: str) -> bool:
    """True for a change in percent."""
    return "%" in head or "tốc độ" in head or "tỷ lệ" in head


def says_time(head: str) -> bool:
    """True for a heading that names a year or another period."""
    return _WHEN.search(head) is not None


def says_growth(head: str) -> bool:
    """True for a rate that compares two periods."""
    return _GROWTH.search(head) is not None


def says_points(head: str) -> bool:
    """True for a difference of percentages: "điểm %"."""
    return _POINT_UNIT.search(head) is not None


def says_product(head: str) -> bool:
    """True for a heading that may announce quantity times price."""
    return _PRODUCT.search(head) is not None


def says_price(head: str) -> bool:
    """True for what is paid or yielded by each piece, so that it is multiplied rather than worked out."""
    return _PRICE.search(head) is not None


def says_included(head: str) -> bool:
    """True for "trong đó": what is named may be but a part of the parts."""
    return _INCLUDED.search(head) is not None


def says_times(head: str) -> bool:
    """True for "lần": how many times one figure is of another."""
    return _TIMES.search(head) is not None


def is_partition(heads: list[str]) -> bool:
    """True for headings that leave nothing between them: đã and chưa, nam and nữ."""
    return any(
        all(shape.search(head) for shape, head in zip(shapes, heads, strict=True))
        for shapes in _PARTITIONS_OF.get(len(heads), ())
    )


def are_quarters(heads: list[str]) -> bool:
    """True for the quarters from the first on: what stands beside them is their sum."""
    told = [_QUARTER.search(head) for head in heads]
    return [match[1] if match else "" for match in told] == ["i", "ii", "iii", "iv"][: len(heads)]


def are_done_and_rest(heads: list[str]) -> bool:
    """True for two headings of which the second names what the first leaves."""
    return len(heads) == 2 and (is_partition(heads) or _COMPLEMENT.search(heads[1]) is not None)


_EXPRESSION: Final = re.compile(r"\(?(?P<target>[0-9]{1,2})?\)?\s*=\s*(?P<terms>[0-9()+\-–−/:x×*%.\s]+)")
_TOKEN: Final = re.compile(r"[0-9]+|[+\-–/:x×*%]|−")
_OWN_INDEX: Final = re.compile(r"\(([0-9]{1,2})\)\s*(?:$|=)|^\s*\(?([0-9]{1,2})\)?\s*(?:=|$)")


@dataclass(frozen=True, slots=True)
class Written:
    """A formula written over a column: the columns it is made of, and the signs between them ("/" and "*" too)."""

    target: int
    parts: tuple[int, ...]
    operators: tuple[str, ...]


def written_formulas(table: Table) -> list[Written]:
    """Return the formulas that headings state in the numbers of columns: "(3)=(1)+(2)", "5=4/3x100"."""
    texts = [index or head for index, head in zip(table.indexes, table.heads, strict=True)]
    numbers: dict[int, int] = {}
    for place, text in enumerate(texts):
        if match := _OWN_INDEX.search(text):
            numbers.setdefault(int(match[1] or match[2]), place)
    formulas: list[Written] = []
    for place, text in enumerate(texts):
        if (match := _EXPRESSION.search(text)) and (formula := _parsed(place, match["terms"], numbers)):
            formulas.append(formula)
    return formulas


def _parsed(target: int, terms: str, numbers: dict[int, int]) -> Written | None:
    """Return a sum, one quotient or one product of columns; None for anything else."""
    tokens = [token.replace("–", "-").replace("−", "-") for token in _TOKEN.findall(terms)]
    for tail in (
        ["x", "100", "%"],
        ["*", "100", "%"],
        ["×", "100", "%"],
        ["x", "100"],
        ["*", "100"],
        ["×", "100"],
        ["%"],
    ):
        if len(tokens) > len(tail) and tokens[-len(tail) :] == tail:
            tokens = tokens[: -len(tail)]
            break
    operands, operators = tokens[::2], tokens[1::2]
    if (
        len(operands) != len(operators) + 1
        or not all(token.isdecimal() and len(token) < 4 for token in operands)
        or not operators
    ):
        return None
    if any(int(token) not in numbers for token in operands):
        return None
    parts = tuple(numbers[int(token)] for token in operands)
    plain = tuple({":": "/", "x": "*", "×": "*"}.get(token, token) for token in operators)
    linear = set(plain) <= {"+", "-"}
    if target in parts or not (linear or (len(parts) == 2 and plain[0] in "/*")):
        return None
    return Written(target, parts, plain)
