"""Read the number in an answer cell, with the word before it and the sign after it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.domain.form_workbook.cells import Cell, CellKind
from haidang.domain.form_workbook.model import Qualifier, Status
from haidang.domain.form_workbook.result import FaultCode
from haidang.domain.form_workbook.wording import qualifier_of, status_of
from haidang.domain.vietnamese import NumberFormatError, NumberProblem, parse_cell, parse_number

MAX_VALUE_TEXT: Final = 100
"""Longest text that can be a number with a word before it."""

_WORDS_FIRST: Final = re.compile(r"([^\W\d_][^\d−%-]*)([\d−-].*)", re.DOTALL)
_NUMBER_SIGNS: Final = frozenset("0123456789., -−\u00a0\u202f\u2009")
_NOT_SURE: Final = frozenset(
    {
        NumberProblem.ENGLISH_STYLE,
        NumberProblem.BAD_GROUPING,
        NumberProblem.INNER_SPACE,
        NumberProblem.INCOMPLETE,
    }
)
_NO_NUMBER: Final = {
    CellKind.DATE: FaultCode.DATE_IN_NUMBER,
    CellKind.BOOLEAN: FaultCode.BOOLEAN_IN_NUMBER,
    CellKind.ERROR: FaultCode.ERROR_VALUE,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """What a value cell says: a number, or in words a status ("không có số liệu"), or nothing."""

    value: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.UNANSWERED


class NoAmount(ValueError):
    """The value cell holds something else."""

    def __init__(self, code: FaultCode) -> None:
        super().__init__(code)
        self.code = code


def read_amount(cell: Cell, *, percent: bool) -> Amount:
    """Return what a value cell says; `percent`: the figure is a percentage, so that a sign may follow.

    Raises NoAmount.
    """
    if cell.kind in _NO_NUMBER:
        raise NoAmount(_NO_NUMBER[cell.kind])
    if cell.kind is CellKind.EMPTY:
        if cell.is_formula and not cell.text:
            raise NoAmount(FaultCode.FORMULA_WITHOUT_VALUE)
        return Amount()
    if cell.kind is CellKind.TEXT:
        return _from_text(cell.text, percent=percent)
    if cell.is_percent and not percent:
        raise NoAmount(FaultCode.PERCENT_SIGN)
    return Amount(_plain(cell.number), status=Status.VALUE)


def _plain(number: Decimal | None) -> Decimal:
    """Return a stored number without an exponent."""
    try:
        value = parse_cell(number)
    except NumberFormatError as error:
        raise NoAmount(FaultCode.NUMBER_TOO_LONG) from error
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _from_text(text: str, *, percent: bool) -> Amount:
    if len(text) > MAX_VALUE_TEXT:
        raise NoAmount(_too_long(text))
    if status := status_of(text):
        return Amount(status=status)
    number, qualifier = text.strip(), Qualifier.EXACT
    if match := _WORDS_FIRST.fullmatch(number):
        said = qualifier_of(match[1])
        if said is None:
            raise NoAmount(FaultCode.TEXT_IN_NUMBER)
        number, qualifier = match[2], said
    if number.endswith("%"):
        if not percent:
            raise NoAmount(FaultCode.PERCENT_SIGN)
        number = number.removesuffix("%")
    try:
        return Amount(parse_number(number), qualifier, Status.VALUE)
    except NumberFormatError as error:
        raise NoAmount(_code_of(error)) from error


def _too_long(text: str) -> FaultCode:
    return FaultCode.NUMBER_TOO_LONG if _NUMBER_SIGNS.issuperset(text) else FaultCode.TEXT_IN_NUMBER


def _code_of(error: NumberFormatError) -> FaultCode:
    if error.reason is NumberProblem.TOO_LONG:
        return _too_long(error.text)
    return FaultCode.AMBIGUOUS_NUMBER if error.reason in _NOT_SURE else FaultCode.TEXT_IN_NUMBER
