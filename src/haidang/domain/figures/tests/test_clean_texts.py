"""Texts that tempt: nothing in them is wrong, so nothing may be called wrong."""

import pytest

from haidang.domain.figures import check_text

CLEAN = [
    "Có 13/32 cơ quan với tỷ lệ 100% hồ sơ hợp lệ ngay từ lần nộp đầu tiên.",
    "Có 5/9 huyện đạt tỷ lệ này dưới 3% và cả 9/9 huyện, thành phố đạt tỷ lệ dưới 10%.",
    "Kết nối tới 251/253 điểm cầu, trong đó đến 100% các xã, phường.",
    "Thu 77.856 tỷ đồng, trong đó dầu thô 27.412 tỷ đồng, xuất nhập khẩu 18.613 tỷ đồng.",
    "Tổng vốn là 2.861,4 tỷ đồng, giảm 31,4% so với cùng kỳ năm trước, trong đó vốn bổ sung là 1.648,7 tỷ đồng.",
    "Nhận mới 19.630 hồ sơ, trả đúng hạn 19.255 hồ sơ (đạt 96,55%), đến hạn giải quyết 19.944 hồ sơ.",
    "Đã thu hơn 2,3 tỷ đồng; xử phạt 30,7 triệu đồng (đạt 100%).",
    "Trong số có điều kiện, đã xong 26.515 việc, đạt tỷ lệ 48,49%; chưa có điều kiện 23.912 việc.",
    "18 tổ công tác gồm 5 lãnh đạo và 12 chuyên viên.",
    "Có 14 tiêu chí/1 xã; 866 lượt/964 lượt người; giảm xuống còn 5 giờ/cuộc.",
    "Năm 2023 có 31 vụ (năm 2022: 12 vụ; năm 2021: 15 vụ).",
    "Có 60% hộ dùng mạng và 75% hộ dùng điện thoại thông minh.",
    "Đội có 12 xe và/hoặc tàu trực 24/24 giờ, 7/7 ngày.",
    "Có 12/15 xã đạt chuẩn; tỷ lệ hộ nghèo giảm còn 2,5%.",
    "Bình quân 5,2 triệu đồng/người/tháng; toàn huyện có 1.200 người, thu 300 triệu đồng.",
    "Một số địa phương như An Lão, Cát Hải và 03 quận khác: Lê Chân, Hồng Bàng…",
    "Ban hành 05 kế hoạch, trong đó có Kế hoạch số 85/KH-UBND; Kế hoạch số 86/KH-UBND.",
    "Xếp thứ 5/63 tỉnh, thành phố, tăng 3 bậc; đạt 70,34 điểm, giảm 0,42 điểm.",
    "Tiếp nhận 327 kiến nghị, trừ 12 kiến nghị trùng, gồm 200 kiến nghị về đất đai, 100 kiến nghị về thuế.",
    "Chi 24,5 tỷ đồng, gồm 12,3 tỷ đồng chi thường xuyên và 12,3 tỷ đồng chi đầu tư.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_no_alarm(text: str) -> None:
    assert [flag.arithmetic_vi for flag in check_text(text).contradictions] == []
