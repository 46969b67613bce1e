"""A report is read with its sources, shared by a link, and a proposal of it becomes a task. On a server of its own."""

from tests.journeys.test_findings_and_freeze import explain, finding_links

REPORT = "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/"


def test_from_the_text_to_the_source_and_back_by_keyboard(visitor):
    page = visitor().sign_in("lanhdao").page
    page.goto(f"{REPORT}doc/")
    page.locator("data.quoted-figure", has_text="64,56%").first.locator("a").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('note__value')")
    page.keyboard.press("Enter")
    assert "64,56%" in page.locator("data.quoted-figure:target").inner_text()


def test_on_a_phone_the_sources_are_closed_until_one_asks(visitor):
    page = visitor("phone").sign_in("lanhdao").page
    page.goto(f"{REPORT}doc/")
    page.wait_for_function("!document.querySelector('.margin:not(.margin--table)').open")
    figure = page.locator("data.quoted-figure", has_text="64,56%").first
    figure.locator("a").click()
    page.wait_for_function("document.querySelector('.note:target').checkVisibility()")
    page.locator(".note:target .note__value").click()
    assert figure.evaluate("node => node.matches(':target')")


def test_a_reader_without_an_account_opens_the_link_until_it_is_revoked(visitor, audit_page):
    centre = visitor().sign_in("dieuphoi")
    centre.page.goto(f"{REPORT}chia-se/")
    centre.page.fill("[name=purpose]", "Cho tổ công tác xem trước cuộc họp")
    centre.page.click("main form.form button[type=submit]")
    address = "/" + centre.page.locator("#address").input_value().split("/", 3)[3]
    reader = visitor("phone")
    reader.page.goto(address)
    assert "64,56%" in reader.page.locator(".official-document").inner_text()
    assert reader.page.locator(".official-document a[href*='so-lieu']").count() == 0
    assert audit_page(reader) == []
    centre.page.goto(f"{REPORT}chia-se/")
    assert audit_page(centre) == []
    centre.page.locator("form[action$='/thu-hoi/'] button").first.click()
    centre.page.wait_for_load_state()
    assert reader.page.goto(address).status == 404


def test_a_proposal_is_registered_decided_and_given_as_a_task(visitor, own_server, audit_page):
    centre = visitor("desk", own_server).sign_in("dieuphoi")
    page = centre.page
    page.goto(f"{REPORT}kien-nghi/")
    page.locator("form[action$='/dang-ky/'] button").nth(1).click()
    page.wait_for_load_state()
    for url in finding_links(page):
        explain(page, url)
    page.goto(f"{REPORT}chot/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{REPORT}")

    leader = visitor("phone", own_server).sign_in("lanhdao")
    leader.page.goto(f"{REPORT}kien-nghi/1/")
    leader.page.fill("[name=decided_by]", "Ủy ban nhân dân thành phố")
    leader.page.fill("[name=document_number]", "12/TB-UBND")
    leader.page.fill("[name=decided_on]", "2024-10-15")
    leader.page.locator("main form button[type=submit]").last.click()
    leader.page.wait_for_load_state()
    assert "12/TB-UBND" in leader.page.locator("main").inner_text()
    assert leader.page.locator("form[action$='/nhiem-vu/']").count() == 0
    assert audit_page(leader) == []

    page.goto(f"{REPORT}kien-nghi/1/")
    form = page.locator("form[action$='/nhiem-vu/']")
    page.locator("summary", has_text="Giao nhiệm vụ").click()
    form.locator("[name=leads]").first.check()
    form.locator("[name=due_date]").fill("2027-06-30")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    assert "CD-0001" in page.locator("main").inner_text()
    for path in ("kien-nghi/1/", "kien-nghi/"):
        page.goto(f"{REPORT}{path}")
        assert audit_page(centre) == [], path
    page.goto("/nhiem-vu/CD-0001/")
    assert "12/TB-UBND" in page.locator("main").inner_text()
