"""Write the workbook that a unit fills in."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from haidang.domain.form_workbook import styles
from haidang.domain.form_workbook.finishing import finished
from haidang.domain.form_workbook.model import Form, FormGroup, FormRow, Qualifier, Status
from haidang.domain.form_workbook.wording import (
    FIGURE_COLUMNS,
    FIGURE_SHEET,
    GUIDE,
    GUIDE_SHEET,
    NARRATIVE_COLUMNS,
    NARRATIVE_SHEET,
    QUALIFIER_WORDS,
    REQUIRED_WORDS,
    ROUND_LABEL,
    ROUND_PROPERTY,
    STATUS_WORDS,
    UNIT_LABEL,
    UNIT_PROPERTY,
    Column,
)
from haidang.domain.vietnamese import format_number, normalise

MAX_KEY: Final = 200
HEADING_ROW: Final = 6
_CELL: Final = 32_000
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_FIGURE_WIDTHS: Final = dict(zip(FIGURE_COLUMNS, (14, 28, 38, 13, 14, 14, 14, 18, 19, 38), strict=True))
_NARRATIVE_WIDTHS: Final = dict(zip(NARRATIVE_COLUMNS, (16, 44, 12, 96), strict=True))
_NUMBERS: Final = frozenset({Column.PREVIOUS, Column.LAST_YEAR, Column.COMPUTED, Column.VALUE})
_ANSWERS: Final = frozenset({Column.VALUE, Column.STATUS, Column.NOTE, Column.NARRATIVE})


def write_form(form: Form) -> bytes:
    """Return the workbook of a form as .xlsx; the same form gives the same bytes.

    Raises ValueError when two rows have one key, or a key is empty, not in its normal spelling or too long.
    """
    _check_keys([row.key for group in form.groups for row in group.rows])
    _check_keys([group.narrative_key for group in form.groups if group.narrative_key])
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_guide(book.create_sheet(GUIDE_SHEET), form)
    _write_figures(book.create_sheet(FIGURE_SHEET), form)
    _write_narratives(book.create_sheet(NARRATIVE_SHEET), form)
    book.properties.title, book.properties.creator = _clean(form.title), "Hải Đăng"
    properties = book.custom_doc_props  # type: ignore[attr-defined]  # missing in its stubs
    properties.append(StringProperty(name=ROUND_PROPERTY, value=_clean(form.round_code)))
    properties.append(StringProperty(name=UNIT_PROPERTY, value=_clean(form.unit_code)))
    stream = BytesIO()
    book.save(stream)
    return finished(stream.getvalue())


def _check_keys(keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys):
        raise ValueError("two rows of the form have the same key")
    for key in keys:
        if not 0 < len(key) <= MAX_KEY or normalise(key) != key:
            raise ValueError(f"{key[:MAX_KEY]!r} cannot be the key of a row")


def _write_guide(sheet: Worksheet, form: Form) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 92
    _put(sheet, 1, 1, form.title, font=styles.TITLE)
    facts = (
        ("Đơn vị", form.unit_name),
        ("Kỳ báo cáo", form.period_name),
        ("Hạn gửi", form.deadline),
        (ROUND_LABEL, form.round_code),
        (UNIT_LABEL, form.unit_code),
    )
    for number, (label, text) in enumerate(facts, start=3):
        _put(sheet, number, 1, label, font=styles.QUIET, alignment=styles.WRAPPED)
        _put(sheet, number, 2, text, alignment=styles.WRAPPED)
    number = len(facts) + 4
    for title, lines in GUIDE:
        _put(sheet, number, 1, title, font=styles.SUBTITLE, alignment=styles.WRAPPED)
        for line in lines:
            _put(sheet, number, 2, line, alignment=styles.WRAPPED)
            sheet.row_dimensions[number].height = styles.height_for({92: line})
            number += 1
        number += 1
    styles.prepare_print(sheet, landscape=False)
    styles.protect(sheet)


def _write_figures(sheet: Worksheet, form: Form) -> None:
    _write_head(sheet, form, _FIGURE_WIDTHS)
    number = HEADING_ROW
    for group in form.groups:
        for row in group.rows:
            number += 1
            _write_row(sheet, number, _FIGURE_WIDTHS, _figure_texts(group, row))
    _finish_table(sheet, number, _FIGURE_WIDTHS)
    if number > HEADING_ROW:
        _help_with_filling(sheet, number)


def _write_narratives(sheet: Worksheet, form: Form) -> None:
    _write_head(sheet, form, _NARRATIVE_WIDTHS)
    number = HEADING_ROW
    for group in form.groups:
        if group.narrative_key:
            number += 1
            _write_row(sheet, number, _NARRATIVE_WIDTHS, _narrative_texts(group))
            sheet.row_dimensions[number].height = max(sheet.row_dimensions[number].height or 0, 70)
    _finish_table(sheet, number, _NARRATIVE_WIDTHS)


def _figure_texts(group: FormGroup, row: FormRow) -> dict[Column, str]:
    return {
        Column.KEY: row.key,
        Column.TASK: _task(group),
        Column.NAME: row.name,
        Column.MEASURE: row.measure,
        Column.PREVIOUS: row.previous,
        Column.LAST_YEAR: row.last_year,
        Column.COMPUTED: row.computed,
        Column.VALUE: _value_text(row),
        Column.STATUS: STATUS_WORDS.get(Status(row.status), ""),
        Column.NOTE: row.note,
    }


def _narrative_texts(group: FormGroup) -> dict[Column, str]:
    return {
        Column.KEY: group.narrative_key,
        Column.TASK: _task(group),
        Column.REQUIRED: REQUIRED_WORDS[group.narrative_required],
        Column.NARRATIVE: group.narrative,
    }


def _task(group: FormGroup) -> str:
    return f"{group.code}. {group.title}" if group.code else group.title


def _value_text(row: FormRow) -> str:
    """Return the value as people write it: "1.237", "khoảng 64,56"."""
    if row.status != Status.VALUE or row.value is None:
        return ""
    qualifier = Qualifier(row.qualifier)
    number = format_number(row.value)
    return number if qualifier is Qualifier.EXACT else f"{QUALIFIER_WORDS[qualifier]} {number}"


def _write_head(sheet: Worksheet, form: Form, widths: dict[Column, int]) -> None:
    sheet.sheet_view.showGridLines = False
    _put(sheet, 1, 1, form.title, font=styles.TITLE)
    for number, text in (
        (2, f"{form.unit_name} · {form.period_name}"),
        (3, f"Hạn gửi: {form.deadline}" if form.deadline else ""),
    ):
        _put(sheet, number, 1, text, font=styles.QUIET)
    codes = ((ROUND_LABEL, form.round_code), (UNIT_LABEL, form.unit_code))
    for number, (label, code) in enumerate(codes, start=4):
        _put(sheet, number, 1, label, font=styles.QUIET)
        _put(sheet, number, 2, code, font=styles.QUIET)
    for place, (column, width) in enumerate(widths.items(), start=1):
        cell = _put(
            sheet, HEADING_ROW, place, column, styles.HEADING, styles.CENTRED, fill=styles.HEADING_FILL
        )
        cell.border = styles.BOX
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[HEADING_ROW].height = 36


def _write_row(sheet: Worksheet, number: int, widths: dict[Column, int], texts: dict[Column, str]) -> None:
    for place, (column, text) in enumerate(texts.items(), start=1):
        is_answer = column in _ANSWERS
        cell = _put(
            sheet,
            number,
            place,
            text,
            styles.QUIET if column is Column.KEY else styles.PLAIN,
            styles.RIGHT if column in _NUMBERS else styles.WRAPPED,
            fill=styles.ANSWER_FILL if is_answer else styles.TASK_FILL,
        )
        cell.border = styles.BOX
        if is_answer:
            cell.protection = styles.OPEN
    shown = {widths[column]: text for column, text in texts.items()}
    sheet.row_dimensions[number].height = styles.height_for(shown)


def _finish_table(sheet: Worksheet, last_row: int, widths: dict[Column, int]) -> None:
    frozen = list(widths).index(Column.NAME) + 1 if Column.NAME in widths else 0
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{HEADING_ROW + 1}"
    if last_row > HEADING_ROW:
        last = get_column_letter(len(widths))
        sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{last_row}"
    styles.prepare_print(sheet, heading_row=HEADING_ROW)
    styles.protect(sheet)


def _help_with_filling(sheet: Worksheet, last_row: int) -> None:
    """Add the drop-down of the status and a hint at the cells for numbers."""
    choices = DataValidation("list", formula1=f'"{",".join(STATUS_WORDS.values())}"', allow_blank=True)
    choices.showErrorMessage = True
    choices.errorTitle, choices.error = Column.STATUS.value, "Xin chọn một trong các mục của danh sách."
    hint = DataValidation(allow_blank=True)
    hint.showInputMessage = True
    hint.promptTitle, hint.prompt = Column.VALUE.value, "Viết như 1.237 hoặc 64,56. Số 0 là một số liệu."
    for column, validation in ((Column.STATUS, choices), (Column.VALUE, hint)):
        letter = get_column_letter(FIGURE_COLUMNS.index(column) + 1)
        validation.add(f"{letter}{HEADING_ROW + 1}:{letter}{last_row}")
        sheet.add_data_validation(validation)


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    font: Font = styles.PLAIN,
    alignment: Alignment | None = None,
    *,
    fill: PatternFill | None = None,
) -> Cell | MergedCell:
    """Write a text that stays a text: whatever it begins with, it never becomes a formula."""
    cell = sheet.cell(row, column)
    cell.number_format = styles.TEXT_FORMAT
    if cleaned := _clean(text):
        cell.value = cleaned
        cell.data_type = "s"
        cell.quotePrefix = cleaned[0] in "=+-@'"
    cell.font = font
    if alignment is not None:
        cell.alignment = alignment
    if fill is not None:
        cell.fill = fill
    return cell


def _clean(text: str) -> str:
    """Return a text that XML and a cell can hold, with line ends of one kind."""
    lines = _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LOOKS_ESCAPED.sub("_x005F_", lines[:_CELL])
