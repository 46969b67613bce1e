"""Makes every picture of the guide and of the README, from a demonstration that it starts itself.

    .venv/bin/python docs/guide/make_pictures.py

The demonstration lives in a temporary folder and is gone afterwards. The pictures show the pages in Vietnamese,
1280 pixels wide; one of them shows a phone. A reporting round is run through on the pages, a second one is filled by
tests/journeys/send_reports.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "images"
README = ROOT / "docs" / "images"
SEED = ROOT / "tests" / "journeys" / "send_reports.py"
MOST_BYTES = 200_000
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PASSWORD = "ngon-hai-dang-2024"  # noqa: S105  of the demonstration, on this machine only
REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"
ROUND = "/ky-bao-cao/HP-PCI-2026-Y/"
FORM = f"{ROUND}don-vi/TAND/"
OVERDUE = "/ky-bao-cao/HP-PCI-2024-Y/"
FIGURES = ("90", "60", "66,67", "22", "20", "1")
SENTENCE = "Đã hoàn thành theo kế hoạch, không có vướng mắc."
FAULTY = (
    "indicator;unit;period;value\n"
    "court.commercial.accepted;TAND;2024-9M;sáu mươi tám\n"
    "court.commercial.resolved;TAND;9 tháng 2024;53\n"
)


@contextmanager
def demonstration(folder: str) -> Iterator[str]:
    """`haidang demo` in a folder of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HAIDANG_")}
    environment = inherited | {"HAIDANG_DATA": folder, "HAIDANG_PORT": str(port)}
    command = [str(Path(sys.executable).with_name("haidang")), "demo"]
    process = subprocess.Popen(  # noqa: S603  the project's own command
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/suc-khoe/", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the demonstration answers, two minutes at most."""
    for _attempt in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  an address of this machine
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demonstration did not start")


class Office:
    """The people of the demonstration, each at a browser of his or her own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def open(self, username: str, size: dict[str, int] = DESK) -> Page:
        context = self.browser.new_context(
            viewport=size, locale="vi-VN", reduced_motion="reduce", base_url=self.address
        )
        page = context.new_page()
        page.goto("/dang-nhap/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/ban-lam-viec/")
        return page


def take(page: Page, name: str, top: Locator | None = None, folder: Path = GUIDE) -> None:
    """Keep what the window shows, from `top` downwards where it is given."""
    if top is not None:
        top.evaluate(
            "part => scrollTo({top: part.getBoundingClientRect().top + scrollY - 16, behavior: 'instant'})"
        )
    page.evaluate("document.fonts.ready")
    path = folder / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES // 1000} kB")


def take_report_and_figures(office: Office) -> None:
    """The desk of the co-ordinator, the report of 2024, the way of a figure, findings, imports."""
    page = office.open("dieuphoi")
    take(page, "desk")
    page.goto(REPORT)
    take(page, "report", folder=README)

    page.goto("/so-lieu/?q=dvc.integrated_rate")
    page.locator("main tbody a").first.click()
    page.wait_for_selector("#way")
    take(page, "figure", folder=README)
    page.locator(".way a[href*='/tep/']").first.click()
    page.wait_for_function("document.querySelector('.is-chosen').getBoundingClientRect().top < innerHeight")
    take(page, "file-row")

    page.goto("/so-lieu/diem-can-kiem-tra/")
    page.locator(".finding", has_text="15/68").get_by_role("link").first.click()
    page.wait_for_selector(".arithmetic--large")
    take(page, "finding")

    page.goto("/nhap-lieu/")
    page.select_option("main select[name=kind]", "observations")
    file = {"name": "bieu-9-thang.csv", "mimeType": "text/csv", "buffer": FAULTY.encode()}
    page.set_input_files("input[type=file]", file)
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_selector("main table")
    take(page, "import")

    page.goto("/chi-so/mo-phong/?s-transparency=7,5&s-proactivity=8")
    page.wait_for_selector(".lever__slide:not([hidden])")
    take(page, "index-simulation")

    page.goto("/kiem-tra-so-lieu/?vi-du=1")
    page.locator("#figure-check button[type=submit]").click()
    page.wait_for_selector("#result")
    page.locator(".answer").evaluate("answer => answer.scrollIntoView({behavior: 'instant'})")
    take(page, "figure-check")


def open_round(page: Page, period: str, picture: str = "") -> None:
    """Open a round; `picture` keeps cut-off and deadline as they are shown before."""
    page.goto("/ky-bao-cao/mo/")
    page.fill("input[name=period]", period)
    page.fill("input[name=code]", f"HP-PCI-{period}")
    page.get_by_role("button", name="Xem mốc chốt").click()
    button = page.get_by_role("button", name="Mở kỳ báo cáo")
    button.wait_for()
    if picture:
        take(page, picture, page.locator("form .field").nth(3))
    button.click()
    page.wait_for_url(f"**/HP-PCI-{period}/")


def write(page: Page, field: Locator, text: str) -> None:
    """Type into a field of the form and wait until it is saved."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        field.fill(text)
        field.press("Tab")
    page.wait_for_load_state("networkidle")


def take_officer(office: Office, folder: Path) -> None:
    """The form with a slip in it, on a desk and on a phone; the workbook; the finished report handed over."""
    page = office.open("canbo")
    page.goto(FORM)
    figures, texts = page.locator(".answer__value"), page.locator(".narrative textarea")
    write(page, texts.first, SENTENCE)
    write(page, figures.nth(0), "90")
    write(page, figures.nth(1), "k có")
    take(page, "officer-form", page.locator(".task", has=figures).first)
    for number in range(1, len(FIGURES)):
        write(page, figures.nth(number), FIGURES[number])
    for number in range(1, texts.count()):
        write(page, texts.nth(number), SENTENCE)
    take_workbook(page, folder / "bieu-mau.xlsx")
    phone = office.open("canbo", PHONE)
    phone.goto(FORM)
    take(phone, "officer-phone", phone.locator(".task", has=phone.locator(".answer__value")).first)
    page.goto(FORM)
    take(page, "officer-steps", page.locator(".task").last)
    page.get_by_role("button", name="Trình lãnh đạo").click()
    page.locator(".messages", has_text="Đã trình lãnh đạo đơn vị").wait_for()


def take_workbook(page: Page, path: Path) -> None:
    """The form goes out as a workbook and comes back with one answer changed."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải biểu mẫu Excel").click()
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book["Số liệu"].iter_rows() for cell in row if cell.value == FIGURES[4])
    cell.value = "21"
    book.save(path)
    page.get_by_role("link", name="Nộp biểu mẫu Excel").click()
    page.set_input_files("input[name=file]", path)
    page.get_by_role("button", name="Xem các thay đổi").click()
    page.get_by_role("button", name="Lấy các ô đã đánh dấu").wait_for()
    take(page, "officer-workbook")


def take_head_and_return(office: Office) -> None:
    """The head is told and approves; the co-ordinator returns a cell; the officer sees why."""
    head = office.open("thutruong")
    head.goto("/thong-bao/")
    take(head, "messages")
    head.goto(FORM)
    take(head, "head-steps", head.locator(".task").last)
    head.get_by_role("button", name="Duyệt và gửi").click()
    head.wait_for_url("**/bao-cao/")

    page = office.open("dieuphoi")
    page.goto(f"{FORM}bao-cao/")
    page.locator("summary", has_text="Trả lại ô này").first.click()
    page.locator("textarea[name^=e-]").first.fill("Đề nghị đối chiếu với sổ thụ lý")
    take(page, "coordinator-report", page.locator(".task", has=page.locator("textarea[name^=e-]")).first)
    page.fill("#whole-reason", "Đề nghị đơn vị rà lại số án thụ lý và gửi lại trước ngày 15/12.")
    page.get_by_role("button", name="Trả lại báo cáo").click()
    page.get_by_text("đơn vị thấy lý do tại từng ô").wait_for()

    officer = office.open("canbo")
    officer.goto(FORM)
    take(officer, "officer-returned")


def take_chasing(office: Office, folder: str) -> None:
    """A round in which 41 of 45 units reported: its board, who owes, the urging letter."""
    page = office.open("dieuphoi")
    open_round(page, "2024-Y")
    environment = os.environ | {"HAIDANG_DATA": folder}
    command = [sys.executable, str(SEED), "HP-PCI-2024-Y", "41"]
    subprocess.run(command, env=environment, check=True)  # noqa: S603  the project's own script
    page.goto(OVERDUE)
    take(page, "round-board")
    page.get_by_role("link", name="4 đơn vị quá hạn").click()
    take(page, "round-chase")
    page.get_by_role("button", name="Soạn công văn đôn đốc").click()
    page.wait_for_selector(".letter__preview")
    take(page, "round-letter")


def take_tasks(office: Office) -> None:
    """The tasks of the plan; a commitment with its history; reporting on it."""
    head = office.open("thutruong")
    head.goto("/nhiem-vu/them-moi/")
    head.fill("[name=title]", "Trả lời kiến nghị về án thương mại trong 5 ngày")
    head.fill("[name=due_date]", "2099-12-31")
    head.locator("main form button[type=submit]").click()
    head.wait_for_url("**/nhiem-vu/CK-0001/")
    officer = office.open("canbo")
    officer.goto("/nhiem-vu/CK-0001/bao-cao/")
    officer.select_option("[name=status]", "in_progress")
    officer.fill("[name=text]", "Đã niêm yết quy trình và số điện thoại tiếp nhận tại trụ sở.")
    take(officer, "task-report")
    officer.get_by_role("button", name="Gửi báo cáo").click()
    officer.wait_for_url("**/nhiem-vu/CK-0001/")
    page = office.open("dieuphoi")
    page.goto("/nhiem-vu/CK-0001/")
    take(page, "task")
    page.goto("/nhiem-vu/")
    take(page, "tasks")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser to use")
    options = parser.parse_args()
    for folder in (GUIDE, README):
        folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        tempfile.TemporaryDirectory() as files,
        demonstration(data) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        office = Office(browser, address)
        take_report_and_figures(office)
        open_round(office.open("dieuphoi"), "2026-Y", picture="round-open")
        take_officer(office, Path(files))
        take_head_and_return(office)
        take_chasing(office, data)
        take_tasks(office)
        browser.close()


if __name__ == "__main__":
    main()
