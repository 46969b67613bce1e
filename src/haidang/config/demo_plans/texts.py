"""Plans as a CSV list, as a Word document, and as the pages of a PDF."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import typst
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table

from haidang.config.demo_plans.sheets import SYNTHETIC, fixed_in_time
from haidang.config.demo_plans.world import Agency, Visit

_FORMS = {"thanh_tra": "Thanh tra", "kiem_tra": "Kiểm tra"}
_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}


def listed(agency: Agency, visits: Sequence[Visit], year: int) -> tuple[bytes, list[Visit]]:
    """CSV with semicolons, headings without marks, months as 5/2024."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"{agency.name} - Ke hoach nam {year} ({SYNTHETIC})"])
    writer.writerow(
        [
            "MST",
            "Ten don vi duoc kiem tra",
            "Thang",
            "Linh vuc",
            "Hinh thuc",
            "Dia chi",
            "So nguoi",
            "So ngay lam viec",
            "Ghi chu",
        ]
    )
    for visit in visits:
        writer.writerow(
            [visit.code, visit.name, f"{visit.first.month}/{year}", visit.content, _FORMS[visit.form], visit.address,
             visit.staff, visit.days, visit.note]
        )  # fmt: skip
    writer.writerow(["", f"Tong cong: {len(visits)} cuoc", "", "", "", "", "", "", ""])
    return stream.getvalue().encode("utf-8-sig"), list(visits)


def document(agency: Agency, visits: Sequence[Visit], year: int) -> tuple[bytes, list[Visit]]:
    """A Word document: parts for both forms within one table, quarters, a note below."""
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    made.add_paragraph(agency.name.upper())
    made.add_paragraph(f"PHỤ LỤC: KẾ HOẠCH THANH TRA, KIỂM TRA NĂM {year}")
    made.add_paragraph(f"({SYNTHETIC})")
    headings = ("STT", "Đối tượng thanh tra, kiểm tra", "MSDN", "Nội dung, phạm vi", "Thời gian tiến hành",
                "Thời hạn", "Thành viên đoàn", "Ghi chú")  # fmt: skip
    rows: list[Sequence[str]] = [headings]
    order: list[Visit] = []
    for mark, (form, title) in zip(("I", "II"), _FORMS.items(), strict=True):
        chosen = [visit for visit in visits if visit.form == form]
        if chosen:
            rows.append((mark, title.upper()))
        for visit in chosen:
            order.append(visit)
            name = f"{visit.name}, địa chỉ: {visit.address}" if visit.address else visit.name
            rows.append(
                (str(len(order)), name, visit.code, visit.content, f"Quý {_QUARTERS[visit.first.month]}",
                 f"{visit.days:02d} ngày làm việc", f"{visit.staff:02d}", visit.note)
            )  # fmt: skip
    _filled(made.add_table(len(rows), len(headings), "Table Grid"), rows)
    made.add_paragraph(f"Tổng số: {len(order)} cuộc.")
    made.add_paragraph("Nơi nhận: Thanh tra thành phố; lưu hồ sơ.")
    stream = BytesIO()
    made.save(stream)
    return fixed_in_time(stream.getvalue()), order


def _filled(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """Write the rows; all cells at once, since python-docx counts them anew for each row."""
    cells = table._cells
    width = len(table.columns)
    for place, values in enumerate(rows):
        for column, value in enumerate(values):
            cells[place * width + column].paragraphs[0].text = value


def pages(agency: Agency, visits: Sequence[Visit], year: int) -> tuple[bytes, list[Visit]]:
    """A PDF whose table runs over pages, its headings repeated."""
    headings = ("Số TT", "Tên tổ chức, cá nhân", "Mã số thuế", "Địa chỉ trụ sở", "Nội dung", "Hình thức", "Thời gian",
                "Số ngày", "Số cán bộ")  # fmt: skip
    cells = []
    for number, visit in enumerate(visits, 1):
        cells += [str(number), visit.name, visit.code, visit.address, visit.content, _FORMS[visit.form],
                  f"T{visit.first.month}/{year}", f"{visit.days} ngày", str(visit.staff)]  # fmt: skip
    body = ", ".join(_quoted(text) for text in cells)
    head = ", ".join(f"[*{text}*]" for text in headings)
    markup = (
        '#set document(title: "Kế hoạch", date: none)\n'
        '#set page(paper: "a4", flipped: true, margin: 1.5cm, numbering: "1")\n#set text(size: 9pt, lang: "vi")\n'
        f"#text({_quoted(agency.name.upper())})\n\n"
        f"#align(center)[*KẾ HOẠCH THANH TRA, KIỂM TRA NĂM {year}*]\n\n#align(center)[({SYNTHETIC})]\n\n"
        "#table(columns: (1fr, 5fr, 2.6fr, 5fr, 4.5fr, 2fr, 2fr, 1.6fr, 1.6fr), "
        f"table.header({head}), ..({body},).map(it => text(it)))\n\n"
        f"#text({_quoted(f'Tổng cộng: {len(visits)} cuộc.')})\n"
    )
    return typst.compile(markup.encode(), timestamp=0), list(visits)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
