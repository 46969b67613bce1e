"""Plans and tasks on screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.observations.selectors import FigureQuery, list_categories, list_figures
from haidang.apps.organisations.selectors import list_units
from haidang.apps.programme.models import Part
from haidang.apps.programme.selectors import count_duties, get_task, group_by_category, list_tasks
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_tasks(request: SignedInRequest) -> HttpResponse:
    """Tasks under their sub-indices; `?unit=`, `?part=`, `?category=` and `?q=` narrow them."""
    chosen = {key: request.GET.get(key, "")[:100] for key in ("category", "unit", "part")}
    words = request.GET.get("q", "")[:100]
    tasks = list_tasks(request.actor, words=words, **chosen)
    context = {
        "groups": group_by_category(tasks),
        "count": len(tasks),
        "categories": list_categories(),
        "parts": Part.choices,
        "units": [unit for unit in list_units() if unit.in_programme],
        "words": words,
        "today": timezone.localdate(),
        **chosen,
    }
    return render(request, "programme/tasks.html", context)


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_units(request: SignedInRequest) -> HttpResponse:
    """How many tasks each unit of the programme leads and helps with."""
    duties = count_duties()
    rows = [
        (unit, duties.get(unit.code, {"leads": 0, "helps": 0})) for unit in list_units() if unit.in_programme
    ]
    return render(request, "programme/units.html", {"rows": rows})


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def show_task(request: SignedInRequest, code: str) -> HttpResponse:
    """One task: who leads, who helps, its basis, and the figures that speak of it."""
    task = get_task(request.actor, code)
    figures = list_figures(request.actor, FigureQuery()).filter(indicator__tasks=task)
    context = {
        "task": task,
        "leads": [p.unit for p in task.participants.all() if p.part == Part.LEAD],
        "helpers": [p.unit for p in task.participants.all() if p.part == Part.COORDINATE],
        "children": list_tasks(request.actor).filter(parent=task),
        "figures": figures,
        "today": timezone.localdate(),
    }
    return render(request, "programme/task.html", context)
