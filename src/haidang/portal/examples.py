"""Texts to try the check of figures with: sentences of our own, about places that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """A text with the name under which it is offered."""

    title: Any
    text: str


EXAMPLES: Final = (
    Example(
        _("A rate that is the rate of the rest"),
        "VÍ DỤ (số liệu giả định)\n\n"
        "Trong 9 tháng, Phòng Một cửa xã Bình Minh tiếp nhận 240 hồ sơ, đã giải quyết 204 hồ sơ, đạt tỷ lệ 15%. "
        "Số hồ sơ nộp trực tuyến là 180/240 hồ sơ, đạt 75%.\n\n"
        "Thời gian giải quyết bình quân giảm còn 3,5 ngày.\n",
    ),
    Example(
        _("Parts that do not add up"),
        "VÍ DỤ (số liệu giả định)\n\n"
        "Đoàn kiểm tra làm việc với 58 cơ sở, gồm 31 cơ sở sản xuất, 19 cơ sở kinh doanh và 7 cơ sở dịch vụ. "
        "Thu phí, lệ phí đạt 1.250 triệu đồng, tăng 25% so với cùng kỳ (1.000 triệu đồng).\n\n"
        "Kết quả có 52/58 cơ sở chấp hành đúng quy định, đạt 89,66%.\n",
    ),
    Example(
        _("A table with a wrong total"),
        "VÍ DỤ (số liệu giả định)\n\n"
        "| Đơn vị | Hồ sơ tiếp nhận | Hồ sơ trực tuyến |\n|---|---|---|\n"
        "| Xã An Hòa | 412 | 305 |\n| Xã Bình Minh | 368 | 290 |\n| Phường Cửa Sông | 545 | 473 |\n"
        "| Tổng | 1.325 | 1.086 |\n\n"
        "Toàn khu vực có 03 đơn vị thực hiện thí điểm; số hồ sơ trực tuyến tăng 16,5% so với cùng kỳ năm trước.\n",
    ),
)
