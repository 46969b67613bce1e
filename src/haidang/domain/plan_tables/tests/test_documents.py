"""Word and PDF: tables among texts, over several pages, with merged cells."""

from io import BytesIO

from docx import Document

from haidang.domain.plan_tables import RowKind
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, codes, pdf, read, saved, told_in, word

ROWS = [[str(value) for value in row] for row in (HEADINGS, ONE, TWO)]


def test_a_table_of_a_word_file_among_letterhead_and_signatures() -> None:
    content = word(
        [["UBND THÀNH PHỐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
        "KẾ HOẠCH KIỂM TRA NĂM 2026",
        ROWS,
        "Ghi chú: có thể điều chỉnh.",
        [["Nơi nhận", "GIÁM ĐỐC"]],
    )
    reading = read(content, "a.docx")
    assert [row.name for row in reading.rows] == [ONE[1], TWO[1]]
    assert (reading.rows[0].origin.place.table, reading.rows[0].origin.place.row) == (2, 2)
    assert reading.counts[RowKind.TITLE] == 2
    assert reading.counts[RowKind.NOTE] == 2
    assert not reading.faults


def test_a_table_that_goes_on_in_the_next_without_headings() -> None:
    content = word(ROWS[:2], "Trang 2", ROWS[2:])
    assert [row.name for row in read(content, "a.docx").rows] == [ONE[1], TWO[1]]


def test_merged_cells_of_word_carry_their_value_down() -> None:
    document = Document()
    table = document.add_table(3, len(HEADINGS))
    for row, texts in zip(
        table.rows, [*ROWS[:2], ["", "", "", "", "Lao động", "Tháng 6", "5", "2"]], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for column in (1, 2, 3):
        table.cell(1, column).merge(table.cell(2, column))
    first, second = read(saved(document), "a.docx").rows
    assert (second.name, second.tax_code, second.content) == (first.name, first.tax_code, "Lao động")


def test_faults_of_word_files_say_table_row_and_column() -> None:
    content = word([ROWS[0], [*ROWS[1][:5], "lúc nào đó", *ROWS[1][6:]]])
    reading = read(content, "a.docx")
    assert told_in(reading, content, "a.docx")[0].startswith(
        "bảng 1, dòng 2, cột 6: không đọc được thời gian"
    )


def table_markup(rows: int, height: str = "auto") -> str:
    cells = ", ".join(
        f'"{n}", "Công ty TNHH Sao Khuê {n}", "0299000010", "Số {n} đường Bến Nước, phường Cầu Mây, quận Lê Chân", '
        f'"Thuế", "Tháng {n % 12 + 1}", "5", "4"'
        for n in range(1, rows + 1)
    )
    head = ", ".join(f"[{text}]" for text in HEADINGS)
    return (
        f'#set page(width: 20cm, height: {height}, margin: 1cm, numbering: "1")\n#set text(size: 9pt)\n'
        "KẾ HOẠCH KIỂM TRA NĂM 2026\n\n"
        f"#table(columns: 8, table.header({head}), ..({cells},).map(it => text(it)))\n\nGhi chú: hết.\n"
    )


def test_a_table_over_the_pages_of_a_pdf() -> None:
    reading = read(pdf(table_markup(40, "12cm")), "a.pdf")
    assert [row.name for row in reading.rows] == [f"Công ty TNHH Sao Khuê {n}" for n in range(1, 41)]
    assert all(
        row.address == f"Số {n} đường Bến Nước, phường Cầu Mây, quận Lê Chân"
        for n, row in enumerate(reading.rows, 1)
    )
    assert reading.rows[-1].origin.place.page > 2
    assert reading.counts[RowKind.HEADER] == reading.rows[-1].origin.place.page
    assert set(codes(reading)) <= {"duplicate_row", "code_of_several_names"}


def test_merged_cells_of_a_pdf() -> None:
    content = pdf(
        "#set page(width: 20cm, height: auto)\n#table(columns: 5,\n"
        "table.cell(rowspan: 2)[STT], table.cell(colspan: 2)[Doanh nghiệp], table.cell(rowspan: 2)[Nội dung], "
        "table.cell(rowspan: 2)[Thời gian], [Tên], [MST],\n"
        "[1], table.cell(rowspan: 2)[Công ty TNHH Sao Khuê], table.cell(rowspan: 2)[0299000010], [Thuế], [Tháng 5],\n"
        "[2], [Lao động], [Tháng 6])\n"
    )
    first, second = read(content, "a.pdf").rows
    assert (first.name, first.tax_code.digits, first.content) == (
        "Công ty TNHH Sao Khuê",
        "0299000010",
        "Thuế",
    )
    assert (second.name, second.tax_code.digits, second.content) == (
        "Công ty TNHH Sao Khuê",
        "0299000010",
        "Lao động",
    )


def test_a_pdf_without_ruled_tables_is_told() -> None:
    assert codes(read(pdf("Kế hoạch kiểm tra: sẽ gửi sau."), "a.pdf")) == ["no_table"]


def test_deleted_text_of_word_is_gone() -> None:
    document = Document(BytesIO(word(ROWS)))
    paragraph = document.tables[0].cell(1, 4).paragraphs[0]
    run = paragraph.runs[0]._r
    deleted = run.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {})
    run.addprevious(deleted)
    deleted.append(run)
    paragraph.add_run("Lao động")
    assert read(saved(document), "a.docx").rows[0].content == "Lao động"
