"""Several people write the consolidated report until it is frozen: nothing is lost, figures follow their source."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import demonstration
from tests.journeys.test_findings_and_freeze import explain, finding_links

REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"
EDITOR = f"{REPORT}soan/"
FIVE = (
    "Dịch vụ đã tích hợp Cổng Dịch vụ công quốc gia",
    "Tổng số dịch vụ công trực tuyến",
    "Số sản phẩm OCOP",
    "Cơ sở giáo dục nghề nghiệp",
    "Số quận, huyện đã bật thanh toán trực tuyến",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A server on which people write; the last journey freezes its report."""
    with demonstration(tmp_path_factory) as (address, _):
        yield address


def new_paragraph(page, title):
    """Adds a section and a paragraph in it, and opens it; returns the selector of the block."""
    page.goto(EDITOR)
    page.fill("#new-section", title)
    page.locator("form:has(#new-section) button").click()
    page.wait_for_url(re.compile("#section-"))
    section = page.url.split("#")[1]
    page.locator(f"#{section} .editor-add button[value=paragraph]").click()
    page.wait_for_url(re.compile("#block-"))
    return open_block(page, f"#{page.url.split('#')[1]}")


def open_block(page, block):
    page.locator(f"{block} form[action$='/viet/'] button").click()
    page.wait_for_selector(f"{block} .block-island")
    return block


def put_in(page, block, name):
    """Searches a figure by its name and puts it where the cursor stands; returns how it is written."""
    page.fill(f"{block} input[name=q]", name)
    hit = page.locator(f'{block} .figure-hit[data-name="{name}"]:visible').first
    text = hit.get_attribute("data-label")
    hit.click()
    return text


def save(page, block):
    page.locator(f"{block} button[value=save]").click()
    page.wait_for_selector(f"{block} .editor-block__text")


def typed(page, block):
    return page.locator(f"{block} .block-island").inner_text().strip()


def kept(page, block):
    page.wait_for_function(
        "b => /chưa lưu/.test(document.querySelector(`${b} .block-form__state`).textContent)", arg=block
    )


def test_two_people_on_the_same_block_and_on_different_ones(visitor, written):
    an = visitor("desk", written).sign_in("dieuphoi").page
    first = new_paragraph(an, "Hai người cùng viết")
    an.keyboard.type("Dòng của An.")
    kept(an, first)

    binh = visitor("desk", written).sign_in("bientap").page
    binh.goto(EDITOR)
    assert "đang viết ở đây từ" in binh.locator(f"{first} .editor-block__held").inner_text()
    binh.locator(f"{first} form[action$='/viet/'] button").click()
    binh.wait_for_selector(f"{first} .notice--attention")
    assert binh.locator(f"{first} .block-island").count() == 0, "who comes second does not get in"

    second = new_paragraph(binh, "Mục của Bình")
    binh.keyboard.type("Dòng của Bình.")
    save(binh, second)
    save(an, first)
    an.goto(EDITOR)
    assert "Dòng của An." in an.locator(first).inner_text()
    assert "Dòng của Bình." in an.locator(second).inner_text()


def test_a_lost_connection_and_a_closed_laptop_lose_nothing(visitor, written):
    window = visitor("desk", written).sign_in("dieuphoi")
    page = window.page
    block = new_paragraph(page, "Mất kết nối")
    page.keyboard.type("Trước khi mất mạng.")
    kept(page, block)
    window.context.set_offline(True)
    page.keyboard.type(" Trong khi mất mạng.")
    page.wait_for_selector(f"{block} .block-form__state--fault")
    assert "mất kết nối" in page.locator(f"{block} .block-form__state").inner_text()
    window.context.set_offline(False)
    kept(page, block)

    window.context.set_offline(True)
    page.keyboard.type(" Lúc gập máy.")
    page.wait_for_selector(f"{block} .block-form__state--fault")
    page.close(run_before_unload=False)
    window.context.set_offline(False)
    again = window.context.new_page()
    again.goto(EDITOR)
    open_block(again, block)
    assert typed(again, block) == "Trước khi mất mạng. Trong khi mất mạng. Lúc gập máy."
    save(again, block)
    again.reload()
    assert "Lúc gập máy." in again.locator(block).inner_text()
    window.errors[:] = [error for error in window.errors if "ERR_INTERNET_DISCONNECTED" not in error]


def test_a_table_changes_its_shape_without_mixing_up_its_cells(visitor, written):
    page = visitor("desk", written).sign_in("dieuphoi").page
    page.goto(EDITOR)
    section = page.locator(".editor-section").nth(1)
    section.locator(".editor-add button[value=table]").click()
    page.wait_for_url(re.compile("#block-"))
    block = open_block(page, f"#{page.url.split('#')[1]}")
    for row in ("Một", "Hai", "Ba"):
        cells = page.locator(f"{block} .block-island")
        cells.nth(cells.count() - 2).click()
        page.keyboard.type(row)
        count = cells.count()
        page.locator(f"{block} button[value=add-row]").click()
        page.locator(f"{block} .block-island").nth(count + 1).wait_for()
    page.locator(f"{block} button[value=remove-row-1]").click()
    first = page.locator(f"{block} td:first-child .block-island")
    expect(first).to_have_text(["Một", "Ba", ""])
    page.locator(f"{block} button[value=remove-row-2]").click()
    expect(first).to_have_text(["Một", "Ba"])
    save(page, block)
    page.reload()
    assert [row.strip() for row in page.locator(f"{block} tbody tr").all_inner_texts()] == ["Một", "Ba"]


def test_five_figures_from_their_source_to_the_frozen_report(visitor, written):
    page = visitor("desk", written).sign_in("dieuphoi").page
    block = new_paragraph(page, "Năm số liệu")
    values = []
    for words in FIVE:
        page.keyboard.type("Ghi nhận ")
        values.append(put_in(page, block, words))
        page.keyboard.type(". ")
    assert page.locator(f"{block} .block-island .token--figure").count() == len(FIVE)
    save(page, block)
    assert [chip.inner_text() for chip in page.locator(f"{block} .chip").all()] == values

    figure = page.locator(f"{block} .chip").nth(2).get_attribute("href")
    correct(page, figure, "221")
    page.goto(EDITOR)
    assert "221" in page.locator(f"{block} ins").inner_text()
    assert page.locator(f"{block} .chip--changed").count() == 1
    page.goto(REPORT)
    assert page.locator("article .quoted-figure[value='221']").count() >= 1

    for url in finding_links(page):
        explain(page, url)
    page.goto(f"{EDITOR}truoc-khi-chot/")
    work_off(page)
    page.goto(f"{REPORT}chot/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{REPORT}")

    correct(page, figure, "223")
    page.goto(REPORT)
    assert page.locator("article .quoted-figure[value='221']").count() >= 1, "the frozen report is unmoved"
    assert page.locator("article .quoted-figure[value='223']").count() == 0
    for _ in range(40):  # the worker notices the deviation
        if "223" in page.locator("aside").inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert "223" in page.locator("aside").inner_text(), "and the deviation is told beside it"


def correct(page, figure, value):
    """A correction at the source."""
    page.goto(f"{figure}")
    page.locator("a[href$='/dieu-chinh/']").first.click()
    page.fill("input[name=value]", value)
    page.fill("textarea[name=reason]", "Đơn vị đính chính số liệu.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def work_off(page):
    """Explains what the text check found, from the list, until nothing is left."""
    while page.locator("main a[href*='#text-']").count():
        page.locator("main a[href*='#text-']").first.click()
        page.wait_for_load_state()
        form = page.locator(f"{'#' + page.url.split('#')[1]} form")
        form.locator("textarea[name=explanation]").fill(
            "Hai số đo hai việc khác nhau, không cộng được với nhau."
        )
        form.locator("button[type=submit]").click()
        page.wait_for_load_state()
        page.goto(f"{EDITOR}truoc-khi-chot/")
