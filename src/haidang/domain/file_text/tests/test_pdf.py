"""PDF: paragraphs are whole again, tables are tables, and every character knows its page."""

import pytest

from haidang.domain.file_text import read_file
from haidang.domain.file_text.tests.making import lines_of, pdf, place_of

LONG = "Đến nay, các Sở, ban, ngành và địa phương đã công khai quy trình, mẫu biểu chi tiết các thủ tục hành chính "
COUNTED = (
    LONG + "của 13 lĩnh vực; đã tiếp nhận 1.916 hồ sơ, trong đó giải quyết 1.237 hồ sơ, đạt tỷ lệ 64,56%."
)


def test_a_paragraph_is_one_line_whatever_its_width():
    assert lines_of(pdf(f"{COUNTED}\n\n{COUNTED}")) == [COUNTED, COUNTED]


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_notes_wait():
    markup = f"{LONG * 30}#footnote[Các Sở: A, B.]{LONG * 20}\n\nHết."
    lines = lines_of(pdf(markup))
    assert lines == [((LONG * 30).strip() + "¹" + LONG * 20).strip(), "¹Các Sở: A, B.", "Hết."]


def test_pages_are_known_and_their_numbers_dropped():
    read = read_file(pdf(f"Đầu.\n#pagebreak()\nGiữa.\n#pagebreak()\n{LONG * 60}Cuối."), "")
    assert [place_of(read, word).page for word in ("Đầu", "Giữa", "Cuối.")] == [1, 2, 4]
    assert not any(line.strip().isdigit() for line in read.text.split("\n"))


ROWS = (
    "[Đơn vị],[Tiếp nhận],[Giải quyết],[Sở Kế hoạch và Đầu tư thành phố Hải Phòng],[10],[8],"
    "[Sở Y tế],[20],[12],[Tổng],[30],[20]"
)
TABLE = [
    "| Đơn vị | Tiếp nhận | Giải quyết |",
    "| Sở Kế hoạch và Đầu tư thành phố Hải Phòng | 10 | 8 |",
    "| Sở Y tế | 20 | 12 |",
    "| Tổng | 30 | 20 |",
]


@pytest.mark.parametrize("widths", ["3", "(3cm, auto, auto)"], ids=["wide", "with a cell of several lines"])
def test_a_ruled_table(widths):
    content = pdf(f"{COUNTED}\n#table(columns: {widths}, {ROWS})\n{COUNTED}")
    assert lines_of(content) == [COUNTED, *TABLE, COUNTED]


def test_a_table_without_rules():
    content = pdf(f"{COUNTED}\n#table(columns: 3, stroke: none, column-gutter: 1cm, {ROWS})\n{COUNTED}")
    assert lines_of(content) == [COUNTED, *TABLE, COUNTED]


def test_columns_of_prose_are_read_one_after_the_other():
    content = pdf(f"#columns(2)[{COUNTED} {COUNTED}]")
    assert lines_of(content) == [f"{COUNTED} {COUNTED}"]


def test_a_list():
    assert lines_of(pdf(f"Gồm:\n\n\\- {COUNTED}\n\n\\- Hai.")) == ["Gồm:", f"- {COUNTED}", "- Hai."]


def test_composed_letters_and_soft_hyphens():
    assert lines_of(pdf("Ti\u0065\u0302\u0301p nh\u00adận")) == ["Tiếp nhận"]


def test_a_turned_page():
    content = pdf(f"#page(flipped: true)[{COUNTED}]")
    assert COUNTED in lines_of(content)


def test_headings_that_run_along_are_dropped():
    content = pdf(
        f"#set page(header: [Dự thảo lần 2 #h(1fr) Trang #context counter(page).display()])\n{LONG * 90}Cuối."
    )
    assert lines_of(content) == [f"{LONG * 90}Cuối."]


def test_references_to_sources_are_dropped_marks_of_footnotes_are_kept():
    assert lines_of(pdf("Đạt 64#super[[12]]% của 13 Sở#super[3], 5 m#super[2].")) == [
        "Đạt 64% của 13 Sở³, 5 m²."
    ]


def test_a_number_broken_at_a_slash_is_whole():
    assert lines_of(pdf("#set page(width: 9.2cm)\nTheo Quyết định số 1270/QĐ-UBND")) == [
        "Theo Quyết định số 1270/QĐ-UBND"
    ]
