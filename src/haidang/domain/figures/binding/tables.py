"""Tables with pipes or tabs: total rows, total columns, columns of rates.

A column is trusted to follow a formula when its heading says so or when most of its rows agree with it; the rows
that then disagree are contradictions. One row alone convinces only under an explicit heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Kind, Quantity, Reason, Verdict
from haidang.domain.figures.text import Source

_TOTAL: Final = re.compile(
    r"^\W*(?:\d+\W+)?(?:tổng|cộng|toàn (?:tỉnh|thành phố|huyện|quốc|ngành)|cả (?:tỉnh|nước|huyện)|chung$)"
)
_TOTAL_COLUMN: Final = re.compile(r"\b(?:tổng|cộng|cộng dồn|lũy kế|luỹ kế)\b")
_RATE: Final = re.compile(r"%|tỷ lệ|tỉ lệ|tỷ trọng|so sánh|so với")
_NOT_ADDED: Final = re.compile(
    r"%|tỷ lệ|tỉ lệ|tỷ trọng|bình quân|trung bình|so sánh|so với|tốc độ|hạng|thứ|điểm|^năm|^stt|^tt$|mức|"
    r"đơn giá|chỉ số|ghi chú|tăng|giảm"
)
_SUBLEVEL: Final = re.compile(r"^\W*(?:trong đó|[-+*]|\d+\.\d+|[a-zđ]\)|riêng)")
_RULE: Final = re.compile(r"[\s|:+=-]+")
_PARTITIONS: Final = (
    (r"sớm|trước hạn", r"đúng", r"trễ|quá hạn|muộn|chậm"),
    (r"đúng|trước|trong hạn", r"trễ|quá hạn|muộn|chậm"),
    (r"\bnam\b", r"\bnữ\b"),
    (r"\bđã\b", r"\bchưa\b|đang|còn lại"),
    (r"trực tuyến", r"trực tiếp"),
    (r"trực tuyến", r"trực tiếp", r"bưu chính"),
    (r"quốc tế|nước ngoài", r"nội địa|trong nước"),
    (r"kỳ trước|tồn|cũ", r"mới|trong kỳ"),
)
_MOST_COLUMNS: Final = 14


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` are the column headings, `labels` the row headings, `cells` the figure of each row and column."""

    heads: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[Quantity | None, ...], ...]

    def column(self, place: int) -> list[Quantity | None]:
        """Return the figures of a column."""
        return [row[place] for row in self.cells]


def table_claims(
    source: Source, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """Yield the claims of a table whose lines stand at `spans`."""
    table = _read(source, spans, quantities)
    if table is None:
        return
    added = [c for c in range(1, len(table.heads)) if _is_added(table, c)]
    yield from _total_rows(table, added)
    yield from _total_columns(table, added)
    for column in range(1, len(table.heads)):
        if _RATE.search(table.heads[column]):
            yield from _rate_column(table, column, added)


def _read(source: Source, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity]) -> Table | None:
    by_start = {quantity.start: quantity for quantity in quantities}
    rows = [
        _row(source, start, end, by_start) for start, end in spans if not _is_rule(source.text[start:end])
    ]
    if len(rows) < 2:
        return None
    width = max(len(row) for row in rows)
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    head_rows = 0
    while head_rows < len(rows) and not any(figure for _, figure in rows[head_rows][1:]):
        head_rows += 1
    if not head_rows or head_rows == len(rows):
        return None
    heads = [" ".join(row[c][0] for row in rows[:head_rows] if c < len(row)) for c in range(width)]
    body = [row for row in rows[head_rows:] if len(row) == width]
    labels = tuple(_label(row) for row in body)
    return Table(tuple(heads), labels, tuple(tuple(figure for _, figure in row) for row in body))


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _row(
    source: Source, start: int, end: int, by_start: dict[int, Quantity]
) -> list[tuple[str, Quantity | None]]:
    """Return the cells of a line: the text in lower case, and the figure when the cell holds nothing else."""
    line = source.low[start:end]
    mark = "|" if line.count("|") >= 2 else "\t"
    at, cells = start, []
    for raw in line.split(mark):
        text = raw.strip()
        first = at + len(raw) - len(raw.lstrip())
        figure = by_start.get(first)
        if figure is not None and text[figure.end - first :].strip(" %"):
            figure = None
        cells.append((text, figure))
        at += len(raw) + 1
    if mark == "|":
        cells = cells[1 if not cells[0][0] else 0 : -1 if not cells[-1][0] else None]
    return cells


def _label(row: Sequence[tuple[str, Quantity | None]]) -> str:
    """Return the first cell of a row that holds words."""
    return next(
        (text for text, figure in row if figure is None and any(c.isalpha() for c in text)), row[0][0]
    )


def _is_added(table: Table, column: int) -> bool:
    if _NOT_ADDED.search(table.heads[column]):
        return False
    figures = [figure for figure in table.column(column) if figure is not None]
    return bool(figures) and all(not figure.text.endswith("%") for figure in figures)


def _sum(total: Quantity, parts: Sequence[Quantity], binding: Binding, rest: bool, way: str) -> Claim:
    return Claim(
        Kind.PART_PLUS_REST if rest else Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(parts),
        total,
        binding,
        (total.start, way),
        Reason.LIST_MAY_BE_OPEN,
        signs=(1,) * len(parts),
    )


def _total_rows(table: Table, added: Sequence[int]) -> Iterator[Claim]:
    """Yield that the rows above (or below) a total row make it up, column by column."""
    for row, text in enumerate(table.labels):
        if not _TOTAL.search(text):
            continue
        rows = _rows_of_total(table, row)
        if len(rows) < 2:
            continue
        flat = not any(_SUBLEVEL.search(table.labels[r]) for r in rows)
        claims = [claim for column in added if (claim := _column_total(table, row, rows, column)) is not None]
        yield from _voted(claims, trusted=flat)


def _rows_of_total(table: Table, row: int) -> list[int]:
    """Return the rows between a total row and the one before; all below it when it is the first."""
    start = row - 1
    while start >= 0 and not _TOTAL.search(table.labels[start]):
        start -= 1
    above = list(range(start + 1, row))
    if above:
        return above
    end = row + 1
    while end < len(table.labels) and not _TOTAL.search(table.labels[end]):
        end += 1
    return list(range(row + 1, end))


def _column_total(table: Table, row: int, rows: Sequence[int], column: int) -> Claim | None:
    total = table.cells[row][column]
    parts = [table.cells[r][column] for r in rows]
    known = [part for part in parts if part is not None]
    if total is None or len(known) < 2:
        return None
    binding = Binding.FIRM if len(known) == len(parts) else Binding.HUNCH
    return _sum(total, known, binding, rest=False, way="column")


def _is_near(claim: Claim) -> bool:
    """True when parts come near enough to a total that no other row or column need vouch for the formula."""
    if claim.form is not Form.SUM:
        return True
    added = sum((part.value for part in claim.operands), Decimal(0))
    return LEAST_SHARE * claim.stated.value <= added <= 2 * claim.stated.value


def _voted(claims: Sequence[Claim], *, trusted: bool) -> Iterator[Claim]:
    """Yield claims of one formula: firm as long as those that fail are the lesser part."""
    failing = [claim for claim in claims if judge(claim).verdict is not Verdict.CONSISTENT]
    holding = len(claims) - len(failing)
    convinced = holding >= 2 * len(failing) if holding else trusted and len(claims) <= 2
    for claim in claims:
        vouched = holding >= 2 or (trusted and _is_near(claim))
        weak = claim in failing and not (convinced and vouched)
        yield replace(claim, binding=Binding.HUNCH) if weak else claim


def _total_columns(table: Table, added: Sequence[int]) -> Iterator[Claim]:
    """Yield that columns make up a total column, row by row."""
    for total in added:
        said = _TOTAL_COLUMN.search(table.heads[total]) is not None
        for parts, known in _part_columns(table, total, added):
            claims = [
                _sum(whole, figures, Binding.FIRM, known == 2, "row")
                for row in table.cells
                if (whole := row[total]) is not None
                and len(figures := [f for c in parts if (f := row[c]) is not None]) == len(parts)
            ]
            holding = [claim for claim in claims if judge(claim).verdict is Verdict.CONSISTENT]
            if known or (said and (2 * len(holding) >= len(claims) or len(claims) == 1)) or len(holding) > 1:
                yield from _voted(claims, trusted=bool(known) or said)
                break


def _part_columns(table: Table, total: int, added: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Yield the columns that may make up column `total`, with the size of the known partition they form or 0."""
    after = [c for c in added if c > total]
    before = [c for c in added if c < total]
    for length in (3, 2):
        group = after[:length]
        if len(group) == length and _is_partition([table.heads[c] for c in group]):
            yield group, length
    for group in (after, before, [c for c in added if c != total]):
        if len(group) > 1:
            yield group, 0
    for length in range(len(after) - 1, 1, -1):
        yield after[:length], 0


def _is_partition(heads: Sequence[str]) -> bool:
    return any(
        len(shapes) == len(heads)
        and all(re.search(shape, head) for shape, head in zip(shapes, heads, strict=True))
        for shapes in _PARTITIONS
    )


def _rate_column(table: Table, column: int, added: Sequence[int]) -> Iterator[Claim]:
    """Yield that a column of percentages is the rate of two others, chosen by the rows that agree."""
    best: list[Claim] = []
    most = 0
    pairs = [(a, b) for a in added for b in added if a != b]
    for part, whole in pairs:
        for form in (Form.RATIO, Form.CHANGE_FROM):
            claims = list(_rates(table, column, part, whole, form))
            holding = sum(judge(claim).verdict is Verdict.CONSISTENT for claim in claims)
            if holding > most:
                best, most = claims, holding
    if most > 1 or (most == 1 and len(best) <= 2):
        yield from _voted(best, trusted=most > 1 or len(added) == 2)
    elif not most and len(added) == 2:
        first, second = added
        yield from (c for c in _rates(table, column, second, first, Form.RATIO) if len(table.cells) == 1)


def _rates(table: Table, column: int, part: int, whole: int, form: Form) -> Iterator[Claim]:
    kind = Kind.RATIO_PCT if form is Form.RATIO else Kind.CHANGE_PCT
    for row in table.cells:
        rate, one, two = row[column], row[part], row[whole]
        if rate is not None and one is not None and two is not None and two.value > 0:
            yield Claim(kind, form, (one, two), rate, Binding.FIRM, (rate.start, "percent"))
