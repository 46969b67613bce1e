"""Documents that the programme cites: plans, decisions, letters, with the data that Decree 30/2020 gives them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language


class Document(models.Model):
    """A document known by its number and symbol (số và ký hiệu). `issued_on` is empty where it is not stated."""

    personal_data: ClassVar = ()

    number = models.CharField(max_length=60, unique=True)
    type_name = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField(null=True, blank=True)
    subject_vi = models.CharField(max_length=500)
    subject_en = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    origin_line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-issued_on", "number"]

    def __str__(self) -> str:
        return f"{self.type_name} {self.number}"

    @property
    def subject(self) -> str:
        return self.subject_en if get_language() == "en" and self.subject_en else self.subject_vi
