"""What a head approved, as it stood: the content of a submission, and the observations that follow from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from haidang.apps.observations.models import Basis, Stage
from haidang.apps.observations.services import (
    NewObservation,
    carry_explanations,
    check_touched,
    record_observations,
)
from haidang.apps.reporting.models import Assignment, Entry, Submission
from haidang.apps.reporting.suspicions import Suspicion, list_suspicions
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def submit(
    assignment: Assignment, entries: Sequence[Entry], *, by: Actor, at: datetime, permission: Permission
) -> Submission:
    """Keep what stands in the draft now, and record its answers as provisional observations."""
    suspicions = list_suspicions(assignment, entries)
    content = content_of(assignment, entries, suspicions)
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
    said = _explanations(suspicions)
    done = record_observations(
        entries=[_observation(e, submission, said.get(e.pk, [])) for e in entries if e.is_answered],
        label=label,
        by=by,
        at=at,
        permission=permission,
    )
    check_touched(periods=done.periods, units=done.units, by=by, at=at)
    carry_explanations(
        explanations={
            s.relation_id: s.explanation.text for s in suspicions if s.relation_id and s.explanation
        },
        period=assignment.round.period,
        units={entry.about_id for entry in entries},
        unit_code=assignment.unit.code,
        by=by,
        at=at,
    )
    return submission


def content_of(
    assignment: Assignment, entries: Sequence[Entry], suspicions: Sequence[Suspicion]
) -> dict[str, Any]:
    """The draft as a JSON object: `figures`, `narratives`, `evidence`, `suspicions`; values are exact texts."""
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
        "suspicions": [
            {
                "arithmetic": s.arithmetic_vi,
                "contradiction": s.is_contradiction,
                "entries": list(s.entries),
                "explanation": s.explanation.text if s.explanation else "",
                "explained_by": s.explanation.explained_by if s.explanation else "",
            }
            for s in suspicions
        ],
    }


def _explanations(suspicions: Sequence[Suspicion]) -> dict[int, list[str]]:
    """What was explained about each entry, by its id: it goes with the figure wherever that is looked at."""
    found: dict[int, list[str]] = {}
    for suspicion in suspicions:
        for pk in suspicion.entries if suspicion.explanation else ():
            assert suspicion.explanation is not None  # noqa: S101
            found.setdefault(pk, []).append(
                f"{suspicion.arithmetic_vi}. Giải trình: {suspicion.explanation.text}"
            )
    return found


def _observation(entry: Entry, submission: Submission, explained: Sequence[str]) -> NewObservation:
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
        note="\n".join([entry.note, *explained]).strip(),
    )
