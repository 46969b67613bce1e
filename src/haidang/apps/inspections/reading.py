"""From a file of an agency to the lines of its plan, and back from what was kept of it."""

from __future__ import annotations

import hashlib
import json
import signal
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from haidang.apps.inspections.models import ColumnMemory, PlanFiling, PlanLine
from haidang.apps.inspections.veiling import dotted, unveil, veil
from haidang.apps.organisations.models import Unit
from haidang.domain.overlaps import activity_of
from haidang.domain.plan_tables import (
    FaultCode,
    Media,
    Place,
    PlanReading,
    PlanRow,
    Source,
    Unreadable,
    UnreadableFile,
    mappings_as_json,
    mappings_from_json,
    place_shown,
    read_plan,
    source_as_json,
    source_from_json,
)
from haidang.domain.plan_tables import Mapping as Columns
from haidang.domain.vietnamese import CodeKind, fold
from haidang.foundation.confinement import ChildFailed, run_confined
from haidang.foundation.protection import protect

SECONDS: Final = 30.0
MEMORY: Final = 1024**3
_MODULE: Final = "haidang.domain.plan_tables"
_CRASHES: Final = {
    getattr(signal, name, 0) for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGTRAP", "SIGFPE")
}
_MOST_DAYS: Final = 366


def open_plan(content: bytes, name: str) -> Source:
    """Return what stands in a file, read in a confined process.

    Raises UnreadableFile with the reason; Overrun where it takes too long or too much memory.
    """
    try:
        answer = run_confined(_MODULE, (name,), content, seconds=SECONDS, memory_bytes=MEMORY)
    except ChildFailed as error:
        if error.signal in _CRASHES:  # a library in C fell over the file
            raise UnreadableFile(Unreadable.DAMAGED, "reading it made the reader crash") from error
        raise
    record = json.loads(answer) if answer.startswith(b'{"unreadable"') else None
    if record is not None:
        raise UnreadableFile(Unreadable(record["unreadable"]), record["detail"])
    return source_from_json(answer.decode())


def packed(source: Source) -> tuple[bytes, bool]:
    """Return what is kept of a file, and whether a number of a person stood in it."""
    plain = source_as_json(source)
    kept = json.dumps(_veiled(json.loads(plain)), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(kept.encode()), kept != plain


def unpacked(content: bytes) -> Source:
    """Return the file as it was read, from what was kept of it."""
    return source_from_json(unveil(zlib.decompress(content).decode()))


def _veiled(value: Any) -> Any:
    """Every text in a record with its numbers of persons as tokens; keys are numbers of columns or our words."""
    if isinstance(value, str):
        return veil(value)
    if isinstance(value, list):
        return [_veiled(item) for item in value]
    if isinstance(value, dict):
        return {key: _veiled(item) for key, item in value.items()}
    return value


def remembered_columns(unit: Unit, own: Iterable[Mapping[str, Any]] = ()) -> list[Columns]:
    """Return what is known of an agency's columns; `own`, said of the very file, goes before what is remembered."""
    records = {memory.fingerprint: memory.mapping for memory in ColumnMemory.objects.filter(unit=unit)}
    records |= {record["fingerprint"]: record for record in own}
    return _columns(records.values())


def agreed_columns(filing: PlanFiling) -> list[Columns]:
    """Return what the columns of a filing held when it was last read."""
    return _columns(filing.mappings)


def kept_columns(columns: Sequence[Columns]) -> list[dict[str, Any]]:
    """Return what is kept of columns; numbers of persons in their headings are tokens."""
    records: list[dict[str, Any]] = json.loads(mappings_as_json(columns))["mappings"]
    for record in records:
        for column in record["columns"]:
            column["heading"] = veil(column["heading"])
    return records


def _columns(records: Iterable[Mapping[str, Any]]) -> list[Columns]:
    told = json.dumps({"version": 1, "mappings": list(records)}, ensure_ascii=False)
    return list(mappings_from_json(unveil(told)))


def settled(source: Source, year: int, columns: Sequence[Columns]) -> tuple[PlanReading, list[Columns]]:
    """Return what a file says, and what its columns hold: the same for all its tables with the same headings."""
    reading = read_plan(source, year, columns)
    found = [table.proposal.mapping for table in reading.tables]
    agreed = {mapping.fingerprint: mapping for mapping in found}
    if any(agreed[mapping.fingerprint] != mapping for mapping in found):
        reading = read_plan(source, year, list(agreed.values()))
    return reading, list(agreed.values())


def source_of(filing: PlanFiling) -> Source:
    """Return what stood in the file of a filing."""
    return unpacked(bytes(filing.stored_content.content))


def reading_of(filing: PlanFiling) -> PlanReading:
    """Return what a filing says, read again from what was kept, with the columns that are agreed today."""
    return read_plan(source_of(filing), filing.year.year, remembered_columns(filing.unit, filing.mappings))


def lines_of(filing: PlanFiling, rows: Iterable[PlanRow]) -> list[PlanLine]:
    """Return the lines of a filing, not yet saved; what names persons by number is veiled."""
    usual = str(activity_of(filing.unit.name_vi))
    return [_line(filing, number, row, usual) for number, row in enumerate(rows, start=1)]


def _line(filing: PlanFiling, number: int, row: PlanRow, usual: str) -> PlanLine:
    place, code = row.origin.place, row.tax_code
    is_person = code.kind is CodeKind.PERSONAL
    is_company = code.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH)
    line = PlanLine(
        filing=filing, year=filing.year, unit=filing.unit, number=number,
        place={"sheet": dotted(place.sheet), "page": place.page, "table": place.table, "row": place.row},
        raw={dotted(label): veil(text) for label, text in row.raw.items()},
        name=dotted(row.name)[:300],
        tax_code=code.digits if is_company else "",
        personal_number=protect(code.digits) if is_person else "",
        address=dotted(row.address)[:300],
        content=dotted(row.content), basis=dotted(row.basis),
        form=str(row.form) if row.form else usual,
        lead=dotted(row.lead)[:200], co_units=dotted(row.co_units)[:500],
        first=row.window.first if row.window else None,
        last=row.window.last if row.window else None,
        examined=dotted(row.examined)[:200],
        days=_days(row), staff=row.staff,
        note=dotted(row.note), section=dotted(row.section)[:300],
    )  # fmt: skip
    line.appearance = appearance_of(filing.unit.code, line)
    return line


def _days(row: PlanRow) -> int | None:
    if row.days is None:
        return None
    return min(int(row.days.most.to_integral_value(rounding="ROUND_CEILING")), _MOST_DAYS)


def appearance_of(unit_code: str, line: PlanLine) -> str:
    """Return what is the same for lines in which one agency writes an enterprise alike."""
    code = line.tax_code or line.personal_number
    text = "|".join((unit_code, fold(line.name), code, fold(line.address)))
    return "a" + hashlib.sha256(text.encode()).hexdigest()[:22]


def shown_place(line: PlanLine, media: str) -> str:
    """Return where a line stands in its file, as people find it."""
    return place_shown(Place(**line.place), "", Media(media))


def is_other_year(reading: PlanReading) -> bool:
    """Whether the file says that it is of another year."""
    return any(fault.code is FaultCode.FILE_OF_ANOTHER_YEAR for fault in reading.faults)
