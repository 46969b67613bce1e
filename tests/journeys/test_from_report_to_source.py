"""A reader of the report asks where a figure comes from: two clicks to the row of the file."""

import pytest

REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_figure_is_traced_to_the_row_of_its_file_in_two_clicks(visitor, width):
    page = visitor(width).sign_in("lanhdao").page
    page.goto(REPORT)
    figure = page.locator("data.quoted-figure", has_text="64,56%").first
    figure.locator("a").click()  # the first click
    page.wait_for_url("**/so-lieu/**")
    assert "64,56%" in page.locator("main").inner_text()
    page.locator(".way a[href*='/tep/']").click()  # the second click
    page.wait_for_url("**/tep/**")
    marked = page.locator(f"[id='{page.url.split('#')[1]}']").inner_text()
    assert "dvc.integrated_rate" in marked
    assert "64.56" in marked


def test_the_way_leads_back_to_the_place_in_the_report(visitor):
    page = visitor().sign_in("lanhdao").page
    page.goto(REPORT)
    page.locator("data.quoted-figure", has_text="72.944").locator("a").click()
    page.wait_for_url("**/so-lieu/**")
    page.locator(".way a[href*='/bao-cao/']").first.click()
    page.wait_for_url("**/bao-cao/**")
    anchor = page.url.split("#")[1]
    assert "72.944" in page.locator(f"[id='{anchor}']").inner_text()
