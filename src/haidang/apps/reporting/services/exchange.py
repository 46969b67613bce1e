"""Answers that another system sends: many at once, all or nothing, every fault told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from haidang.apps.reporting.models import WITH_THE_UNIT, Assignment, Entry, Narrative
from haidang.apps.reporting.services.filling import Change, ChangedMeanwhile, save_entries, save_narrative
from haidang.apps.reporting.services.guarding import expect, lock
from haidang.apps.reporting.services.matching import (
    FaultyAnswers,
    SentAnswer,
    SentNarrative,
    match_answers,
    match_narratives,
)
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@transaction.atomic
def take_answers(
    *, assignment: Assignment, answers: Sequence[SentAnswer], origin: str, by: Actor, at: datetime
) -> int:
    """Write the answers that a system sent into the draft; how many cells changed.

    Raises FaultyAnswers with every fault, ChangedMeanwhile with every cell that changed after it was read,
    ValidationError where the draft is not written now. `origin` says where they come from, for the audit trail.
    """
    assignment = writable(assignment, by)
    changes, faults = match_answers(answers, cells_of(assignment), assignment.unit.code)
    if faults:
        raise FaultyAnswers(faults)
    refuse_stale(stale_cells(changes))
    return save_entries(assignment=assignment, changes=changes, origin=origin, by=by, at=at)


@transaction.atomic
def take_narratives(
    *, assignment: Assignment, narratives: Sequence[SentNarrative], by: Actor, at: datetime
) -> int:
    """Write the texts that a system sent into the draft; how many changed. Raises as `take_answers` does."""
    assignment = writable(assignment, by)
    found, faults = match_narratives(narratives, texts_of(assignment))
    if faults:
        raise FaultyAnswers(faults)
    refuse_stale(stale_texts(found))
    return write_texts(found, by=by, at=at)


def writable(assignment: Assignment, by: Actor) -> Assignment:
    """The locked row of a report that the actor may write. Raises PermissionDenied, ValidationError."""
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, WITH_THE_UNIT)
    return assignment


def cells_of(assignment: Assignment) -> list[Entry]:
    """The cells of a form as they are now (one query)."""
    return list(assignment.entries.select_related("indicator", "about"))


def texts_of(assignment: Assignment) -> list[Narrative]:
    """The texts of a form as they are now (one query)."""
    found = list(assignment.narratives.select_related("task"))
    for narrative in found:
        narrative.assignment = assignment
    return found


def stale_cells(changes: Sequence[Change]) -> list[Entry]:
    """The cells that somebody changed after the sender read them. The same answer again is none."""
    return [
        change.entry
        for change in changes
        if change.entry.version != change.seen_version and not change.answer.is_that_of(change.entry)
    ]


def stale_texts(found: Sequence[tuple[Narrative, SentNarrative]]) -> list[Narrative]:
    """The texts that somebody changed after the sender read them."""
    return [
        narrative
        for narrative, sent in found
        if narrative.version != sent.version and tidy(sent.text) != narrative.text
    ]


def refuse_stale(stale: Sequence[Entry | Narrative]) -> None:
    """Raises ChangedMeanwhile if there are any."""
    if stale:
        raise ChangedMeanwhile(*stale)


def write_texts(found: Sequence[tuple[Narrative, SentNarrative]], *, by: Actor, at: datetime) -> int:
    """Save the texts that differ from what stands there; how many."""
    count = 0
    for narrative, sent in found:
        if tidy(sent.text) == narrative.text:
            continue
        save_narrative(narrative=narrative, text=sent.text, seen_version=sent.version, by=by, at=at)
        count += 1
    return count


def tidy(text: str) -> str:
    """A text as it is kept."""
    return text.replace("\r\n", "\n").strip()
