"""A stranger checks the figures of a text and of a Word file: mouse, keyboard, phone, and without script."""

import base64

import lxml.etree
import pytest
from playwright.sync_api import expect

from haidang.domain.file_text.tests.making import parts_of, word_document
from tests.journeys.conftest import AXE, WIDTHS

ADDRESS = "/kiem-tra-so-lieu/"
WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
FILLING = [f"Đoạn văn không có số thứ {word}." for word in ("nhất", "hai", "ba") * 12]
TABLE = (
    "| Đơn vị | Hồ sơ tiếp nhận trong kỳ báo cáo | Hồ sơ trực tuyến | Tỷ lệ |\n"
    "| A | 10 | 5 | 50% |\n| B | 20 | 5 | 25% |\n"
)
DOCX = word_document(WRONG, *FILLING, "Hoàn thành 24/25 cơ sở, đạt 96%.")
DROP = """([content, name]) => {
    const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const target = document.getElementById("text");
    for (const kind of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_word_file_is_dropped_and_comes_back_with_comments(visitor, width):
    page = visitor(width).page
    page.goto("/")
    page.locator(f"main a[href='{ADDRESS}']").click()
    page.get_by_text("hoặc kéo thả tệp vào đây").wait_for()  # the script is there
    page.evaluate(DROP, [base64.b64encode(DOCX).decode(), "báo cáo.docx"])
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.get_by_role("heading", name="Có 1 chỗ mâu thuẫn").wait_for()
    assert "báo cáo.docx" in page.locator(".answer__name").inner_text()
    assert "15/68 = 22,06%, không phải 77,94%" in page.locator(".slip").inner_text()

    page.locator(".slip").get_by_role("link", name="Xem trong văn bản").click()
    spot = page.locator("mark", has_text="77,94")
    expect(spot).to_be_in_viewport()
    spot.get_by_role("link", name="mâu thuẫn 1").click()
    page.wait_for_url("**#r0")
    expect(page.locator(".slip")).to_be_in_viewport()

    with page.expect_download() as download:
        page.get_by_role("button", name="Tệp Word có chú thích").click()
    assert download.value.suggested_filename == "báo cáo-chu-thich.docx"
    comments = parts_of(download.value.path().read_bytes())["word/comments.xml"]
    assert "22,06%" in "".join(lxml.etree.fromstring(comments).itertext())
    assert page.locator(".slip").count() == 1  # the answer is still there


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_is_pasted_and_checked_with_the_keyboard_alone(visitor, width):
    page = visitor(width).page
    page.goto(ADDRESS)
    page.locator("#text").focus()
    page.keyboard.insert_text(f"{WRONG}\n\n{TABLE}")
    for _ in range(2):  # the file, the button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#result:focus").wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").startswith("#f"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**#f*")
    expect(page.locator("mark:has(:target)")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "mark__sign"
    assert page.locator("#text").input_value().startswith(WRONG)


def test_wrong_input_is_told_and_the_text_stays(visitor):
    page = visitor().page
    page.goto(ADDRESS)
    button = page.get_by_role("button", name="Kiểm tra", exact=True)
    button.click()
    page.get_by_role("alert").filter(has_text="Chưa có gì để kiểm tra").wait_for()
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"abc\xff5"})
    button.click()
    page.get_by_role("alert").filter(has_text="UTF-8").wait_for()
    page.fill("#text", WRONG)  # who types means the text
    assert page.locator("#file").evaluate("input => input.files.length") == 0
    button.click()
    page.locator("#result").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_everything_works_without_script(browser, server):
    context = browser.new_context(java_script_enabled=False, base_url=server, locale="vi-VN")
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_role("link", name="Các phần cộng lại không bằng tổng").click()
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    assert "31 + 19 + 7 = 57" in page.locator(".slip").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Văn bản đã đánh dấu (HTML)").click()
    assert "31 + 19 + 7 = 57" in download.value.path().read_text(encoding="utf-8")
    file = {"name": "a.docx", "mimeType": "application/octet-stream", "buffer": DOCX}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.set_input_files("#same-file", file)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tệp Word có chú thích").click()
    assert download.value.suggested_filename == "a-chu-thich.docx"
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_answer_is_accessible_and_fits(browser, server, width):
    """The answer has no address of its own, so axe looks at it where it is; the CSP would keep axe out."""
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = browser.new_context(viewport=size, base_url=server, locale="vi-VN", bypass_csp=True)
    page = context.new_page()
    page.goto(ADDRESS)
    page.fill(
        "#text",
        f"{WRONG}\n\n{TABLE}\nTăng 16,5% so với cùng kỳ. Có 13 Sở. {'Rất_dài' * 60}\nHoàn thành 24/25 cơ sở, đạt 96%.",
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator("#result").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    assert [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()
