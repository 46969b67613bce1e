"""Faults and proposals in words: what is wrong, what to do; Vietnamese and English."""

from typing import Final

from haidang.domain.plan_tables.faults import Fault, FaultCode
from haidang.domain.plan_tables.mapping import ColumnProposal, Ground
from haidang.domain.plan_tables.sources import Media, Place

Sentences = tuple[str, str]
"""Vietnamese and English."""

_C: Final = FaultCode
_WHAT: Final[dict[FaultCode, Sentences]] = {
    _C.NO_TABLE: (
        "không tìm thấy bảng kế hoạch trong tệp; hãy gửi tệp có bảng kẻ ô với dòng tiêu đề cột",
        "no table of a plan was found; send a file with a ruled table and column headings",
    ),
    _C.NO_NAME_COLUMN: (
        "không có cột tên hoặc mã số của đối tượng; hãy chọn cột chứa tên hoặc mã số",
        "no column holds names or tax codes; choose the column that does",
    ),
    _C.FILE_OF_ANOTHER_YEAR: (
        "tệp ghi năm {text}, đang nhận kế hoạch năm {other}; hãy kiểm tra có gửi nhầm tệp không",
        "the file says {text} and plans of {other} are collected; check whether it is the right file",
    ),
    _C.HIDDEN_SHEET: (
        "trang tính bị ẩn nên không lấy số liệu; hãy bỏ ẩn nếu cần lấy",
        "the sheet is hidden and was not taken; unhide it if it should be",
    ),
    _C.GUESSED_COLUMNS: (
        "bảng không có dòng tiêu đề, các cột được đoán theo nội dung; hãy kiểm tra từng cột",
        "the table has no headings, columns were guessed from their values; check each of them",
    ),
    _C.UNCLEAR_ROW: (
        "không rõ dòng này là gì: {text}; hãy sửa trong tệp hoặc nhập tay",
        "it is not clear what this row is: {text}; mend the file or enter it by hand",
    ),
    _C.NO_NAME: ("dòng không có tên đối tượng; hãy bổ sung tên", "the row has no name; add it"),
    _C.NAME_FROM_ABOVE: (
        "ô tên để trống, lấy theo dòng trên: {text}; hãy kiểm tra",
        "the name is empty and was taken from above: {text}; check it",
    ),
    _C.HIDDEN_ROW: (
        "dòng đang bị ẩn nhưng vẫn được lấy; hãy xóa khỏi tệp nếu không còn trong kế hoạch",
        "the row is hidden and was taken all the same; delete it if it is no longer planned",
    ),
    _C.DUPLICATE_ROW: (
        "trùng với {other}; hãy xóa một dòng nếu cùng là một cuộc",
        "the same as {other}; delete one if they are one visit",
    ),
    _C.OTHER_TABLE: (
        "dòng có đối tượng nằm ngoài bảng kế hoạch: {text}; hãy đưa vào bảng nếu thuộc kế hoạch",
        "an enterprise stands outside the table of the plan: {text}; move it there if it is planned",
    ),
    _C.CODE_OF_SEVERAL_NAMES: (
        "mã số này cũng ghi cho một tên khác hẳn: {text} ({other}); hãy kiểm tra có gõ nhầm mã số không",
        "the same code stands at quite another name: {text} ({other}); check whether a code is mistyped",
    ),
    _C.NOT_A_TAX_CODE: (
        "không phải mã số thuế hợp lệ: {text}; hãy đối chiếu với đăng ký doanh nghiệp",
        "not a valid tax code: {text}; compare it with the business register",
    ),
    _C.ROUNDED_TAX_CODE: (
        "mã số đã bị Excel làm tròn thành {text}; hãy đặt ô dạng Văn bản và gõ lại mã số",
        "Excel rounded the code to {text}; set the cell to Text and type it again",
    ),
    _C.SEVERAL_TAX_CODES: (
        "ô có nhiều mã số thuế; hãy tách mỗi doanh nghiệp một dòng",
        "the cell holds several codes; give each enterprise a row",
    ),
    _C.RESTORED_TAX_CODE: (
        "đã thêm lại số 0 ở đầu mã số ({text}); hãy kiểm tra",
        "the leading zero was put back ({text}); check it",
    ),
    _C.NOT_A_TIME: (
        "không đọc được thời gian: {text}; hãy ghi ví dụ Tháng 5, Quý II hoặc 10/5/{other} - 20/5/{other}",
        "not a time: {text}; write for example Tháng 5, Quý II or 10/5/{other} - 20/5/{other}",
    ),
    _C.TIME_OF_ANOTHER_YEAR: (
        "thời gian {text} không thuộc năm kế hoạch {other}; hãy kiểm tra năm",
        "the time {text} is not in the year {other} of the plan; check the year",
    ),
    _C.DATE_MADE_BY_EXCEL: (
        "ô là ngày {text}, có thể Excel đã tự đổi từ khoảng tháng; hãy kiểm tra",
        "the cell is the day {text}; Excel may have made it of a range of months; check it",
    ),
    _C.NOT_DAYS: (
        "không đọc được số ngày: {text}; hãy ghi ví dụ 05 ngày",
        "not a number of days: {text}; write for example 05 ngày",
    ),
    _C.NOT_STAFF: (
        "không đọc được số người: {text}; hãy ghi ví dụ 4 người",
        "not a number of people: {text}; write for example 4 người",
    ),
    _C.NOT_A_FORM: (
        "không rõ là thanh tra hay kiểm tra: {text}; hãy ghi một trong hai",
        "neither inspection nor check: {text}; write one of them",
    ),
    _C.FORMULA_WITHOUT_RESULT: (
        "ô có công thức nhưng không lưu kết quả; hãy mở bằng Excel, lưu lại hoặc dán giá trị",
        "a formula without a stored result; open and save it with Excel, or paste values",
    ),
    _C.FORMULA: (
        "ô là công thức, lấy kết quả đã lưu: {text}",
        "a formula; its stored result was taken: {text}",
    ),
    _C.ERROR_VALUE: (
        "ô báo lỗi {text}; hãy sửa công thức hoặc gõ giá trị",
        "the cell shows {text}; mend the formula or type the value",
    ),
    _C.TEXT_CUT: (
        "ô quá dài, chỉ giữ 32.767 ký tự đầu; hãy rút gọn",
        "the cell is too long, 32,767 characters were kept; shorten it",
    ),
}
_GROUNDS: Final[dict[Ground, Sentences]] = {
    Ground.HEADING: ("theo tiêu đề cột", "by the heading"),
    Ground.VALUES: ("theo nội dung: {share} % số ô phù hợp", "by the values: {share} % of the cells fit"),
    Ground.BOTH: ("theo tiêu đề cột, {share} % số ô phù hợp", "by the heading; {share} % of the cells fit"),
    Ground.DISAGREE: (
        "tiêu đề cột nói vậy nhưng chỉ {share} % số ô phù hợp; hãy kiểm tra",
        "the heading says so but only {share} % of the cells fit; check it",
    ),
    Ground.REMEMBERED: ("theo lần nhận trước của đơn vị này", "as decided for this agency before"),
    Ground.NOTHING: (
        "chưa nhận ra; nội dung vẫn được giữ trong dòng gốc",
        "not recognised; the raw cells keep it",
    ),
}


def worded(fault: Fault) -> Sentences:
    """Return what is wrong and what to do, in Vietnamese and English."""
    return tuple(text.format(text=fault.text, other=fault.other) for text in _WHAT[fault.code])  # type: ignore[return-value]


def place_shown(place: Place, column: str, media: Media) -> str:
    """Return a place as people find it: "Sheet1!C12", "C12", "bảng 2, dòng 5, cột 3", "trang 3, bảng 1, dòng 5"."""
    if media in (Media.XLSX, Media.CSV):
        cell = f"{column}{place.row}" if column else (f"dòng {place.row}" if place.row else "")
        return "!".join(part for part in (place.sheet, cell) if part)
    parts = [
        ("trang", place.page),
        ("bảng", place.table),
        ("dòng" if place.table or place.page else "đoạn", place.row),
    ]
    shown = [f"{word} {number}" for word, number in parts if number]
    return ", ".join([*shown, *([f"cột {column}"] if column else [])])


def told(fault: Fault, media: Media) -> str:
    """Return a fault as one Vietnamese line: "Sheet1!C12: what, what to do"."""
    place = place_shown(fault.place, fault.column, media)
    sentence = worded(fault)[0]
    return f"{place}: {sentence}" if place else sentence


def reason_of(column: ColumnProposal) -> Sentences:
    """Return why a field is proposed for a column, in Vietnamese and English."""
    return tuple(text.format(share=round(100 * column.share)) for text in _GROUNDS[column.ground])  # type: ignore[return-value]
