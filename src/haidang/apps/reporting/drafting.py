"""The first draft of a consolidated report: the outline of the plan with what the units submitted. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import yaml
from django.utils.timezone import localdate

from haidang.apps.observations.models import Basis, Category, Figure, Indicator
from haidang.apps.organisations.selectors import find_province_name
from haidang.apps.programme.models import Task
from haidang.apps.reporting.generators import VALIDITY
from haidang.apps.reporting.models import AssignmentStatus, Entry, Round, Submission
from haidang.domain.quoting import literal, words
from haidang.domain.vietnamese import normalise, sort_key
from haidang.domain.worktime import label_vi, parse_period

_SENT: Final = (AssignmentStatus.RECEIVED, AssignmentStatus.ACCEPTED, AssignmentStatus.RETURNED)
_SUBJECT: Final = "Kết quả triển khai công tác cải thiện Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)"
Outline = dict[str, Any]


def report_code(round_: Round) -> str:
    """The code of the report of a round."""
    return f"{round_.code}-REPORT"


def draft_as_yaml(round_: Round, on: date | None = None) -> bytes:
    """The draft in the form that `load_report` reads: every figure a token, every text as its unit wrote it."""
    day = on or localdate()
    submissions = latest_submissions(round_)
    period = label_vi(parse_period(round_.period))
    outline: Outline = {
        "code": report_code(round_),
        "round": round_.code,
        "header": _header(round_, period, day),
        "signature": {"authority": ["GIÁM ĐỐC"], "signer": None},
        "recipients": ["Như trên;", "Các sở, ban, ngành, địa phương;", "Lưu: VT."],
        "sections": [_opening(round_, period), *_sections(submissions)],
        "appendices": _appendices(round_),
    }
    return yaml.safe_dump(outline, allow_unicode=True, sort_keys=False).encode()


def origin_in(key: str) -> int:
    """The submission that a drafted block was made from, by the key of the block."""
    return int(key.split(".")[-2])


def latest_submissions(round_: Round) -> list[Submission]:
    """What holds of each unit that sent its report, in the order of the units' names (two queries)."""
    assignments = round_.assignments.filter(status__in=_SENT).select_related("unit")
    by_id = {assignment.pk: assignment for assignment in assignments}
    newest: dict[int, Submission] = {}
    for submission in Submission.objects.filter(assignment__in=by_id).order_by("number"):
        submission.assignment = by_id[submission.assignment_id]
        newest[submission.assignment_id] = submission
    return sorted(newest.values(), key=lambda s: sort_key(s.assignment.unit.name_vi))


def _header(round_: Round, period: str, day: date) -> Outline:
    coordinator = round_.coordinator
    return {
        "parent_body": coordinator.parent.name_vi.upper() if coordinator.parent else None,
        "issuing_body": coordinator.name_vi.upper(),
        "symbol": f"BC-{coordinator.code.split('-')[0]}",
        "place": find_province_name(),
        "year": day.year,
        "month": day.month,
        "type_name": "BÁO CÁO",
        "subject": f"{_SUBJECT} [[period:{period}]]",
        "addressees": [coordinator.parent.name_vi] if coordinator.parent else [],
    }


def _opening(round_: Round, period: str) -> Outline:
    unit, document = round_.coordinator.code, round_.plan.document if round_.plan else None
    basis = f"Thực hiện {{{{@{document.number}}}}}, trên" if document else "Trên"
    counted = "{{{{report.units_{} basis=computed unit={}}}}}"
    text = (
        f"{basis} cơ sở báo cáo của {counted.format('received', unit)}/{counted.format('expected', unit)} cơ quan, "
        f"đơn vị, {literal(round_.coordinator.name_vi)} báo cáo kết quả thực hiện [[period:{period}]] như sau:"
    )
    return {"key": "opening", "blocks": [{"key": "opening.1", "p": text}]}


def _sections(submissions: Sequence[Submission]) -> list[Outline]:
    """Under each sub-index its tasks, with the figures and the words of every unit that sent some."""
    tasks = {
        task.code: task
        for task in Task.objects.filter(plan__rounds__assignments__submissions__in=submissions).distinct()
    }
    indicators = Indicator.objects.in_bulk(
        {figure["indicator"] for s in submissions for figure in s.content["figures"]}, field_name="code"
    )
    entry_tasks = _tasks_of_entries(submissions)
    found: dict[int | None, list[Outline]] = {}
    for code, task in sorted(tasks.items(), key=lambda entry: entry[1].position):
        blocks = _blocks_of(code, submissions, entry_tasks, indicators)
        if blocks:
            section = {"key": f"t.{code}", "title": _title(task.title_vi), "task": code, "blocks": blocks}
            found.setdefault(task.category_id, []).append(section)
    order: list[Category | None] = [*Category.objects.all(), None]
    return [
        {
            "key": f"c.{category.code}" if category else "c.general",
            "title": _title(category.name_vi if category else "Nhiệm vụ chung"),
            **({"category": category.code} if category else {}),
            "sections": found[category.pk if category else None],
        }
        for category in order
        if (category.pk if category else None) in found
    ]


def _title(text: str) -> str:
    """Headings hold marked numerals only."""
    return literal(text)


def _tasks_of_entries(submissions: Sequence[Submission]) -> dict[int, str]:
    """The task of each entry, by its id (one query)."""
    entries = Entry.objects.filter(assignment__submissions__in=submissions, task__isnull=False)
    return dict(entries.values_list("pk", "task__code"))


def _blocks_of(
    code: str,
    submissions: Sequence[Submission],
    entry_tasks: Mapping[int, str],
    indicators: Mapping[str, Indicator],
) -> list[Outline]:
    blocks: list[Outline] = []
    for submission in submissions:
        unit = submission.assignment.unit
        figures = [
            f"{literal(indicators[figure['indicator']].name_vi)}: "
            f"{{{{{figure['indicator']} unit={figure['about']} basis=reported}}}}"
            for figure in submission.content["figures"]
            if entry_tasks.get(figure["entry"]) == code and figure["status"] and not figure["dimensions"]
        ]
        said = next((n["text"] for n in submission.content["narratives"] if n["task"] == code), "")
        paragraphs = [line for raw in said.splitlines() if (line := normalise(raw))]  # a report is printed
        if not figures and not paragraphs:
            continue
        first = paragraphs[:1] or [""]
        texts = [{"p": f"{literal(unit.name_vi)}: {words(first[0])}".rstrip()}]
        texts += [{"p": words(line)} for line in paragraphs[1:]]
        texts += [{"item": f"{figure};"} for figure in figures]
        blocks += [{"key": f"t.{code}.{submission.pk}.{n}", **text} for n, text in enumerate(texts, start=1)]
    return blocks


def _appendices(round_: Round) -> list[Outline]:
    unit = round_.coordinator.code
    counted = "{{{{report.units_{} basis=computed unit={}}}}}"
    intro = f"Tổng số đơn vị đã gửi báo cáo là {counted.format('received', unit)}/{counted.format('expected', unit)}."
    appendices: list[Outline] = [
        {
            "key": "A1",
            "title": "Tình hình gửi báo cáo của các cơ quan, đơn vị",
            "intro": intro,
            "generated": "round_units",
        }
    ]
    if Figure.objects.filter(indicator__code=VALIDITY, period=round_.period, basis=Basis.REPORTED).exists():
        appendices.append(
            {
                "key": "A2",
                "title": "Tỷ lệ hồ sơ hợp lệ ngay lần nộp đầu của các cơ quan, đơn vị",
                "generated": "first_submission_validity",
            }
        )
    return appendices
