"""How the workbook looks."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEXT_FORMAT: Final = "@"
"""Kept as typed: 1.237 stays 1.237, whatever separators and dates the computer is set to."""

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="B7C0CC")

TITLE: Final = Font(name=_FONT, size=16, bold=True, color="12365B")
SUBTITLE: Final = Font(name=_FONT, size=12, bold=True, color="12365B")
PLAIN: Final = Font(name=_FONT, size=12)
QUIET: Final = Font(name=_FONT, size=11, color="4A5568")
HEADING: Final = Font(name=_FONT, size=12, bold=True, color="FFFFFF")

HEADING_FILL: Final = PatternFill("solid", fgColor="1F4E79")
ANSWER_FILL: Final = PatternFill("solid", fgColor="FFF9DB")
TASK_FILL: Final = PatternFill("solid", fgColor="F2F5F9")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

OPEN: Final = Protection(locked=False)
WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
RIGHT: Final = Alignment(horizontal="right", vertical="top", wrap_text=True)
CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)

_LINE_HEIGHT: Final = 16.5
_MAX_HEIGHT: Final = 400.0


def height_for(texts: dict[int, str]) -> float:
    """Return a height in points that shows all texts, given by the width of their columns in characters."""
    lines = max(
        (sum(-(-max(len(line), 1) // width) for line in text.split("\n")) for width, text in texts.items()),
        default=1,
    )
    return min(max(lines, 1) * _LINE_HEIGHT + 4, _MAX_HEIGHT)


def protect(sheet: Worksheet) -> None:
    """Lock what is not for filling, without a password; widths, heights and filters stay free."""
    sheet.protection.sheet = True
    for free in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, free, False)


def prepare_print(sheet: Worksheet, *, heading_row: int = 0, landscape: bool = True) -> None:
    """Fit the sheet to the width of A4, with numbered pages and the headings on each."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    if (footer := sheet.oddFooter) is not None:
        footer.center.text = "Trang &P/&N"
    if heading_row:
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
