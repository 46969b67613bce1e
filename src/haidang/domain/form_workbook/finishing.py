"""The last touch to a saved workbook: no warning triangles at numbers kept as text, and no times of writing."""

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_TIMES: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_SHEET: Final = "xl/worksheets/sheet"
_END: Final = b"</worksheet>"
_AFTER: Final = re.compile(rb"<(?:drawing|legacyDrawing|tableParts|extLst)\b")
_IGNORED: Final = (
    b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
)


def finished(content: bytes) -> bytes:
    """Return the same workbook with its marks of numbers stored as text switched off, reproducible byte by byte.

    openpyxl cannot write `ignoredErrors`; its place is before drawings and tables, of which a form has none.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = source.read(name)
            if name.startswith(_SHEET):
                part = _without_warnings(part)
            elif name == "docProps/core.xml":
                part = _TIMES.sub(b"", part)
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return stream.getvalue()


def _without_warnings(sheet: bytes) -> bytes:
    if _AFTER.search(sheet) or not sheet.endswith(_END):
        return sheet
    return sheet.removesuffix(_END) + _IGNORED + _END
