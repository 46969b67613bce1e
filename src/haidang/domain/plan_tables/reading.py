"""A file as a plan: its tables, the columns they hold, every row read or told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.plan_tables.classifying import classified
from haidang.domain.plan_tables.faults import Fault, FaultCode, shortened
from haidang.domain.plan_tables.fields import Field
from haidang.domain.plan_tables.forms import InspectionForm, parse_form
from haidang.domain.plan_tables.layout import Table, layout_of
from haidang.domain.plan_tables.looks import folded, is_count, is_enterprise, is_ordinal
from haidang.domain.plan_tables.mapping import Mapping
from haidang.domain.plan_tables.names import alike
from haidang.domain.plan_tables.proposing import propose
from haidang.domain.plan_tables.row_reading import RowReader
from haidang.domain.plan_tables.rows import Line, PlanReading, PlanRow, ReadTable, RowKind
from haidang.domain.plan_tables.sources import Grid, Source, SourceRow
from haidang.domain.plan_tables.windows import parse_window_text
from haidang.domain.plan_tables.wording import place_shown

_TITLE: Final = re.compile(r"^(?:ke hoach|danh sach|danh muc|phu luc|bieu|bang tong hop|tong hop|cac )")
_YEAR: Final = re.compile(r"(?<![0-9] )\bnam (20[0-9]{2})\b|\bke hoach[^0-9]{0,60}(20[0-9]{2})\b")
_DATE_LINE: Final = re.compile(r"\bthang [0-9]{1,2},? nam 20[0-9]{2}\b")
_IN_NAME: Final = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_MOST_TEXT: Final = 500
_MOST_NAMES: Final = 20
"""Names of one tax code that are told; a column that is no code may hold the same in every row."""


def read_plan(source: Source, year: int, remembered: Iterable[Mapping] = ()) -> PlanReading:
    """Return what a file plans for a year.

    `remembered`: mappings that people have agreed to, for the tables with their headings; all other tables are read as
    proposed. Never raises for what is in the file: what cannot be read is told, and the row keeps its raw cells.
    """
    reader = _Reader(source, year, tuple(remembered))
    for grid in source.grids:
        reader.grid(grid)
    reader.finish()
    return PlanReading(tuple(reader.rows), tuple(reader.lines), tuple(reader.faults), tuple(reader.tables))


@dataclass(slots=True)
class _Reader:
    source: Source
    year: int
    remembered: tuple[Mapping, ...]
    rows: list[PlanRow] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tables: list[ReadTable] = field(default_factory=list)

    def grid(self, grid: Grid) -> None:
        """Read a sheet or document."""
        if grid.is_hidden:
            if grid.rows:
                self.faults.append(Fault(FaultCode.HIDDEN_SHEET, grid.rows[0].place))
            self.lines += [_line(RowKind.HIDDEN, row) for row in grid.rows]
            return
        layout = layout_of(grid)
        titles = [row for above, row in layout.outside if not above]
        form = _form_of(titles)
        self.lines += [self._outside(above, row) for above, row in layout.outside]
        for table in layout.tables:
            self._table(table, form)

    def _outside(self, above: int, row: SourceRow) -> Line:
        """Return a row outside of tables as a title or note; an enterprise with its number is told."""
        texts = [cell.text for cell in row.own.values()]
        is_planned = (
            row.width > 2 and len(texts) > 2 and any(map(is_enterprise, texts)) and any(map(is_count, texts))
        )
        if is_planned:
            self.faults.append(Fault(FaultCode.OTHER_TABLE, row.place, text=shortened(_text(row))))
            return _line(RowKind.UNCLEAR, row)
        return _line(RowKind.NOTE if above else RowKind.TITLE, row)

    def _table(self, table: Table, form: InspectionForm | None) -> None:
        proposal = propose(table, self.remembered)
        mapping = proposal.mapping
        place = table.head[0].place if table.head else table.body[0].place
        if table.is_headless:
            self.faults.append(Fault(FaultCode.GUESSED_COLUMNS, place))
        if not mapping.numbers(Field.NAME) and not mapping.numbers(Field.TAX_CODE):
            self.faults.append(Fault(FaultCode.NO_NAME_COLUMN, place))
        reader = RowReader(self.source.name, self.source.media, self.year, mapping)
        reader.above.form = form
        before = len(self.rows)
        self.lines += [_line(RowKind.HEADER, row) for row in table.head]
        for row, kind in zip(table.body, classified(table, mapping), strict=True):
            if kind is RowKind.DATA:
                self.rows.append(reader.read(row))
                continue
            self.lines.append(_line(kind, row))
            if kind is RowKind.UNCLEAR:
                reader.faults.append(Fault(FaultCode.UNCLEAR_ROW, row.place, text=shortened(_text(row))))
            elif kind is RowKind.SECTION:
                self._section(reader, row, form)
        self.faults += reader.faults
        self.tables.append(ReadTable(place, proposal, len(self.rows) - before, table.is_headless))

    def _section(self, reader: RowReader, row: SourceRow, form: InspectionForm | None) -> None:
        """Let a section say of the rows below it what it names: thanh tra, Quý II."""
        texts = [cell.text for _, cell in sorted(row.own.items())]
        text = " ".join([text for text in texts if not is_ordinal(text)] or texts)
        reader.above.section = text
        reader.above.form = parse_form(text) or form
        bare = re.sub(r"^(?:[IVXL]{1,6}|[A-ZĐ]|[0-9]{1,2})\s*[.)/:-]?\s+", "", text)
        reader.above.window = parse_window_text(bare, self.year)
        reader.above.name = ""

    def finish(self) -> None:
        """Tell what concerns the file, and duplicate rows."""
        if not self.tables and not any(line.kind is RowKind.HIDDEN for line in self.lines):
            self.faults.insert(0, Fault(FaultCode.NO_TABLE))
        years = set(self._years())
        if years and str(self.year) not in years:
            told = Fault(FaultCode.FILE_OF_ANOTHER_YEAR, text=", ".join(sorted(years)), other=str(self.year))
            self.faults.insert(0, told)
        self._tell_duplicates()
        self._tell_shared_codes()

    def _years(self) -> Iterator[str]:
        """Yield the years that titles name; else those of the file's name; else those of most of its times."""
        found = [
            match[1] or match[2]
            for line in self.lines
            if line.kind is RowKind.TITLE and _TITLE.match(plain := folded(line.text))
            for match in _YEAR.finditer(_DATE_LINE.sub("", plain))
        ]
        found = found or _IN_NAME.findall(self.source.name)
        if not found:
            windows = [row.window for row in self.rows if row.window is not None]
            others = [w.first.year for w in windows if self.year not in (w.first.year, w.last.year)]
            found = [str(year) for year in others] if 2 * len(others) > len(windows) else []
        yield from found

    def _tell_duplicates(self) -> None:
        first: dict[tuple[object, ...], PlanRow] = {}
        for row in self.rows:
            if not row.name and row.identity[0] == "name":
                continue
            key = (row.identity, folded(row.content), row.window, row.form, folded(row.lead))
            if key in first:
                other = place_shown(first[key].origin.place, "", self.source.media)
                self.faults.append(Fault(FaultCode.DUPLICATE_ROW, row.origin.place, other=other))
            else:
                first[key] = row

    def _tell_shared_codes(self) -> None:
        """Tell a tax code that stands at names which are clearly not of one enterprise, once for each name."""
        named: dict[str, list[PlanRow]] = {}
        for row in self.rows:
            kind, code = row.identity
            if kind != "code" or not row.name:
                continue
            known = named.setdefault(code, [])
            if len(known) == _MOST_NAMES or any(alike(row.name, other.name) for other in known):
                continue
            if known:
                place = place_shown(known[0].origin.place, "", self.source.media)
                told = shortened(known[0].name)
                self.faults.append(
                    Fault(FaultCode.CODE_OF_SEVERAL_NAMES, row.origin.place, text=told, other=place)
                )
            known.append(row)


def _line(kind: RowKind, row: SourceRow) -> Line:
    return Line(kind, row.place, _text(row)[:_MOST_TEXT])


def _text(row: SourceRow) -> str:
    return " | ".join(cell.text for _, cell in sorted(row.own.items()) if cell.text)


def _form_of(titles: Iterable[SourceRow]) -> InspectionForm | None:
    """Return the form that the title of a plan names: "KẾ HOẠCH KIỂM TRA …"."""
    for row in titles:
        text = _text(row)
        if _TITLE.match(folded(text)) and (form := parse_form(text[:200])) is not None:
            return form
    return None
