"""DOCX: what a reader sees, with all changes accepted."""

import pytest

from haidang.domain.file_text import read_file
from haidang.domain.file_text.tests.making import W, cell, docx, paragraph, place_of, read_docx, run, table

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
MATH = "<m:r><m:t>{}</m:t></m:r>"


def field(instruction: str, result: str) -> str:
    begin, separate, end = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Đạt ") + run("96", "<w:b/>") + run("%"), "Đạt 96%"),
        (f"<w:ins>{run('24')}</w:ins><w:del><w:r><w:delText>23</w:delText></w:r></w:del>", "24"),
        (f"<w:moveFrom>{run('1')}</w:moveFrom><w:moveTo>{run('2')}</w:moveTo>", "2"),
        (f"<w:hyperlink>{run('5 tỷ')}</w:hyperlink>", "5 tỷ"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('64,56')}</w:sdtContent></w:sdt>{run('%')}", "64,56%"),
        (field(" QUOTE 7 ", run("64")) + run("%"), "64%"),
        (field(f"IF {field('X', run('1'))}", run("2")), "2"),
        (run("a") + field(" PAGE ", run("7")), "a"),
        (f'<w:fldSimple w:instr=" DOCPROPERTY x ">{run("64")}</w:fldSimple>', "64"),
        ("<w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2025</w:t><w:softHyphen/></w:r>", "2020-2025"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> xong</w:t></w:r>', "✓ xong"),
        (run("12 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "12 m²"),
        (run("hiện") + run("ẩn 5", "<w:vanish/>"), "hiện"),
        ("<w:r><w:t>-</w:t><w:tab/><w:t>mục</w:t></w:r>", "- mục"),
        (f"<m:oMath><m:f><m:num>{MATH.format(15)}</m:num><m:den>{MATH.format(68)}</m:den></m:f></m:oMath>", "15/68"),
    ],
)  # fmt: skip
def test_runs(inside, text):
    assert read_docx(paragraph(inside)) == [text]


def test_a_soft_break_is_a_line():
    assert read_docx(paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>")) == ["a", "b"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = paragraph(run("thụ lý 68 vụ, "), properties="<w:rPr><w:del/></w:rPr>")
    assert read_docx(deleted + paragraph(run("giải quyết 15 vụ"))) == ["thụ lý 68 vụ, giải quyết 15 vụ"]
    assert read_docx(deleted) == ["thụ lý 68 vụ, "]


def test_text_boxes_are_read_once_after_their_paragraph():
    box = f"<w:txbxContent>{paragraph(run('trong hộp'))}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert read_docx(paragraph(run("trước"), f"<w:r>{both}</w:r>", run(" sau"))) == ["trước sau", "trong hộp"]


NOTE = paragraph("<w:r><w:footnoteRef/></w:r>", run(" Các Sở: A, B."))
NOTES = f"<w:footnotes {W}><w:footnote w:id='2'>{NOTE}</w:footnote></w:footnotes>"
ENDNOTES = f"<w:endnotes {W}><w:endnote w:id='2'>{paragraph(run('Cuối.'))}</w:endnote></w:endnotes>"


def test_notes_stand_after_the_block_that_refers_to_them():
    body = paragraph(run("13 Sở"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
        run("Hết"), '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    assert read_docx(body, footnotes=NOTES, endnotes=ENDNOTES) == [
        "13 Sở¹",
        "¹ Các Sở: A, B.",
        "Hết²",
        "² Cuối.",
    ]


def test_tables_with_merged_cells():
    grid, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table([cell("A", down), cell("B", grid)], [cell("", below), cell("5"), cell("6")])
    assert read_docx(body) == ["| A | B |  |", "|  | 5 | 6 |"]


def test_a_table_in_a_cell_stays_in_it():
    inner = table([cell("5"), cell("6")])
    body = table([cell("A"), f"<w:tc>{inner}{paragraph()}</w:tc>"])
    assert read_docx(body) == ["| A | 5; 6 |"]


def test_a_row_with_sentences_of_figures_is_read_as_paragraphs_one_with_a_long_name_is_not():
    prose = "Tòa án đã thụ lý 68 vụ. " * 10
    assert read_docx(table([cell("1"), cell(prose)], [cell("2"), cell("3")])) == ["1", prose, "| 2 | 3 |"]
    name = "Đăng ký biến động " * 20
    assert read_docx(table([cell("1"), cell(name)])) == [f"| 1 | {name} |"]


@pytest.mark.parametrize("level", ["cell", "row", "block"])
def test_content_controls_around_cells_rows_and_blocks(level):
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inside = control(cell("5")) if level == "cell" else cell("5")
    row = f"<w:tr>{cell('A')}{inside}</w:tr>"
    whole = f"<w:tbl>{control(row) if level == 'row' else row}</w:tbl>"
    assert read_docx(control(whole) if level == "block" else whole) == ["| A | 5 |"]


def test_a_deleted_row_is_left_out():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('9')}</w:tr>"
    assert read_docx(f"<w:tbl>{gone}<w:tr>{cell('A')}{cell('5')}</w:tr></w:tbl>") == ["| A | 5 |"]


LISTS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(
        run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_items_get_the_marks_that_word_shows():
    body = (
        item("một", 1)
        + item("con", 1, 1)
        + item("con", 1, 1)
        + item("hai", 1)
        + item("con", 1, 1)
        + item("chấm", 2)
    )
    assert read_docx(body, numbering=LISTS) == ["1. một", "a) con", "b) con", "2. hai", "a) con", "- chấm"]


def test_tabs_make_a_table_only_where_lines_share_them():
    def tabbed(*texts: str) -> str:
        return paragraph("<w:r>" + "<w:tab/>".join(f"<w:t>{text}</w:t>" for text in texts) + "</w:r>")

    assert read_docx(tabbed("A", "1") + tabbed("B", "2") + paragraph(run("x"))) == ["A\t1", "B\t2", "x"]
    assert read_docx(paragraph(run("x")) + tabbed("Nơi nhận", "Giám đốc")) == ["x", "Nơi nhận Giám đốc"]


def test_places_are_paragraphs_and_rows_of_tables():
    read = read_file(docx(paragraph(run("a")) + paragraph(run("b")) + table([cell("c"), cell("5")])), "")
    assert place_of(read, "b").paragraph == 2
    assert (place_of(read, "5").table, place_of(read, "5").row) == (1, 1)
