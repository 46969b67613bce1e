"""The list of enterprises as a table for spreadsheets: personal numbers masked, nothing in it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from haidang.apps.enterprises.formatting import title_of, told, written
from haidang.apps.enterprises.models import FIELDS, Enterprise
from haidang.foundation.web.csv_files import spreadsheet_bytes
from haidang.foundation.web.xlsx_files import xlsx_bytes

MOST_IN_XLSX: Final = 20_000
CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES: Final = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_COLUMNS: Final = (*FIELDS, "gone_since")


def enterprises_as_file(enterprises: Iterable[Enterprise], form: str) -> bytes:
    """One line per enterprise; `form` is csv or xlsx."""
    columns = [_("Tax code"), *(str(title_of(name)) for name in _COLUMNS)]
    if form == XLSX:
        return xlsx_bytes(_("Enterprises"), columns, _cells(enterprises))
    return spreadsheet_bytes(columns, _cells(enterprises))


def _cells(enterprises: Iterable[Enterprise]) -> Iterator[list[str]]:
    for enterprise in enterprises:
        values = (told(name, written(getattr(enterprise, name))) for name in _COLUMNS)
        yield [enterprise.code, *values]
