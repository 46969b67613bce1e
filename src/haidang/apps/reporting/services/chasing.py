"""Reminding those who owe their report."""

from __future__ import annotations

from typing import Final

from haidang.apps.reporting.models import Audience, ReminderRule, Round

_SUBJECT: Final = "Nhắc gửi báo cáo {ky}, hạn {han}"
_BEFORE: Final = (
    "Kính gửi {don_vi},\n\nThời hạn gửi báo cáo {ky} là ngày {han}. Hệ thống chưa ghi nhận báo cáo của đơn vị. "
    "Đề nghị đơn vị nhập số liệu, trình lãnh đạo duyệt và gửi đúng hạn.\n\nBiểu mẫu báo cáo: {lien_ket}"
)
_AFTER: Final = (
    "Kính gửi {don_vi},\n\nBáo cáo {ky} của đơn vị đã quá thời hạn gửi (ngày {han}). Đề nghị đơn vị khẩn trương "
    "hoàn thành, hoặc nêu lý do để được gia hạn.\n\nBiểu mẫu báo cáo: {lien_ket}"
)
_USUAL: Final = (
    (-5, Audience.OFFICERS, _BEFORE),
    (-1, Audience.BOTH, _BEFORE),
    (1, Audience.BOTH, _AFTER),
    (3, Audience.HEADS, _AFTER),
)


def add_usual_reminders(round_: Round) -> None:
    """The rules with which every round begins; the co-ordinator changes them as needed."""
    ReminderRule.objects.bulk_create(
        ReminderRule(round=round_, offset=offset, audience=audience, subject=_SUBJECT, body=body)
        for offset, audience, body in _USUAL
    )
