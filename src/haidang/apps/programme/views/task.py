"""One obligation: who, by when, how far, with its history and the files that prove it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.observations.selectors import FigureQuery, list_figures
from haidang.apps.programme.models import Part
from haidang.apps.programme.policies import may_see_evidence, speaks_for
from haidang.apps.programme.selectors import find_evidence, get_task, list_tasks, list_updates
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.downloads import as_download
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_task(request: SignedInRequest, code: str) -> HttpResponse:
    """Who leads, who helps, its basis, its history, and the figures that speak of it."""
    task = get_task(request.actor, code)
    speaker = speaks_for(request.actor, task)
    context = {
        "task": task,
        "leads": [p.unit for p in task.participants.all() if p.part == Part.LEAD],
        "helpers": [p.unit for p in task.participants.all() if p.part == Part.COORDINATE],
        "children": list_tasks(request.actor).filter(parent=task),
        "figures": list_figures(request.actor, FigureQuery()).filter(indicator__tasks=task),
        "updates": list_updates(request.actor, task),
        "may_report": speaker is not None,
        "leads_it": speaker is not None and speaker[0] == Part.LEAD,
        "may_see_evidence": may_see_evidence(request.actor, task),
        "today": timezone.localdate(),
    }
    return render(request, "programme/task.html", context)


@require_safe
@requires(Permission.VIEW_FILES)
def download_evidence(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """A file of the history, for the units of the task and the centre."""
    stored, name = find_evidence(request.actor, get_task(request.actor, code), pk)
    return as_download(stored, name)
