"""A row of a table as a PlanRow: each value read by what its column holds, each fault told by its cell."""

import re
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.plan_tables.amounts import Days, parse_days, parse_staff
from haidang.domain.plan_tables.codes import NO_CODE, code_in_name, read_code
from haidang.domain.plan_tables.faults import Fault, FaultCode, shortened
from haidang.domain.plan_tables.fields import Field
from haidang.domain.plan_tables.forms import InspectionForm, parse_form
from haidang.domain.plan_tables.looks import folded, is_mark
from haidang.domain.plan_tables.mapping import Mapping
from haidang.domain.plan_tables.proposing import mark_window
from haidang.domain.plan_tables.rows import Origin, PlanRow
from haidang.domain.plan_tables.sources import (
    MAX_CELL_TEXT,
    MAX_COLUMNS,
    Cell,
    CellKind,
    Media,
    SourceRow,
    column_label,
)
from haidang.domain.plan_tables.windows import Window, between, joined_window, parse_window
from haidang.domain.vietnamese import CodeKind, TaxCode

_NOTHING: Final = frozenset(("-", "–", "—", "...", "…", "/", "không", "không có", "n/a", "chưa xác định"))
_ADDRESS_IN_NAME: Final = ("địa chỉ:", "địa chỉ :", "đ/c:", "đ/c :", "đc:", "dia chi:", "d/c:")


@dataclass(slots=True)
class Surroundings:
    """What stands above a row and counts for it: its section, the form and time that the section names, the name."""

    section: str = ""
    form: InspectionForm | None = None
    window: Window | None = None
    name: str = ""
    code: TaxCode = NO_CODE
    address: str = ""


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table; collects faults."""

    file: str
    media: Media
    year: int
    mapping: Mapping
    faults: list[Fault] = field(default_factory=list)
    above: Surroundings = field(default_factory=Surroundings)
    columns: dict[Field, list[int]] = field(init=False)
    _labels: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = self.mapping.by_field()
        self._labels = {number: column_label(number, self.media) for number in range(1, MAX_COLUMNS + 1)}

    def read(self, row: SourceRow) -> PlanRow:
        """Return what a row plans."""
        if row.is_hidden:
            self._tell(FaultCode.HIDDEN_ROW, row, 0)
        self._tell_cells(row)
        name, code, address = self._enterprise(row)
        found = PlanRow(
            origin=Origin(self.file, self.media, row.place),
            name=name,
            tax_code=code,
            address=address,
            content=self._text(row, Field.CONTENT),
            basis=self._text(row, Field.BASIS),
            form=self._form(row),
            lead=self._text(row, Field.LEAD),
            co_units=self._text(row, Field.CO_UNITS),
            window=self._window(row),
            examined=self._text(row, Field.EXAMINED),
            days=self._days(row),
            staff=self._staff(row),
            note=self._text(row, Field.NOTE),
            section=self.above.section,
            raw={self._labels[number]: cell.raw or cell.text for number, cell in sorted(row.cells.items())},
        )
        self.above.name, self.above.code, self.above.address = name, code, address
        return found

    def _tell(self, code: FaultCode, row: SourceRow, column: int, text: str = "", other: str = "") -> None:
        label = self._labels[column] if column else ""
        self.faults.append(Fault(code, row.place, label, shortened(text), other))

    def _tell_cells(self, row: SourceRow) -> None:
        """Tell formulas, errors and cells that were cut."""
        for number, cell in row.own.items():
            column = self.mapping.columns.get(number)
            if cell.kind is CellKind.UNCOMPUTED:
                self._tell(FaultCode.FORMULA_WITHOUT_RESULT, row, number)
            elif cell.kind is CellKind.ERROR:
                self._tell(FaultCode.ERROR_VALUE, row, number, cell.text)
            elif (
                cell.is_formula and column is not None and column.field not in (Field.ORDINAL, Field.IGNORED)
            ):
                shown = "" if column.field is Field.TAX_CODE else cell.text
                self._tell(FaultCode.FORMULA, row, number, shown)
            if len(cell.text) >= MAX_CELL_TEXT:
                self._tell(FaultCode.TEXT_CUT, row, number)

    def _cell(self, row: SourceRow, wanted: Field) -> tuple[int, Cell | None]:
        """Return the cell that holds a field, None where it holds nothing."""
        for number in self.columns.get(wanted, []):
            cell = row.cells.get(number)
            if cell is None or cell.kind in (CellKind.UNCOMPUTED, CellKind.ERROR):
                return number, None
            return number, None if cell.text.lower() in _NOTHING else cell
        return 0, None

    def _text(self, row: SourceRow, wanted: Field) -> str:
        _, cell = self._cell(row, wanted)
        return "" if cell is None else cell.text

    def _enterprise(self, row: SourceRow) -> tuple[str, TaxCode, str]:
        number, cell = self._cell(row, Field.NAME)
        code = self._code(row)
        address = self._text(row, Field.ADDRESS)
        if cell is None:
            if code.kind is CodeKind.EMPTY and self.above.name and not address:
                self._tell(FaultCode.NAME_FROM_ABOVE, row, number, self.above.name)
                return self.above.name, self.above.code, self.above.address
            self._tell(FaultCode.NO_NAME, row, number)
            return "", code, address
        name, own_code = code_in_name(cell.text)
        if not address:
            name, address = _divided(name)
        return name, own_code if code.kind is CodeKind.EMPTY else code, address

    def _code(self, row: SourceRow) -> TaxCode:
        number, cell = self._cell(row, Field.TAX_CODE)
        if cell is None:
            return NO_CODE
        read = read_code(cell)
        if read.is_rounded:
            self._tell(FaultCode.ROUNDED_TAX_CODE, row, number, cell.text)
        elif read.are_several:
            self._tell(FaultCode.SEVERAL_TAX_CODES, row, number)
        elif read.code.kind is CodeKind.INVALID:
            self._tell(FaultCode.NOT_A_TAX_CODE, row, number, read.code.masked or _without_numbers(cell.text))
        elif read.code.restored and not cell.is_carried:
            self._tell(FaultCode.RESTORED_TAX_CODE, row, number, read.code.masked)
        return read.code

    def _form(self, row: SourceRow) -> InspectionForm | None:
        marked = [
            form
            for number in self.columns.get(Field.FORM, [])
            if self.mapping.columns[number].is_mark and self._is_marked(row, number)
            and (form := parse_form(self.mapping.columns[number].heading.rpartition(" / ")[2])) is not None
        ]  # fmt: skip
        if marked:
            return marked[0] if len(set(marked)) == 1 else None
        number, cell = self._cell(row, Field.FORM)
        if cell is None or self.mapping.columns[number].is_mark:
            return self.above.form
        form = parse_form(cell.text)
        if form is None:
            self._tell(FaultCode.NOT_A_FORM, row, number, cell.text)
        return form

    def _is_marked(self, row: SourceRow, number: int) -> bool:
        cell = row.cells.get(number)
        return cell is not None and is_mark(cell.text)

    def _window(self, row: SourceRow) -> Window | None:
        windows = [
            window
            for number in self.columns.get(Field.WINDOW, [])
            if self.mapping.columns[number].is_mark and self._is_marked(row, number)
            and (window := mark_window(self.mapping.columns[number].heading, self.year)) is not None
        ]  # fmt: skip
        if windows:
            return joined_window(windows)
        start, end = self._time(row, Field.START), self._time(row, Field.END)
        if start is not None:
            whole = between(start, end) if end is not None else start
            if whole is None:
                number, cell = self._cell(row, Field.END)
                self._tell(FaultCode.NOT_A_TIME, row, number, cell.text if cell else "", str(self.year))
            return whole
        return self._time(row, Field.WINDOW) or end or self.above.window

    def _time(self, row: SourceRow, wanted: Field) -> Window | None:
        number, cell = self._cell(row, wanted)
        if cell is None or self.mapping.columns[number].is_mark:
            return None
        window = parse_window(cell, self.year)
        if window is None:
            self._tell(FaultCode.NOT_A_TIME, row, number, cell.text, str(self.year))
        elif self.year not in (window.first.year, window.last.year):
            self._tell(FaultCode.TIME_OF_ANOTHER_YEAR, row, number, cell.text, str(self.year))
        if (
            cell.kind is CellKind.DATE
            and wanted is Field.WINDOW
            and cell.text.count("/") == 1
            and len(cell.text) <= 5
        ):
            self._tell(FaultCode.DATE_MADE_BY_EXCEL, row, number, cell.text)
        return window

    def _days(self, row: SourceRow) -> Days | None:
        number, cell = self._cell(row, Field.DAYS)
        if cell is None:
            return None
        days = parse_days(cell)
        if days is None:
            self._tell(FaultCode.NOT_DAYS, row, number, cell.text)
        return days

    def _staff(self, row: SourceRow) -> int | None:
        number, cell = self._cell(row, Field.STAFF)
        if cell is None:
            return None
        staff = parse_staff(cell)
        if staff is None:
            self._tell(FaultCode.NOT_STAFF, row, number, cell.text)
        return staff


def _without_numbers(text: str) -> str:
    """Return a text without long numbers: one of them may be a person's."""
    return re.sub(r"[0-9][0-9 .-]{7,}[0-9]", "…", text)


def _divided(name: str) -> tuple[str, str]:
    """Return name and address where both stand in one cell."""
    lower = name.lower()
    if "địa chỉ" not in lower and "đ/c" not in lower and "dia chi" not in folded(name):
        return name, ""
    for sign in _ADDRESS_IN_NAME:
        at = lower.find(sign)
        if at > 3:
            return name[:at].rstrip(" ,;(–-"), name[at + len(sign) :].strip(" )")
    return name, ""
