"""Enterprises, imported from registers (`haidang import enterprises FILE`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.enterprises.comparing import kind_of
from haidang.apps.enterprises.formatting import title_of, told
from haidang.apps.enterprises.models import FIELDS, Enterprise, EnterpriseKind, Provenance, State
from haidang.apps.enterprises.places import communes_of
from haidang.apps.enterprises.reading import (
    guarded,
    read_code,
    read_commune,
    read_former_names,
    read_kind,
    read_provenance,
    read_sector,
    read_sectors,
    read_state,
)
from haidang.apps.enterprises.services import Row, take_rows
from haidang.domain.overlaps.tax_codes import CodeKind
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.protection import protect

FIRST_DAY = date(1900, 1, 1)


class EnterpriseImporter(Importer):
    """Creates or changes enterprises by their code. What the file does not mention stays as it is."""

    kind = "enterprises"
    title = gettext_lazy("Enterprises: additions and changes")
    is_complete: ClassVar = False
    has_personal_numbers = True
    columns: ClassVar = (
        Column("tax_code", "Mã số thuế", read_code, required=True),
        Column("name", "Tên doanh nghiệp", read.text, required=True),
        Column("kind", "Loại hình", read_kind),
        Column("state", "Tình trạng", read_state, empty=State.ACTIVE),
        Column("state_since", "Ngày thay đổi tình trạng", read.day),
        Column("founded_on", "Ngày thành lập", read.day),
        Column("address", "Địa chỉ", read.text, empty=""),
        Column("former_address", "Địa chỉ trước 01/7/2025", read.text, empty=""),
        Column("commune", "Phường, xã", read_commune),
        Column("sector", "Mã ngành chính", read_sector, empty=""),
        Column("further_sectors", "Mã ngành khác", read_sectors, empty=""),
        Column("former_names", "Tên cũ", read_former_names, empty=()),
        Column("short_name", "Tên viết tắt", read.text, empty=""),
        Column("foreign_name", "Tên nước ngoài", read.text, empty=""),
        Column("register_name", "Nguồn", read.text, empty=""),
        Column("provenance", "Tính chất dữ liệu", read_provenance, empty=Provenance.REGISTERED),
    )

    def protected(self, value: Any) -> Any:
        return guarded(value)

    def title_of(self, field: str) -> Any:
        return title_of(field)

    def told(self, field: str, value: str) -> str:
        return told(field, value)

    def apply(self, records: Sequence[Record], context: Context) -> None:
        seen: set[str] = set()
        for record in records:
            self._check(record, seen, context)
        if context.faults:
            return
        found = communes_of([record["address"] for record in records])
        rows = [self._row(record, commune) for record, commune in zip(records, found, strict=True)]
        take_rows(rows=rows, is_complete=self.is_complete, context=context, by=context.by, at=context.at)

    def _check(self, record: Record, seen: set[str], context: Context) -> None:
        code = record["tax_code"]
        if code.digits in seen:
            context.fault(record, "tax_code", _("this tax code occurs twice"), _("delete one of the rows"))
        seen.add(code.digits)
        if code.restored:
            context.note(
                record, "tax_code", _("the leading zero was put back: %(code)s") % {"code": code.masked}
            )
        kind = record["kind"] or kind_of(code, record["name"])
        if (code.kind is CodeKind.BRANCH) != (kind == EnterpriseKind.BRANCH):
            context.fault(
                record, "kind", _("a branch has a code of 13 digits, all others have not"),
                _("correct the kind or the code"),
            )  # fmt: skip
        elif code.kind is CodeKind.PERSONAL and kind != EnterpriseKind.HOUSEHOLD:
            context.fault(
                record, "kind", _("12 digits are the number of a person: only households have it"),
                _("correct the kind or the code"),
            )  # fmt: skip
        for column in ("state_since", "founded_on"):
            day = record[column]
            if day is not None and not FIRST_DAY <= day <= context.at.date():
                context.fault(
                    record, column, _("the day does not lie between 1900 and today"), _("check the date")
                )
        _check_lengths(record, context)

    def _row(self, record: Record, commune: str) -> Row:
        code = record["tax_code"]
        is_personal = code.kind is CodeKind.PERSONAL
        values: dict[str, Any] = {name: record[name] for name in FIELDS if name in record}
        if not record["kind"]:
            values["kind"] = kind_of(code, record["name"])
        if "address" in record and not record["commune"]:
            values["commune"] = commune
        elif not record["commune"]:
            values.pop("commune", None)
        return Row(
            record=record,
            tax_code=None if is_personal else code.digits,
            personal_number=protect(code.digits) if is_personal else None,
            base=code.base if code.kind is CodeKind.BRANCH else "",
            values=values,
            former_names=record["former_names"],
        )


class CompleteEnterpriseImporter(EnterpriseImporter):
    """The same, of a complete list: what it does not hold any more is marked as gone."""

    kind = "enterprises-complete"
    title = gettext_lazy("Enterprises: the complete list")
    is_complete = True


def _check_lengths(record: Record, context: Context) -> None:
    for name in FIELDS:
        value = record[name]
        limit = getattr(Enterprise._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and limit and len(value) > limit:
            context.fault(
                record, name, _("the text is longer than %(limit)s letters") % {"limit": limit},
                _("correct the cell"),
            )  # fmt: skip


IMPORTERS = (EnterpriseImporter(), CompleteEnterpriseImporter())
