"""Who comes to inspect whom, for everybody: the plans that were published."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.apps.inspections.public import find_published_plan, list_published_years
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.access import public

PAGE_SIZE = 50


@require_safe
@public
def show_inspection_plans(request: HttpRequest) -> HttpResponse:
    """The years with a published plan."""
    return render(request, "portal/inspection_plans.html", {"years": list_published_years()})


@require_safe
@public
def show_inspection_plan(request: HttpRequest, year: int) -> HttpResponse:
    """The published plan of a year, searched by name or tax code."""
    words = normalise(request.GET.get("q", ""))[:100]
    plan = find_published_plan(year, words)
    if plan is None:
        raise Http404
    page = Paginator(plan.visits, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/inspection_plan.html", {"plan": plan, "page": page, "words": words})
