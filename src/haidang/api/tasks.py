"""Obligations over the API: lists, the history of one, and reporting on it. `v1.py` says where, and for whom."""

from datetime import date
from typing import Any, Literal

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from ninja.errors import HttpError
from ninja.pagination import paginate

from haidang.api.pages import MAX_WORDS, Lazy, Pages, actor_of
from haidang.api.schemas import TaskUpdateIn
from haidang.apps.programme.models import Part, Task, TaskUpdate
from haidang.apps.programme.selectors import get_task, list_tasks, list_updates
from haidang.apps.programme.services import Progress, report_progress


@paginate(Pages)
def tasks(
    request: HttpRequest,
    q: str = "",
    unit: str = "",
    part: Literal["", "lead", "coordinate"] = "",
    category: str = "",
    obligation: Literal["", "task", "commitment", "publication", "direction"] = "",
    status: Literal["", "open", "not_started", "in_progress", "delayed", "done", "cancelled"] = "",
    due_from: date | None = None,
    due_to: date | None = None,
    overdue: bool = False,
) -> Any:
    """Tasks in the order of the plan. `status=open`: neither done nor cancelled; the due dates are inclusive."""
    found = list_tasks(
        actor_of(request),
        words=q[:MAX_WORDS],
        unit=unit,
        part=part,
        category=category,
        obligation=obligation,
        status=status,
        due_from=due_from,
        due_to=due_to,
        overdue_on=timezone.localdate() if overdue else None,
    )
    return Lazy(found, _task)


@paginate(Pages)
def task_updates(request: HttpRequest, task_code: str) -> Any:
    """The history of a task, newest first."""
    actor = actor_of(request)
    return Lazy(list_updates(actor, get_task(actor, task_code)), _update)


def report(request: HttpRequest, task_code: str, sent: TaskUpdateIn) -> Any:
    """Report on a task, as on its page: who leads may change the state, who helps adds words (403 for others)."""
    actor = actor_of(request)
    task = get_task(actor, task_code)
    try:
        update = report_progress(
            task=task, progress=Progress(**sent.model_dump()), by=actor, at=timezone.now()
        )
    except PermissionDenied as refused:
        raise HttpError(403, "This is for the unit that leads the task.") from refused
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        return Status(422, {"errors": by_field})
    return Status(201, _update(update))


def _task(task: Task) -> dict[str, Any]:
    today = timezone.localdate()
    names = (
        "code", "title_vi", "title_en", "kind", "due_date", "lead_is_inferred", "obligation", "rhythm", "starts_on",
        "status", "done_on", "expected_on", "published_url", "seen_on", "proposal", "decided_by", "decision_number",
        "decided_on", "version",
    )  # fmt: skip
    parts = [(p.part, p.unit.code) for p in task.participants.all()]
    return {
        **{name: getattr(task, name) for name in names},
        "plan": task.plan.code,
        "category": task.category.code if task.category else None,
        "leads": [code for part, code in parts if part == Part.LEAD],
        "coordinates": [code for part, code in parts if part == Part.COORDINATE],
        "overdue": task.is_overdue(today),
        "days_late": task.days_late(today),
    }


def _update(update: TaskUpdate) -> dict[str, Any]:
    names = (
        "what",
        "status",
        "text",
        "due_date",
        "done_on",
        "expected_on",
        "address",
        "seen",
        "seen_on",
        "at",
    )
    return {
        **{name: getattr(update, name) for name in names},
        "unit": update.unit_code,
        "by": update.by_name,
        "files": [proof.name for proof in update.evidence.all()],
    }
