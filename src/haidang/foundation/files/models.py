"""Files kept by their content: the same bytes are one file, whoever brought them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """The bytes lie at `path(sha256)` in the data folder; the row says what they are and who brought them first."""

    personal_data: ClassVar = ("stored_by",)

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=40, blank=True)
    also_of = models.JSONField(default=list, help_text="Codes of further units that brought the same bytes.")
    stored_by = models.CharField(max_length=90)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def unit_codes(self) -> list[str]:
        """The units whose file this is; none: it is shared."""
        return [self.unit_code, *self.also_of] if self.unit_code else []

    @property
    def urn(self) -> str:
        return f"urn:haidang:file:{self.sha256}"
