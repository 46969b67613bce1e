"""Scores and published results of provinces, imported from tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.competitiveness.measures import collect_index_measures
from haidang.apps.competitiveness.methods import PCI, methodologies
from haidang.apps.competitiveness.models import IndexYear, ProvinceResult, ProvinceScore
from haidang.apps.competitiveness.selectors import count_provinces
from haidang.domain.composite import Methodology
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.importing.upsert import upsert

_HIGHEST_TOTAL: Final = Decimal(100)
_MOST_DECIMALS: Final = 12
_MOST_PROVINCES: Final = 200
_SMALL: Final = re.compile(r"[0-9]{1,3}[.,][0-9]{1,20}")
_INDEX: Final = Column("index", "Bộ chỉ số", read.one_of(PCI), empty=PCI)
_PROVINCE: Final = Column("province", "Tỉnh, thành phố", read.text, required=True)
_YEAR: Final = Column("year", "Năm", read.integer, required=True)
_SOURCE: Final = Column("source", "Nguồn", read.text, empty="")


def small_number(value: Any) -> Decimal:
    """A score or total: at most 100, so that the only mark in it is the decimal one. "6.056" is no thousands."""
    plain = value.strip() if isinstance(value, str) else ""
    return Decimal(plain.replace(",", ".")) if _SMALL.fullmatch(plain) else read.plain_number(value)


def code_of(value: Any) -> str:
    """The code of a sub-index, in small letters."""
    return read.text(value).lower()


def _methodology(record: Record, context: Context) -> Methodology | None:
    found = methodologies().find(record["year"])
    if found is None:
        years = [m.valid_from for m in methodologies().all] + [m.valid_to or 0 for m in methodologies().all]
        context.fault(
            record,
            "year",
            _("no methodology is known for %(year)s") % {"year": record["year"]},
            _("give a year from %(first)s to %(last)s") % {"first": min(years), "last": max(years)},
        )
    return found


def _check_range(record: Record, column: str, low: Decimal, high: Decimal, context: Context) -> None:
    value = record[column]
    if not low <= value <= high:
        context.fault(
            record,
            column,
            _("%(value)s does not lie between %(low)s and %(high)s")
            % {"value": read.shown(value), "low": low, "high": high},
            _("correct the number"),
        )
    elif -value.as_tuple().exponent > _MOST_DECIMALS:
        context.fault(record, column, _("the number has too many decimals"), _("round it to 12 decimals"))


class ScoreImporter(Importer):
    """Scores by index, province, year and sub-index."""

    kind = "scores"
    title = gettext_lazy("Scores of provinces by sub-index")
    columns: ClassVar = (
        _INDEX,
        _PROVINCE,
        _YEAR,
        Column("subindex", "Chỉ số thành phần", code_of, required=True),
        Column("score", "Điểm", small_number, required=True),
        _SOURCE,
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        for record in records:
            methodology = _methodology(record, context)
            if methodology is None:
                continue
            if record["subindex"] not in methodology.codes:
                context.fault(
                    record,
                    "subindex",
                    _("%(code)s is no sub-index in %(year)s")
                    % {"code": read.shown(record["subindex"]), "year": record["year"]},
                    _("use one of: %(allowed)s")
                    % {"allowed": ", ".join(sub.code for sub in methodology.subindices)},
                )
            _check_range(record, "score", *methodology.scale, context)
        if context.faults:
            return
        known = ProvinceScore.objects.filter(year__in={record["year"] for record in records})
        upsert(
            ProvinceScore, [(record, dict(record.values)) for record in records],
            key=("index", "province", "year", "subindex"), key_column="subindex",
            label=lambda s: f"{s.province} {s.year} {s.subindex}", context=context, existing=known,
        )  # fmt: skip
        if not context.faults:
            collect_index_measures({record["year"] for record in records}, by=context.by, at=context.at)


class ResultImporter(Importer):
    """Published totals and ranks by index, province and year."""

    kind = "index-totals"
    title = gettext_lazy("Published totals and ranks of provinces")
    columns: ClassVar = (
        _INDEX,
        _PROVINCE,
        _YEAR,
        Column("total", "Tổng điểm", small_number, required=True),
        Column("rank", "Thứ hạng", read.integer),
        _SOURCE,
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        ranked = count_provinces()
        for record in records:
            if _methodology(record, context) is None:
                continue
            _check_range(record, "total", Decimal(0), _HIGHEST_TOTAL, context)
            most = ranked.get(record["year"])
            if record["rank"] is not None and not 1 <= record["rank"] <= (most or record["rank"]):
                context.fault(
                    record,
                    "rank",
                    _("%(rank)s is no rank among %(count)s provinces")
                    % {"rank": record["rank"], "count": most},
                    _("correct the rank, or leave it empty"),
                )
        if context.faults:
            return
        known = ProvinceResult.objects.filter(year__in={record["year"] for record in records})
        upsert(
            ProvinceResult, [(record, dict(record.values)) for record in records],
            key=("index", "province", "year"), key_column="province",
            label=lambda r: f"{r.province} {r.year}", context=context, existing=known,
        )  # fmt: skip


class YearImporter(Importer):
    """Among how many provinces an index ranks, by year: a computed place is a rank only among all of them."""

    kind = "index-years"
    title = gettext_lazy("Number of provinces that an index ranks by year")
    columns: ClassVar = (
        _INDEX,
        _YEAR,
        Column("provinces", "Số tỉnh, thành phố được xếp hạng", read.integer, required=True),
        _SOURCE,
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        for record in records:
            if _methodology(record, context) is None:
                continue
            if not 1 <= record["provinces"] <= _MOST_PROVINCES:
                context.fault(
                    record,
                    "provinces",
                    _("%(value)s does not lie between %(low)s and %(high)s")
                    % {"value": record["provinces"], "low": 1, "high": _MOST_PROVINCES},
                    _("correct the number"),
                )
        if context.faults:
            return
        upsert(
            IndexYear, [(record, dict(record.values)) for record in records],
            key=("index", "year"), key_column="year", label=str, context=context,
        )  # fmt: skip


IMPORTERS = (YearImporter(), ScoreImporter(), ResultImporter())
