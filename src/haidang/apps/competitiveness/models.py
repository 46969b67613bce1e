"""Scores and results of provinces in an index.

A score and a result are as published; what is computed from scores is never stored.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from haidang.foundation.database import ExactDecimalField


class ProvinceScore(models.Model):
    """The score of a province in a sub-index of a year, on the scale of the year's methodology."""

    personal_data: ClassVar = ()

    index = models.CharField(max_length=20)
    province = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    subindex = models.CharField(max_length=40)
    score = ExactDecimalField()
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        # the scores of one province come by the key, those of all provinces in a year by this
        indexes: ClassVar = [models.Index(fields=["index", "year"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["index", "province", "year", "subindex"], name="province_score_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.province} {self.year} {self.subindex}"


class ProvinceResult(models.Model):
    """The published total of a province in a year, and its rank where that is known."""

    personal_data: ClassVar = ()

    index = models.CharField(max_length=20)
    province = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    total = ExactDecimalField()
    rank = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["index", "year"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["index", "province", "year"], name="province_result_key")
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.province} {self.year}"
