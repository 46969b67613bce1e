"""Ways of comparing, counting off and telling twice that reports are full of, each with what the checker says of it."""

import pytest

from haidang.domain.figures import check_text
from haidang.domain.figures.tests.generator import same_kind

YEARS = """| Chỉ tiêu | Năm 2023 | Năm 2024 | Tăng/giảm |
|---|---|---|---|
| Số vụ va chạm | 52 | 47 | -5 |
| Số người bị thương | 9 | 14 | {} |"""
YEARS_WITH_TOTAL = """| Loại đất | Năm 2020 (ha) | Năm 2024 (ha) | Biến động (ha) |
|---|---|---|---|
| Đất lúa | 8.420 | 8.105 | -315 |
| Đất rừng | 5.230 | 5.594 | 364 |
| Đất trống | 1.052 | 1.003 | {} |
| Cộng | 14.702 | 14.702 | 0 |"""
NO_CORNER = (
    "Kế hoạch\tThực hiện\tĐạt (%)\n"
    "Lúa (ha)\t2.150\t2.064\t96,0\nNgô (ha)\t740\t781\t105,5\nSắn (ha)\t160\t131\t{}"
)
SEGMENTS = (
    "Toàn ngành thụ lý 1.920 vụ, giải quyết {} vụ. Cụ thể: hình sự thụ lý 420 vụ, giải quyết 395 vụ; dân sự thụ lý "
    "860 vụ, giải quyết 702 vụ; hành chính thụ lý 640 vụ, giải quyết 611 vụ."
)
NESTED = (
    "Giao {} nhiệm vụ. Trong đó đã hoàn thành 92 nhiệm vụ (đúng hạn 87, quá hạn 05), đang thực hiện 31 nhiệm vụ, "
    "chưa thực hiện 06 nhiệm vụ."
)


def verdicts(text: str, kind: str) -> set[str]:
    return {r.verdict.value for r in check_text(text).relations if same_kind(r.kind.value, kind)}


@pytest.mark.parametrize(
    ("text", "kind", "right", "wrong"),
    [
        ("Thu 421 tỷ đồng, đạt 105% kế hoạch (401 tỷ đồng), tăng {} tỷ đồng so với năm 2023 (388 tỷ đồng).",
         "change_abs", "33", "43"),
        ("Xảy ra 45 vụ, giảm 15 vụ so với năm 2023 (60 vụ), tương ứng giảm {}%.", "change_pct", "25", "33,3"),
        ("Sản lượng 2.156 tấn, tăng 5,2% so với tháng trước (2.050 tấn) và tăng {}% so với cùng kỳ (1.960 tấn).",
         "change_pct", "10,0", "11,2"),
        ("Hiện có 2.318 hộ nghèo, {} 94 hộ so với cuối năm 2023 (2.412 hộ).", "change_abs", "giảm", "tăng"),
        ("Điện thương phẩm 1.248 triệu kWh, {} 4,0% so với năm 2022 (1.200 triệu kWh).",
         "change_pct", "tăng", "giảm"),
        ("Tòa án thụ lý 512 vụ, giải quyết 430 vụ. So với cùng kỳ, số thụ lý tăng {} vụ (cùng kỳ 476 vụ).",
         "change_abs", "36", "46"),
        ("Giá trúng thầu 194 tỷ đồng, giảm 6 tỷ đồng so với giá được duyệt (200 tỷ đồng), tỷ lệ tiết kiệm {}%.",
         "change_pct", "3,0", "3,9"),
        ("Cấp phép từ 20 ngày xuống 12 ngày (giảm 40%), thẩm định từ 30 ngày xuống 24 ngày (giảm {}%).",
         "change_pct", "20", "25"),
        ("Thu gom trong tháng 8 (31 ngày) là 5.115 tấn rác, bình quân {} tấn/ngày.", "average", "165", "170,5"),
        ("Khám 32.580 lượt, bình quân mỗi ngày {} lượt (tính trên 180 ngày).", "average", "181", "178"),
        ("Bình quân mỗi xã có {} sản phẩm (51 sản phẩm/17 xã).", "average", "3", "3,4"),
        ("Bình quân 8.400 lượt/ngày; ngày cao điểm đạt 21.000 lượt, gấp {} lần bình quân ngày.",
         "multiple", "2,5", "3,1"),
        ("Thiệt hại 61,5 tỷ đồng, gấp {} lần đợt mưa tháng 7 (12,3 tỷ đồng).", "multiple", "5", "4"),
        ("Có {} xã hoàn thành: Tân Lập, Bình Minh, Phú Xuân, Hòa An và Yên Bình.", "list_count", "5", "4"),
        ("{} đơn vị dẫn đầu gồm Sở Y tế, Sở Kế hoạch và Đầu tư, Công an tỉnh, Văn phòng UBND tỉnh được khen.",
         "list_count", "Bốn", "Ba"),
        ("Duyệt {} công trình: cầu Bến Đá, đường tránh thị trấn, hồ chứa nước Khe Sim và cụm công nghiệp Tân An.",
         "list_count", "4", "5"),
        ("Ngành hiện có 87 trường: mầm non 34, tiểu học 28, trung học cơ sở 22, liên cấp {}.",
         "sum_of_parts", "03", "08"),
        ("Phần đầu nêu tổng số hộ được khảo sát thu nhập là 1.368 hộ. Tại kết luận, tổng số hộ được khảo sát thu nhập "
         "là {} hộ.", "repeat_equal", "1.368", "1.386"),
        ("Giao dự toán thu 3.150 tỷ đồng; phân khai dự toán thu {} tỷ đồng nêu trên cho các huyện.",
         "repeat_equal", "3.150", "3.510"),
        (NESTED, "sum_of_parts", "129", "128"),
        (SEGMENTS, "sum_of_parts", "1.708", "1.718"),
        (YEARS, "change_abs", "5", "3"),
        (YEARS_WITH_TOTAL, "change_abs", "-49", "-94"),
        (NO_CORNER, "ratio_pct", "81,9", "89,1"),
    ],
)  # fmt: skip
def test_what_comes_out_is_found_and_what_does_not_is_told(
    text: str, kind: str, right: str, wrong: str
) -> None:
    assert "consistent" in verdicts(text.format(right), kind)
    assert "inconsistent" not in verdicts(text.format(right), kind)
    assert "inconsistent" in verdicts(text.format(wrong), kind)


@pytest.mark.parametrize(
    "text",
    [
        "Khám cho 2.410 lượt người, trong đó bảo hiểm y tế 2.193 lượt (chiếm 91,0%), người cao tuổi 578 lượt "
        "(chiếm 24,0%), trẻ em 434 lượt (chiếm 18,0%).",
        "Giá gạo từ 16.500 đến 18.000 đồng/kg, tăng 300 - 600 đồng/kg so với tháng trước.",
        "Hiện có 4 tuyến xe buýt (các tuyến 01, 03, 06 và 09) với 52 xe.",
        "Thực hiện 380 cuộc, gồm 120 cuộc thanh tra và 260 cuộc kiểm tra, giảm 40 cuộc so với cùng kỳ (420 cuộc).",
        "Năm 2023 có 1.368 hộ nghèo theo chuẩn đa chiều. Năm 2024 có 1.386 hộ nghèo theo chuẩn đa chiều.",
    ],
)
def test_what_only_looks_wrong_raises_no_alarm(text: str) -> None:
    assert [flag.arithmetic_vi for flag in check_text(text).contradictions] == []


def test_a_heading_that_ends_in_so_is_no_number_of_a_house() -> None:
    relations = check_text("Về chuyển đổi số: 312/318 thôn có tổ công nghệ số (98,1%).").relations
    assert [(r.operands, r.stated, r.verdict.value) for r in relations] == [
        (("312", "318"), "98,1", "consistent")
    ]
