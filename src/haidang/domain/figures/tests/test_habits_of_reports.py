"""Ways of writing that reports are full of, each with what the checker is to say of it."""

import pytest

from haidang.domain.figures import check_text
from haidang.domain.figures.binding.readings.candidates import readings_of
from haidang.domain.figures.binding.readings.priors import priors, weights
from haidang.domain.figures.passages import contexts_of

SMALL_TABLE = """| Đơn vị | Khiếu nại | Tố cáo | Kiến nghị | Cộng |
|---|---|---|---|---|
| Cấp tỉnh | 34 | 12 | 87 | 133 |
| Cấp huyện | 58 | 21 | 142 | {total} |"""
TOTAL_BELOW = "Phân bổ biên chế: khối huyện 1.260; khối xã 2.145; dự phòng 35.\nTổng cộng: {total}"
ITEMS_ONLY = (
    "- Vốn tỉnh: 120 tỷ đồng;\n- Vốn huyện: 86 tỷ đồng;\n- Vốn khác: 34 tỷ đồng;\nTổng cộng: {total} tỷ đồng"
)


def told(text: str) -> set[tuple[str, str]]:
    return {(relation.kind.value, relation.verdict.value) for relation in check_text(text).relations}


@pytest.mark.parametrize(
    ("text", "kind", "right", "wrong"),
    [
        ("Giao {} cơ quan (Sở Y tế, Sở Công Thương, Công an tỉnh) kiểm tra.", "list_count", "3", "4"),
        ("Có {} huyện chậm, gồm: Hàm Yên, Chiêm Hóa, Na Hang; UBND tỉnh yêu cầu báo cáo.", "list_count", "3", "4"),
        ("Ban hành 27 văn bản. Trong {} văn bản này có 20 văn bản đã công khai.", "repeat_equal", "27", "25"),
        (SMALL_TABLE.replace("{total}", "{}"), "sum_of_parts", "221", "212"),
        (TOTAL_BELOW.replace("{total}", "{}"), "sum_of_parts", "3.440", "3.404"),
        (ITEMS_ONLY.replace("{total}", "{}"), "sum_of_parts", "240", "204"),
        ("Dài {} km, gồm quốc lộ 386 km, tỉnh lộ 712 km, đường huyện 1.948 km.", "sum_of_parts", "3.046", "3.064"),
        ("Thu 11.248 tỷ đồng, bằng {}% so với cùng kỳ (9.875 tỷ đồng).", "ratio_pct", "113,9", "131,9"),
        ("Giảm từ 45 phút xuống 36 phút, tương ứng giảm {}%.", "change_pct", "20", "25"),
    ],
)  # fmt: skip
def test_what_fits_is_found_and_a_slip_is_told(text: str, kind: str, right: str, wrong: str) -> None:
    assert (kind, "consistent") in told(text.format(right))
    assert (kind, "inconsistent") in told(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Diện tích 12.450 ha, năng suất bình quân 56,5 tạ/ha, sản lượng 70.343 tấn.",
        "Giải quyết 928 vụ/1.571 bị can, đạt 99,1% số vụ.",
        "Tín nhiệm cao 41 phiếu, tín nhiệm thấp 10 phiếu trên 51 phiếu; tỷ lệ tín nhiệm cao 80,39%.",
        "Vốn FDI: 2022: 1.240; 2023: 1.612; tăng 372.",
        "Có 6.687 người, gồm đối tượng 2 là 45 người, đối tượng 3 là 412 người, đối tượng 4 là 6.230 người.",
        "Đạt 12.562 việc, bằng 28,04% số phải thi hành.",
    ],
)
def test_what_only_looks_wrong_raises_no_alarm(text: str) -> None:
    assert [flag.arithmetic_vi for flag in check_text(text).contradictions] == []


def test_a_numbered_footnote_is_read_to_its_end_though_its_lines_are_torn() -> None:
    note = "⁴ (1) Hệ thống dân cư; (2) Hệ thống định danh của Bộ\nCông an để xử lý yêu cầu;\n(3) Hệ thống ký\nsố."
    text = f"Kết nối {{}} hệ thống của các Bộ⁴.\n{note}"
    assert ("list_count", "consistent") in told(text.format(3))
    assert ("list_count", "inconsistent") in told(text.format(20))


def test_words_alone_tell_the_part_from_the_base_whatever_the_figures() -> None:
    (context,) = contexts_of("Tiếp nhận 5.317 hồ sơ, đã giải quyết 4.999 hồ sơ, đạt tỷ lệ 12,34%.")
    rate = context.mentions[-1]
    ((_, readings),) = readings_of(context, rate).items()
    none, likely = priors(context, rate, readings)
    best = readings[likely.index(max(likely))]
    assert [operand.quantity.text for operand in best.operands] == ["4.999", "5.317"]
    assert max(likely) > 0.5 > none
    assert none + sum(likely) == pytest.approx(1)


def test_the_weights_are_shipped_and_can_be_read() -> None:
    told = [weight for said in weights().values() for weight in said.values()]
    assert len(told) > 1_000
    assert all(abs(weight) < 20 for weight in told)
