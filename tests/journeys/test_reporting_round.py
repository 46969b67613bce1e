"""A reporting round on the web: asked, filled, approved, returned, accepted, chased; on a desk and on a phone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from haidang.domain.vietnamese import fold

from .conftest import demonstration

SEED = Path(__file__).with_name("send_reports.py")
ROUND = "HP-PCI-2026-9M"
FORM = f"/ky-bao-cao/{ROUND}/don-vi/TAND/"
WAY = "HP-PCI-2026-6M"
WAY_FORM = f"/ky-bao-cao/{WAY}/don-vi/TAND/"
SENT = "HP-PCI-2024-6M"
ANSWERS = ["90", "60", "66,67", "22", "20", "1"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A server of its own for the rounds: (address, folder)."""
    with demonstration(tmp_path_factory) as house:
        yield house


@pytest.fixture
def person(visitor, house):
    """`person("canbo")` is somebody at a desk, `person("canbo", "phone")` on the way."""
    return lambda username, width="desk": visitor(width, house[0]).sign_in(username).page


def open_round(page, period):
    page.goto("/ky-bao-cao/mo/")
    page.fill("input[name=period]", period)
    page.fill("input[name=code]", f"HP-PCI-{period}")
    page.get_by_role("button", name="Xem mốc chốt").click()
    page.get_by_role("button", name="Mở kỳ báo cáo").click()
    page.wait_for_url(f"**/ky-bao-cao/HP-PCI-{period}/")


@pytest.fixture
def form(house):
    """The address of the court's form, in which `ANSWERS` stand whatever was written before."""
    bring(house[1], "draft", ROUND)
    return FORM


def saved(page, cell):
    page.locator(f"{cell} .answer__saved", has_text="đã lưu").wait_for()


def fill_form(page):
    """By keyboard alone: the first field is reached, Enter leads from figure to figure, Tab from text to text."""
    page.goto(FORM)
    fields = page.locator(".answer__value")
    fields.first.focus()
    for number, answer in enumerate(ANSWERS):
        page.keyboard.press("Control+A")
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
        row = fields.nth(number).locator("xpath=ancestor::tr").get_attribute("id")
        saved(page, f"#{row}")
    texts = page.locator(".narrative textarea")
    for number in range(texts.count()):
        texts.nth(number).focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("Đã hoàn thành theo kế hoạch, không có vướng mắc.")
        page.keyboard.press("Tab")
        saved(page, f"#{texts.nth(number).get_attribute('id').replace('-text', '')}")
    return texts.count()


class TestAUnit:
    """What an officer does with the form."""

    @pytest.mark.parametrize("width", ["desk", "phone"])
    def test_an_officer_fills_ten_tasks_with_the_keyboard_alone(self, person, form, width):
        page = person("canbo", width)
        started = time.monotonic()
        assert fill_form(page) == 10
        page.reload()
        assert [field.input_value() for field in page.locator(".answer__value").all()] == ANSWERS
        assert "10/10" in page.locator("#progress").inner_text().replace("\n", "")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        assert time.monotonic() - started < 120, "a person types slower, but no page may hold one up"

    def test_what_is_no_number_is_told_at_the_cell_and_the_rest_stays(self, person, form):
        page = person("canbo")
        page.goto(FORM)
        field = page.locator(".answer__value").first
        field.fill("chín mươi")
        field.press("Tab")
        page.locator(".answer__fault", has_text="không phải là số").wait_for()
        page.reload()
        assert page.locator(".answer__value").first.input_value() == "90"

    @pytest.mark.parametrize("lost", ["sessionid", None], ids=["session", "all cookies"])
    def test_who_is_signed_out_while_typing_signs_in_elsewhere_and_loses_nothing(self, person, form, lost):
        page = person("canbo")
        page.goto(FORM)
        page.context.clear_cookies(name=lost)
        note, text = page.locator(".answer__note").nth(1), page.locator(".narrative textarea").nth(1)
        for field, cell in ((note, "tr.cell"), (text, ".narrative")):
            field.fill(f"Gõ khi mất phiên: {lost}")
            field.press("Tab")
            page.locator(cell).nth(1).locator(".answer__fault", has_text="phiên làm việc đã hết").wait_for()
        page.context.add_cookies(person("canbo").context.cookies())
        for cell in ("tr.cell", ".narrative"):
            page.locator(cell).nth(1).locator(".answer__saved", has_text="đã lưu").wait_for()
        page.reload()
        assert note.input_value() == text.input_value() == f"Gõ khi mất phiên: {lost}"

    def test_what_was_just_typed_is_handed_over_with_the_rest(self, person, form):
        page = person("canbo")
        page.goto(FORM)
        page.locator(".narrative textarea").nth(2).fill("Vừa gõ xong")
        page.get_by_role("button", name="Trình lãnh đạo").click()
        page.locator(".messages", has_text="Đã trình lãnh đạo đơn vị").wait_for()
        assert "Vừa gõ xong" in page.locator("main").inner_text()
        page.get_by_role("button", name="Rút về").click()
        page.locator(".messages", has_text="Đã rút báo cáo về").wait_for()

    def test_two_people_on_one_cell_both_keep_what_they_wrote(self, person, form):
        officer, head = person("canbo"), person("thutruong")
        officer.goto(FORM)
        head.goto(FORM)
        theirs, ours = (page.locator(".answer__note").first for page in (head, officer))
        theirs.fill("Theo sổ thụ lý")
        theirs.press("Tab")
        saved(head, f"#{head.locator('tr.cell').first.get_attribute('id')}")
        ours.fill("Theo báo cáo thống kê")
        ours.press("Tab")
        conflict = officer.locator("tr.cell").first.locator(".answer__fault")
        conflict.wait_for()
        assert "Lãnh đạo Tòa án" in conflict.inner_text()
        assert ours.input_value() == "Theo báo cáo thống kê"
        conflict.get_by_role("button", name="Lưu bản của tôi").click()
        saved(officer, f"#{officer.locator('tr.cell').first.get_attribute('id')}")
        head.reload()
        assert head.locator(".answer__note").first.input_value() == "Theo báo cáo thống kê"

    def test_the_excel_way_shows_the_difference_and_takes_what_is_marked(self, person, form, tmp_path):
        page = person("canbo")
        page.goto(FORM)
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải biểu mẫu Excel").click()
        path = tmp_path / "bieu-mau.xlsx"
        download.value.save_as(path)
        change_workbook(path, {"92": "90"})
        page.get_by_role("link", name="Nộp biểu mẫu Excel").click()
        page.set_input_files("input[name=file]", path)
        page.get_by_role("button", name="Xem các thay đổi").click()
        text = page.locator("main").inner_text()
        assert "92" in text
        page.get_by_role("button", name="Lấy các ô đã đánh dấu").click()
        page.wait_for_url(f"**{FORM}")
        assert page.locator(".answer__value").first.input_value() == "92"

    def test_a_faulty_workbook_is_told_by_cell_and_nothing_of_it_is_taken(self, person, form, tmp_path):
        page = person("canbo")
        page.goto(FORM)
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải biểu mẫu Excel").click()
        path = tmp_path / "sai.xlsx"
        download.value.save_as(path)
        change_workbook(path, {"chín hai": "90", "99": "60"})
        page.goto(f"{FORM}nop-bieu-mau/")
        page.set_input_files("input[name=file]", path)
        page.get_by_role("button", name="Xem các thay đổi").click()
        faults = page.locator("section[aria-labelledby=faults]").inner_text()
        assert "không phải là số" in faults.lower()
        assert "chín hai" in faults
        assert page.get_by_role("button", name="Lấy các ô").count() == 0
        page.goto(FORM)
        assert page.locator(".answer__value").nth(1).input_value() == "60"


class TestTheWay:
    """A round of its own, from its opening to the next one."""

    def test_from_the_coordinator_to_the_officer_to_the_head_and_back(self, person, house):
        coordinator, officer, head = (
            person("dieuphoi"),
            person("canbo", "phone"),
            person("thutruong", "phone"),
        )
        self.opens(coordinator)
        bring(house[1], "draft", WAY)
        self.hands_over(officer, {})
        head.goto("/ban-lam-viec/")
        head.get_by_role("link", name="Báo cáo 6 tháng đầu năm 2026").first.click()
        self.approves(head)
        self.returns_a_cell(coordinator)
        officer.goto(WAY_FORM)
        assert "Đề nghị đối chiếu với sổ thụ lý" in officer.locator(".cell--returned").first.inner_text()
        self.hands_over(officer, {0: "91", 2: "65,93", 3: "23"})
        head.goto(WAY_FORM)
        self.approves(head)
        self.accepts(coordinator)
        self.opens_the_next(coordinator, officer)

    def opens(self, page):
        """Cut-off and deadline are seen before anybody is asked."""
        page.goto("/ky-bao-cao/mo/")
        page.fill("input[name=period]", "2026-6M")
        page.fill("input[name=code]", WAY)
        page.get_by_role("button", name="Xem mốc chốt").click()
        text = page.locator("main").inner_text()
        assert "từ 15/12/2025 đến 14/06/2026" in text
        assert "19/06/2026" in text  # five working days later
        page.get_by_role("button", name="Mở kỳ báo cáo").click()
        page.wait_for_url(f"**/{WAY}/")
        assert "0/26" in page.locator(".tallies").first.inner_text().replace("\n", "")

    def hands_over(self, page, answers):
        page.goto(WAY_FORM)
        for number, answer in answers.items():
            page.locator(".answer__value").nth(number).fill(answer)
        page.get_by_role("button", name="Trình lãnh đạo").click()
        page.locator(".messages", has_text="Đã trình lãnh đạo đơn vị").wait_for()

    def approves(self, page):
        page.get_by_role("button", name="Duyệt và gửi").click()
        page.wait_for_url("**/bao-cao/")
        assert "Đã duyệt và gửi" in page.locator("main").inner_text()

    def returns_a_cell(self, page):
        page.goto(f"/ky-bao-cao/{WAY}/")
        page.get_by_role("link", name="báo cáo chờ tiếp nhận").click()
        page.get_by_role("link", name="Tòa án nhân dân thành phố").click()
        page.locator("summary", has_text="Trả lại ô này").first.click()
        page.locator("textarea[name^=e-]").first.fill("Đề nghị đối chiếu với sổ thụ lý")
        page.locator("#return").get_by_role("button").click()
        page.get_by_text("đơn vị thấy lý do tại từng ô").wait_for()

    def accepts(self, page):
        page.goto(f"{WAY_FORM}bao-cao/")
        text = page.locator("main").inner_text()
        assert "91" in text
        assert "trước đó: 90" in text
        page.get_by_role("button", name="Tiếp nhận báo cáo").click()
        page.get_by_text("số liệu là số chính thức").wait_for()
        page.goto("/so-lieu/?period=2026-6M&unit=TAND")
        assert "91" in page.locator("main").inner_text()

    def opens_the_next(self, coordinator, officer):
        """The next round shows what this one said, and takes it over with one press."""
        open_round(coordinator, "2026-Y")
        officer.goto("/ky-bao-cao/HP-PCI-2026-Y/don-vi/TAND/")
        row = officer.locator("tr.cell").first
        assert "91" in row.inner_text()
        assert "6 tháng đầu năm 2026" in row.inner_text()
        row.get_by_role("button", name="lấy số này").click()
        officer.wait_for_url("**#e*")
        assert officer.locator(".answer__value").first.input_value() == "91"


def change_workbook(path, changes):
    """Write answers into the workbook as a person would: {new: old} in the column of this period's figures."""
    book = openpyxl.load_workbook(path)
    left = {old: new for new, old in changes.items()}
    for sheet in book.worksheets:
        column = None
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and fold(cell.value) == fold("Số liệu kỳ này"):
                    column = cell.column
            if column and (cell := sheet.cell(row[0].row, column)).value in left:
                cell.value = left.pop(cell.value)
    assert not left, f"not in the workbook: {left}"
    book.save(path)


class TestTheWholeRound:
    """From 0 to 41 of 45, to the letter and to the report: every click of the co-ordinator is counted."""

    def test_from_41_of_45_to_the_report_takes_at_most_15_clicks(self, person, house):
        page = person("dieuphoi")
        open_round(page, "2024-Y")
        board = page.locator(".tallies").first
        assert "0/45" in board.inner_text().replace("\n", "")
        bring(house[1], "send", "HP-PCI-2024-Y", "41")
        page.reload()
        assert "41/45" in board.inner_text().replace("\n", "")

        clicks = 0

        def click(locator):
            nonlocal clicks
            clicks += 1
            locator.click()

        click(page.get_by_role("link", name="4 đơn vị quá hạn"))
        assert page.locator("input[name=unit]:checked").count() == 4
        click(page.get_by_role("button", name="Soạn công văn đôn đốc"))
        assert "41/45" in page.locator(".letter__preview").inner_text()
        click(page.get_by_role("button", name="Lưu dự thảo công văn"))
        page.get_by_text("Đã lưu dự thảo công văn").wait_for()
        with page.expect_download() as letter:
            click(page.get_by_role("link", name="Word").first)
        assert letter.value.suggested_filename.endswith(".docx")
        click(page.get_by_role("link", name="Năm 2024"))
        click(page.get_by_role("button", name="Lập dự thảo báo cáo"))
        page.wait_for_url("**/HP-PCI-2024-Y-REPORT/")
        assert "41/45" in page.locator("main").inner_text()
        assert clicks <= 15, clicks

    @pytest.mark.parametrize("width", ["desk", "phone"])
    def test_the_pages_of_a_round_are_accessible(self, visitor, house, form, audit_page, width):
        bring(house[1], "send", SENT, "41")
        faults = {}
        for username, paths in PAGES.items():
            window = visitor(width, house[0]).sign_in(username)
            for path in paths:
                window.page.goto(path)
                if found := audit_page(window):
                    faults[path] = found
        assert faults == {}


PAGES = {
    "dieuphoi": [
        "/ky-bao-cao/mo/",
        f"/ky-bao-cao/{SENT}/",
        f"/ky-bao-cao/{SENT}/?only=appendix",
        f"/ky-bao-cao/{SENT}/kiem-tra/",
        f"/ky-bao-cao/{SENT}/don-vi/SNV/bao-cao/",
        f"/ky-bao-cao/{SENT}/don-doc/",
        f"/ky-bao-cao/{SENT}/don-doc/nhac/",
        f"/ky-bao-cao/{SENT}/don-doc/cong-van/",
        f"/ky-bao-cao/{SENT}/don-doc/cong-van/1/",
    ],
    "canbo": ["/ban-lam-viec/", f"/ky-bao-cao/{ROUND}/", FORM, f"{FORM}nop-bieu-mau/"],
}


def bring(folder, *arguments):
    environment = {**os.environ, "HAIDANG_DATA": str(folder)}
    subprocess.run([sys.executable, str(SEED), *arguments], env=environment, check=True, timeout=300)
