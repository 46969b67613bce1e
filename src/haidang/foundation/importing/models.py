"""What was imported, when, by whom, from which file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from haidang.foundation.files.models import StoredFile


class ImportRun(models.Model):
    """One import that was taken. Imports with faults leave nothing behind."""

    personal_data: ClassVar = ("by_id", "by_name")

    kind = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="import_runs")
    file_name = models.CharField(max_length=200)
    created = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
