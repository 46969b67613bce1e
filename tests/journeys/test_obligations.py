"""An officer reports on a commitment from a phone; the co-ordinator shows it to everybody."""

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def test_a_promise_is_registered_reported_and_shown(visitor, own_server, audit_page, tmp_path):
    head = visitor("desk", own_server).sign_in("thutruong")
    head.page.goto("/nhiem-vu/them-moi/")
    head.page.fill("[name=title]", "Trả lời kiến nghị về án thương mại trong 5 ngày")
    head.page.fill("[name=due_date]", "2099-12-31")
    head.page.click("main form button[type=submit]")
    head.page.wait_for_url("**/nhiem-vu/CK-0001/")

    officer = visitor("phone", own_server).sign_in("canbo")
    assert "Trả lời kiến nghị" in officer.page.locator("main").inner_text()
    officer.page.goto("/nhiem-vu/CK-0001/bao-cao/")
    officer.page.select_option("[name=status]", "in_progress")
    officer.page.fill("[name=text]", "Đã niêm yết tại trụ sở")
    picture = tmp_path / "anh.png"
    picture.write_bytes(PNG)
    officer.page.set_input_files("[name=evidence]", picture)
    officer.page.click("main form button[type=submit]")
    officer.page.wait_for_url("**/nhiem-vu/CK-0001/")
    assert "anh.png" in officer.page.locator("main").inner_text()
    for path in ("CK-0001/", "CK-0001/bao-cao/", "CK-0001/kiem-tra/"):
        officer.page.goto(f"/nhiem-vu/{path}")
        assert audit_page(officer) == [], path

    centre = visitor("desk", own_server).sign_in("dieuphoi")
    centre.page.goto("/nhiem-vu/CK-0001/")
    centre.page.click("form[action$='/cong-bo/'] button")
    centre.page.wait_for_load_state()
    for path in ("CK-0001/", "CK-0001/dieu-chinh/", "CK-0001/mo-lai/"):
        centre.page.goto(f"/nhiem-vu/{path}")
        assert audit_page(centre) == [], path

    anybody = visitor("phone", own_server)
    anybody.page.goto("/cam-ket/")
    text = anybody.page.locator("main").inner_text()
    assert "Trả lời kiến nghị" in text
    assert "niêm yết" not in text
    assert audit_page(anybody) == []
