"""The page: the text marked in place, contradictions explained, nothing from outside, nothing unescaped."""

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.figures import Verdict
from haidang.foundation.figurecheck import as_html, check_plain, segments_of

WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
TEXT = f"{WRONG}\nHoàn thành 24/25 cơ sở, đạt 96%.\nCó 13 Sở.\n| Đơn vị | Số |\n|---|---|\n| A | 5 |\n"


@pytest.fixture
def page():
    return lxml.html.document_fromstring(as_html(check_plain(TEXT)))


def test_segments_are_the_whole_text():
    segments = list(segments_of(check_plain(TEXT)))
    assert "".join(segment.text for segment in segments) == TEXT
    marked = {segment.text: (segment.verdict, segment.is_unchecked) for segment in segments}
    assert marked["77,94"] == (Verdict.INCONSISTENT, False)
    assert marked["24"] == (Verdict.CONSISTENT, False)
    assert marked["13"] == (None, True)


def test_each_contradiction_is_listed_with_repairs_and_linked_to_its_place(page):
    (item,) = page.xpath('//ol[@class="list"]/li')
    assert "15/68 = 22,06%, không phải 77,94%" in item.text_content()
    assert "53" in item.text_content()
    (link,) = item.xpath(".//a")
    (target,) = page.xpath(f'//*[@id="{link.get("href")[1:]}"]')
    assert target.getnext().text == "77,94"


def test_marks_carry_signs_not_only_colours(page):
    marks = {mark.text: mark.xpath("string(sup)") for mark in page.xpath("//article//mark")}
    assert (marks["77,94"], marks["24"], marks["13"]) == ("✗", "✓", "○")


def test_tables_are_tables_and_what_was_not_checked_is_listed(page):
    assert [cell.text_content() for cell in page.xpath("//article//td")] == ["Đơn vị", "Số", "A", "5○"]
    assert [link.text for link in page.xpath("//details//a")] == ["13", "5"]


def test_every_link_has_its_target(page):
    targets = {element.get("id") for element in page.xpath("//*[@id]")}
    assert {link.get("href")[1:] for link in page.xpath("//a")} <= targets
    assert len(targets) == len(page.xpath("//*[@id]"))


def test_the_page_is_complete_and_needs_nothing_else():
    html = as_html(check_plain(TEXT))
    assert html.startswith('<!doctype html>\n<html lang="vi">')
    assert not re.search(r"<script|<link|<img|url\(|@import|https?:", html)


def test_a_text_without_contradictions_says_so():
    assert "Không thấy chỗ nào mâu thuẫn" in as_html(check_plain("Hoàn thành 24/25 cơ sở, đạt 96%."))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>&\"'|\t\n 5%,. abgồm:", max_size=120))
def test_any_text_is_escaped_and_kept(text):
    html = as_html(check_plain(f"{text}<script>alert(1)</script> {WRONG}"))
    assert "<script" not in html
    assert len(lxml.html.document_fromstring(html).xpath("//article")) == 1
