"""The plans of all agencies of a year as one table: each agency's rows are filed as its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.inspections.models import FilingState, PlanFiling, PlanYear
from haidang.apps.inspections.reading import reading_of
from haidang.apps.inspections.services.filing import keep_source, take_plan
from haidang.apps.inspections.veiling import unveil, veil
from haidang.apps.organisations.models import Unit
from haidang.domain.plan_tables import Column as PlanColumn
from haidang.domain.plan_tables import (
    Fault,
    Field,
    Media,
    Place,
    PlanReading,
    Source,
    difference,
    read_plan,
    worded,
)
from haidang.domain.plan_tables import Mapping as Columns
from haidang.domain.plan_tables.sources import Cell, Grid, SourceRow
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Change, Context, Importer, Record

FIRST_YEAR: Final = 2017
_PLANNED: Final = (
    "name", "tax_code", "address", "content", "basis", "form", "window", "days", "staff", "note",
)  # fmt: skip


class PlanImporter(Importer):
    """Files the plan of each agency in the table, in place of its plan of before; again it changes nothing."""

    kind = "inspection-plan"
    title = gettext_lazy("Inspection plans of a year")
    has_personal_numbers = True
    columns: ClassVar = (
        Column("unit", "Mã đơn vị", read.code, required=True),
        Column("year", "Năm", read.count, required=True),
        Column("name", "Tên doanh nghiệp", read.text, empty=""),
        Column("tax_code", "Mã số thuế", read.text, empty=""),
        Column("address", "Địa chỉ", read.text, empty=""),
        Column("content", "Nội dung", read.text, empty=""),
        Column("basis", "Căn cứ", read.text, empty=""),
        Column("form", "Hình thức", read.text, empty=""),
        Column("window", "Thời gian", read.text, empty=""),
        Column("days", "Số ngày", read.text, empty=""),
        Column("staff", "Số người", read.text, empty=""),
        Column("note", "Ghi chú", read.text, empty=""),
    )

    def protected(self, value: Any) -> Any:
        text = value if isinstance(value, str) else str(value or "")
        guarded = veil(text)
        return value if guarded == text else guarded

    def apply(self, records: Sequence[Record], context: Context) -> None:
        groups: dict[tuple[str, int], list[Record]] = {}
        for record in records:
            groups.setdefault((record["unit"], record["year"]), []).append(record)
        units = {unit.code: unit for unit in Unit.objects.filter(code__in={code for code, _year in groups})}
        for (code, year), theirs in groups.items():
            if code not in units:
                context.fault(
                    theirs[0], "unit", _("there is no unit %(code)s") % {"code": code}, _("correct it")
                )
            elif year < FIRST_YEAR:
                context.fault(
                    theirs[0],
                    "year",
                    _("before %(year)s no rule holds") % {"year": FIRST_YEAR},
                    _("correct it"),
                )
            else:
                self._file(units[code], year, theirs, context)

    def _file(self, unit: Unit, year: int, records: Sequence[Record], context: Context) -> None:
        plan_year, _is_new = PlanYear.objects.get_or_create(year=year)
        source, columns = _source(records, self.columns, context)
        reading = read_plan(source, year, [columns])
        lost = [fault for fault in reading.faults if not fault.is_remark]
        for fault in lost:
            _tell(fault, context)
        if lost or _is_known(plan_year, unit, reading, records, context):
            return
        filing = keep_source(
            year=plan_year, unit=unit, source=source, content=None, sha256=context.source_sha256,
            columns=[columns], by=context.by, at=context.at,
        )  # fmt: skip
        take_plan(filing=filing, seen=filing.seen, by=context.by, at=context.at)
        context.created.append(Change(f"{unit.name_vi} {year}"))


def _is_known(
    year: PlanYear, unit: Unit, reading: PlanReading, records: Sequence[Record], context: Context
) -> bool:
    """Whether the unit's plan in force says the very same."""
    current = (
        PlanFiling.objects.filter(year=year, unit=unit, state=FilingState.TAKEN)
        .select_related("unit", "year", "stored_content")
        .first()
    )
    if current is None or not difference(reading_of(current).rows, reading.rows).is_empty:
        return False
    for record in records:
        context.note_unchanged(record)
    return True


def _source(records: Sequence[Record], columns: Sequence[Column], context: Context) -> tuple[Source, Columns]:
    """The rows as they would stand in the agency's own file, same rows and columns; and what these hold."""
    headings = {column.name: column.heading_vi for column in columns}
    places: Mapping[str, int] = {
        name: position + 1 for name, position in records[0].positions.items() if name in _PLANNED
    }
    width = max(places.values(), default=1)
    head = SourceRow(
        Place(context.sheet, row=1), {places[name]: Cell(headings[name]) for name in places}, width
    )
    body = [
        SourceRow(
            Place(context.sheet, row=record.number),
            {places[name]: Cell(unveil(text)) for name in places if (text := record[name])},
            width,
        )
        for record in records
    ]
    names = {place: name for name, place in places.items()}
    fields = {
        place: PlanColumn(headings[names[place]], Field(names[place]))
        if place in names
        else PlanColumn("", Field.IGNORED)
        for place in range(1, width + 1)
    }
    source = Source(context.sheet or "ke-hoach", Media.CSV, (Grid((head, *body), context.sheet),))
    return source, Columns(fields)


def _tell(fault: Fault, context: Context) -> None:
    what, _sign, todo = worded(fault)[0].partition("; ")
    context.fault_at(f"{fault.column}{fault.place.row}", what, todo)
