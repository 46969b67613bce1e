"""What comes in and goes out between two stocks: "tồn đầu năm 12, tiếp nhận 30, chi 28, tồn cuối năm 14"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Reason

_OPENING: Final = re.compile(
    r"\bđầu (?:kỳ|năm|tháng|quý|học kỳ|nhiệm kỳ|vụ)\b|\b(?:tồn|dư|số dư) (?:cũ|đầu)\b|^tồn$|"
    r"(?:năm|kỳ|quý|tháng) trước chuyển sang"
)
_CLOSING: Final = re.compile(
    r"\bcuối (?:kỳ|năm|tháng|quý|học kỳ|nhiệm kỳ|vụ)\b|\b(?:tồn|dư|số dư) (?:mới|cuối)\b|"
    r"\b(?:hiện|nay|đến nay)(?: còn| có| giam)?$"
)
_IN: Final = re.compile(
    r"\b(?:thu|tiếp nhận|nhập|tăng|huy động|bổ sung|nhận|thêm|kết nạp|phát sinh|trích|trích lập|tuyển|sinh|"
    r"thụ lý|cho vay|chuyển đến|phát sinh mới)\b"
)
_OUT: Final = re.compile(
    r"\b(?:chi|xuất|giải ngân|trả|giảm|rút|thanh lý|khai trừ|cho thôi|thu nợ|bán|sử dụng|hủy|chuyển đi|giải quyết|"
    r"xử lý|nghỉ việc|nghỉ|chết|từ trần|xóa|thôi việc|thoát nghèo|giải thể)\b"
)
_OWED: Final = re.compile(r"\bnợ\b")
_PAID: Final = re.compile(r"\b(?:thu|thu được|thu hồi|xử lý|trả)\b")
_MOST_FLOWS: Final = 5


def stock_claims(context: Context) -> Iterator[Claim]:
    """Yield that a closing stock is the opening one with what came in and without what went out."""
    for closing in context.mentions:
        if not closing.is_amount or not _says(_CLOSING, closing):
            continue
        for terms in (_terms_before(context, closing), _terms_in_brackets(context, closing)):
            owed = bool(terms) and _OWED.search(terms[0].clause) is not None
            signs = [1, *(_sign(flow, owed=owed) for flow in terms[1:])]
            if len(terms) > 2 and all(signs) and -1 in signs and 1 in signs[1:]:
                yield _claim(closing, terms, signs)


def _says(words: re.Pattern[str], stock: Mention) -> bool:
    return words.search(stock.clause) is not None or words.search(stock.tail) is not None


def _terms_before(context: Context, closing: Mention) -> list[Mention]:
    """Return the opening stock and the flows after it, in the order of the text; nothing where there is no opening."""
    terms: list[Mention] = []
    for other in context.before(closing):
        in_reach = other.sentence == closing.sentence or (context.is_list and other.line)
        if not in_reach or len(terms) > _MOST_FLOWS:
            return []
        if other.depth > closing.depth or other.ranged or other.is_percent:
            continue
        if not _is_alike(other, closing):
            return []
        terms.insert(0, other)
        if _says(_OPENING, other):
            return terms
    return []


def _terms_in_brackets(context: Context, closing: Mention) -> list[Mention]:
    """Return the terms of "tồn cuối quý 136 vụ (tồn đầu 178 vụ, thụ lý mới 640 vụ, giải quyết 655 vụ)"."""
    terms = [other for other in context.after(closing) if other.owner == closing.place]
    fit = len(terms) <= _MOST_FLOWS and all(_is_alike(term, closing) and not term.ranged for term in terms)
    return terms if fit and terms and _says(_OPENING, terms[0]) else []


def _is_alike(term: Mention, closing: Mention) -> bool:
    one, two = term.quantity, closing.quantity
    bare = not one.unit or not two.unit
    counted = {one.measure, two.measure} <= {Measure.COUNT, Measure.PEOPLE}
    return one.unit == two.unit or (bare and (one.measure is two.measure or counted))


def _sign(flow: Mention, *, owed: bool) -> int:
    """Return 1 for what comes in, -1 for what goes out, 0 where the words do not say, or say both.

    Of debts what is collected goes out.
    """
    if flow.change:
        return flow.change
    if owed and _PAID.search(flow.clause):
        return -1
    return int(_IN.search(flow.clause) is not None) - int(_OUT.search(flow.clause) is not None)


def _claim(closing: Mention, terms: Sequence[Mention], signs: Sequence[int]) -> Claim:
    return Claim(
        Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(term.quantity for term in terms),
        closing.quantity,
        Binding.CERTAIN,
        (closing.quantity.start, "stock"),
        Reason.LIST_MAY_BE_OPEN,
        signs=tuple(signs),
    )
