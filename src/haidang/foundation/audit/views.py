"""The audit trail on screen."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.audit.presenters import sentence
from haidang.foundation.audit.selectors import list_events
from haidang.foundation.permissions import Permission

PAGE_SIZE = 50


@require_safe
@requires(Permission.VIEW_AUDIT)
def show_trail(request: SignedInRequest) -> HttpResponse:
    """Events newest first, filtered by words in label, action or actor."""
    events = list_events(request.actor)
    words = request.GET.get("q", "").strip()[:100]
    if words:
        events = events.filter(
            Q(label__icontains=words) | Q(action__icontains=words) | Q(actor_name__icontains=words)
        )
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "audit/trail.html", {"page": page, "rows": _rows(list(page)), "words": words})


def _rows(events: list[AuditEvent]) -> list[tuple[AuditEvent, str]]:
    return [(event, sentence(event)) for event in events]
