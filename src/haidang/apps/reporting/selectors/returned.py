"""Reads about Word files that came back."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.reporting.models import Report, ReturnedFile
from haidang.apps.reporting.policies import visible_reports
from haidang.foundation.accounts.actor import Actor


def list_returned(report: Report) -> QuerySet[ReturnedFile]:
    """Returned files of a report, newest first, without what the comparison told."""
    return report.returned_files.defer("comparison").select_related("issued")


def get_returned(actor: Actor, code: str, pk: int) -> ReturnedFile:
    """A returned file of a report that the actor may see; 404 otherwise."""
    found = ReturnedFile.objects.select_related("report__round", "issued", "file")
    return get_object_or_404(found, report__in=visible_reports(actor), report__code=code, pk=pk)
