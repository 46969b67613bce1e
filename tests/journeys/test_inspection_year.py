"""A year of inspections replayed: 45 files in, who is who by keys, overlaps, joint teams, letter, diary, figures."""

import csv
import re
import time

import pytest

from haidang.config.demo_plans import make_plans

YEAR = "/thanh-tra/2024/"
UNIT = re.compile(r"/ke-hoach/([^/]+)/")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The plan files of 45 agencies, and the truth about their rows."""
    folder = tmp_path_factory.mktemp("plans")
    plans = make_plans(folder)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return plans, list(csv.DictReader(file))


def test_from_45_files_to_the_figures_of_the_report(visitor, own_server, audit_page, files):
    plans, truth = files
    window = visitor("desk", own_server).sign_in("thanhtra")
    page = window.page
    file_all(page, plans, truth)
    wait_until_compared(page)
    assert audit_page(window) == []
    decide_by_keys(page, truth)
    wait_until_compared(page)
    assert audit_page(window) == []
    page.goto(YEAR)
    assert tallies(page) == {
        "kế hoạch đang hiệu lực": "45", "lượt theo kế hoạch": "2.108", "lượt chồng chéo": "277",
        "doanh nghiệp bị chồng chéo": "129", "doanh nghiệp": "1.960",
    }  # fmt: skip
    merge_all(page)
    assert audit_page(window) == []
    issue(page)
    stranger = visitor("phone", own_server).page
    stranger.goto("/ke-hoach-thanh-tra/2024/")
    assert "Dữ liệu minh họa" in stranger.locator("main").inner_text()
    assert stranger.evaluate("document.documentElement.scrollWidth") <= 390
    inspect_one(page)
    assert audit_page(window) == []
    figures_of_the_year(visitor("desk", own_server).sign_in("dieuphoi").page)


def file_all(page, plans, truth):
    """One after the other, as they come; the plans are those of the demonstration, so nothing is new in them."""
    units = {row["file"]: row["unit"] for row in truth}
    for path in plans:
        page.goto(f"{YEAR}ke-hoach/{units[path.name]}/")
        page.set_input_files("input[type=file]", str(path))
        page.get_by_role("button", name="Đọc tệp").click()
        for box in page.locator("section:last-of-type input[type=checkbox]").all():
            box.check()
        page.get_by_role("button", name=re.compile("^Nhận ")).click()
        page.wait_for_url("**/ke-hoach/**")


def wait_until_compared(page):
    for _ in range(120):
        page.goto(YEAR)
        if "Đang đối chiếu" not in page.locator("#working").inner_text():
            return
        time.sleep(1)
    raise AssertionError("the plans were not compared")


def decide_by_keys(page, truth):
    """Answer every question with one key, as somebody who knows the enterprises; 40 would take under 5 minutes."""
    page.goto(YEAR)
    names = {
        link.inner_text(): UNIT.search(link.get_attribute("href"))[1]
        for link in page.locator("tbody th a").all()
    }
    known = {(row["unit"], row["name"]): row["entity"] for row in truth}
    page.goto(f"{YEAR}doi-chieu/")
    answered, started = 0, time.monotonic()
    while (sides := page.locator(".pair__side")).count():
        entities = {
            known[names[side.locator(".pair__where").inner_text()], side.locator(".pair__name").inner_text()]
            for side in sides.all()
        }
        with page.expect_navigation():
            page.keyboard.press("1" if len(entities) == 1 else "2")
        answered += 1
    assert answered
    assert (time.monotonic() - started) / answered < 300 / 40, (
        "a person must read, but no page may hold one up"
    )


def tallies(page):
    return {
        tally.locator("dt").inner_text(): tally.locator("dd").inner_text().split(" /")[0]
        for tally in page.locator("section[aria-labelledby=numbers] .tally").all()
    }


def merge_all(page):
    page.goto(f"{YEAR}gop/")
    page.get_by_role("button", name="Lập", exact=True).click()
    page.get_by_text("Đã đề xuất 129 đoàn liên ngành.").wait_for()
    page.get_by_role("button", name="Gửi các đơn vị").click()
    page.locator(".entries__title a").first.click()
    page.get_by_label("Không gộp: từng đơn vị làm theo kế hoạch").check()
    page.get_by_role("button", name="Ghi quyết định").click()
    page.get_by_text("Hãy nêu lý do quyết định khác với đề xuất.").wait_for()
    page.get_by_label("Lập một đoàn liên ngành", exact=True).check()
    page.get_by_role("button", name="Ghi quyết định").click()
    page.fill("#agreed_at", "Cuộc họp ngày 15/01/2024")
    page.get_by_role("button", name="Chấp nhận mọi đoàn không ai phản đối").click()
    page.get_by_text("Đã chấp nhận 128 đoàn liên ngành.").wait_for()


def issue(page):
    page.goto(f"{YEAR}ban-hanh/")
    assert "277 lượt tại 129 doanh nghiệp" in page.locator("textarea[name=paragraphs]").input_value()
    page.get_by_role("button", name="Lập văn bản").click()
    page.get_by_role("link", name="Công văn (PDF)").wait_for(timeout=240_000)
    page.get_by_role("button", name="Công khai").click()
    page.get_by_role("link", name="danh sách công khai").wait_for()


def inspect_one(page):
    """The inspectorate carries out a visit of its own plan: decision, team, two days, the end."""
    page.goto("/thanh-tra/cuoc/mo/?year=2024")
    page.locator("a[href*='/cuoc/mo/luot/']").first.click()
    for name, value in (
        ("start_on", "2024-05-06"), ("end_on", "2024-05-07"), ("decision_number", "12/QĐ-TTTP"),
        ("decision_on", "2024-05-02"), ("decision_by", "Chánh Thanh tra"),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.locator("button[name=open]").click()
    page.wait_for_url(re.compile(r"/cuoc/\d+/$"))
    address = page.url
    page.goto(f"{address}doan/")
    page.fill("[name=name]", "Trần Mẫu")
    page.select_option("[name=task]", "leader")
    page.locator("main form button[type=submit]").first.click()
    for key, day in (("announcement", "2024-05-06"), ("end_of_work", "2024-05-07")):
        if key == "end_of_work":
            write_diary(page, address)
        page.goto(f"{address}buoc/{key}/")
        page.fill("[name=done_on]", day)
        page.locator("main form button[type=submit]").first.click()
    page.goto(f"{address}nhat-ky/")
    assert "muộn" in page.locator("main").inner_text(), "what is written years later is late, and says so"


def write_diary(page, address):
    for day, hours in (("2024-05-06", "3"), ("2024-05-07", "2,5")):
        page.goto(f"{address}nhat-ky/ghi/")
        page.fill("[name=day]", day)
        page.fill("[name=hours]", hours)
        page.fill("[name=work]", "Kiểm tra hồ sơ")
        page.locator("main form button[type=submit]").first.click()


def figures_of_the_year(page):
    """A round of the year is opened: what the system counts stands among the figures, marked as illustrative."""
    page.goto("/ky-bao-cao/mo/")
    page.fill("input[name=period]", "2024-Y")
    page.fill("input[name=code]", "HP-PCI-2024-Y")
    page.get_by_role("button", name="Xem mốc chốt").click()
    page.get_by_role("button", name="Mở kỳ báo cáo").click()
    page.wait_for_url("**/ky-bao-cao/HP-PCI-2024-Y/")
    for words, value in (
        ("Lượt doanh nghiệp thuộc diện thanh tra", "2.108"), ("Lượt bị chồng chéo", "277"),
        ("Doanh nghiệp bị chồng chéo", "129"), ("Lượt còn lại sau khi gộp", "129"), ("trung vị", "5,5"),
    ):  # fmt: skip
        page.goto(f"/so-lieu/?q={words}&period=2024-Y")
        text = page.locator("main").inner_text()
        assert value in text, (words, text)
