"""Inspections as plain records."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils import timezone

from haidang.apps.inspections.course import Course, CourseStep
from haidang.apps.inspections.digest import Diary
from haidang.apps.inspections.models import DiaryEntry, FoundFault, Inspection, Member
from haidang.apps.inspections.procedures import Checklist
from haidang.apps.inspections.scoring import Score
from haidang.apps.inspections.selectors.conduct import ReformProgress
from haidang.apps.inspections.selectors.judging import Judgement
from haidang.apps.inspections.selectors.visits import KnownVisit

_PLAIN: Final = (
    "year", "origin", "name", "form", "content", "examined", "decision_number", "decision_on", "start_on", "end_on",
    "stage", "announced_on", "ended_on", "due_on", "due_step", "conclusion_number", "conclusion_on", "published_on",
    "published_at", "version",
)  # fmt: skip


def inspection_of(found: Inspection) -> dict[str, Any]:
    """An inspection without what is in its dossier."""
    today = timezone.localdate()
    return {
        **{name: getattr(found, name) for name in _PLAIN},
        "id": found.pk,
        "enterprise": found.enterprise_id,
        "subject": found.subject_unit.code if found.subject_unit else None,
        "lead": found.lead.code,
        "co_units": [unit.code for unit in found.co_units.all()],
        "overdue": found.is_open and found.due_on is not None and found.due_on < today,
        "by_exception": bool(found.exception),
        "synthetic": found.is_synthetic,
    }


def steps_of(course: Course, today: date) -> list[dict[str, Any]]:
    """The steps in their order."""
    return [_step(entry, today) for entry in course.steps]


def _step(entry: CourseStep, today: date) -> dict[str, Any]:
    step = entry.step
    return {
        "step": step.key,
        "name_vi": step.name_vi,
        "name_en": step.name_en,
        "need": step.need,
        "due_on": entry.due_on,
        "done_on": entry.done_on,
        "waived": entry.is_waived,
        "overdue": entry.is_overdue(today),
        "days_late": entry.days_late(),
        "entry": entry.held[-1].pk if entry.held else None,
        "basis_vi": step.basis_vi,
        "certainty": step.certainty,
    }


def member_of(member: Member) -> dict[str, Any]:
    """A member of the team."""
    return {
        "member": member.pk,
        "name": member.name,
        "position": member.position,
        "unit": member.unit.code,
        "task": member.task,
        "account": member.account.username if member.account else None,
        "left_on": member.left_on,
    }


def fault_of(fault: FoundFault) -> dict[str, Any]:
    """A finding."""
    names = ("number", "what", "basis", "amount", "remedy", "due_on", "state", "version")
    overdue = fault.is_followed and fault.due_on < timezone.localdate()
    return {**{name: getattr(fault, name) for name in names}, "overdue": overdue}


def entry_of(entry: DiaryEntry) -> dict[str, Any]:
    """An entry of the diary."""
    names = ("day", "is_idle", "work", "met", "directions", "difficulties", "minutes", "why", "at")
    return {
        **{name: getattr(entry, name) for name in names},
        "entry": entry.pk,
        "member": entry.member_id,
        "late": entry.is_late,
        "corrects": entry.corrects_id,
        "by": entry.by_name,
    }


def diary_of(diary: Diary) -> dict[str, Any]:
    """The diary by days."""
    return {
        "hours": format(diary.hours, "f"),
        "late": diary.late,
        "missing": list(diary.missing),
        "pages": [
            {
                "day": page.day,
                "hours": format(page.hours, "f"),
                "confirmed_by": page.confirmed.by_name if page.confirmed else "",
                "missing": page.is_missing,
                "entries": [
                    entry_of(entry) for written in page.written for entry in (written.entry, *written.before)
                ],
            }
            for page in diary.pages
        ],
    }


def visit_of(visit: KnownVisit) -> dict[str, Any]:
    """A visit of the year."""
    return {
        "visit": visit.rid,
        "kind": visit.kind,
        "unit": visit.unit_code,
        "unit_name": visit.unit,
        "co_units": list(visit.co_units),
        "form": visit.form,
        "contents": list(visit.contents),
        "first": visit.first,
        "last": visit.last,
        "stage": visit.stage,
        "synthetic": visit.is_synthetic,
    }


def judgement_of(judgement: Judgement) -> dict[str, Any]:
    """What the check before opening found."""
    return {
        "may_open": not judgement.blocks,
        "counts": judgement.counts,
        "visits": [visit_of(visit) for visit in judgement.visits],
        "violations": [
            {
                "rule": violation.rule.key,
                "degree": violation.rule.degree,
                "basis_vi": violation.rule.basis_vi,
                "basis_en": violation.rule.basis_en,
                "certainty": violation.rule.certainty,
                "blocks": violation.blocks,
                "visits": [visit_of(visit) for visit in violation.visits],
            }
            for violation in judgement.violations
        ],
        "days": judgement.days,
        "too_long": judgement.too_long is not None,
    }


def checklist_of(checklist: Checklist, score: Score) -> dict[str, Any]:
    """A checklist with its answers."""
    return {
        "checklist": checklist.key,
        "name_vi": checklist.name_vi,
        "points": format(score.points, "f"),
        "possible": score.possible,
        "rate": None if score.rate is None else format(score.rate, "f"),
        "lines": [
            {
                "item": line.item.key,
                "group_vi": line.item.group_vi,
                "text_vi": line.item.text_vi,
                "weight": line.item.weight,
                "basis_vi": line.item.basis_vi,
                "reply": line.answer.reply if line.answer else "",
                "note": line.answer.note if line.answer else "",
                "points": None if line.points is None else format(line.points, "f"),
            }
            for line in score.lines
        ],
    }


def reform_of(progress: ReformProgress) -> dict[str, Any]:
    """A plan of inspecting administrative reform with its progress."""
    plan = progress.plan
    return {
        "id": plan.pk,
        "year": plan.year,
        "lead": plan.lead.code,
        "number": plan.number,
        "units": [row.unit.code for row in progress.rows],
        "done": [row.unit.code for row in progress.rows if row.is_done],
        "rate": f"{progress.rate:.2f}",
        "decided_on": plan.decided_on,
        "version": plan.version,
    }
