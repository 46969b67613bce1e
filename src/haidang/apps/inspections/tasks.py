"""What this room does by itself."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from haidang.apps.inspections.services import make_issued_files, resolve_stale_years


@task()
def resolve_plans() -> int:
    """Work out who is who in the plans that changed."""
    return resolve_stale_years(at=timezone.now())


@task()
def make_plan_files() -> int:
    """Make the files of plans that were issued."""
    return make_issued_files(at=timezone.now())
