"""Files and pasted texts are checked with the same result; a child does it where it may take long."""

import pytest

from haidang.domain.figures import Verdict
from haidang.domain.file_text import Comment, Media, Place, Unreadable, UnreadableFile, read_file
from haidang.domain.file_text.tests.making import pdf, word_document, workbook
from haidang.foundation.confinement import ChildFailed, Limit, Overrun
from haidang.foundation.figurecheck import (
    as_html,
    check_file,
    check_plain,
    checking,
    comment_file,
    page_of_file,
    page_of_plain,
)
from haidang.foundation.figurecheck.crossing import packed, result_as_data, result_from_data, unpacked

WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (WRONG.encode(), Place(line=1, column=WRONG.index("77") + 1)),
        (f"<html><p>Mở đầu<p>{WRONG}".encode(), Place(paragraph=2)),
        (word_document("Mở đầu", WRONG), Place(paragraph=2)),
        (workbook([WRONG]), Place(sheet="Sheet", cell="A1")),
        (pdf(WRONG), Place(page=1)),
    ],
    ids=["txt", "html", "docx", "xlsx", "pdf"],
)
def test_a_contradiction_is_found_with_its_place(content, place):
    result = check_file(content, "a.txt")
    (found,) = result.contradictions
    assert (found.stated, found.place) == ("77,94", place)
    assert "22,06%" in found.arithmetic_vi
    assert found.repairs[0].text == "53"
    assert all(result.text[figure.start : figure.end] == figure.text for figure in found.figures)


def test_a_total_that_does_not_add_up_is_found_in_a_sheet():
    result = check_file(
        workbook(["Đơn vị", "Số vụ"], ["A", 10], ["B", 20], ["C", 30], ["Tổng", 61]), "a.xlsx"
    )
    assert [relation.place.cell for relation in result.contradictions] == ["B5"]


def test_pasted_text_long_or_short_gives_the_same():
    short = check_plain(WRONG)
    long = check_plain(WRONG + "\n" + "Không có số. " * 1000)
    assert short.relations == long.relations
    assert short.media is Media.TXT
    assert short.figure_count == 3


def test_a_page_is_made_within_the_limits_too():
    assert page_of_plain(WRONG).decode() == as_html(check_plain(WRONG))
    assert page_of_file(word_document(WRONG), "a.docx").decode() == as_html(
        check_file(word_document(WRONG), "a.docx")
    )
    with pytest.raises(Overrun):
        page_of_file(b"a\n" * 5_000_000, "a.txt", seconds=1)


def test_short_and_long_texts_fail_alike(monkeypatch):
    def fail(_text):
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(checking, "check_text", fail)
    with pytest.raises(ChildFailed, match="on purpose"):
        check_plain(WRONG)


def test_a_short_text_of_many_figures_is_not_checked_in_the_process_that_asks(monkeypatch):
    monkeypatch.setattr(checking, "check_text", pytest.fail)
    assert check_plain("1 " * 999).figure_count == 999


def test_figures_in_no_relation_and_counts():
    result = check_plain("Có 13 Sở.")
    assert [(figure.text, figure.start) for figure in result.unchecked] == [("13", 3)]
    assert result.with_verdict(Verdict.CONSISTENT) == ()


def test_lone_surrogates_of_a_form_do_no_harm():
    assert check_plain("5 \ud800" * 1000).figure_count == 1000


def test_refusals_cross_from_the_child():
    with pytest.raises(UnreadableFile) as refused:
        check_file(b"abc\xff", "a.txt")
    assert (refused.value.reason, refused.value.byte) == (Unreadable.NOT_TEXT, 3)


def test_what_takes_too_long_is_stopped():
    with pytest.raises(Overrun) as stopped:
        check_file(b"1, " * 1_000_000, "a.txt", seconds=1)
    assert stopped.value.kind is Limit.TIME


def test_a_result_crosses_unchanged():
    result = check_plain(WRONG)
    assert result_from_data(unpacked(packed(result_as_data(result)))[0]) == result


def test_comments_say_arithmetic_and_repairs():
    content = word_document(WRONG)
    result = check_file(content, "a.docx")
    (comment,) = checking.comments_on(result.contradictions)
    assert comment == Comment(result.text.index("68"), result.text.index("%"), comment.text, "Hải Đăng")
    assert comment.text.startswith("15/68 = 22,06%, không phải 77,94%\nCó thể là 53: ")
    assert read_file(comment_file(content, result), "").text == result.text
