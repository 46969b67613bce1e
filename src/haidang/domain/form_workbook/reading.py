"""Read a workbook that came back: rows by their keys, columns by their headings, every fault with its place."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from haidang.domain.form_workbook.answers import Findings, read_rows
from haidang.domain.form_workbook.cells import CellKind
from haidang.domain.form_workbook.package import Package, damage_told
from haidang.domain.form_workbook.result import (
    FaultCode,
    FormFault,
    ReadForm,
    UnreadableWorkbook,
    shortened,
)
from haidang.domain.form_workbook.tables import FIGURES, NARRATIVES, faults_of_shape, find_table
from haidang.domain.form_workbook.wording import (
    FIGURE_SHEET,
    NARRATIVE_SHEET,
    ROUND_LABEL,
    ROUND_PROPERTY,
    UNIT_LABEL,
    UNIT_PROPERTY,
)
from haidang.domain.form_workbook.workbook import Workbook, open_workbook
from haidang.domain.vietnamese import fold, normalise

_HEAD_ROWS: Final = 20
_MAX_CODE: Final = 100


def read_form(content: bytes) -> ReadForm:
    """Return what a workbook says, with all its faults. Never raises for what is in the file.

    What only the form can tell (unknown keys, decimals in whole numbers) is told by `check_against`.
    """
    try:
        with damage_told():
            workbook = open_workbook(Package(content))
    except UnreadableWorkbook as error:
        return ReadForm(faults=(error.fault,))
    return _read(workbook)


def _read(workbook: Workbook) -> ReadForm:
    findings = Findings()
    round_code = _code(workbook, ROUND_PROPERTY, ROUND_LABEL, findings)
    unit_code = _code(workbook, UNIT_PROPERTY, UNIT_LABEL, findings)
    if not round_code or not unit_code:
        findings.faults.append(FormFault(FaultCode.NO_ROUND_CODE))
    tables = [table for sheet in workbook.sheets if (table := find_table(sheet)) is not None]
    for kind, name in ((FIGURES, FIGURE_SHEET), (NARRATIVES, NARRATIVE_SHEET)):
        if not any(table.kind is kind for table in tables):
            findings.faults.append(FormFault(FaultCode.MISSING_SHEET, text=name))
    for table in tables:
        findings.faults += faults_of_shape(table)
        read_rows(table, findings)
    doubles = _told_doubles(findings)
    return ReadForm(
        round_code,
        unit_code,
        tuple(answer for answer in findings.answers if (False, answer.key) not in doubles),
        tuple(narrative for narrative in findings.narratives if (True, narrative.key) not in doubles),
        tuple(findings.faults),
        tuple(findings.remarks),
        tuple(sorted({key.text for key in findings.keys})),
    )


def _code(workbook: Workbook, name: str, label: str, findings: Findings) -> str:
    """Return a code by the properties of the file, or else by the heads of its sheets; told when they disagree."""
    hidden = normalise(workbook.properties.get(name, "")[:_MAX_CODE])
    shown = list(_shown(workbook, label))
    for sheet, cell, code in shown:
        if code != (hidden or shown[0][2]):
            findings.faults.append(FormFault(FaultCode.CODES_DISAGREE, sheet, cell, shortened(code)))
    return hidden or (shown[0][2] if shown else "")


def _shown(workbook: Workbook, label: str) -> Iterator[tuple[str, str, str]]:
    """Yield sheet, cell and text of every code that stands beside its label in the head of a sheet."""
    wanted = fold(label)
    for sheet in workbook.sheets:
        for row in sheet.rows[:_HEAD_ROWS]:
            for column, cell in row.cells.items():
                if len(cell.text) > _MAX_CODE or fold(cell.text).rstrip(": ") != wanted:
                    continue
                after = [place for place in sorted(row.cells) if place > column]
                if after and row.cells[after[0]].kind in (CellKind.TEXT, CellKind.NUMBER):
                    code = row.cells[after[0]]
                    yield sheet.name, code.reference, normalise(code.text[:_MAX_CODE])


def _told_doubles(findings: Findings) -> set[tuple[bool, str]]:
    """Return the keys that occur twice in a table, each place told: none of them is taken."""
    count = Counter((key.is_narrative, key.text) for key in findings.keys)
    doubles = {key for key, times in count.items() if times > 1}
    for key in findings.keys:
        if (key.is_narrative, key.text) in doubles:
            findings.faults.append(
                FormFault(FaultCode.DUPLICATE_KEY, key.sheet, key.cell, shortened(key.text))
            )
    return doubles
