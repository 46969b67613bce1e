"""Scores and results of provinces in an index, and scenarios that people keep.

A score and a result are as published; what is computed from scores is never stored. A scenario keeps what somebody
assumed and what it started from; what follows is computed anew whenever it is looked at.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from haidang.foundation.database import ExactDecimalField


class IndexYear(models.Model):
    """What was published of a year as a whole: among how many provinces it ranks."""

    personal_data: ClassVar = ()

    index = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    provinces = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["index", "year"], name="index_year_key")]

    def __str__(self) -> str:
        return f"{self.index} {self.year}"


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


class Scenario(models.Model):
    """Scores that somebody assumed for a province, and what they started from.

    `base` and `assumed` map sub-indices to scores as exact text. `specification_sha256` and `data_sha256` name the
    methodology and all scores that its total, rank and interval were computed from: while they are the same, the
    same comes out.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    name = models.CharField(max_length=120)
    note = models.CharField(max_length=2000, blank=True)
    index = models.CharField(max_length=20)
    province = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    base = models.JSONField()
    assumed = models.JSONField()
    methodology = models.CharField(max_length=40)
    methodology_version = models.CharField(max_length=20)
    specification_sha256 = models.CharField(max_length=64)
    data_sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
