"""Taking over what a workbook says: what was chosen of it, all or nothing, the file kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from haidang.apps.reporting.models import AnswerStatus, Assignment
from haidang.apps.reporting.services.filling import Answer, Change, save_entries, save_narrative
from haidang.apps.reporting.workbooks import Difference
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.models import StoredFile


@transaction.atomic
def take_workbook(
    *,
    assignment: Assignment,
    difference: Difference,
    chosen: Collection[str],
    file: StoredFile,
    by: Actor,
    at: datetime,
) -> int:
    """Write the chosen cells ("e12") and texts ("n7") of a workbook into the draft; how many changed.

    Raises ValueError for a workbook with faults, ChangedMeanwhile if a cell changed after the difference was made.
    """
    if difference.faults:
        raise ValueError("a workbook with faults is not taken")
    changes = [
        Change(
            cell.entry,
            Answer(
                cell.answer.status or AnswerStatus.NONE.value,
                cell.answer.value,
                cell.answer.qualifier,
                cell.answer.note,
            ),
            cell.entry.version,
            f"{file.urn}#cell={cell.answer.sheet}!{cell.answer.cell}"[:200],
        )
        for cell in difference.cells
        if cell.mark in chosen
    ]
    count = save_entries(assignment=assignment, changes=changes, origin=file.name, by=by, at=at)
    for change in difference.texts:
        if change.mark in chosen:
            change.narrative.assignment = assignment
            save_narrative(
                narrative=change.narrative,
                text=change.text,
                seen_version=change.narrative.version,
                by=by,
                at=at,
            )
            count += 1
    return count
