"""The officials' home: what is waiting, and search over everything one may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.documents.selectors import list_documents
from haidang.apps.enterprises.selectors import EnterpriseQuery, list_enterprises
from haidang.apps.observations.models import FindingState
from haidang.apps.observations.selectors import FigureQuery, list_figures, list_findings
from haidang.apps.organisations.selectors import list_units
from haidang.apps.programme.selectors import count_overdue_by_unit, list_due_soon, list_tasks
from haidang.apps.reporting.selectors import list_own_open_reports, list_reports, list_rounds
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.access import SignedInRequest, requires, signed_in
from haidang.foundation.permissions import Permission

SHOWN = 12


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What is waiting for the person who signed in."""
    actor = request.actor
    today = timezone.localdate()
    own = sorted({grant.unit_code for grant in actor.grants if grant.unit_code})
    tasks = list_tasks(actor, unit=own[0]) if own else list_tasks(actor).none()
    due = list_due_soon(actor, own, today, limit=SHOWN)
    context = {
        "findings": list_findings(actor, state=FindingState.OPEN)[:SHOWN],
        "rounds": list_rounds(actor)[:SHOWN],
        "reports": list_reports(actor)[:SHOWN],
        "own_reports": list_own_open_reports(actor)[:SHOWN],
        "tasks": tasks.exclude(pk__in=[task.pk for task in due.tasks])[:SHOWN],
        "due": due,
        "overdue_units": count_overdue_by_unit(today) if actor.may(Permission.MANAGE_PROGRAMME) else [],
        "own_units": [unit for unit in list_units() if unit.code in own],
        "today": today,
    }
    return render(request, "desk/home.html", context)


@require_safe
@requires(Permission.VIEW_PROGRAMME)
def search(request: SignedInRequest) -> HttpResponse:
    """Words, with or without marks, in figures, tasks, units and documents that the actor may see."""
    words = request.GET.get("q", "").strip()[:100]
    context: dict[str, object] = {"words": words, "today": timezone.localdate()}
    if words:
        folded = fold(words).split()
        documents = [
            d for d in list_documents(request.actor) if all(w in fold(f"{d} {d.subject_vi}") for w in folded)
        ]
        context |= {
            "figures": list_figures(request.actor, FigureQuery(words=words))[:SHOWN],
            "tasks": list_tasks(request.actor, words=words)[:SHOWN],
            "enterprises": list_enterprises(request.actor, EnterpriseQuery(words=words))[:SHOWN],
            "units": list_units(query=words)[:SHOWN],
            "documents": documents[:SHOWN],
        }
    return render(request, "desk/search.html", context)
