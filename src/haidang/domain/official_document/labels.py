"""Words that the layout adds to a document, in the language of the document.

Wording of boxes 1, 3, 4 and 9: Decree 30/2020/NĐ-CP, Appendix I.
"""

from dataclasses import dataclass
from typing import Final

from haidang.domain.official_document.blocks import NoticeKind


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that renderers print of their own accord."""

    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    number: str = "Số:"
    day: str = "ngày"
    month: str = "tháng"
    year: str = "năm"
    addressee: str = "Kính gửi:"
    recipients: str = "Nơi nhận:"
    appendix: str = "Phụ lục"
    attached_to: str = "Kèm theo"
    attached_number: str = "số"
    letter: str = "Công văn"
    footnotes: str = "Chú thích"
    back_to_text: str = "Trở lại vị trí chú thích"
    illustrative: str = "số minh họa"
    illustrative_long: str = "Số liệu minh họa, không phải số liệu thật"
    flagged: str = "đang kiểm tra"
    flagged_long: str = "Số liệu có điểm cần kiểm tra chưa xử lý"
    finding: str = "Điểm cần kiểm tra"
    illustrative_notice: str = "Nội dung minh họa"
    comment: str = "Ý kiến góp ý"
    not_part_of_text: str = "ghi chú của hệ thống, không thuộc nội dung văn bản"
    annex_title: str = "Phụ lục nguồn số liệu"
    annex_intro: str = (
        "Mỗi số liệu trích dẫn trong văn bản mang số thứ tự trong ngoặc vuông, "
        "ứng với một dòng của bảng dưới đây."
    )
    annex_number: str = "TT"
    annex_text: str = "Trích dẫn"
    annex_indicator: str = "Chỉ tiêu"
    annex_unit: str = "Đơn vị"
    annex_period: str = "Kỳ"
    annex_basis: str = "Loại số liệu"
    annex_source: str = "Nguồn"
    annex_recorded: str = "Ghi nhận lúc"

    def notice(self, kind: NoticeKind) -> str:
        """Name of a kind of note that stands beside the text."""
        return {
            "finding": self.finding,
            "illustrative": self.illustrative_notice,
            "comment": self.comment,
        }[kind]


VIETNAMESE: Final = Labels()
