"""What a head approved, as it stood: the content of a submission, and the observations that follow from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from haidang.apps.observations.models import Basis, Stage
from haidang.apps.observations.services import NewObservation, check_touched, record_observations
from haidang.apps.reporting.models import Assignment, Entry, Submission
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def submit(
    assignment: Assignment, entries: Sequence[Entry], *, by: Actor, at: datetime, permission: Permission
) -> Submission:
    """Keep what stands in the draft now, and record its answers as provisional observations."""
    content = content_of(assignment, entries)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    submission = Submission.objects.create(
        assignment=assignment,
        number=assignment.submissions.count() + 1,
        content=content,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        approved_by_id=by.identifier,
        approved_by_name=by.name,
        approved_at=at,
    )
    label = f"{assignment.round.code} – {assignment.unit.name_vi}"
    done = record_observations(
        entries=[_observation(entry, submission) for entry in entries if entry.is_answered],
        label=label,
        by=by,
        at=at,
        permission=permission,
    )
    check_touched(periods=done.periods, by=by, at=at)
    return submission


def content_of(assignment: Assignment, entries: Sequence[Entry]) -> dict[str, Any]:
    """The draft as a JSON object: `figures`, `narratives`, `evidence`, `explanations`; values are exact texts."""
    narratives = assignment.narratives.exclude(text="").select_related("task").order_by("task__position")
    evidence = assignment.evidence.filter(removed_at=None).select_related("task")
    return {
        "round": assignment.round.code,
        "unit": assignment.unit.code,
        "period": assignment.round.period,
        "figures": [
            {
                "entry": entry.pk,
                "indicator": entry.indicator.code,
                "about": entry.about.code,
                "dimensions": entry.dimensions,
                "status": entry.status,
                "value": None if entry.value is None else format(entry.value, "f"),
                "qualifier": entry.qualifier,
                "note": entry.note,
                "source": entry.source_urn,
                "entered_by": entry.entered_by_name,
            }
            for entry in entries
        ],
        "narratives": [{"task": n.task.code, "text": n.text, "by": n.entered_by_name} for n in narratives],
        "evidence": [
            {"task": e.task.code if e.task else "", "name": e.name, "sha256": e.file_id} for e in evidence
        ],
        "explanations": [
            {"arithmetic": e.arithmetic_vi, "text": e.text, "by": e.explained_by}
            for e in assignment.explanations.order_by("pk")
        ],
    }


def _observation(entry: Entry, submission: Submission) -> NewObservation:
    return NewObservation(
        indicator=entry.indicator,
        unit=entry.about,
        period=entry.period,
        basis=Basis.REPORTED,
        dimensions=entry.dimensions,
        value=entry.value,
        status=entry.status,
        qualifier=entry.qualifier,
        stage=Stage.PROVISIONAL,
        source_urn=f"{submission.urn}#entry={entry.pk}",
        source_sha256=submission.sha256,
        note=entry.note,
    )
