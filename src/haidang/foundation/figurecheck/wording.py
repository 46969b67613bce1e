"""Places and refusals in words: Vietnamese on pages, English on the command line."""

from __future__ import annotations

from typing import Final

from haidang.domain.file_text import MAX_BYTES, Place, Unreadable, UnreadableFile
from haidang.foundation.confinement import Limit, Overrun

_MEGABYTES: Final = MAX_BYTES // 1024**2

_REFUSALS_VI: Final = {
    Unreadable.EMPTY: "Tệp trống.",
    Unreadable.TOO_LARGE: f"Tệp quá lớn: chỉ đọc tệp đến {_MEGABYTES} MB. Hãy chia nhỏ tệp.",
    Unreadable.NOT_TEXT: "Tệp không phải văn bản UTF-8. Hãy lưu lại với mã UTF-8.",
    Unreadable.DAMAGED: "Tệp bị hỏng. Hãy mở tệp bằng phần mềm đã tạo ra nó và lưu lại.",
    Unreadable.ENCRYPTED: "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.",
    Unreadable.UNPACKS_TO_TOO_MUCH: "Tệp giải nén ra dung lượng bất thường nên không được đọc.",
    Unreadable.NO_TEXT: "Tệp không có chữ để đọc. Nếu là bản quét, hãy dùng bản gốc hoặc nhận dạng chữ trước.",
    Unreadable.UNKNOWN_KIND: "Chỉ đọc tệp TXT, MD, HTML, DOCX, XLSX và PDF.",
}
_REFUSALS_EN: Final = {
    Unreadable.EMPTY: "the file is empty",
    Unreadable.TOO_LARGE: f"the file is too large, split it (at most {_MEGABYTES} MB)",
    Unreadable.NOT_TEXT: "the file is no UTF-8 text, save it as UTF-8",
    Unreadable.DAMAGED: "the file is damaged, open it with its program and save it again",
    Unreadable.ENCRYPTED: "the file is protected by a password, remove it",
    Unreadable.UNPACKS_TO_TOO_MUCH: "the file unpacks to an unreasonable size and is refused",
    Unreadable.NO_TEXT: "there is no text in the file; if it is scanned, use the original or recognise the text first",
    Unreadable.UNKNOWN_KIND: "only txt, md, html, docx, xlsx and pdf are read",
}
_TELLS_NOTHING: Final = 0.3
_LEAST: Final = 0.1
_OVERRUNS_VI: Final = {
    Limit.TIME: "Kiểm tra tệp mất quá nhiều thời gian nên đã dừng. Hãy chia nhỏ tệp.",
    Limit.MEMORY: "Kiểm tra tệp cần quá nhiều bộ nhớ nên đã dừng. Hãy chia nhỏ tệp.",
    Limit.OUTPUT: "Kết quả kiểm tra quá lớn. Hãy chia nhỏ tệp.",
}


def refusal_vi(error: UnreadableFile | Overrun) -> str:
    """Return a sentence that says why a file was not checked, and what to do."""
    return _OVERRUNS_VI[error.kind] if isinstance(error, Overrun) else _REFUSALS_VI[error.reason]


def refusal_en(error: UnreadableFile | Overrun) -> str:
    """Return the same in English, with the detail."""
    if isinstance(error, Overrun):
        return f"checking it took too much {error.kind.value} and was stopped, split the file"
    return f"{_REFUSALS_EN[error.reason]}{f' ({error.detail})' if error.detail else ''}"


def chance_vi(chance: float) -> str:
    """Return how likely a repair fits by coincidence, where that tells anything: "trùng ngẫu nhiên khoảng 1%"."""
    if chance >= _TELLS_NOTHING:
        return ""
    percent = 100 * chance
    return (
        "trùng ngẫu nhiên dưới 0,1%" if percent < _LEAST else f"trùng ngẫu nhiên khoảng {_percent(percent)}%"
    )


def _percent(percent: float) -> str:
    return f"{percent:.1f}".replace(".", ",") if percent < 1 else f"{percent:.0f}"


def place_vi(place: Place) -> str:
    """Return where something stands."""
    return _joined(place, "trang", "trang tính", "ô", "bảng", "hàng", "đoạn", "dòng")


def place_en(place: Place) -> str:
    """Return where something stands, in English."""
    return _joined(place, "page", "sheet", "cell", "table", "row", "paragraph", "line")


def _joined(
    place: Place, page: str, sheet: str, cell: str, table: str, row: str, paragraph: str, line: str
) -> str:
    if place.sheet:
        return f"{sheet} “{place.sheet}”, {cell} {place.cell}" if place.cell else f"{sheet} “{place.sheet}”"
    if place.table:
        return f"{table} {place.table}, {row} {place.row}"
    named = ((page, place.page), (paragraph, place.paragraph), (line, place.line))
    return ", ".join(f"{word} {number}" for word, number in named if number)
