"""The workbook of a unit's report: written from the form, read back in a confined child, held against the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure
from haidang.apps.observations.reading import is_whole
from haidang.apps.reporting.answers import word, word_answer
from haidang.apps.reporting.models import AnswerStatus, Assignment, Entry, Narrative
from haidang.apps.reporting.selectors import FormGroup, FormRow
from haidang.domain import form_workbook as workbook
from haidang.domain.vietnamese import format_date
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.confinement import ChildFailed, Overrun, run_confined
from haidang.foundation.files.checks import XLSX, RefusedFile, check_content

SECONDS: Final = 20.0
MEMORY: Final = 1024**3
_KEY: Final = re.compile(r"[en](?P<pk>\d{1,18})\.(?P<version>\d{1,9})")


def form_of(assignment: Assignment, groups: Sequence[FormGroup]) -> workbook.Form:
    """The unit's form as it goes into a workbook. A key holds the cell and the version of its answer: "e12.3"."""
    period = label_vi(parse_period(assignment.round.period))
    return workbook.Form(
        round_code=assignment.round.code,
        unit_code=assignment.unit.code,
        title=f"Báo cáo {period}",
        unit_name=assignment.unit.name_vi,
        period_name=period,
        deadline=format_date(assignment.due_on) if assignment.due_on else "",
        groups=tuple(_group(group) for group in groups),
    )


def _group(group: FormGroup) -> workbook.FormGroup:
    narrative = group.narrative
    return workbook.FormGroup(
        code=group.task.code if group.task else "",
        title=group.task.title_vi if group.task else "Chung cho cả chương trình",
        rows=tuple(_row(row) for row in group.rows),
        narrative_key=f"n{narrative.pk}.{narrative.version}" if narrative else "",
        narrative=narrative.text if narrative else "",
        narrative_required=narrative.is_required if narrative else False,
    )


def _row(row: FormRow) -> workbook.FormRow:
    entry, beside = row.entry, row.neighbours
    name = (
        f"{entry.indicator.name_vi} ({entry.about.name_vi})"
        if row.is_about_another
        else entry.indicator.name_vi
    )
    return workbook.FormRow(
        key=f"e{entry.pk}.{entry.version}",
        name=name,
        measure=row.measure,
        decimals=0 if is_whole(entry.indicator) else max(entry.indicator.decimals, 2),
        is_whole=is_whole(entry.indicator),
        previous=_shown(beside.previous),
        last_year=_shown(beside.last_year),
        computed=_shown(beside.computed),
        status=entry.status,
        value=entry.value,
        qualifier=entry.qualifier,
        note=entry.note,
    )


def _shown(figure: Figure | None) -> str:
    if figure is None or figure.latest is None:
        return ""
    return f"{format_observation(figure.latest, figure.indicator)} ({label_vi(parse_period(figure.period))})"


def read_workbook(content: bytes, name: str) -> workbook.ReadForm:
    """What an uploaded workbook says. Raises RefusedFile for what is no workbook, or a hostile one."""
    checked = check_content(content, name, max_bytes=settings.FILES_MAX_BYTES)
    if checked.media_type != XLSX:
        raise RefusedFile(
            _("This is not an Excel workbook (.xlsx): bring the form that was downloaded here.")
        )
    try:
        told = run_confined("haidang.domain.form_workbook", [], content, seconds=SECONDS, memory_bytes=MEMORY)
        return workbook.read_form_json(told.decode("utf-8"))
    except (Overrun, ChildFailed, ValueError) as error:
        raise RefusedFile(
            _(
                "The workbook takes too much to read, or is damaged: download the form again and copy the answers."
            )
        ) from error


@dataclass(frozen=True)
class CellChange:
    """A cell of the draft that the workbook would change. `is_stale`: it changed after the workbook was downloaded."""

    entry: Entry
    answer: workbook.Answer
    before: str
    after: str
    is_stale: bool

    @property
    def mark(self) -> str:
        """The cell's name on the page: "e12"."""
        return f"e{self.entry.pk}"

    @property
    def subject(self) -> Entry | Narrative:
        return self.entry


@dataclass(frozen=True)
class TextChange:
    """A text of the draft that the workbook would change."""

    narrative: Narrative
    text: str
    is_stale: bool

    @property
    def mark(self) -> str:
        """The text's name on the page: "n7"."""
        return f"n{self.narrative.pk}"

    @property
    def subject(self) -> Entry | Narrative:
        return self.narrative


@dataclass(frozen=True)
class Difference:
    """What a workbook would change in a draft, what is wrong with it, and what is worth a look."""

    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    unchanged: int = 0
    faults: tuple[workbook.FormFault, ...] = ()
    remarks: tuple[workbook.FormFault, ...] = ()


def compare(assignment: Assignment, groups: Sequence[FormGroup], read: workbook.ReadForm) -> Difference:
    """Hold a workbook against the draft as it is now."""
    form = form_of(assignment, groups)
    now, seen = _keys(form), _versions(read)
    fitted = workbook.check_against(_with_keys_of(read, now), form)
    rows = {row.entry.pk: row for group in groups for row in group.rows}
    narratives = {g.narrative.pk: g.narrative for g in groups if g.narrative}
    cells, texts, unchanged = [], [], 0
    for answer in fitted.answers:
        entry = rows[_pk(answer.key)].entry
        if (answer.status, answer.value, answer.note) == (entry.status, entry.value, entry.note) and (
            answer.qualifier == entry.qualifier or answer.status != AnswerStatus.VALUE
        ):
            unchanged += 1
            continue
        after = word(answer.status, answer.value, answer.qualifier, entry.indicator)
        cells.append(
            CellChange(entry, answer, word_answer(entry), after, seen.get(f"e{entry.pk}") != entry.version)
        )
    for told in fitted.narratives:
        narrative = narratives[_pk(told.key)]
        if told.text.replace("\r\n", "\n").strip() == narrative.text:
            unchanged += 1
            continue
        texts.append(TextChange(narrative, told.text, seen.get(f"n{narrative.pk}") != narrative.version))
    return Difference(tuple(cells), tuple(texts), unchanged, fitted.faults, fitted.remarks)


def _keys(form: workbook.Form) -> dict[str, str]:
    """The keys of the form as it is now, by the cell that they name ("e12")."""
    return {key.split(".")[0]: key for key in (*form.rows, *form.narratives)}


def _pk(key: str) -> int:
    return int(key[1:].split(".", maxsplit=1)[0])


def _versions(read: workbook.ReadForm) -> dict[str, int]:
    """The version of each cell that the workbook was made from."""
    found = (match for key in read.keys if (match := _KEY.fullmatch(key)))
    return {match.string.split(".")[0]: int(match["version"]) for match in found}


def _with_keys_of(read: workbook.ReadForm, now: dict[str, str]) -> workbook.ReadForm:
    """The same workbook with the keys of today: a newer version of a cell is still that cell."""

    def today(key: str) -> str:
        return now.get(key.split(".", maxsplit=1)[0], key) if _KEY.fullmatch(key) else key

    return replace(
        read,
        answers=tuple(replace(answer, key=today(answer.key)) for answer in read.answers),
        narratives=tuple(replace(told, key=today(told.key)) for told in read.narratives),
        keys=tuple(today(key) for key in read.keys),
    )
