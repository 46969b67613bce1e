"""What is said about a workbook: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from haidang.domain.form_workbook import FaultCode, FormFault

_DOWNLOAD: Final = _("download the form of this round again and copy the answers into it")
_CORRECT: Final = _("correct the cell in the workbook")

WORDS: Final[dict[FaultCode, tuple[Any, Any]]] = {
    FaultCode.NOT_A_WORKBOOK: (_("this is not an Excel workbook"), _DOWNLOAD),
    FaultCode.OLD_WORKBOOK: (_("this is an old .xls workbook"), _("save it as .xlsx and bring it again")),
    FaultCode.ENCRYPTED: (_("the workbook is protected by a password"), _("remove the password and bring it again")),
    FaultCode.DAMAGED: (_("the workbook is damaged"), _("open it in Excel, save it again, and bring it again")),
    FaultCode.TOO_LARGE: (_("the workbook is too large"), _DOWNLOAD),
    FaultCode.UNPACKS_TO_TOO_MUCH: (_("the workbook unpacks to an unreasonable size"), _DOWNLOAD),
    FaultCode.TOO_MANY_ROWS: (_("a sheet has too many rows"), _("delete what is not part of the form")),
    FaultCode.NO_ROUND_CODE: (_("the workbook does not say for which round it is"), _DOWNLOAD),
    FaultCode.CODES_DISAGREE: (_("its sheets come from different rounds or units"), _DOWNLOAD),
    FaultCode.OTHER_ROUND: (_("it is the form of another round"), _DOWNLOAD),
    FaultCode.OTHER_UNIT: (_("it is the form of another unit"), _DOWNLOAD),
    FaultCode.MISSING_SHEET: (_("a sheet of the form is missing"), _DOWNLOAD),
    FaultCode.MISSING_COLUMN: (_("a column of the form is missing"), _("put its heading back as it was")),
    FaultCode.DUPLICATE_COLUMN: (_("a heading occurs twice"), _("delete one of the columns")),
    FaultCode.MERGED_CELLS: (_("cells are merged"), _("unmerge them and write each answer into its own cell")),
    FaultCode.MISSING_KEY: (_("the row has an answer but lost its code"), _DOWNLOAD),
    FaultCode.UNKNOWN_KEY: (_("this code does not belong to the form of your unit"), _DOWNLOAD),
    FaultCode.DUPLICATE_KEY: (_("this code occurs twice"), _("delete the row that was copied")),
    FaultCode.ROW_LEFT_OUT: (_("this row is not in the workbook"), _("its answer stays as it is")),
    FaultCode.TEXT_IN_NUMBER: (_("this is not a number"), _("write it like 1.237 or 64,56")),
    FaultCode.AMBIGUOUS_NUMBER: (_("this can be read in two ways"), _("write it like 1.237 or 64,56")),
    FaultCode.NUMBER_TOO_LONG: (_("the number has too many digits"), _("check it and its unit of measure")),
    FaultCode.NEGATIVE: (_("the number is below zero"), _("a count never is: remove the minus sign")),
    FaultCode.DECIMALS_IN_WHOLE: (
        _("the number has decimals, but this figure is a whole number"),
        _("thousands are set off with a point: 1.237"),
    ),
    FaultCode.TOO_MANY_DECIMALS: (_("the number has more decimals than this figure"), _("round it")),
    FaultCode.PERCENT_SIGN: (_("this figure is no percentage"), _("write it in the unit of measure beside it")),
    FaultCode.DATE_IN_NUMBER: (
        _("Excel made a date of the number"),
        _("format the cell as text and write the number again"),
    ),
    FaultCode.BOOLEAN_IN_NUMBER: (_("the cell says true or false"), _("write a number")),
    FaultCode.ERROR_VALUE: (_("the cell shows an error of Excel"), _("write the number itself")),
    FaultCode.FORMULA_WITHOUT_VALUE: (
        _("the cell holds a formula without a stored result"),
        _("write the number itself"),
    ),
    FaultCode.FORMULA: (_("the number comes from a formula"), _("check that it is the right one")),
    FaultCode.ROUNDED: (_("the result of a formula was rounded to the decimals of this figure"), _("check it")),
    FaultCode.UNKNOWN_STATUS: (_("this state is not known"), _("choose one from the list in the cell")),
    FaultCode.STATUS_CONTRADICTS: (
        _("there is a number, but the state says that there is none"),
        _("delete one of them"),
    ),
    FaultCode.VALUE_MISSING: (
        _("the state says that there is a number, but there is none"),
        _("write the number"),
    ),
    FaultCode.TEXT_TOO_LONG: (_("the text is too long"), _("shorten it, or enclose it as a file")),
    FaultCode.NARRATIVE_MISSING: (
        _("your unit leads this task, and the text is empty"),
        _("write it before handing over"),
    ),
    FaultCode.NOTE_WITHOUT_KEY: (_("there is a text in a row without a code"), _("it is not taken")),
    FaultCode.HIDDEN_ROW: (_("the row is hidden and holds an answer"), _("check that it is meant")),
    FaultCode.HIDDEN_COLUMN: (_("the column is hidden and holds answers"), _("check that it is meant")),
    FaultCode.HIDDEN_SHEET: (_("the sheet is hidden and holds answers"), _("check that it is meant")),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One thing about a workbook: where, what stands there, what is wrong, what to do."""

    place: str
    text: str
    what: Any
    todo: Any


def tell(faults: Iterable[FormFault]) -> list[Told]:
    """Faults or remarks in words."""
    return [
        Told("!".join(p for p in (f.sheet, f.cell) if p), f.text, *WORDS.get(f.code, (f.code, _CORRECT)))
        for f in faults
    ]
