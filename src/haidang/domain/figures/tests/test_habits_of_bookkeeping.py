"""Stocks and flows, growth from year to year, lists whose first item is the whole, one figure in two units."""

import pytest

from haidang.domain.figures import check_text

YEARS = """| Năm | Số doanh nghiệp | Vốn (tỷ đồng) | So năm trước (%) |
|---|---|---|---|
| Năm 2020 | 1.250 | 3.400 | - |
| Năm 2021 | 1.402 | 3.310 | +12,2 |
| Năm 2022 | 1.611 | 3.560 | +14,9 |
| Năm 2023 | 1.730 | 3.900 | +{} |"""
ITEMS = "Kết quả:\n1/ Tổng số đơn: {} đơn\n2/ Khiếu nại: 38 đơn\n3/ Tố cáo: 9 đơn\n4/ Phản ánh: 72 đơn"


def verdicts(text: str) -> set[tuple[str, str]]:
    return {(relation.kind.value, relation.verdict.value) for relation in check_text(text).relations}


@pytest.mark.parametrize(
    ("text", "kind", "right", "wrong"),
    [
        ("Tồn đầu kỳ 58 hồ sơ; tiếp nhận 742 hồ sơ; giải quyết 731 hồ sơ; tồn cuối kỳ {}.", "sum_of_parts", "69", "79"),
        ("Nợ đầu năm 84,6 tỷ, phát sinh 31,2 tỷ, thu 45,3 tỷ, còn {} tỷ cuối năm.", "sum_of_parts", "70,5", "75,0"),
        ("Tồn án cuối quý {} vụ (tồn đầu 178 vụ, thụ lý mới 640 vụ, giải quyết 655 vụ).", "sum_of_parts", "163", "136"),
        (YEARS, "change_pct", "7,4", "4,7"),
        (ITEMS, "sum_of_parts", "119", "126"),
        ("Thửa đất rộng 0,45 ha, tức {} m2, được giao cho trường.", "repeat_equal", "4.500", "450"),
        ("Thu mua 312 tấn vải với giá bình quân 24.500 đồng/kg, chi trả {} tỷ đồng.", "product", "7,644", "76,44"),
        ("Hội đồng có 54 đại biểu, tham dự kỳ họp {} đại biểu, vắng 2 đại biểu.", "sum_of_parts", "52", "51"),
        ("Làm việc tại {} cơ quan gồm Sở Tài chính, Kho bạc, Cục Thuế và Sở Nội vụ.", "list_count", "4", "3"),
        ("Kỳ họp thông qua 58 dự án; tổng diện tích của {} dự án này là 214,7 ha.", "repeat_equal", "58", "56"),
        ("Đợt 1 được 1.250 tỷ; đợt 2 được 975 tỷ. Cả hai đợt thu về {} tỷ.", "sum_of_parts", "2.225", "2.325"),
        ("Dự án có vốn đầu tư 1.268 tỷ đồng. Với vốn đầu tư {} tỷ đồng, ta đi đầu.", "repeat_equal", "1.268", "1.286"),
        ("Đạt 88,5%, cao hơn {} điểm phần trăm so với năm trước (86,8%).", "point_diff", "1,7", "1,2"),
    ],
)  # fmt: skip
def test_what_fits_is_found_and_a_slip_is_told(text: str, kind: str, right: str, wrong: str) -> None:
    assert (kind, "consistent") in verdicts(text.format(right))
    assert (kind, "inconsistent") in verdicts(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 30/9 tỷ lệ nợ xấu 2,1%, ngày 30/6 là 2,4%.",
        "Trao 3 giải nhất, mỗi giải 10 triệu đồng; 5 giải nhì, mỗi giải 6 triệu đồng; ngoài ra còn 20 giải.",
        "Thu 3.218 tỷ đồng, đạt 71,5% dự toán trung ương và 66,2% dự toán tỉnh giao, tăng 8,3% so với cùng kỳ.",
        "Số trường là 471, chia theo bốn bậc học lần lượt là 171, 158, 119 và 23.",
        "Đàn lợn 212 nghìn con (lợn nái 24 nghìn, lợn thịt xuất chuồng trong kỳ 301 nghìn con).",
        "Nhập siêu 87,5 triệu USD (xuất 1.318,4; nhập 1.405,9).",
        "Thu hút 812 triệu USD, gồm 38 dự án mới với 415 triệu USD, 22 lượt tăng vốn 301 triệu USD và 19 lượt góp vốn.",
        "Có 18 hộ có lăng quăng; chỉ số BI là 16 và chỉ số mật độ muỗi 0,4.",
        "Bán ra 3.250 bao phân bón loại 50 kg, tức 162,5 tấn.",
    ],
)  # fmt: skip
def test_what_only_looks_wrong_raises_no_alarm(text: str) -> None:
    assert [flag.arithmetic_vi for flag in check_text(text).contradictions] == []


def test_operands_are_all_rounded_or_all_cut_but_not_both_in_one_breath() -> None:
    """1,26 and 1,5 come to 78,7 % at least when both were cut, to more when both were rounded."""
    (relation,) = check_text("Giải ngân 1,26 tỷ USD, bằng 77% vốn đăng ký (1,5 tỷ USD).").relations
    assert relation.verdict.value == "inconsistent"
