"""What the programme shows to everybody: commitments to enterprises that the co-ordinator released.

Units and dates, no persons, no drafts, nothing of the history. The portal may import nothing else of this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from haidang.apps.programme.formatting import State, describe_state
from haidang.apps.programme.models import Part
from haidang.apps.programme.selectors import list_released_commitments


@dataclass(frozen=True)
class PublicCommitment:
    """A promise: what, by whom, by when, kept or not. `address` is where the unit published it, perhaps empty."""

    title: str
    units: tuple[str, ...]
    due_date: date | None
    done_on: date | None
    state: State
    address: str


def list_public_commitments(on: date) -> list[PublicCommitment]:
    """The released commitments with their state on a day; those due first come first."""
    return [
        PublicCommitment(
            title=task.title,
            units=tuple(duty.unit.name for duty in task.participants.all() if duty.part == Part.LEAD),
            due_date=task.due_date,
            done_on=task.done_on,
            state=describe_state(task, on),
            address=task.published_url,
        )
        for task in list_released_commitments()
    ]
