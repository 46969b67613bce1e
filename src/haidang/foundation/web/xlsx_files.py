"""Tables as Excel workbooks in which nothing runs: a cell is text, whatever it begins with, or an exact number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_TIMES: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LONGEST: Final = 32_767  # characters that a cell holds
_WIDTH: Final = 24


def xlsx_bytes(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a fixed heading row; the same table gives the same bytes.

    A `Decimal` becomes a number that can be summed, all else text. A cell that begins with "=" is kept as text by its
    type, so it needs no apostrophe in front.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(len(columns)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = _WIDTH
    for row in (columns, *rows):
        sheet.append([value if isinstance(value, Decimal) else _text(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _text(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value=_UNPRINTABLE.sub(" ", str(value))[:_LONGEST])
    cell.data_type = "s"
    return cell


def _timeless(content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, _TIMES.sub(b"", part) if name == "docProps/core.xml" else part)
    return stream.getvalue()
