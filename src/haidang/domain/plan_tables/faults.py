"""What is wrong in a plan, by cell. No sentences here: codes and places, worded by `wording`."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from haidang.domain.plan_tables.sources import Place

_CUT_NUMBER: Final = re.compile(r"\d[\d\W]*\Z")


class FaultCode(StrEnum):
    """What is wrong. Of the file, of a row, of a cell."""

    NO_TABLE = "no_table"
    NO_NAME_COLUMN = "no_name_column"
    FILE_OF_ANOTHER_YEAR = "file_of_another_year"
    HIDDEN_SHEET = "hidden_sheet"
    GUESSED_COLUMNS = "guessed_columns"

    UNCLEAR_ROW = "unclear_row"
    NO_NAME = "no_name"
    NAME_FROM_ABOVE = "name_from_above"
    HIDDEN_ROW = "hidden_row"
    DUPLICATE_ROW = "duplicate_row"
    OTHER_TABLE = "other_table"
    CODE_OF_SEVERAL_NAMES = "code_of_several_names"

    NOT_A_TAX_CODE = "not_a_tax_code"
    ROUNDED_TAX_CODE = "rounded_tax_code"
    SEVERAL_TAX_CODES = "several_tax_codes"
    RESTORED_TAX_CODE = "restored_tax_code"
    NOT_A_TIME = "not_a_time"
    TIME_OF_ANOTHER_YEAR = "time_of_another_year"
    DATE_MADE_BY_EXCEL = "date_made_by_excel"
    NOT_DAYS = "not_days"
    NOT_STAFF = "not_staff"
    NOT_A_FORM = "not_a_form"
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    TEXT_CUT = "text_cut"


REMARKS: Final = frozenset(
    {
        FaultCode.HIDDEN_SHEET,
        FaultCode.GUESSED_COLUMNS,
        FaultCode.NAME_FROM_ABOVE,
        FaultCode.HIDDEN_ROW,
        FaultCode.DUPLICATE_ROW,
        FaultCode.CODE_OF_SEVERAL_NAMES,
        FaultCode.RESTORED_TAX_CODE,
        FaultCode.DATE_MADE_BY_EXCEL,
        FaultCode.FORMULA,
    }
)
"""Worth a look; what was read is taken."""


class Scope(StrEnum):
    """What a fault is of."""

    CELL = "cell"
    ROW = "row"
    FILE = "file"


_OF_FILE: Final = frozenset(
    {
        FaultCode.NO_TABLE,
        FaultCode.NO_NAME_COLUMN,
        FaultCode.FILE_OF_ANOTHER_YEAR,
        FaultCode.HIDDEN_SHEET,
        FaultCode.GUESSED_COLUMNS,
    }
)
_OF_ROW: Final = frozenset(
    {
        FaultCode.UNCLEAR_ROW,
        FaultCode.NO_NAME,
        FaultCode.NAME_FROM_ABOVE,
        FaultCode.HIDDEN_ROW,
        FaultCode.DUPLICATE_ROW,
        FaultCode.OTHER_TABLE,
        FaultCode.CODE_OF_SEVERAL_NAMES,
    }
)


def scope_of(code: FaultCode) -> Scope:
    """Return what faults of a code are of: the file (or a whole table of it), a row, a cell."""
    if code in _OF_FILE:
        return Scope.FILE
    return Scope.ROW if code in _OF_ROW else Scope.CELL


@dataclass(frozen=True, slots=True)
class Fault:
    """`column` is what people call it ("C"), "" for a whole row or file; `text` is what stands there, shortened, and
    never a number that may be a person's; `other` is what it is compared with (a place, a year)."""

    code: FaultCode
    place: Place = field(default_factory=Place)
    column: str = ""
    text: str = ""
    other: str = ""

    @property
    def is_remark(self) -> bool:
        """Whether nothing is lost or doubtful."""
        return self.code in REMARKS


def shortened(text: str) -> str:
    """Return at most 80 characters of a text; a number is not cut: half of a person's is not known for what it is."""
    return text if len(text) <= 80 else f"{_CUT_NUMBER.sub('', text[:79])}…"
