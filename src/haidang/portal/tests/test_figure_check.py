"""The public check of figures: what it shows, how it refuses, and that it keeps nothing."""

import json
import tempfile
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from haidang.domain.file_text import Unreadable, UnreadableFile, read_file
from haidang.domain.file_text.tests.making import parts_of, pdf, word_document, workbook
from haidang.foundation.confinement import ChildFailed, Limit, Overrun
from haidang.foundation.figurecheck import check_plain
from haidang.foundation.web import public_checks
from haidang.foundation.web.admission import Places, Rate
from haidang.portal import figure_check, marking
from haidang.portal.answer import Answer
from haidang.portal.examples import EXAMPLES

URL = reverse("portal:figure-check")
WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
RIGHT = "Hoàn thành 24/25 cơ sở, đạt 96%."


@pytest.fixture
def send(client, django_db_blocker):
    """`send(text)` or `send(content=…, name=…)`: posts the form; a stranger's request reaches no database."""

    def post(text="", content=None, name="a.txt", **more):
        file = {} if content is None else {"file": SimpleUploadedFile(name, content)}
        with django_db_blocker.block():
            return client.post(URL, {"text": text, **file, **more})

    return post


def page_of(response):
    return lxml.html.document_fromstring(response.content.decode())


def words_of(element):
    return " ".join(element.text_content().split())


# What it shows


def test_the_form_says_what_it_takes_and_that_nothing_is_kept(client):
    response = client.get(URL)
    words = words_of(page_of(response))
    assert response.status_code == 200
    assert "tối đa 20 MB" in words
    assert "Không lưu lại gì" in words
    assert "500.000 ký tự" in words


def test_a_contradiction_is_counted_listed_explained_and_linked_both_ways(send):
    page = page_of(send(f"{WRONG}\n{RIGHT}\nCó 13 Sở."))
    assert "Có 1 chỗ mâu thuẫn" in words_of(page.get_element_by_id("result"))
    tallies = {
        words_of(t.find("dt")): words_of(t.find("dd")) for t in page.xpath('//*[@class="tallies"]/div')
    }
    assert tallies["số liệu đọc được"] == "7"
    assert tallies["số liệu chưa được kiểm tra"] == "1"
    (item,) = page.xpath('//ol[@class="slips"]/li')
    assert "15/68 = 22,06%, không phải 77,94%" in words_of(item)
    assert "53: 53/68 = 77,94%" in words_of(item)
    assert "trùng ngẫu nhiên" in words_of(item)
    assert "dòng 1" in words_of(item)
    (to_the_spot,) = item.xpath(".//a")
    spot = page.get_element_by_id(to_the_spot.get("href")[1:]).getparent()
    assert words_of(spot) == "77,94✗1"
    (back,) = spot.xpath(".//a")
    assert back.get("href") == f"#{item.get('id')}"


def test_marks_differ_by_sign_and_have_words(send):
    page = page_of(send(f"{WRONG}\n{RIGHT}\nCó 13 Sở."))
    marks = {m.text or m[0].tail: m for m in page.xpath('//div[@class="marked"]//mark')}
    signs = {text: (mark[-1].text, mark[-1].get("aria-label")) for text, mark in marks.items()}
    assert signs["77,94"] == ("✗1", "mâu thuẫn 1")
    assert signs["24"] == ("✓", "khớp")
    assert signs["13"] == ("○", "chưa kiểm tra")


def test_every_link_within_the_page_has_its_target(send):
    page = page_of(send("\n".join(example.text for example in EXAMPLES)))
    targets = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(set(targets)) == len(targets)
    assert {a.get("href")[1:] for a in page.xpath('//a[starts-with(@href, "#")]')} <= set(targets)


def test_a_sheet_has_its_name_and_a_table(send):
    content = workbook(["Đơn vị", "Số vụ"], ["A", 10], ["B", 20], ["C", 30], ["Tổng", 61])
    page = page_of(send(content=content, name="số liệu.xlsx"))
    assert "Trang tính “Sheet”" in words_of(page.xpath('//h3[@class="marked__sheet"]')[0])
    assert [words_of(cell) for cell in page.xpath('//div[@class="marked"]//tr[2]/td')] == ["A", "10✗1"]
    assert "ô B5" in words_of(page.xpath('//ol[@class="slips"]/li')[0])
    assert "số liệu.xlsx" in words_of(page)


def test_a_page_of_a_pdf_is_named(send):
    page = page_of(send(content=pdf(WRONG), name="a.pdf"))
    assert "trang 1" in words_of(page.xpath('//ol[@class="slips"]/li')[0])


def test_what_is_undecided_has_a_reason(send):
    page = page_of(send("Thu ngân sách tăng 16,5% so với cùng kỳ năm trước; Sở có 13 phòng. " + RIGHT))
    for item in page.xpath('//*[@aria-labelledby="undecided"]//li'):
        assert item.xpath('.//*[@class="entries__meta"]/span')[0].text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RIGHT, "Không thấy chỗ nào mâu thuẫn"),
        ("Có 13 Sở.", "Không thấy các số liệu có quan hệ với nhau"),
        ("Kính gửi các Sở.", "Văn bản không có số liệu"),
    ],
)
def test_the_summary_claims_no_more_than_was_found(text, words, send):
    assert words in words_of(page_of(send(text)).get_element_by_id("result"))


def test_examples_contain_contradictions_and_say_that_they_are_invented(client):
    for number, example in enumerate(EXAMPLES, 1):
        assert "VÍ DỤ" in example.text
        assert check_plain(example.text).contradictions
        assert page_of(client.get(URL, {"vi-du": number})).get_element_by_id("text").text.strip() == (
            example.text.strip()
        )
    assert page_of(client.get(URL, {"vi-du": "99"})).get_element_by_id("text").text.strip() == ""


def test_a_long_text_is_cut_on_the_page_and_lists_know_it(monkeypatch):
    text = f"{RIGHT}\n" + "Không có số. " * 20_000 + f"\n{WRONG}"
    answer = Answer(check_plain(text))
    assert answer.marked.is_cut
    shown = sum(len(words_of(lxml.html.fragment_fromstring(b.content, "p"))) for b in answer.marked.blocks)
    assert shown <= marking.MOST_SHOWN + 100
    assert [listed.is_shown for listed in answer.wrong] == [False]
    assert [listed.is_shown for listed in answer.right] == [True]


def test_a_page_shows_so_many_marks_and_cuts_at_a_line(monkeypatch):
    monkeypatch.setattr(marking, "MOST_MARKS", 4)
    answer = Answer(check_plain(f"{RIGHT}\n{RIGHT}\n{WRONG}"))
    assert answer.marked.end == len(RIGHT) + 1
    assert answer.marked.is_cut
    assert len(answer.marked.blocks) == 1
    assert [listed.is_shown for listed in answer.wrong] == [False]


def test_in_english(client, send):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = page_of(send(WRONG))
    assert "1 contradiction" in words_of(page.get_element_by_id("result"))
    (sum_,) = page.xpath('//*[@class="slip__sum"]')
    assert sum_.get("lang") == "vi"


def test_officials_see_it_too_with_their_name(signed_in):
    page = page_of(signed_in("canbo").post(URL, {"text": WRONG}))
    assert page.xpath('//*[@class="whoami__person"]')


# Downloads


def test_word_comments_come_with_the_same_file(send):
    content = word_document("Mở đầu", WRONG)
    response = send(content=content, name="báo cáo.docx", want="docx", again="1")
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''b%C3%A1o%20c")
    assert "22,06%" in parts_of(response.content)["word/comments.xml"].decode()
    assert read_file(response.content, "").text == read_file(content, "").text


def test_marked_html_and_json(send):
    html = send(WRONG, want="html")
    assert html.headers["Content-Disposition"] == 'attachment; filename="van-ban-kiem-tra.html"'
    assert "Chỗ mâu thuẫn" in html.content.decode()
    record = json.loads(send(content=WRONG.encode(), name="x/../a.txt", want="json").content)
    assert record["counts"]["inconsistent"] == 1
    assert record["relations"][0]["stated"] == "77,94"


def test_only_a_word_file_with_contradictions_offers_comments(send):
    def offers(response):
        return page_of(response).xpath('//button[@value="docx"]')

    assert offers(send(content=word_document(WRONG), name="a.docx"))
    assert not offers(send(content=word_document(RIGHT), name="a.docx"))
    assert not offers(send(WRONG))


# Refusals: what is wrong, what to do, the text kept


def refused(response, status, words):
    page = page_of(response)
    alerts = page.xpath('//*[@role="alert"]')
    assert response.status_code == status
    assert words in words_of(alerts[0])
    assert alerts[0].xpath('.//*[@lang="en"]')
    return page


def broken(error):
    def fail(*_args, **_more):
        raise error

    return fail


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"text": " \n "}, 400, "Chưa có gì để kiểm tra"),
        ({"want": "docx", "again": "1"}, 400, "chọn lại chính tệp đó"),
        ({"content": b""}, 400, "Tệp trống"),
        ({"content": b"abc\xff5"}, 422, "Byte đầu tiên không đọc được: 4"),
        ({"content": word_document(WRONG)[:-500], "name": "a.docx"}, 422, "Tệp bị hỏng"),
        ({"content": pdf("#rect()"), "name": "a.pdf"}, 422, "bản quét"),
        ({"content": b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "name": "a.png"}, 422, ""),
        ({"text": WRONG, "want": "docx"}, 422, "Word"),
        ({"text": "5" * 1_000_000}, 413, "500.000 ký tự"),
    ],
)
def test_refusals(sent, status, words, send):
    page = refused(send(**sent), status, words)
    assert page.get_element_by_id("text").text.strip() == sent.get("text", "").strip()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (UnreadableFile(Unreadable.ENCRYPTED), 422, "bỏ mật khẩu"),
        (UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH), 422, "giải nén"),
        (UnreadableFile(Unreadable.TOO_LARGE), 413, "quá lớn"),
        (Overrun(Limit.TIME), 422, "quá nhiều thời gian"),
        (Overrun(Limit.MEMORY), 422, "quá nhiều bộ nhớ"),
        (Overrun(Limit.OUTPUT), 422, "Kết quả kiểm tra quá lớn"),
        (ChildFailed("Traceback of ours"), 500, "Chương trình gặp lỗi"),
    ],
)
def test_refusals_of_the_reader_keep_the_text(error, status, words, send, monkeypatch):
    monkeypatch.setattr(figure_check, "check_plain", broken(error))
    response = send("Đoạn văn của tôi: 5")
    assert refused(response, status, words).get_element_by_id("text").text.strip() == "Đoạn văn của tôi: 5"
    assert b"Traceback" not in response.content


def test_a_form_beyond_what_fields_may_hold_is_refused(send):
    refused(send("ế" * 800_000), 413, "500.000 ký tự")


def test_busy_says_when_to_come_again(send, monkeypatch):
    places = Places(at_once=1, waiting=0, seconds=0)
    monkeypatch.setattr(public_checks, "PLACES", places)
    with places.place():
        response = send(WRONG)
    page = refused(response, 503, "đang bận")
    assert response.headers["Retry-After"] == "10"
    assert page.get_element_by_id("text").text.strip() == WRONG
    assert send(WRONG).status_code == 200


def test_too_many_from_one_address(client, send, monkeypatch):
    monkeypatch.setattr(public_checks, "RATE", Rate(1))
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.7"
    assert send(WRONG).status_code == 200
    response = send(WRONG)
    refused(response, 429, "một phút")
    assert response.headers["Retry-After"] == "60"
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.8"
    assert send(WRONG).status_code == 200


def test_a_form_that_went_stale_keeps_its_text(client):
    client.handler.enforce_csrf_checks = True
    page = refused(client.post(URL, {"text": WRONG}), 403, "bấm Kiểm tra lần nữa")
    assert page.get_element_by_id("text").text.strip() == WRONG


# Hostile texts


HOSTILE = [
    "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> 5%",
    "</textarea></pre><script>alert(1)</script>",
    "{{ 7|add:7 }} {% url 'x' %} 5",
    "\x00 5 \x00",
    "\u202e5 %\u2066 \u200f68\u200e vụ",
    "\ufdd0\uffff 5",
    "5" * 200_000,
    "| 5 " * 50_000 + "|",
    "\t5" * 50_000,
    "\n5" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8].encode("unicode_escape").decode())
def test_hostile_text_is_shown_and_does_nothing(text, send):
    response = send(f"{text}\n{WRONG}\n{text}")
    html = response.content.decode()
    assert response.status_code in {200, 422}
    assert "<script>" not in html
    assert "<img src=x" not in html
    assert "\x00" not in html
    scripts = page_of(response).xpath("//script")
    assert [bool(script.get("src")) for script in scripts] == [True]
    if response.status_code == 200:
        assert "không phải 77,94%" in html


def test_a_megabyte_of_digits_in_a_file(send):
    assert send(content=b"5" * 1_000_000).status_code in {200, 422}


def test_names_of_files_are_escaped(send):
    response = send(content=WRONG.encode(), name='"><script>alert(1)</script>.txt')
    assert b"<script>alert" not in response.content


# Nothing is kept


def files_below(*folders):
    return {path for folder in folders for path in Path(folder).rglob("*") if path.is_file()}


def test_nothing_is_written_to_database_or_disk(client, db, monkeypatch):
    """Uploads beyond 2.5 MB, which Django would put into a temporary file, included."""
    made = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **k: made.append(a) or BytesIO())
    places = (settings.MEDIA_ROOT, settings.DATA_FOLDER)
    before = files_below(*places)
    content = (WRONG + "\n" + "Không có số. " * 250_000).encode()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(URL, {"file": SimpleUploadedFile("a.txt", content)})
        client.post(URL, {"text": WRONG})
    assert len(content) > 3_000_000
    assert response.status_code == 200
    assert queries.captured_queries == []
    assert files_below(*places) == before
    assert made == []
    assert set(response.cookies) <= {settings.CSRF_COOKIE_NAME}
    assert "no-store" in response.headers["Cache-Control"]


def test_the_first_page_and_every_footer_lead_here(client):
    page = page_of(client.get(reverse("portal:home")))
    assert len(page.xpath(f'//main//a[@href="{URL}"]')) == 1
    assert len(page.xpath(f'//footer//a[@href="{URL}"]')) == 1
