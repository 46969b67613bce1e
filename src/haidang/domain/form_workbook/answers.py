"""From the rows of a table to answers; what cannot be read is told, row by row."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.form_workbook.amounts import MAX_VALUE_TEXT, Amount, NoAmount, read_amount
from haidang.domain.form_workbook.cells import Cell, CellKind
from haidang.domain.form_workbook.model import Qualifier, Status
from haidang.domain.form_workbook.result import Answer, FaultCode, FormFault, NarrativeAnswer, shortened
from haidang.domain.form_workbook.tables import Table
from haidang.domain.form_workbook.wording import Column, is_percentage, status_of
from haidang.domain.form_workbook.workbook import Row
from haidang.domain.vietnamese import normalise

MAX_KEY: Final = 200
MAX_NOTE: Final = 2_000
MAX_NARRATIVE: Final = 20_000
_MAX_MEASURE: Final = 200


@dataclass(frozen=True, slots=True)
class KeyFound:
    """A key and where it stands."""

    text: str
    sheet: str
    cell: str
    is_narrative: bool


@dataclass(slots=True)
class Findings:
    """What is gathered while a workbook is read."""

    answers: list[Answer] = field(default_factory=list)
    narratives: list[NarrativeAnswer] = field(default_factory=list)
    faults: list[FormFault] = field(default_factory=list)
    remarks: list[FormFault] = field(default_factory=list)
    keys: list[KeyFound] = field(default_factory=list)


def read_rows(table: Table, findings: Findings) -> None:
    """Add every answer of the table to the findings, and every fault."""
    reader = RowReader(table, findings)
    for row in table.rows:
        reader.read(row)
    reader.tell_hidden_columns()


@dataclass(slots=True)
class RowReader:
    """Reads one row after the other; columns that are missing have been told before."""

    table: Table
    findings: Findings
    _filled: Counter[int] = field(default_factory=Counter)

    def read(self, row: Row) -> None:
        """Read a row of either table."""
        before = len(self.findings.faults)
        key = self._key(row)
        cells = [
            cell
            for column in (Column.VALUE, Column.STATUS, Column.NOTE, Column.NARRATIVE)
            if (cell := self._cell(row, column)) is not None and not cell.is_blank
        ]
        if not key:
            self._tell_without_key(row)
            return
        is_narrative = Column.NARRATIVE in self.table.kind.columns
        place = row.cell(self.table.columns[Column.KEY]).reference
        self.findings.keys.append(KeyFound(key, self.table.sheet.name, place, is_narrative))
        if cells and (row.is_hidden or self.table.sheet.is_hidden):
            self._remark(FaultCode.HIDDEN_ROW if row.is_hidden else FaultCode.HIDDEN_SHEET, cells[0])
        if is_narrative:
            self._read_narrative(key, row)
        else:
            self._read_figure(key, row, before)

    def tell_hidden_columns(self) -> None:
        """Tell of columns that hold answers and are hidden."""
        for column, place in self.table.columns.items():
            if self._filled[place] and self.table.sheet.hides(place):
                self.findings.remarks.append(
                    FormFault(FaultCode.HIDDEN_COLUMN, self.table.sheet.name, "", column.value)
                )

    def _read_figure(self, key: str, row: Row, before: int) -> None:
        value, note = self._cell(row, Column.VALUE), self._text(row, Column.NOTE, MAX_NOTE)
        amount, chosen = self._amount(row), self._status(row)
        if value is None or amount is None or chosen is None:
            return
        status = self._agreed(amount, chosen, value)
        if len(self.findings.faults) == before:
            self.findings.answers.append(
                Answer(
                    key,
                    self.table.sheet.name,
                    value.reference,
                    status.value,
                    amount.value if status is Status.VALUE else None,
                    amount.qualifier.value if status is Status.VALUE else Qualifier.EXACT.value,
                    note,
                )
            )

    def _read_narrative(self, key: str, row: Row) -> None:
        cell = self._cell(row, Column.NARRATIVE)
        before = len(self.findings.faults)
        text = self._text(row, Column.NARRATIVE, MAX_NARRATIVE)
        if cell is not None and len(self.findings.faults) == before:
            self.findings.narratives.append(NarrativeAnswer(key, self.table.sheet.name, cell.reference, text))

    def _agreed(self, amount: Amount, chosen: Status, cell: Cell) -> Status:
        """Return the status of a row by its drop-down and its value cell; told when they contradict each other."""
        if chosen is Status.UNANSWERED:
            return amount.status
        if amount.status not in (chosen, Status.UNANSWERED):
            self._fault(FaultCode.STATUS_CONTRADICTS, cell)
        elif chosen is Status.VALUE and amount.value is None:
            self._fault(FaultCode.VALUE_MISSING, cell)
        return chosen

    def _amount(self, row: Row) -> Amount | None:
        cell = self._cell(row, Column.VALUE)
        if cell is None:
            return None
        measure = self._cell(row, Column.MEASURE)
        percent = measure is not None and is_percentage(measure.text[:_MAX_MEASURE])
        try:
            amount = read_amount(cell, percent=percent)
        except NoAmount as error:
            self._fault(error.code, cell)
            return None
        if cell.is_formula:
            self._remark(FaultCode.FORMULA, cell)
        return amount

    def _status(self, row: Row) -> Status | None:
        cell = self._cell(row, Column.STATUS)
        if cell is None or self._has_no_text(cell):
            return None
        if cell.is_blank:
            return Status.UNANSWERED
        status = status_of(cell.text) if len(cell.text) <= MAX_VALUE_TEXT else None
        if status is None:
            self._fault(FaultCode.UNKNOWN_STATUS, cell)
        return status

    def _text(self, row: Row, column: Column, limit: int) -> str:
        """Return the text of a cell line by line, in one spelling; told when it is too long or no text."""
        cell = self._cell(row, column)
        if cell is None or cell.is_blank or self._has_no_text(cell):
            return ""
        if len(cell.text) > limit:
            self._fault(FaultCode.TEXT_TOO_LONG, cell)
            return ""
        if cell.is_formula:
            self._remark(FaultCode.FORMULA, cell)
        return tidy(cell.text)

    def _has_no_text(self, cell: Cell) -> bool:
        """True, and told, for a cell that ends in an error or was never calculated."""
        if cell.kind is CellKind.ERROR:
            self._fault(FaultCode.ERROR_VALUE, cell)
            return True
        if cell.is_formula and cell.kind is CellKind.EMPTY and not cell.text:
            self._fault(FaultCode.FORMULA_WITHOUT_VALUE, cell)
            return True
        return False

    def _key(self, row: Row) -> str:
        cell = self._cell(row, Column.KEY)
        if cell is None or cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or len(cell.text) > MAX_KEY:
            return ""
        return normalise(cell.text)

    def _tell_without_key(self, row: Row) -> None:
        """Tell of answers in a row that nobody can place; a remark where only a note would be lost."""
        for column in (Column.VALUE, Column.STATUS, Column.NARRATIVE):
            cell = self._cell(row, column)
            if cell is not None and not cell.is_blank:
                self._fault(FaultCode.MISSING_KEY, cell)
                return
        note = self._cell(row, Column.NOTE)
        if note is not None and not note.is_blank:
            self._remark(FaultCode.NOTE_WITHOUT_KEY, note)

    def _cell(self, row: Row, column: Column) -> Cell | None:
        """Return the cell under a heading, None when the table has no such column."""
        place = self.table.columns.get(column)
        if place is None:
            return None
        cell = row.cell(place)
        if not cell.is_blank and column in (Column.VALUE, Column.STATUS, Column.NOTE, Column.NARRATIVE):
            self._filled[place] += 1
        return cell

    def _fault(self, code: FaultCode, cell: Cell) -> None:
        self.findings.faults.append(
            FormFault(code, self.table.sheet.name, cell.reference, shortened(cell.text))
        )

    def _remark(self, code: FaultCode, cell: Cell) -> None:
        self.findings.remarks.append(
            FormFault(code, self.table.sheet.name, cell.reference, shortened(cell.text))
        )


def tidy(text: str) -> str:
    """Return a text of several lines in one spelling: each line normalised, no empty lines around it."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip()
