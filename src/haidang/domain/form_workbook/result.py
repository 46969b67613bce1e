"""What was found in a workbook that came back. No sentences here: codes and places, worded by who shows them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FaultCode(StrEnum):
    """What is wrong with a workbook (faults) or worth knowing about it (remarks)."""

    # the file as a whole
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_WORKBOOK = "old_workbook"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNPACKS_TO_TOO_MUCH = "unpacks_to_too_much"
    TOO_MANY_ROWS = "too_many_rows"
    NO_ROUND_CODE = "no_round_code"
    CODES_DISAGREE = "codes_disagree"
    OTHER_ROUND = "other_round"
    OTHER_UNIT = "other_unit"
    # the shape of its sheets
    MISSING_SHEET = "missing_sheet"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    MERGED_CELLS = "merged_cells"
    # keys
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    DUPLICATE_KEY = "duplicate_key"
    ROW_LEFT_OUT = "row_left_out"
    # values
    TEXT_IN_NUMBER = "text_in_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NUMBER_TOO_LONG = "number_too_long"
    NEGATIVE = "negative"
    DECIMALS_IN_WHOLE = "decimals_in_whole"
    TOO_MANY_DECIMALS = "too_many_decimals"
    PERCENT_SIGN = "percent_sign"
    DATE_IN_NUMBER = "date_in_number"
    BOOLEAN_IN_NUMBER = "boolean_in_number"
    ERROR_VALUE = "error_value"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    FORMULA = "formula"
    ROUNDED = "rounded"
    # status and texts
    UNKNOWN_STATUS = "unknown_status"
    STATUS_CONTRADICTS = "status_contradicts"
    VALUE_MISSING = "value_missing"
    TEXT_TOO_LONG = "text_too_long"
    NARRATIVE_MISSING = "narrative_missing"
    NOTE_WITHOUT_KEY = "note_without_key"
    # what the eye may have missed
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SHEET = "hidden_sheet"


@dataclass(frozen=True, slots=True)
class FormFault:
    """`sheet` and `cell` ("H12", a range, or "" for the whole sheet or file); `text`: what stands there, shortened."""

    code: FaultCode
    sheet: str = ""
    cell: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure as answered; `value` is None unless `status` is "value"."""

    key: str
    sheet: str
    cell: str
    status: str
    value: Decimal | None = None
    qualifier: str = "exact"
    note: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeAnswer:
    """The narrative of a task; "" when nothing is written."""

    key: str
    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A workbook as read. A row with a fault gives no answer. `keys`: all that were found, also of such rows."""

    round_code: str = ""
    unit_code: str = ""
    answers: tuple[Answer, ...] = ()
    narratives: tuple[NarrativeAnswer, ...] = ()
    faults: tuple[FormFault, ...] = ()
    remarks: tuple[FormFault, ...] = ()
    keys: tuple[str, ...] = ()


class UnreadableWorkbook(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, code: FaultCode, detail: str = "", sheet: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.fault = FormFault(code, sheet, "", shortened(detail))


_SHOWN = 80


def shortened(text: str) -> str:
    """Return at most 80 characters of a text, for a fault."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
