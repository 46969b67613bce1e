"""Taking over what the message of another system says: the whole of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.programme.models import Task
from haidang.apps.reporting.models import Assignment, Narrative
from haidang.apps.reporting.services.exchange import (
    cells_of,
    refuse_stale,
    stale_cells,
    stale_texts,
    texts_of,
    writable,
    write_texts,
)
from haidang.apps.reporting.services.filling import MOST_EVIDENCE, add_evidence, save_entries
from haidang.apps.reporting.services.matching import (
    Fault,
    FaultyAnswers,
    SentAnswer,
    SentNarrative,
    Stated,
    match_answers,
    match_narratives,
)
from haidang.domain.report_package import Attachment, IndicatorValue, ReportPackage, decimal_text
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.checks import RefusedFile


@dataclass(frozen=True)
class TakenPackage:
    """What a message changed in the draft."""

    figures: int
    texts: int
    files: int


@transaction.atomic
def take_package(*, assignment: Assignment, package: ReportPackage, by: Actor, at: datetime) -> TakenPackage:
    """Write what a message says into the unit's draft.

    Raises FaultyAnswers with every fault, by its place in the message; ChangedMeanwhile with every cell that holds
    something the sender has not seen; ValidationError where the draft is not written now. Figures that the message
    does not name stay as they are.
    """
    assignment = writable(assignment, by)
    urn = f"urn:haidang:message:{package.message_id}"[:200]
    texts = texts_of(assignment)
    changes, wrong_figures = match_answers(
        [_answer(value) for value in package.indicators], cells_of(assignment), assignment.unit.code, urn
    )
    said = [
        SentNarrative(narrative.text, narrative.version, task=narrative.task)
        for narrative in package.narratives
    ]
    found, wrong_texts = match_narratives(said, texts)
    files, wrong_files = _files(assignment, package.attachments, texts)
    faults = [
        *_wrong_head(assignment, package),
        *(_placed(fault, "Indicators/Indicator") for fault in wrong_figures),
        *(_placed(fault, "Narratives/Narrative") for fault in wrong_texts),
        *wrong_files,
    ]
    if faults:
        raise FaultyAnswers(faults)
    refuse_stale([*stale_cells(changes), *stale_texts(found)])
    figures = save_entries(assignment=assignment, changes=changes, origin=package.message_id, by=by, at=at)
    return TakenPackage(figures, write_texts(found, by=by, at=at), _enclose(assignment, files, by, at))


def _answer(value: IndicatorValue) -> SentAnswer:
    return SentAnswer(
        status=value.status,
        value=None if value.value is None else decimal_text(value.value),
        qualifier=value.qualifier,
        note=value.note,
        version=value.version,
        indicator=value.code,
        about=value.about,
        dimensions=value.dimensions,
        stated=Stated(value.period, value.unit_measure, value.unit_mult),
    )


def _wrong_head(assignment: Assignment, package: ReportPackage) -> Iterator[Fault]:
    """The message must be from this unit, for this co-ordinator, about this round."""
    round_ = assignment.round
    head = {
        "Header/Sender/@code": (package.sender.code, assignment.unit.code),
        "Header/Receiver/@code": (package.receiver.code, round_.coordinator.code),
        "Header/Report/@code": (package.report.code, round_.code),
        "Header/Report/@period": (package.report.period, round_.period),
    }
    for place, (said, expected) in head.items():
        if said != expected:
            detail = _("“%(text)s” stands here, but this report needs “%(expected)s”.")
            yield Fault(None, "other_report", detail % {"text": said[:60], "expected": expected}, place)


def _placed(fault: Fault, name: str) -> Fault:
    return replace(fault, place=f"{name}[{(fault.index or 0) + 1}]")


def _files(
    assignment: Assignment, attachments: Sequence[Attachment], texts: Sequence[Narrative]
) -> tuple[list[tuple[int, Attachment, Task | None]], list[Fault]]:
    """The files to enclose, with their tasks. One that travels by its checksum only must be enclosed already."""
    tasks = {narrative.task.code: narrative.task for narrative in texts}
    enclosed = set(assignment.evidence.filter(removed_at=None).values_list("file_id", flat=True))
    files: list[tuple[int, Attachment, Task | None]] = []
    faults: list[Fault] = []
    for index, attachment in enumerate(attachments):
        place = f"Attachments/Attachment[{index + 1}]"
        if attachment.task and attachment.task not in tasks:
            faults.append(Fault(index, "task_not_asked", _("The unit is not asked about this task."), place))
        elif attachment.content is not None:
            files.append((index, attachment, tasks.get(attachment.task)))
        elif attachment.sha256 not in enclosed:
            detail = _(
                "The message holds only the checksum of this file: enclose the file, or send it in the message."
            )
            faults.append(Fault(index, "file_missing", detail, place))
    if len(enclosed | {a.sha256 for _index, a, _task in files}) > MOST_EVIDENCE:
        detail = _("There are already %(limit)s files: remove some first.") % {"limit": MOST_EVIDENCE}
        faults.append(Fault(None, "too_many_files", detail, "Attachments"))
    return files, faults


def _enclose(
    assignment: Assignment, files: Sequence[tuple[int, Attachment, Task | None]], by: Actor, at: datetime
) -> int:
    """Enclose the files that are not enclosed yet; how many. Raises FaultyAnswers with every file that is refused."""
    before = assignment.evidence.filter(removed_at=None).count()
    faults = []
    for index, attachment, task in files:
        try:
            add_evidence(
                assignment=assignment, task=task, content=attachment.content or b"", name=attachment.name, by=by, at=at
            )  # fmt: skip
        except RefusedFile as refusal:
            place = f"Attachments/Attachment[{index + 1}]"
            faults.append(Fault(index, "file_refused", f"{attachment.name}: {refusal}", place))
    if faults:
        raise FaultyAnswers(faults)
    return assignment.evidence.filter(removed_at=None).count() - before
