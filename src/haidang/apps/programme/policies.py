"""Who may see tasks, and who may speak for a unit about one.

Everybody who signs in sees them: the programme is public knowledge inside the administration. The files that prove
something are for the units of the task and the centre.
"""

from __future__ import annotations

from django.db.models import QuerySet

from haidang.apps.programme.models import Part, Task
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks within the actor's reach."""
    return Task.objects.all() if actor.may(Permission.VIEW_PROGRAMME) else Task.objects.none()


def unit_codes(task: Task, part: str = "") -> list[str]:
    """Codes of the units of a task, leads first; perhaps only those with one part."""
    duties = sorted(task.participants.all(), key=lambda duty: (duty.part != Part.LEAD, duty.unit.code))
    return [duty.unit.code for duty in duties if not part or duty.part == part]


def speaks_for(actor: Actor, task: Task) -> tuple[Part, str] | None:
    """The part and the unit for which the actor may report on a task; None for strangers.

    The co-ordinator of the programme speaks for the unit that leads.
    """
    for part in (Part.LEAD, Part.COORDINATE):
        for code in unit_codes(task, part):
            if actor.may(Permission.REPORT_PROGRESS, code):
                return part, code
    if actor.scope(Permission.REPORT_PROGRESS).everything:
        return Part.LEAD, ""
    return None


def may_see_evidence(actor: Actor, task: Task) -> bool:
    """Whether the actor may open the files of a task."""
    scope = actor.scope(Permission.VIEW_FILES)
    return scope.everything or any(scope.covers(code) for code in unit_codes(task))
