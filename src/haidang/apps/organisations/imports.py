"""Units, imported from a table (`haidang import units FILE`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.organisations.models import Succession, SuccessionKind, Unit, UnitKind
from haidang.domain.vietnamese import fold
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.importing.upsert import upsert


class UnitImporter(Importer):
    """Creates or changes units by their code; parents and successors may stand anywhere in the same file."""

    kind = "units"
    rows_stand_alone = False
    title = gettext_lazy("Units")
    columns: ClassVar = (
        Column("code", "Mã", read.code, required=True),
        Column("name_vi", "Tên đơn vị", read.text, required=True),
        Column("name_en", "Tên tiếng Anh", read.text, empty=""),
        Column("kind", "Loại", read.one_of(*UnitKind.values), required=True),
        Column("parent_code", "Đơn vị cấp trên", read.code),
        Column("valid_from", "Từ ngày", read.day),
        Column("valid_to", "Đến ngày", read.day),
        Column("successor_code", "Đơn vị kế thừa", read.code),
        Column("succession_kind", "Hình thức kế thừa", read.one_of(*SuccessionKind.values)),
        Column("succession_date", "Ngày kế thừa", read.day),
        Column("succession_basis", "Căn cứ kế thừa", read.text, empty=""),
        Column("in_programme", "Thuộc chương trình", read.truth, empty=False),
        Column("note", "Ghi chú", read.text, empty=""),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        rows = [(record, self._values(record)) for record in records]
        for record in records:
            if record["valid_from"] and record["valid_to"] and record["valid_to"] < record["valid_from"]:
                context.fault(record, "valid_to", _("the unit ends before it begins"), _("correct the dates"))
        upsert(
            Unit,
            rows,
            key=("code",),
            key_column="code",
            label=lambda unit: unit.name_vi,
            context=context,
            derive=lambda unit: {"search": fold(f"{unit.code} {unit.name_vi} {unit.name_en}")[:450]},
        )
        if context.faults:
            return
        by_code = {unit.code: unit for unit in Unit.objects.all()}
        self._link_parents(records, by_code, context)
        self._link_successors(records, by_code, context)

    def _values(self, record: Record) -> dict[str, Any]:
        names = ("code", "name_vi", "name_en", "kind", "valid_from", "valid_to", "in_programme", "note")
        return {name: record[name] for name in names}

    def _link_parents(self, records: Sequence[Record], by_code: dict[str, Unit], context: Context) -> None:
        moved = []
        code_of = {unit.pk: unit.code for unit in by_code.values()}
        for record in records:
            unit, parent = by_code[record["code"]], self._find(record, "parent_code", by_code, context)
            if "parent_code" in record and unit.parent_id != (parent.pk if parent else None):
                before = code_of[unit.parent_id] if unit.parent_id else ""
                unit.parent = parent
                moved.append(unit)
                context.note_link(record, unit.name_vi, {"parent": (before, parent.code if parent else "")})
        by_pk = {unit.pk: unit for unit in by_code.values()}
        for record in records:
            if _is_below_itself(by_code[record["code"]], by_pk):
                context.fault(
                    record, "parent_code", _("the unit would stand above itself"), _("correct the code")
                )
        if not context.faults:
            Unit.objects.bulk_update(moved, ["parent"], batch_size=500)

    def _link_successors(self, records: Sequence[Record], by_code: dict[str, Unit], context: Context) -> None:
        known = set(Succession.objects.values_list("predecessor_id", "successor_id"))
        edges = []
        for record in records:
            successor = self._find(record, "successor_code", by_code, context)
            unit, kind, day = by_code[record["code"]], record["succession_kind"], record["succession_date"]
            if kind is None:
                continue
            if day is None:
                context.fault(
                    record, "succession_date", _("the date of the succession is missing"), _("fill it in")
                )
            elif successor is not None and successor.pk == unit.pk:
                context.fault(
                    record, "successor_code", _("the unit cannot follow itself"), _("correct the code")
                )
            elif (unit.pk, successor.pk if successor else None) not in known:
                context.note_link(
                    record, unit.name_vi, {"successor": ("", successor.code if successor else "–")}
                )
                edges.append(
                    Succession(
                        predecessor=unit,
                        successor=successor,
                        kind=kind,
                        effective_on=day,
                        basis=record["succession_basis"],
                    )
                )
        if not context.faults:
            Succession.objects.bulk_create(edges)

    def _find(self, record: Record, column: str, by_code: dict[str, Unit], context: Context) -> Unit | None:
        code = record[column]
        if code is None:
            return None
        unit = by_code.get(code)
        if unit is None:
            context.fault(
                record,
                column,
                _("there is no unit %(code)s") % {"code": code},
                _("add it or correct the code"),
            )
        return unit


def _is_below_itself(unit: Unit, by_pk: dict[int, Unit]) -> bool:
    above, seen = unit.parent_id, set[int]()
    while above is not None and above not in seen:
        if above == unit.pk:
            return True
        seen.add(above)
        above = by_pk[above].parent_id
    return False


IMPORTERS = (UnitImporter(),)
