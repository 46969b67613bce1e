"""Rounds and reports as plain records: decimals as text, times with their zone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure
from haidang.apps.observations.reading import is_whole
from haidang.apps.reporting.models import (
    Assignment,
    Entry,
    Evidence,
    Narrative,
    Remark,
    Submission,
)
from haidang.apps.reporting.selectors import FormGroup, FormRow
from haidang.apps.reporting.suspicions import Suspicion


def decimal(value: Decimal | None) -> str | None:
    """Digit for digit, with a point."""
    return None if value is None else format(value, "f")


def entry_state(entry: Entry) -> dict[str, Any]:
    """What stands in a cell now."""
    return {
        "entry": entry.pk,
        "status": entry.status,
        "value": decimal(entry.value),
        "qualifier": entry.qualifier,
        "note": entry.note,
        "version": entry.version,
    }


def narrative_state(narrative: Narrative) -> dict[str, Any]:
    """What is said on a task now."""
    return {"narrative": narrative.pk, "text": narrative.text, "version": narrative.version}


def entry_of(row: FormRow) -> dict[str, Any]:
    """A cell of the form with what stands beside it."""
    entry, indicator, beside = row.entry, row.entry.indicator, row.neighbours
    return {
        **entry_state(entry),
        "indicator": indicator.code,
        "name_vi": indicator.name_vi,
        "name_en": indicator.name_en,
        "measure": row.measure,
        "unit_measure": indicator.unit_measure,
        "unit_mult": indicator.unit_mult,
        "decimals": indicator.decimals,
        "is_whole": is_whole(indicator),
        "period": entry.period,
        "about": entry.about.code,
        "dimensions": entry.dimensions,
        "task": entry.task.code if entry.task else None,
        "previous": _beside(beside.previous),
        "last_year": _beside(beside.last_year),
        "computed": _beside(beside.computed),
        "returned": entry.returned,
        "entered_by": entry.entered_by_name,
        "entered_at": entry.entered_at,
    }


def _beside(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None or figure.latest is None:
        return None
    latest = figure.latest
    return {
        "period": figure.period,
        "status": latest.status,
        "value": decimal(latest.value),
        "qualifier": latest.qualifier,
        "text": format_observation(latest, figure.indicator),
    }


def narrative_of(narrative: Narrative) -> dict[str, Any]:
    """A text that is asked for."""
    return {
        **narrative_state(narrative),
        "task": narrative.task.code,
        "title_vi": narrative.task.title_vi,
        "is_required": narrative.is_required,
        "returned": narrative.returned,
        "entered_by": narrative.entered_by_name,
        "entered_at": narrative.entered_at,
    }


def evidence_of(evidence: Evidence) -> dict[str, Any]:
    """An enclosed file."""
    return {
        "evidence": evidence.pk,
        "task": evidence.task.code if evidence.task else None,
        "name": evidence.name,
        "sha256": evidence.file_id,
        "size": evidence.file.size,
        "added_by": evidence.added_by,
        "added_at": evidence.added_at,
    }


def suspicion_of(suspicion: Suspicion) -> dict[str, Any]:
    """Something that looks wrong in the draft."""
    return {
        "fingerprint": suspicion.fingerprint,
        "arithmetic_vi": suspicion.arithmetic_vi,
        "arithmetic_en": suspicion.arithmetic_en,
        "is_contradiction": suspicion.is_contradiction,
        "entries": list(suspicion.entries),
        "explanation": suspicion.explanation.text if suspicion.explanation else "",
    }


def form_of(assignment: Assignment, groups: list[FormGroup]) -> dict[str, Any]:
    """Everything a unit is asked for, with what it has answered."""
    rows = [row for group in groups for row in group.rows]
    suspicions = {s.fingerprint: s for row in rows for s in row.suspicions}
    return {
        **state_of(assignment),
        "period": assignment.round.period,
        "can_write": assignment.is_with_the_unit and assignment.round.is_open,
        "entries": [entry_of(row) for row in rows],
        "narratives": [narrative_of(group.narrative) for group in groups if group.narrative],
        "evidence": [evidence_of(evidence) for group in groups for evidence in group.evidence],
        "suspicions": [suspicion_of(suspicion) for suspicion in suspicions.values()],
    }


def state_of(assignment: Assignment) -> dict[str, Any]:
    """How far a unit's report is."""
    return {
        "round": assignment.round.code,
        "unit": assignment.unit.code,
        "status": assignment.status,
        "due_on": assignment.due_on,
        "received_on": assignment.received_on,
        "appendix": assignment.appendix,
    }


def submission_of(submission: Submission) -> dict[str, Any]:
    """An approved version of a report, without its content."""
    return {
        "number": submission.number,
        "sha256": submission.sha256,
        "urn": submission.urn,
        "approved_by": submission.approved_by_name,
        "approved_at": submission.approved_at,
    }


def remark_of(remark: Remark) -> dict[str, Any]:
    """Something said about a report."""
    return {
        "remark": remark.pk,
        "entry": remark.entry_id,
        "narrative": remark.narrative_id,
        "text": remark.text,
        "from_the_centre": remark.from_the_centre,
        "by": remark.by_name,
        "at": remark.at,
    }
