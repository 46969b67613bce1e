"""Who is who: one question after the other, decided by a key press."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.apps.inspections.models import Answer
from haidang.apps.inspections.selectors import (
    get_decision,
    get_pair,
    get_year,
    is_code_doubtful,
    list_decisions,
    list_pairs,
    list_taught,
    sides_of,
)
from haidang.apps.inspections.services import decide_pair, undo_decision
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

LAST_SHOWN = 5
PAGE_SIZE = 50


@require_safe
@requires(Permission.MATCH_ENTERPRISES)
def review(request: SignedInRequest, year: int) -> HttpResponse:
    """The most useful open question, both entries side by side."""
    found = get_year(request.actor, year)
    pairs = list_pairs(request.actor, found)
    pair = pairs.first()
    decisions = list_decisions(request.actor, found)
    sides = sides_of(pair) if pair else ()
    context = {
        "year": found, "pair": pair, "left": pairs.count(), "last": decisions[:LAST_SHOWN],
        "answered": decisions.filter(undone_at=None).count(), "sides": sides,
        "is_code_doubtful": bool(sides) and is_code_doubtful(*sides),
        "taught": list_taught(request.actor, found),
    }  # fmt: skip
    return render(request, "inspections/review.html", context)


@require_POST
@requires(Permission.MATCH_ENTERPRISES)
def answer(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Take an answer and show the next question; a question that is gone by now is passed over, and said."""
    found = get_year(request.actor, year)
    said = request.POST.get("answer", "")
    if said not in Answer.values:
        raise Http404
    try:
        pair = get_pair(request.actor, found, pk)
    except Http404:
        messages.info(request, _("That question was settled meanwhile."))
        return redirect("inspections:review", year)
    try:
        decide_pair(pair=pair, answer=said, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("inspections:review", year)


@require_safe
@requires(Permission.MATCH_ENTERPRISES)
def show_decisions(request: SignedInRequest, year: int) -> HttpResponse:
    """All answers of a year."""
    found = get_year(request.actor, year)
    page = Paginator(list_decisions(request.actor, found), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "inspections/decisions.html", {"year": found, "page": page})


@require_POST
@requires(Permission.MATCH_ENTERPRISES)
def undo(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """Take an answer back."""
    decision = get_decision(request.actor, get_year(request.actor, year), pk)
    try:
        undo_decision(decision=decision, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The answer was taken back; plans are being compared again."))
    return redirect("inspections:review", year)
