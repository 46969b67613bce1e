"""Word comments at places of the text; nothing else changes."""

from io import BytesIO

import pytest
from docx import Document

from haidang.domain.file_text import Comment, comment_docx, read_file
from haidang.domain.file_text.tests.making import (
    W,
    cell,
    docx,
    paragraph,
    parts_of,
    run,
    saved,
    table,
    word_document,
)

MAIN = "word/document.xml"


def commented(content: bytes, *texts: str) -> bytes:
    """Comment on each of `texts` where it first stands."""
    read = read_file(content, "").text
    comments = [
        Comment(start := read.index(text), start + len(text), f"về {text}\ndòng hai", "Hải Đăng")
        for text in texts
    ]
    return comment_docx(content, comments)


def markup(content: bytes) -> str:
    return parts_of(content)[MAIN].decode()


def between(content: bytes, number: int = 0) -> str:
    """The markup between the two ends of a comment."""
    return (
        markup(content)
        .split(f'<w:commentRangeStart w:id="{number}"/>')[1]
        .split(f'<w:commentRangeEnd w:id="{number}"/>')[0]
    )


def test_runs_are_split_and_keep_their_formatting():
    bold = '<w:b/><w:color w:val="FF0000"/>'
    made = commented(docx(paragraph(run("Thụ lý 68 vụ, đạt 77,94%.", bold))), "77,94")
    assert between(made) == f'<w:r><w:rPr>{bold}</w:rPr><w:t xml:space="preserve">77,94</w:t></w:r>'
    assert markup(made).count("<w:b/>") == 3
    assert read_file(made, "").text == "Thụ lý 68 vụ, đạt 77,94%.\n"


def test_word_reads_text_author_and_paragraphs():
    made = Document(BytesIO(commented(word_document("Đạt 96%."), "96")))
    (comment,) = made.comments
    assert (comment.author, comment.text) == ("Hải Đăng", "về 96\ndòng hai")
    assert made.paragraphs[0].text == "Đạt 96%."


def test_a_comment_over_several_runs_and_comments_in_one_another():
    content = docx(paragraph(run("Có 1"), run("2 hồ sơ và 1", "<w:b/>"), run("3.")))
    made = commented(content, "12 hồ sơ và 13", "hồ sơ", "12")
    assert read_file(made, "").text == read_file(content, "").text
    assert [between(made, number).count("commentRangeStart") for number in range(3)] == [2, 0, 0]
    assert markup(made).count("<w:commentReference") == 3


def test_existing_comments_and_all_other_parts_are_kept():
    document = Document()
    first = document.add_paragraph().add_run("Đạt 96%.")
    document.add_comment(first, text="cũ", author="An")
    content = saved(document)
    made = commented(content, "96")
    assert next((c.author, c.text) for c in Document(BytesIO(made)).comments) == ("An", "cũ")
    assert len(list(Document(BytesIO(made)).comments)) == 2
    before, after = parts_of(content), parts_of(made)
    assert {name for name in after if before.get(name) != after[name]} == {MAIN, "word/comments.xml"}


def test_no_comments_change_nothing():
    content = word_document("Đạt 96%.")
    assert parts_of(comment_docx(content, [])) == parts_of(content)


def test_a_table_cell():
    made = commented(docx(table([cell("Tổng"), cell("30 vụ")])), "30")
    assert between(made).endswith('<w:t xml:space="preserve">30</w:t></w:r>')


def test_from_one_cell_to_another():
    content = docx(table([cell("10"), cell("20"), cell("30")]))
    made = comment_docx(content, [Comment(2, 14, "x", "y")])
    assert between(made).count("<w:tc>") == 2


def test_a_note_is_commented_at_its_mark():
    notes = f"<w:footnotes {W}><w:footnote w:id='2'>{paragraph(run('Gồm 5 Sở.'))}</w:footnote></w:footnotes>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = commented(docx(paragraph(run("13 Sở"), reference, run(" và")), footnotes=notes), "5")
    assert between(made) == reference
    assert parts_of(made)["word/footnotes.xml"].decode() == notes


def test_a_content_control_stays_whole():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('64,56%')}</w:sdtContent></w:sdt>"
    assert between(commented(docx(paragraph(run("đạt "), control)), "64")) == control


def test_a_text_box_is_commented_at_its_run():
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(run('5 vụ'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert between(commented(docx(paragraph(run("a"), box, run("b"))), "5")) == box


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-5, 10_000), (10_000, 10_001), (3, 1)])
def test_any_offsets_get_a_valid_comment(start, end):
    made = comment_docx(word_document("Một", "hai"), [Comment(start, end, "x", "y")])
    text = markup(made)
    assert text.index("commentRangeStart") < text.index("commentRangeEnd") < text.index("commentReference")
