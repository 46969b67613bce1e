"""How Vietnamese officials write: numbers, dates, search folding, alphabetical order, list letters, tax codes."""

from haidang.domain.vietnamese.collation import SortKey, sort_key
from haidang.domain.vietnamese.dates import (
    DateFormatError,
    DateProblem,
    format_date,
    format_long_date,
    format_open_date,
    parse_date,
)
from haidang.domain.vietnamese.enumeration import LETTERS, letter, roman
from haidang.domain.vietnamese.folding import fold, normalise
from haidang.domain.vietnamese.numbers import (
    MAX_DIGITS,
    NumberFormatError,
    NumberProblem,
    format_number,
    format_percent,
    parse_cell,
    parse_number,
    parse_percent,
)
from haidang.domain.vietnamese.tax_codes import CodeKind, TaxCode, parse_tax_code

__all__ = [
    "LETTERS",
    "MAX_DIGITS",
    "CodeKind",
    "DateFormatError",
    "DateProblem",
    "NumberFormatError",
    "NumberProblem",
    "SortKey",
    "TaxCode",
    "fold",
    "format_date",
    "format_long_date",
    "format_number",
    "format_open_date",
    "format_percent",
    "letter",
    "normalise",
    "parse_cell",
    "parse_date",
    "parse_number",
    "parse_percent",
    "parse_tax_code",
    "roman",
    "sort_key",
]
