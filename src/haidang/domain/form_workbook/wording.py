"""The words of the workbook: what is written into it, and what is understood when it comes back."""

from enum import StrEnum
from typing import Final

from haidang.domain.form_workbook.model import Qualifier, Status
from haidang.domain.vietnamese import fold


class Column(StrEnum):
    """The headings of both tables, as written; they are found again by their folded text."""

    KEY = "Mã ô"
    TASK = "Nhiệm vụ"
    NAME = "Chỉ tiêu"
    MEASURE = "Đơn vị tính"
    PREVIOUS = "Kỳ trước"
    LAST_YEAR = "Cùng kỳ năm trước"
    COMPUTED = "Hệ thống tính"
    VALUE = "Số liệu kỳ này"
    STATUS = "Tình trạng"
    NOTE = "Ghi chú"
    REQUIRED = "Yêu cầu"
    NARRATIVE = "Nội dung báo cáo"


FIGURE_COLUMNS: Final = (
    Column.KEY,
    Column.TASK,
    Column.NAME,
    Column.MEASURE,
    Column.PREVIOUS,
    Column.LAST_YEAR,
    Column.COMPUTED,
    Column.VALUE,
    Column.STATUS,
    Column.NOTE,
)
NARRATIVE_COLUMNS: Final = (Column.KEY, Column.TASK, Column.REQUIRED, Column.NARRATIVE)

GUIDE_SHEET: Final = "Hướng dẫn"
FIGURE_SHEET: Final = "Số liệu"
NARRATIVE_SHEET: Final = "Nội dung"

ROUND_LABEL: Final = "Mã kỳ báo cáo"
UNIT_LABEL: Final = "Mã đơn vị"
ROUND_PROPERTY: Final = "haidang_round"
UNIT_PROPERTY: Final = "haidang_unit"

STATUS_WORDS: Final = {
    Status.VALUE: "Có số liệu",
    Status.MISSING: "Không có số liệu",
    Status.NOT_APPLICABLE: "Không áp dụng",
}
REQUIRED_WORDS: Final = {True: "Bắt buộc", False: "Nếu có"}
QUALIFIER_WORDS: Final = {
    Qualifier.ABOUT: "khoảng",
    Qualifier.NEARLY: "gần",
    Qualifier.MORE_THAN: "hơn",
    Qualifier.AT_LEAST: "ít nhất",
    Qualifier.AT_MOST: "tối đa",
    Qualifier.LESS_THAN: "dưới",
}

_STATUSES: Final = {fold(word): status for status, word in STATUS_WORDS.items()}
_QUALIFIERS: Final = {fold(word): qualifier for qualifier, word in QUALIFIER_WORDS.items()} | {
    "tren": Qualifier.MORE_THAN,
    "toi thieu": Qualifier.AT_LEAST,
    "khong qua": Qualifier.AT_MOST,
}

GUIDE: Final = (
    (
        "Cách điền",
        (
            "Chỉ điền vào các ô nền vàng nhạt: cột “Số liệu kỳ này”, “Tình trạng”, “Ghi chú” ở trang “Số liệu” "
            "và cột “Nội dung báo cáo” ở trang “Nội dung”.",
            "Lưu lại dưới dạng .xlsx rồi tải lên trang báo cáo của đơn vị. Có thể tải lên nhiều lần trước khi trình.",
        ),
    ),
    (
        "Cách viết số",
        (
            "Dấu chấm ngăn cách hàng nghìn, dấu phẩy ngăn cách phần thập phân: 1.237 và 64,56.",
            "Chỉ tiêu tính theo % có thể viết 64,56 hoặc 64,56%. Các chỉ tiêu khác không ghi kèm đơn vị tính.",
            "Số 0 là một số liệu: chỉ ghi 0 khi kết quả đúng là không.",
            "Số chưa chính xác tuyệt đối thì ghi từ ngữ đứng trước: khoảng, gần, hơn, ít nhất, tối đa, dưới. "
            "Ví dụ: hơn 1.200.",
        ),
    ),
    (
        "Khi không có số",
        (
            "Đơn vị không có hoặc chưa có số liệu: chọn “Không có số liệu” và nêu lý do ở cột “Ghi chú”.",
            "Chỉ tiêu không thuộc phạm vi của đơn vị: chọn “Không áp dụng”.",
            "Ô để trống được hiểu là chưa trả lời, không phải là 0.",
        ),
    ),
    (
        "Xin giữ nguyên",
        (
            "Không sửa cột “Mã ô”: hệ thống nhận ra từng dòng theo mã này. Không gộp ô.",
            "Mỗi tệp chỉ dùng cho một đơn vị và một kỳ báo cáo; kỳ sau xin tải tệp mới.",
        ),
    ),
)


def status_of(text: str) -> Status | None:
    """Return the status that a text means; None for words that mean none."""
    return _STATUSES.get(fold(text))


def qualifier_of(text: str) -> Qualifier | None:
    """Return what the words before a number mean; None when they mean nothing."""
    return _QUALIFIERS.get(fold(text))


def is_percentage(measure: str) -> bool:
    """True for a unit of measurement after which a percent sign may stand."""
    return "%" in measure or fold(measure) == "phan tram"
