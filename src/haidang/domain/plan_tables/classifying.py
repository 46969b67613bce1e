"""What each row of a table is: planned, a section, a total, a note, or unclear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.plan_tables.codes import read_code
from haidang.domain.plan_tables.fields import Field
from haidang.domain.plan_tables.forms import parse_form
from haidang.domain.plan_tables.layout import Table
from haidang.domain.plan_tables.looks import (
    is_count,
    is_enterprise,
    is_note,
    is_numbering,
    is_ordinal,
    is_total,
)
from haidang.domain.plan_tables.mapping import Mapping
from haidang.domain.plan_tables.rows import RowKind
from haidang.domain.plan_tables.sources import Cell, CellKind, SourceRow
from haidang.domain.plan_tables.windows import parse_window_text

_LIST_MARK: Final = re.compile(r"^(?:[IVXL]{1,6}|[A-ZĐ]|[0-9]{1,2})\s*[.)/:-]\s*\S")
_PLANNED: Final = (
    Field.CONTENT,
    Field.BASIS,
    Field.FORM,
    Field.LEAD,
    Field.WINDOW,
    Field.START,
    Field.DAYS,
    Field.STAFF,
    Field.EXAMINED,
)
_TOTAL_CELLS: Final = 3


def classified(table: Table, mapping: Mapping) -> list[RowKind]:
    """Return the kind of each row of the body. Sections below the last planned row are notes."""
    reader = _Classifier(mapping)
    kinds = [
        RowKind.HEADER if place in table.repeated else reader.kind_of(row)
        for place, row in enumerate(table.body)
    ]
    last = max((place for place, kind in enumerate(kinds) if kind is RowKind.DATA), default=-1)
    return [
        RowKind.NOTE if kind is RowKind.SECTION and place > last else kind for place, kind in enumerate(kinds)
    ]


@dataclass(slots=True)
class _Classifier:
    mapping: Mapping
    has_data: bool = False
    is_below: bool = False
    """A note or signature was seen after the rows."""
    columns: dict[Field, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = self.mapping.by_field()

    def kind_of(self, row: SourceRow) -> RowKind:
        kind = self._kind(row)
        if kind is RowKind.DATA:
            self.has_data, self.is_below = True, False
        elif kind is RowKind.NOTE:
            self.is_below = True
        return kind

    def _kind(self, row: SourceRow) -> RowKind:
        own = row.own
        ordered = [cell for _, cell in sorted(own.items())]
        texts = [cell for cell in ordered if not is_ordinal(cell.text)] or ordered
        name, is_named = self._name(own)
        is_known = is_named or self._has_code(own)
        if not self.has_data and is_numbering(own):
            kind = RowKind.NUMBERING
        elif self._is_total(ordered, is_named):
            kind = RowKind.TOTAL
        elif is_note(texts[0].text) and not is_known:
            kind = RowKind.NOTE
        elif len(texts) == 1:
            kind = self._single(row, own, texts[0])
        elif is_known:
            kind = RowKind.DATA
        elif self.is_below:
            kind = RowKind.NOTE
        elif name is not None:
            kind = RowKind.SECTION if self._is_group(own, name) else RowKind.DATA
        elif self._plans(row) and (self.has_data or self._carried_name(row)):
            kind = RowKind.DATA
        else:
            kind = RowKind.NOTE if any(is_note(cell.text) for cell in texts) else RowKind.UNCLEAR
        return kind

    def _name(self, own: dict[int, Cell]) -> tuple[Cell | None, bool]:
        """Return the name's cell, and whether it reads like an enterprise."""
        for number in self.columns.get(Field.NAME, []):
            if number in own:
                return own[number], is_enterprise(own[number].text)
        return None, False

    def _has_code(self, own: dict[int, Cell]) -> bool:
        for number in self.columns.get(Field.TAX_CODE, []):
            if number in own:
                read = read_code(own[number])
                if read.is_rounded or read.are_several or len(read.code.digits) >= 8:
                    return True
        return False

    def _is_total(self, ordered: Sequence[Cell], is_named: bool) -> bool:
        return any(is_total(cell.text) for cell in ordered[:_TOTAL_CELLS]) and not (
            is_named and not is_total(ordered[0].text)
        )

    def _single(self, row: SourceRow, own: dict[int, Cell], cell: Cell) -> RowKind:
        """Return the kind of a row with one text, perhaps beside its number."""
        column = next(number for number, other in own.items() if other is cell)
        names = self.columns.get(Field.NAME, [])
        is_numbered = any(is_count(other.raw) for other in own.values() if other is not cell)
        if column in names and (is_enterprise(cell.text) or is_numbered):
            return RowKind.SECTION if column in row.spans and not is_numbered else RowKind.DATA
        if column in self.columns.get(Field.TAX_CODE, []) and self._has_code(own):
            return RowKind.DATA
        if self._carried_name(row) and self._plans(row):
            return RowKind.DATA
        if is_note(cell.text) or self.is_below:
            return RowKind.NOTE
        if cell.kind in (CellKind.UNCOMPUTED, CellKind.ERROR):
            return RowKind.UNCLEAR
        return (
            RowKind.SECTION if self._reads_like_section(row, column, cell, len(own) > 1) else RowKind.UNCLEAR
        )

    def _reads_like_section(self, row: SourceRow, column: int, cell: Cell, is_listed: bool) -> bool:
        text = cell.text
        return (
            is_listed
            or row.spans.get(column, column) > column
            or bool(_LIST_MARK.match(text))
            or (text.isupper() and len(text) > 3)
            or parse_form(text) is not None
            or parse_window_text(text, 2024) is not None
        )

    def _is_group(self, own: dict[int, Cell], name: Cell) -> bool:
        """Whether a listed row with a name is a heading: a Roman number or letter, and nothing planned."""
        others = [cell for cell in own.values() if cell is not name]
        is_listed = any(is_ordinal(cell.text) and not is_count(cell.raw) for cell in others)
        return is_listed and not any(
            number in own for wanted in _PLANNED for number in self.columns.get(wanted, [])[:1]
        )

    def _plans(self, row: SourceRow) -> bool:
        own = row.own
        return any(number in own for wanted in _PLANNED for number in self.columns.get(wanted, []))

    def _carried_name(self, row: SourceRow) -> bool:
        fields = (Field.NAME, Field.TAX_CODE)
        return any(
            number in row.cells and row.cells[number].is_carried
            for wanted in fields
            for number in self.columns.get(wanted, [])
        )
