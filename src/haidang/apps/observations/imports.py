"""Sub-indices, indicators, observations and relations, imported from tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.observations.models import (
    Basis,
    Behaviour,
    Category,
    Indicator,
    IndicatorKind,
    ObservationStatus,
    Provenance,
    Qualifier,
)
from haidang.apps.observations.relation_imports import RelationImporter
from haidang.apps.observations.services import TableRow, check_touched, record_table, stage_table
from haidang.apps.organisations.models import Unit
from haidang.domain.vietnamese import fold
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Change, Changes, Context, Importer, Record
from haidang.foundation.importing.upsert import upsert

MOST_DIGITS = 12


class CategoryImporter(Importer):
    """Category schemes: the sub-indices of an index."""

    kind = "categories"
    title = gettext_lazy("Sub-indices")
    columns: ClassVar = (
        Column("scheme", "Bộ chỉ số", read.text, required=True),
        Column("code", "Mã", read.code, required=True),
        Column("name_vi", "Tên chỉ số thành phần", read.text, required=True),
        Column("name_en", "Tên tiếng Anh", read.text, empty=""),
        Column("position", "Thứ tự", read.integer, required=True),
        Column("valid_from", "Từ ngày", read.day),
        Column("valid_to", "Đến ngày", read.day),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        rows = [(record, dict(record.values)) for record in records]
        upsert(
            Category,
            rows,
            key=("scheme", "code"),
            key_column="code",
            label=lambda c: c.name_vi,
            context=context,
        )


class IndicatorImporter(Importer):
    """Indicators by their code."""

    kind = "indicators"
    title = gettext_lazy("Indicators")
    columns: ClassVar = (
        Column("code", "Mã", read.code, required=True),
        Column("category", "Chỉ số thành phần", read.text),
        Column("name_vi", "Tên chỉ tiêu", read.text, required=True),
        Column("name_en", "Tên tiếng Anh", read.text, empty=""),
        Column("unit_measure", "Đơn vị tính", read.text, required=True),
        Column("unit_mult", "Lũy thừa của 10", read.integer, empty=0),
        Column("decimals", "Số chữ số thập phân", read.integer, empty=0),
        Column("kind", "Loại", read.one_of(*IndicatorKind.values), required=True),
        Column("behaviour", "Tính chất", read.one_of(*(b for b in Behaviour.values if b)), empty=""),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        categories = {category.code: category for category in Category.objects.all()}
        observed = Indicator.objects.filter(figures__isnull=False).distinct()
        multiples = dict(observed.values_list("code", "unit_mult"))
        rows = []
        for record in records:
            values: dict[str, Any] = {**record.values, "category": categories.get(record["category"])}
            if record["category"] and values["category"] is None:
                context.fault(
                    record,
                    "category",
                    _("there is no sub-index %(code)s") % {"code": record["category"]},
                    _("import the sub-indices first, or correct the code"),
                )
            if abs(record["unit_mult"]) > MOST_DIGITS or not 0 <= record["decimals"] <= MOST_DIGITS:
                context.fault(
                    record,
                    "unit_mult" if abs(record["unit_mult"]) > MOST_DIGITS else "decimals",
                    _("no figure has so many digits"),
                    _("write at most %(limit)s") % {"limit": MOST_DIGITS},
                )
            if multiples.get(record["code"], record["unit_mult"]) != record["unit_mult"]:
                context.fault(
                    record,
                    "unit_mult",
                    _("values of this indicator are recorded in another power of ten"),
                    _("keep it, or make a new indicator"),
                )
            rows.append((record, values))
        upsert(
            Indicator,
            rows,
            key=("code",),
            key_column="code",
            label=lambda i: i.name_vi,
            context=context,
            derive=lambda i: {"search": fold(f"{i.code} {i.name_vi} {i.name_en}")[:600]},
        )


class ObservationImporter(Importer):
    """Observations by their key; a value that differs from the recorded one becomes a revision."""

    kind = "observations"
    streams = True
    title = gettext_lazy("Figures")
    columns: ClassVar = (
        Column("indicator", "Chỉ tiêu", read.text, required=True),
        Column("unit", "Đơn vị", read.text, required=True),
        Column("period", "Kỳ", read.period, required=True),
        Column("basis", "Loại số liệu", read.one_of(*Basis.values), empty=Basis.REPORTED.value),
        Column("value", "Giá trị", read.plain_number),
        Column("qualifier", "Mức độ chính xác", read.one_of(*Qualifier.values), empty=Qualifier.EXACT.value),
        Column("obs_status", "Tình trạng", read.one_of(*ObservationStatus.values), empty="value"),
        Column("provenance", "Nguồn gốc", read.one_of(*Provenance.values), empty=Provenance.REPORTED.value),
        Column("source_line", "Dòng trong báo cáo gốc", read.count),
        Column("note", "Ghi chú", read.text, empty=""),
        Column("reason", "Lý do điều chỉnh", read.text, empty=""),
    )

    def apply(self, records: Iterator[Record], context: Context) -> None:
        for line in stage_table(self._rows(records, context)):
            context.fault_at(f"A{line}", _("this figure occurs twice"), _("delete one of the rows"))
        if context.faults:
            return
        done = record_table(
            label=context.sheet,
            source=context.source_urn,
            sha256=context.source_sha256,
            by=context.by,
            at=context.at,
        )
        context.unchanged = done.unchanged
        context.created = Changes(map(Change, done.first_created), done.created)
        changed = (Change(r.label, {"value": (r.before, r.after)}) for r in done.first_revised)
        context.changed = Changes(changed, done.revised)
        check_touched(periods=done.periods, units=done.units, by=context.by, at=context.at)

    def _rows(self, records: Iterator[Record], context: Context) -> Iterator[TableRow]:
        """The rows that say what they speak of; what is wrong is noted on the way."""
        indicators = dict(Indicator.objects.values_list("code", "pk"))
        units = dict(Unit.objects.values_list("code", "pk"))
        for record in records:
            indicator, unit = indicators.get(record["indicator"]), units.get(record["unit"])
            self._check(record, indicator, unit, context)
            if indicator is not None and unit is not None:
                value = record["value"]
                yield TableRow(
                    line=record.number,
                    indicator_id=indicator,
                    unit_id=unit,
                    period=record["period"],
                    basis=record["basis"],
                    status=record["obs_status"],
                    value=None if value is None else format(value, "f"),
                    qualifier=record["qualifier"],
                    provenance=record["provenance"],
                    origin_line=record["source_line"],
                    note=record["note"],
                    reason=record["reason"],
                )

    def _check(self, record: Record, indicator: int | None, unit: int | None, context: Context) -> None:
        if indicator is None:
            context.fault(
                record,
                "indicator",
                _("there is no indicator %(code)s") % {"code": record["indicator"]},
                _("import the indicators first, or correct the code"),
            )
        if unit is None:
            context.fault(
                record,
                "unit",
                _("there is no unit %(code)s") % {"code": record["unit"]},
                _("import the units first, or correct the code"),
            )
        if (record["value"] is None) == (record["obs_status"] == ObservationStatus.VALUE):
            context.fault(
                record,
                "value",
                _("value and status contradict each other"),
                _("give a value, or say missing or not_applicable in obs_status"),
            )


IMPORTERS = (CategoryImporter(), IndicatorImporter(), ObservationImporter(), RelationImporter())
