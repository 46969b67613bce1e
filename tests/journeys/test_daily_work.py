"""Officials at their daily work: searching, importing, looking units up."""

import pytest


def test_search_finds_with_and_without_marks(visitor):
    page = visitor().sign_in("canbo").page
    for words in ("đất đai", "dat dai", "DAT  DAI"):
        page.goto("/ban-lam-viec/")
        page.locator("input[name=q]").first.fill(words)
        page.locator("input[name=q]").first.press("Enter")
        page.wait_for_url("**/tim-kiem/**")
        assert "đất đai" in page.locator("main").inner_text().lower()


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_figures_are_filtered_with_the_keyboard_alone(visitor, width):
    page = visitor(width).sign_in("lanhdao").page
    page.goto("/so-lieu/")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("thi hanh an")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=thi*")
    assert "12.776" in page.locator("main").inner_text()


def test_a_faulty_table_is_told_by_cell_and_a_good_one_is_taken(visitor, tmp_path):
    page = visitor().sign_in("dieuphoi").page
    heading = "indicator,unit,period,basis,value,qualifier\n"
    bad, good = tmp_path / "sai.csv", tmp_path / "dung.csv"
    bad.write_text(
        heading + "dvc.total,STTTT,2025-9M,reported,1.9l6,exact\nno.such,STTTT,2025-9M,reported,1,exact\n"
    )
    good.write_text(heading + "dvc.total,STTTT,2025-9M,reported,1920,exact\n")

    page.goto("/nhap-lieu/")
    page.select_option("select[name=kind]", "observations")
    page.set_input_files("input[name=file]", bad)
    page.locator("main form button[type=submit]").first.click()
    text = page.locator("main").inner_text()
    assert "E2" in text
    assert page.locator("form[action*='xac-nhan']").count() == 0

    page.goto("/nhap-lieu/")
    page.select_option("select[name=kind]", "observations")
    page.set_input_files("input[name=file]", good)
    page.locator("main form button[type=submit]").first.click()
    page.locator("form[action*='xac-nhan'] button[type=submit]").click()
    page.wait_for_url("**/nhap-lieu/")
    page.goto("/so-lieu/?period=2025-9M")
    assert "1.920" in page.locator("main").inner_text()


def test_a_unit_tells_what_became_of_it(visitor):
    page = visitor().sign_in("canbo").page
    page.goto("/don-vi/SKHDT/")
    text = page.locator("main").inner_text()
    assert "28/02/2025" in text
    page.locator("main a[href$='/don-vi/STC-2025/']").first.click()
    page.wait_for_url("**/STC-2025/")
    assert "Sở Kế hoạch và Đầu tư" in page.locator("main").inner_text()


def test_illustrative_values_say_so_in_words(visitor):
    page = visitor().sign_in("lanhdao").page
    page.goto("/so-lieu/?q=lan+nop+dau+tien+hop+le")
    page.goto("/ky-bao-cao/HP-PCI-2024-9M/")
    assert "minh họa" in page.locator("main").inner_text().lower()


def test_the_interface_speaks_vietnamese_first_and_english_on_request(visitor):
    page = visitor().sign_in("canbo").page
    assert page.locator("html").get_attribute("lang") == "vi"
    assert "Nhiệm vụ" in page.locator(".masthead").inner_text()
    page.locator("button[name=language][value=en]").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Tasks" in page.locator(".masthead").inner_text()


def test_five_wrong_passwords_lock_the_account(visitor):
    page = visitor().page
    for _ in range(6):
        page.goto("/dang-nhap/")
        if page.locator("input[name=username]").count() == 0:
            break
        page.fill("input[name=username]", "quantri")
        page.fill("input[name=password]", "khong-phai-mat-khau")
        page.click("main button[type=submit]")
        page.wait_for_load_state()
    assert page.locator("input[name=password]").count() == 0
    assert "15" in page.locator("main").inner_text()
