"""Cited documents, imported from a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy

from haidang.apps.documents.models import Document
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.importing.upsert import upsert


class DocumentImporter(Importer):
    """Documents by their number and symbol."""

    kind = "documents"
    title = gettext_lazy("Cited documents")
    columns: ClassVar = (
        Column("number", "Số và ký hiệu", read.text, required=True),
        Column("type_vi", "Loại văn bản", read.text, required=True),
        Column("issuer_vi", "Cơ quan ban hành", read.text, required=True),
        Column("issued_on", "Ngày ban hành", read.day),
        Column("subject_vi", "Trích yếu", read.text, required=True),
        Column("subject_en", "Trích yếu tiếng Anh", read.text, empty=""),
        Column("note", "Ghi chú", read.text, empty=""),
        Column("source_line", "Dòng trong báo cáo gốc", read.integer),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        rows = [(record, self._values(record)) for record in records]
        upsert(Document, rows, key=("number",), key_column="number", label=str, context=context)

    def _values(self, record: Record) -> dict[str, object]:
        names = ("number", "issued_on", "subject_vi", "subject_en", "note")
        return {
            **{name: record[name] for name in names},
            "type_name": record["type_vi"],
            "issuer": record["issuer_vi"],
            "origin_line": record["source_line"],
        }


IMPORTERS = (DocumentImporter(),)
