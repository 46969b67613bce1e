"""Every page passes axe (WCAG 2.2 AA) and fits its width, on a desk and on a phone."""

import pytest

PAGES = {
    "": [
        "/",
        "/dang-nhap/",
        "/kiem-tra-so-lieu/",
        "/cam-ket/",
        "/ke-hoach-thanh-tra/",
        "/khong-co-trang-nay/",
    ],
    "dieuphoi": [
        "/ban-lam-viec/",
        "/tim-kiem/?q=dat",
        "/nhiem-vu/",
        "/nhiem-vu/don-vi/",
        "/nhiem-vu/dong-thoi-gian/",
        "/nhiem-vu/cong-khai/",
        "/nhiem-vu/them-moi/",
        "/nhiem-vu/T4.4c/",
        "/so-lieu/",
        "/so-lieu/1/",
        "/so-lieu/1/dieu-chinh/",
        "/so-lieu/diem-can-kiem-tra/",
        "/so-lieu/diem-can-kiem-tra/1/",
        "/so-lieu/quan-he/",
        "/ky-bao-cao/",
        "/ky-bao-cao/HP-PCI-2024-9M/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/chot/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/khoi/1/khac/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/khoi/1/phien-ban/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/muc/1/loi-don-vi/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/the-thuc/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/soan/truoc-khi-chot/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/dinh-chinh/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/doc/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/duong-di/q-I.1.a.1-1/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/so-sanh/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/chia-se/",
        "/ky-bao-cao/bao-cao/HP-PCI-2024-9M-REPORT/kien-nghi/",
        "/chi-so/",
        "/chi-so/thay-doi/",
        "/chi-so/thay-doi/?from=2022&to=2023",
        "/chi-so/so-sanh/",
        "/chi-so/thanh-phan/transparency/",
        "/chi-so/mo-phong/",
        "/chi-so/mo-phong/?s-transparency=11",
        "/chi-so/mo-phong/thu-hang/",
        "/chi-so/mo-phong/luu/?s-transparency=7",
        "/chi-so/phuong-an/",
        "/chi-so/phuong-an/so-sanh/",
        "/doanh-nghiep/",
        "/doanh-nghiep/?q=khong-co-ai",
        "/doanh-nghiep/1/",
        "/doanh-nghiep/3/so-dinh-danh/",
        "/doanh-nghiep/cap-nhat/",
        "/don-vi/",
        "/don-vi/SKHDT/",
        "/don-vi/hop-nhat/",
        "/van-ban/",
        "/nhap-lieu/",
        "/nhat-ky/",
        "/mat-khau/",
        "/thong-bao/",
        "/thong-bao/thu-gui-di/",
    ],
    "thanhtra": [
        "/thanh-tra/",
        "/thanh-tra/2024/",
        "/thanh-tra/2024/luot/",
        "/thanh-tra/2024/luot/1/",
        "/thanh-tra/2024/ke-hoach/TTTP/",
        "/thanh-tra/2024/chong-cheo/",
        "/thanh-tra/2024/gop/",
        "/thanh-tra/2024/ban-hanh/",
        "/thanh-tra/cuoc/",
        "/thanh-tra/cuoc/mo/",
        "/thanh-tra/khac-phuc/",
        "/thanh-tra/lich/",
        "/thanh-tra/cai-cach/",
    ],
    "quantri": [
        "/don-vi/nhan-su/",
        "/don-vi/nhan-su/tai-khoan-moi/",
        "/don-vi/nhan-su/bo-nhiem/",
        "/so-lieu/",
        "/khoa-truy-cap/",
        "/khoa-truy-cap/khoa-moi/",
    ],
}


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("username", PAGES, ids=lambda name: name or "nobody")
def test_pages_are_accessible(visitor, audit_page, username, width):
    window = visitor(width)
    if username:
        window.sign_in(username)
    faults = {}
    for path in PAGES[username]:
        window.page.goto(path)
        if found := audit_page(window):
            faults[path] = found
    assert faults == {}
