"""The co-ordinator brings the scores of all provinces, reads the profile, reckons, keeps, compares, takes it away."""

import csv
import io

import openpyxl

from haidang.config.demo import PASSWORD

CODES = (
    "entry_costs", "land_access", "transparency", "time_costs", "informal_charges", "policy_bias", "proactivity",
    "business_support", "labor_training", "legal_institutions",
)  # fmt: skip


def scores_of_all(path):
    """62 provinces of our making beside ours, two years under one methodology, another one in 2022."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["province", "year", "subindex", "score"])
        for n in range(62):
            for year, more in ((2020, 0), (2021, 0.1), (2022, 0.2)):
                for place, code in enumerate(CODES):
                    writer.writerow(
                        [f"Tỉnh {n:02d}", year, code, round(4.5 + n * 0.04 + more + place % 3 * 0.1, 2)]
                    )
    return path


def test_what_a_better_score_is_worth(visitor, own_server, audit_page, tmp_path):
    window = visitor("desk", own_server).sign_in("dieuphoi")
    bring(window.page, scores_of_all(tmp_path / "diem.csv"))
    window.page.goto("/chi-so/")
    assert "Chưa đủ các tỉnh" not in window.page.locator("main").inner_text()
    reckon(window)
    assert audit_page(window) == []
    keep(window, audit_page)
    compare_scenarios(window, audit_page)
    for path, words in (
        ("so-sanh/?with=Tỉnh 05&with=Tỉnh 61", "Tỉnh 61"),
        ("mo-phong/thu-hang/?c-target=1", "vị trí 1"),
    ):
        window.page.goto(f"/chi-so/{path}")
        assert words in window.page.locator("main").inner_text()
        assert audit_page(window) == []

    phone = visitor("phone", own_server).sign_in("lanhdao")
    for path in (
        "mo-phong/", "mo-phong/thu-hang/", "so-sanh/", "thanh-phan/transparency/", "phuong-an/", "phuong-an/1/",
        "phuong-an/so-sanh/?id=1&id=2",
    ):  # fmt: skip
        phone.page.goto(f"/chi-so/{path}")
        assert audit_page(phone) == [], path


def bring(page, file):
    """Import scores on the page for it: looked at first, then confirmed."""
    page.goto("/nhap-lieu/")
    page.select_option("[name=kind]", "scores")
    page.set_input_files("[name=file]", file)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    page.locator("form[action*='xac-nhan'] button[type=submit]").click()
    page.wait_for_url("**/nhap-lieu/")


def reckon(window):
    """Move a slider by keyboard, type a score, type a wrong one."""
    page = window.page
    page.click("nav.tabs >> text=Mô phỏng")
    page.wait_for_url("**/mo-phong/**")
    slider = page.locator(".lever:has([name='s-informal_charges']) input[type=range]")
    slider.focus()
    before = page.locator("#sum").inner_text()
    slider.press("PageUp")
    page.wait_for_function("old => document.querySelector('#sum').innerText !== old", arg=before)
    page.fill("[name='s-transparency']", "85")
    page.wait_for_selector("#details [role=alert]")
    page.fill("[name='s-transparency']", "8,5")
    page.wait_for_function("() => document.querySelector('#details').innerText.includes('8,50')")
    assert "Thứ hạng" in page.locator("#sum").inner_text()
    assert "Sai số chọn mẫu" in page.locator("#details").inner_text()


def keep(window, audit_page):
    """Save two scenarios, the second made from the first."""
    page = window.page
    for name in ("Minh bạch hơn", "Minh bạch hơn nữa"):
        page.click("text=Lưu thành phương án")
        page.fill("[name=name]", name)
        assert audit_page(window) == []
        page.click("main form button[type=submit]")
        page.wait_for_url("**/phuong-an/*/")
        assert audit_page(window) == []
        page.click("text=Mở trong mô phỏng")
        page.fill("[name='s-transparency']", "9")
        page.wait_for_function("() => document.querySelector('#details').innerText.includes('9,00')")


def compare_scenarios(window, audit_page):
    """Both side by side, and as a workbook."""
    page = window.page
    page.goto("/chi-so/phuong-an/")
    assert audit_page(window) == []
    for box in page.locator("[name=id]").all():
        box.check()
    page.click("text=So sánh các phương án đã chọn")
    page.wait_for_url("**/so-sanh/?**")
    assert audit_page(window) == []
    with page.expect_download() as download:
        page.click("text=Tải bảng (XLSX)")
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert 8.5 in [cell.value for row in book.active for cell in row]


def test_without_javascript_the_form_does(browser, own_server):
    context = browser.new_context(java_script_enabled=False, base_url=own_server, locale="vi-VN")
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", "lanhdao")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.goto("/chi-so/mo-phong/")
    assert not page.locator("input[type=range]").first.is_visible()
    page.fill("[name='s-transparency']", "7,22")
    page.get_by_role("button", name="Tính", exact=True).click()
    assert "71,26" in page.locator("#sum").inner_text()
    context.close()
