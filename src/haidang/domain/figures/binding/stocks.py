"""What comes in and goes out between two stocks: "tồn đầu năm 12, tiếp nhận 30, chi 28, tồn cuối năm 14"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Reason

_OPENING: Final = re.compile(
    r"\b(?:tồn|dư|số dư|dư nợ|hiện có|có)\b.*\bđầu\b|\bđầu (?:kỳ|năm|tháng|quý)$|(?:năm|kỳ) trước chuyển sang"
)
_CLOSING: Final = re.compile(
    r"\b(?:tồn|dư|số dư|dư nợ|còn|hiện có)\b.*\bcuối\b|\bcuối (?:kỳ|năm|tháng|quý)(?: là| còn)?$"
)
_IN: Final = re.compile(
    r"\b(?:thu|tiếp nhận|nhập|tăng|huy động|bổ sung|nhận|vào|đến|thêm|kết nạp|phát sinh|trích)\b"
)
_OUT: Final = re.compile(
    r"\b(?:chi|xuất|giải ngân|trả|giảm|ra|rút|thanh lý|khai trừ|cho thôi|thu nợ|bán|sử dụng|hủy|chuyển đi|đi)\b"
)
_MOST_FLOWS: Final = 4


def stock_claims(context: Context) -> Iterator[Claim]:
    """Yield that a closing stock is the opening one with what came in and without what went out."""
    for closing in context.mentions:
        if closing.is_amount and _CLOSING.search(closing.clause):
            terms = _terms(context, closing)
            signs = [1, *(_sign(flow) for flow in terms[1:])]
            if len(terms) > 2 and all(signs) and -1 in signs:
                yield _claim(closing, terms, signs)


def _terms(context: Context, closing: Mention) -> list[Mention]:
    """Return the opening stock and the flows after it, in the order of the text; nothing where there is no opening."""
    terms: list[Mention] = []
    for other in context.before(closing):
        if other.sentence != closing.sentence or len(terms) > _MOST_FLOWS:
            return []
        if other.depth or other.ranged or other.is_percent:
            continue
        if (
            other.quantity.measure is not closing.quantity.measure
            or other.quantity.unit != closing.quantity.unit
        ):
            return []
        terms.insert(0, other)
        if _OPENING.search(other.clause):
            return terms
    return []


def _sign(flow: Mention) -> int:
    """Return 1 for what comes in, -1 for what goes out, 0 where the words do not say, or say both."""
    return int(_IN.search(flow.clause) is not None) - int(_OUT.search(flow.clause) is not None)


def _claim(closing: Mention, terms: Sequence[Mention], signs: Sequence[int]) -> Claim:
    return Claim(
        Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(term.quantity for term in terms),
        closing.quantity,
        Binding.FIRM,
        (closing.quantity.start, "stock"),
        Reason.LIST_MAY_BE_OPEN,
        signs=tuple(signs),
    )
