"""Takes the pictures of the guide and of the README from a running demonstration.

    .venv/bin/haidang demo                                     # in another terminal
    .venv/bin/python docs/guide/make_pictures.py http://127.0.0.1:8000

Signs in as the co-ordinator, in Vietnamese, 1280 × 800; corrects nothing and imports nothing.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

GUIDE = Path(__file__).resolve().parent / "images"
README = Path(__file__).resolve().parents[1] / "images"
MOST_BYTES = 200_000
SIGN_IN = ("dieuphoi", "ngon-hai-dang-2024")
REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"
FAULTY = (
    "indicator;unit;period;value\n"
    "court.commercial.accepted;TAND;2024-9M;sáu mươi tám\n"
    "court.commercial.resolved;TAND;9 tháng 2024;53\n"
)


def sign_in(page: Page, address: str) -> None:
    """Open the desk of the co-ordinator."""
    page.goto(f"{address}/dang-nhap/")
    page.fill("input[name=username]", SIGN_IN[0])
    page.fill("input[name=password]", SIGN_IN[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/ban-lam-viec/")


def take(page: Page, path: Path) -> None:
    """Keep what the window shows."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES // 1000} kB")


def take_all(page: Page, address: str) -> None:
    """Walk to each page and take its picture."""
    sign_in(page, address)
    take(page, GUIDE / "desk.png")

    page.goto(address + REPORT)
    take(page, README / "report.png")

    page.goto(f"{address}/so-lieu/?q=dvc.integrated_rate")
    page.locator("main tbody a").first.click()
    page.wait_for_selector("#way")
    take(page, README / "figure.png")
    page.locator(".way a[href*='/tep/']").first.click()
    page.wait_for_function("document.querySelector('.is-chosen').getBoundingClientRect().top < innerHeight")
    take(page, GUIDE / "file-row.png")

    page.goto(f"{address}/so-lieu/diem-can-kiem-tra/")
    page.locator(".finding", has_text="15/68").get_by_role("link").first.click()
    page.wait_for_selector(".arithmetic--large")
    take(page, GUIDE / "finding.png")

    page.goto(f"{address}/nhap-lieu/")
    page.select_option("main select[name=kind]", "observations")
    page.set_input_files(
        "input[type=file]", {"name": "bieu-9-thang.csv", "mimeType": "text/csv", "buffer": FAULTY.encode()}
    )
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_selector("main table")
    take(page, GUIDE / "import.png")

    page.goto(f"{address}/kiem-tra-so-lieu/?vi-du=1")
    page.locator("#figure-check button[type=submit]").click()
    page.wait_for_selector("#result")
    page.locator(".answer").evaluate("answer => answer.scrollIntoView({behavior: 'instant'})")
    take(page, GUIDE / "figure-check.png")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="of a running demonstration, such as http://127.0.0.1:8000")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser to use")
    options = parser.parse_args()
    for folder in (GUIDE, README):
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, locale="vi-VN", reduced_motion="reduce"
        )
        take_all(page, options.address.rstrip("/"))
        browser.close()


if __name__ == "__main__":
    main()
