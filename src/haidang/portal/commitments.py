"""What units promised to enterprises in public, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.apps.programme.public import list_public_commitments
from haidang.foundation.accounts.access import public


@require_safe
@public
def show_commitments(request: HttpRequest) -> HttpResponse:
    """The commitments that the co-ordinator released: what, by whom, by when, kept or not."""
    context = {"commitments": list_public_commitments(timezone.localdate())}
    return render(request, "portal/commitments.html", context)
