"""Contradictions keep the report from being frozen until somebody explains them. Runs on a server of its own."""

import re

REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"
FINDINGS = "/so-lieu/diem-can-kiem-tra/"
REASON = "Đã đối chiếu với đơn vị; giữ số liệu như báo cáo, đính chính ở kỳ sau."


def explain(page, url):
    page.goto(url)
    page.fill("textarea[name=explanation]", REASON)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    assert REASON in page.locator("main").inner_text()


def finding_links(page):
    page.goto(f"{FINDINGS}?state=open")
    links = page.locator("main a[href*='/diem-can-kiem-tra/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return sorted({link for link in links if re.search(r"/diem-can-kiem-tra/\d+/$", link)})


def test_from_contradiction_to_frozen_report(visitor, own_server):
    officer = visitor("phone", own_server).sign_in("canbo").page
    own = finding_links(officer)
    assert len(own) == 2, "an officer of the court sees the two findings of the court"

    window = visitor("desk", own_server).sign_in("dieuphoi")
    page = window.page
    page.goto(REPORT)
    text = page.locator("main").inner_text()
    for name in ("C1", "C2", "C3"):
        assert name in text
    page.goto(f"{REPORT}chot/")
    assert page.locator("main form").count() == 0, "no button to freeze while findings are open"
    assert page.locator(".obstacles li").count() == 4

    for url in own:
        explain(officer, url)
    for url in finding_links(page):
        explain(page, url)
    assert finding_links(page) == []

    page.goto(f"{REPORT}chot/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{REPORT}")
    assert page.locator(".official-document, .desk-sheet").first.inner_text().count("DỰ THẢO") == 0
    with page.expect_download() as download:
        page.locator("a[href$='/report.docx/']").click()
    assert download.value.path().read_bytes()[:2] == b"PK"

    officer.goto(REPORT)
    assert "1.237" in officer.locator("main").inner_text(), "once frozen, the units read it too"

    # a later correction leaves the frozen report alone
    page.goto("/so-lieu/?q=an+thuong+mai+da+giai+quyet")
    page.locator("main table a, main .figures a").first.click()
    page.wait_for_load_state()
    page.locator("a[href$='/dieu-chinh/']").click()
    page.fill("input[name=value]", "53")
    page.fill("textarea[name=reason]", "Đơn vị đính chính: 53 vụ.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    assert "53" in page.locator("main").inner_text()
    page.goto(REPORT)
    assert page.locator("data.quoted-figure[value='15']").count() > 0
    assert page.locator("data.quoted-figure[value='53']").count() == 0
