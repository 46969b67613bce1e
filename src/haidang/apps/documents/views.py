"""Cited documents on screen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.apps.documents.selectors import list_documents
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.VIEW_DOCUMENTS)
def show_documents(request: SignedInRequest) -> HttpResponse:
    """All documents that the programme cites."""
    return render(request, "documents/documents.html", {"documents": list_documents(request.actor)})
