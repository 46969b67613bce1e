"""Plans as workbooks: a plain table, and one with two rows of headings, merged cells and several sheets."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from haidang.config.demo_plans.world import Agency, Visit

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FIXED = (2024, 1, 2, 8, 0, 0)
SYNTHETIC = "Dữ liệu minh họa, không phải kế hoạch thật"
_FORMS = {"thanh_tra": "Thanh tra", "kiem_tra": "Kiểm tra"}


def plain(agency: Agency, visits: Sequence[Visit], year: int) -> tuple[bytes, list[Visit]]:
    """One sheet, one row of headings; tax codes are numbers, so their leading zeros are gone."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = "Kế hoạch"
    _letterhead(sheet, agency, f"KẾ HOẠCH THANH TRA, KIỂM TRA DOANH NGHIỆP NĂM {year}", 10)
    headings = ("STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Nội dung", "Hình thức", "Thời gian thực hiện",
                "Số ngày", "Số người", "Ghi chú")  # fmt: skip
    _boxed(sheet, 6, headings, is_bold=True)
    _boxed(sheet, 7, [f"({number})" for number in range(1, 11)])
    for place, visit in enumerate(visits):
        code = int(visit.code) if visit.code else None
        month = f"Tháng {visit.first.month}"
        values = (place + 1, visit.name, code, visit.address, visit.content, _FORMS[visit.form], month, visit.days,
                  visit.staff, visit.note)  # fmt: skip
        _boxed(sheet, 8 + place, values)
    last = 8 + len(visits)
    _boxed(sheet, last, ("", "Tổng cộng", "", "", "", f"{len(visits)} cuộc", "", "", "", ""), is_bold=True)
    sheet.cell(last + 2, 2, "Nơi nhận: Thanh tra thành phố")
    sheet.cell(last + 2, 8, "THỦ TRƯỞNG ĐƠN VỊ")
    return _saved(book), list(visits)


def grouped(agency: Agency, visits: Sequence[Visit], year: int) -> tuple[bytes, list[Visit]]:
    """Two rows of headings, a sheet for each form, its rows under the quarters in which they begin."""
    book = Workbook()
    book.remove(book.worksheets[0])
    order: list[Visit] = []
    for form, title in _FORMS.items():
        chosen = sorted((visit for visit in visits if visit.form == form), key=lambda visit: visit.first)
        if not chosen:
            continue
        sheet = book.create_sheet(title)
        _letterhead(sheet, agency, f"DANH SÁCH DOANH NGHIỆP ĐƯỢC {title.upper()} NĂM {year}", 9)
        _two_rows_of_headings(sheet)
        row, quarter = 8, 0
        for number, visit in enumerate(chosen, 1):
            if (visit.first.month + 2) // 3 != quarter:
                quarter = (visit.first.month + 2) // 3
                _boxed(sheet, row, (f"Quý {'I' * quarter if quarter < 4 else 'IV'}",), is_bold=True)
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
                row += 1
            _boxed(sheet, row, (number, visit.code, visit.name, visit.address, visit.content, visit.first, visit.last,
                                f"{visit.days:02d} ngày", f"{visit.staff} người"))  # fmt: skip
            for column in (6, 7):
                sheet.cell(row, column).number_format = "dd/mm/yyyy"
            order.append(visit)
            row += 1
        sheet.cell(row + 1, 1, "Ghi chú: thời gian có thể điều chỉnh theo thực tế.")
    return _saved(book), order


def _two_rows_of_headings(sheet: Worksheet) -> None:
    _boxed(sheet, 6, ("TT", "Thông tin doanh nghiệp", None, None, "Nội dung kiểm tra", "Thời gian", None,
                      "Thời hạn", "Nhân lực"), is_bold=True)  # fmt: skip
    _boxed(
        sheet,
        7,
        (None, "Mã số", "Tên đơn vị", "Trụ sở chính", None, "Từ ngày", "Đến ngày", None, None),
        is_bold=True,
    )
    for reference in ("A6:A7", "B6:D6", "E6:E7", "F6:G6", "H6:H7", "I6:I7"):
        sheet.merge_cells(reference)


def _letterhead(sheet: Worksheet, agency: Agency, title: str, width: int) -> None:
    sheet.cell(1, 1, agency.name.upper()).font = Font(bold=True)
    sheet.cell(1, width - 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").font = Font(bold=True)
    sheet.cell(3, 1, title).font = Font(bold=True)
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=width)
    sheet.cell(4, 1, f"({SYNTHETIC})").font = Font(italic=True)
    for column, size in enumerate((6, 34, 16, 34, 30, 14, 16, 10, 10, 18), 1):
        sheet.column_dimensions[chr(64 + column)].width = size


def _boxed(sheet: Worksheet, row: int, values: Iterable[object], is_bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.value = value if value != "" else None  # type: ignore[assignment]
        cell.border, cell.alignment = _BOX, Alignment(wrap_text=True, vertical="center")
        if is_bold:
            cell.font = Font(bold=True)


def _saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return fixed_in_time(stream.getvalue())


def fixed_in_time(content: bytes) -> bytes:
    """Return an Office file without the moment of its making, so that the same plan gives the same bytes."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(stream, "w", ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            if entry.filename != "docProps/core.xml":
                info = ZipInfo(entry.filename, _FIXED)
                info.compress_type = ZIP_DEFLATED
                kept.writestr(info, made.read(entry))
            else:
                info = ZipInfo(entry.filename, _FIXED)
                kept.writestr(info, _CORE)
    return stream.getvalue()


_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Hải Đăng</dc:creator></cp:coreProperties>'
)
