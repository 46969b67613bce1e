"""One text for each way of relating figures: kind, verdict and what is proposed."""

import pytest

from haidang.domain.figures import Kind, Reason, Relation, Verdict, check_text

OK, BAD, OPEN = Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.UNDETERMINED

CASES = [
    # rates
    ("Đã xong 9/12 đơn vị (đạt 75%).", Kind.RATIO_PCT, OK, "75"),
    ("Đã xong 9/12 đơn vị (đạt 57%).", Kind.RATIO_PCT, BAD, "57"),
    ("Tiếp nhận 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%.", Kind.RATIO_PCT, BAD, "77,94"),
    ("Đã nộp 3/4 báo cáo. Tỷ lệ này đạt 75%.", Kind.RATIO_PCT, OK, "75"),
    ("Thu 8.900 triệu đồng, đạt 16,5% kế hoạch năm.", Kind.RATIO_PCT, OPEN, "16,5"),
    ("Đạt 89% (235/264 đơn).", Kind.RATIO_PCT, OK, "89"),
    (
        "Có 9.031 việc, chiếm 71,71% trong tổng số phải thi hành; "
        "3.531 việc, chiếm 28,04% trong tổng số phải thi hành.",
        Kind.RATIO_PCT,
        OK,
        "28,04",
    ),
    (
        "Đã đạt 71/179, 160/206 và 80/165 trường, lần lượt là 39,7%, 77,7% và 48,5%.",
        Kind.RATIO_PCT,
        OK,
        "77,7",
    ),
    (
        "Đã đạt 71/179, 160/206 và 80/165 trường, lần lượt là 39,7%, 72,7% và 48,5%.",
        Kind.RATIO_PCT,
        BAD,
        "72,7",
    ),
    (
        "Giao lần lượt 100, 200 và 300 hồ sơ; xong lần lượt 90, 150 và 240 hồ sơ, tương ứng 90%, 75% và 80%.",
        Kind.RATIO_PCT,
        OK,
        "75",
    ),
    # totals
    ("Có 39 cơ sở (17 trường cao đẳng, 09 trường trung cấp, 13 trung tâm).", Kind.SUM_OF_PARTS, OK, "39"),
    (
        "Nhận 84 ý kiến, gồm 67 ý kiến kinh tế, 03 ý kiến pháp chế, 05 ý kiến văn hóa.",
        Kind.SUM_OF_PARTS,
        BAD,
        "84",
    ),
    (
        "Án tăng 1.748 vụ: ma túy tăng 722, trật tự tăng 1.061, chức vụ tăng 43, kinh tế giảm 78.",
        Kind.SUM_OF_PARTS,
        OK,
        "1.748",
    ),
    (
        "Nhận 165 kiến nghị, đã giải quyết 160 kiến nghị, còn lại 05 kiến nghị.",
        Kind.PART_PLUS_REST,
        OK,
        "165",
    ),
    (
        "Nhận 165 kiến nghị, đã giải quyết 160 kiến nghị, còn lại 15 kiến nghị.",
        Kind.PART_PLUS_REST,
        BAD,
        "165",
    ),
    ("Đã trả lời 11/12 kiến nghị, còn lại 02 kiến nghị.", Kind.PART_PLUS_REST, BAD, "12"),
    ("Tiểu học có 160 trường, trung học 80 trường, tổng cộng 240 trường.", Kind.SUM_OF_PARTS, OK, "240"),
    (
        "Thuế nộp 240 tỷ, hải quan nộp 125 tỷ; hai ngành nộp 365 tỷ đồng.",
        Kind.SUM_OF_PARTS,
        OK,
        "365",
    ),
    (
        "Thuế nộp 240 tỷ, hải quan nộp 125 tỷ; hai ngành nộp 356 tỷ đồng.",
        Kind.SUM_OF_PARTS,
        BAD,
        "356",
    ),
    (
        "Tàu cá 320 chiếc, tàu hàng 140 chiếc, gộp lại thành 640 chiếc.",
        Kind.SUM_OF_PARTS,
        BAD,
        "640",
    ),
    (
        "Nhận 911 ý kiến qua ba kênh: tổng đài 284, ứng dụng 531, trực tiếp 96.",
        Kind.SUM_OF_PARTS,
        OK,
        "911",
    ),
    (
        "Thu hoạch 52.400 tấn, chế biến 31.900 tấn; bán sang Nhật 8.120 tấn, bằng 15,5% lượng chế biến.",
        Kind.RATIO_PCT,
        BAD,
        "15,5",
    ),
    # changes
    ("Có 726 vụ, tăng 103 vụ (16,5%).", Kind.CHANGE_PCT, OK, "16,5"),
    ("Có 726 vụ, tăng 103 vụ (14,2%).", Kind.CHANGE_PCT, BAD, "14,2"),
    ("Nhận 1.536 đơn, tăng 131 đơn so với 1.405 đơn của cùng kỳ.", Kind.CHANGE_ABS, OK, "131"),
    ("Nhận 1.536 đơn, giảm 131 đơn so với 1.405 đơn của cùng kỳ.", Kind.CHANGE_ABS, BAD, "131"),
    ("Tỷ lệ tăng từ 85% lên 90%, tăng 5 điểm phần trăm.", Kind.POINT_DIFF, OK, "5"),
    ("Năm 2023 có 150 vụ, năm 2024 có 120 vụ, giảm 20%.", Kind.CHANGE_PCT, OK, "20"),
    ("Năm 2023 có 150 vụ, năm 2024 có 120 vụ, giảm 25%.", Kind.CHANGE_PCT, BAD, "25"),
    ("Xảy ra 38 vụ. So với cùng kỳ năm 2020, giảm 10 vụ (20,83%).", Kind.CHANGE_PCT, OK, "20,83"),
    # averages, products, multiples
    ("Có 50 dự án với 400 tỷ đồng, bình quân 8 tỷ đồng/dự án.", Kind.AVERAGE, OK, "8"),
    ("Trong 9 tháng có 9 triệu lượt, bình quân 17.000 nghìn lượt/ngày.", Kind.AVERAGE, BAD, "17.000"),
    ("Trong 9 tháng có 9 triệu lượt, bình quân 33 nghìn lượt/ngày.", Kind.AVERAGE, OK, "33"),
    ("Hỗ trợ 50 hộ, mỗi hộ 20 triệu đồng, tổng kinh phí 1 tỷ đồng.", Kind.PRODUCT, OK, "1"),
    ("Hỗ trợ 50 hộ, mỗi hộ 20 triệu đồng, tổng kinh phí 10 tỷ đồng.", Kind.PRODUCT, BAD, "10"),
    ("Cấp 250 giấy, gấp 2,5 lần so với 100 giấy của cùng kỳ.", Kind.MULTIPLE, OK, "2,5"),
    # lists
    ("Có 03 nhóm giải pháp: rà soát thể chế; đào tạo cán bộ; đầu tư hạ tầng.", Kind.LIST_COUNT, OK, "03"),
    ("Có 04 nhóm giải pháp: rà soát thể chế; đào tạo cán bộ; đầu tư hạ tầng.", Kind.LIST_COUNT, BAD, "04"),
    ("Giao 05 nhiệm vụ:\n- Rà soát\n- Kiểm tra\n- Báo cáo\n", Kind.LIST_COUNT, BAD, "05"),
    (
        "Ban hành 02 kế hoạch³ để thực hiện.\n³ Kế hoạch số 1/KH-UBND; Kế hoạch số 2/KH-UBND.",
        Kind.LIST_COUNT,
        OK,
        "02",
    ),
]


def relations_of(text: str, kind: Kind, stated: str) -> list[Relation]:
    return [r for r in check_text(text).relations if r.kind is kind and r.stated == stated]


@pytest.mark.parametrize(("text", "kind", "verdict", "stated"), CASES)
def test_kind_and_verdict(text: str, kind: Kind, verdict: Verdict, stated: str) -> None:
    assert [relation.verdict for relation in relations_of(text, kind, stated)] == [verdict]


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("Tiếp nhận 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%.", ["53", "22,06"]),
        ("Đã xong 80/165 trường, tỷ lệ 54,42%.", ["80/147", "48,48"]),
        ("Có 81.451 công ty, vốn 629.094 tỷ đồng, bình quân 77 tỷ đồng một công ty.", ["7,7"]),
        ("Nhận 1.536 đơn gồm tồn 40 đơn và mới 1.469 đơn.", ["1.496", "1.509"]),
        ("Xử lý 681 đơn: thụ lý 194 đơn, hướng dẫn 385 đơn, chuyển 78 đơn.", ["657", "24"]),
        ("Đến nay 5.775/8.227 xã (chiếm 72,0%) đạt chuẩn.", ["70,2"]),
    ],
)
def test_proposals_stand_as_they_would_be_written_best_first(text: str, proposals: list[str]) -> None:
    (flag,) = check_text(text).contradictions
    assert [suggestion.text for suggestion in flag.suggestions][: len(proposals)] == proposals


def test_the_arithmetic_is_one_sentence() -> None:
    (flag,) = check_text("Tiếp nhận 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%.").contradictions
    assert flag.arithmetic_vi == "15/68 = 22,06%, không phải 77,94%"
    assert flag.suggestions[0].because == "53/68 = 77,94% (53 = 68 − 15)"


def test_a_missing_base_is_said_to_be_missing() -> None:
    (relation,) = check_text("Thu 8.900 triệu đồng, đạt 16,5% kế hoạch năm.").relations
    assert relation.reason is Reason.BASE_NOT_STATED
    assert relation.operands == ("8.900",)


def test_figures_in_no_relation_are_named() -> None:
    report = check_text("Có 9/12 đơn vị (75%) báo cáo; tổ chức 31 hội nghị.")
    assert [quantity.text for quantity in report.unchecked] == ["31"]


def test_the_same_sentence_with_two_figures_is_a_contradiction() -> None:
    rest = (
        "ngày đối với thủ tục đăng ký biến động do điều chỉnh quy hoạch chi tiết và cấp giấy chứng nhận cho từng "
        "thửa đất theo dự án"
    )
    report = check_text(f"Không quá 05 {rest}. Không quá 03 ngày đối với thủ tục khác. Không quá 01 {rest}.")
    assert [(flag.kind, flag.operands, flag.stated) for flag in report.contradictions] == [
        (Kind.REPEAT_EQUAL, ("05",), "01")
    ]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("79,63", OK),
        ("79,64", OK),
        ("79,6", OK),
        ("80", OK),
        ("79", OK),
        ("79,65", BAD),
        ("79,62", BAD),
        ("81", BAD),
    ],
)
def test_rounding_and_cutting_are_both_accepted(stated: str, verdict: Verdict) -> None:
    (relation,) = check_text(f"Đã giải quyết 176/221 đơn, đạt tỷ lệ {stated}%.").relations
    assert relation.verdict is verdict


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả bình xét: xuất sắc 48, tốt 112, hoàn thành 17, không hoàn thành 03, tổng 190 cán bộ, công chức.",
        "Đã bầu 315 trưởng thôn trong đó 84 nữ (85,1%), đảng viên 268 người (85,1%).",
        "Giá trị sản xuất ngành thủy sản ước đạt 2.148 tỷ đồng, tăng 124 tỷ đồng, bằng 5,77% so với năm trước.",
        "Phân loại rác tại 86 khu phố, trong đó 54 khu phố làm tốt, số khác 22 khu phố còn lúng túng.",
    ],
)
def test_plain_misses_are_told(text: str) -> None:
    assert len(check_text(text).contradictions) == 1


def test_a_list_left_open_in_words_is_no_contradiction() -> None:
    text = (
        "Đã giải quyết 1.842 hồ sơ, trong đó chứng thực 1.216 hồ sơ, hộ tịch 386 hồ sơ và các lĩnh vực khác."
    )
    assert not check_text(text).contradictions
