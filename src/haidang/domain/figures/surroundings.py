"""What the words around a numeral say it is: a figure, or a name made of digits.

Article numbers, house numbers, telephone numbers, years, versions and standards are no figures. When in doubt
a numeral with a noun after it is a figure.
"""

import re
from typing import Final

from haidang.domain.figures.lexicon import words
from haidang.domain.figures.units import STOP, is_known_unit

_NAMES_ALWAYS: Final = words(
    "điều chương lô thửa ngõ ngách hẻm kiệt trang bảng biểu mẫu hình tầng iso tcvn qcvn ql tl đt dt "
    "iec web khoảnh k covid windows version v top lộ"
)
_MEASURED: Final = words("km ha m2 m3 m² m³ mét tấn tạ kg tỷ tỉ triệu nghìn ngàn đồng usd")
_NAMES_WITHOUT_NOUN: Final = words(
    "khoản điểm mục phần nhóm mức cấp loại đợt lần vòng khóa khoá tổ khu đội phòng nhà lớp đường tiểu "
    "độ kỳ tháng câu bài bước giai tờ hộp cụm tuần ca mũi bậc vùng tượng khối"
)
_NAMES_OF_TWO: Final = words(
    "số hiệu|phụ lục|đường tỉnh|đường huyện|quốc lộ|tỉnh lộ|thế kỷ|thập niên|bệnh viện"
)
_CLOCK: Final = words("lúc hồi từ đến trước sau khoảng")
_FEWEST_OF_CLOCK: Final = 2
_STARS: Final = frozenset("12345")
_DOCUMENTS: Final = words(
    "đề án|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|kết luận|công văn|quy định|thông báo"
)
_NUMBERED_HIGH: Final = words("khoản điểm mục phòng nhà đường tiểu khu hộp tờ khóa khoá đội")
_TURNS: Final = words("đợt lần vòng")
_HIGHEST_STEP: Final = 60
_HIGHEST_CLASS: Final = 12
_NOT_A_STEP_AFTER: Final = words(
    "dự quốc trung sơ cao phân nâng phổ học các chung tổng phụ trợ cứu một văn căn"
)
"""Before "cấp 237", "lớp 45" and the like these make a word of its own: "trung cấp 237" counts people."""
_STANDARDS: Final = frozenset(("tcvn", "qcvn", "iso"))
_RANK_WORDS: Final = frozenset(("thứ", "hạng", "vị trí", "thứ hạng"))
_PHONE_WORDS: Final = words("thoại nóng hotline fax đt sđt tel zalo mst cccd cmnd phone")
_SHORT_CODES: Final = "01"  # 113, 1022, 1900…, 024…
_COUNTED_AFTER_SO: Final = words("tổng trong trên con với là trị của cả")
_DATE_WORDS: Final = words(
    "ngày đến từ tới hết trước sau dịp lễ hôm sáng chiều tối đêm mùng mồng vào với phiên cuối đầu"
)
_EACH: Final = words("mỗi một bình hàng hằng từng trong các")
_YEAR_WORDS: Final = words(
    "năm kỳ đoạn khóa khoá khóa đến từ của với sang cuối đầu giữa trước sau quý kế hoạch và so"
)
_MAP_SCALES: Final = frozenset(
    ("200", "500", "1000", "1.000", "2000", "2.000", "5000", "5.000", "10000", "10.000")
)
_NAME_ENDS: Final = words(
    "của điều khoản nghị luật quyết thông nhà phố đường phường quận tại ở và năm tháng này nêu được ban về"
)
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2060


def is_name(before: list[str], numeral: str, after: list[str], colon_before: bool) -> bool:
    """True when the words `before` (nearest last) and `after` make `numeral` a name or a date."""
    last = before[-1] if before else ""
    earlier = before[-2] if len(before) > 1 else ""
    dated = numeral.isdigit() and _is_year(numeral, last, after)  # "vốn FDI: 2022: 1.240; 2023: 1.612"
    labelled = (
        colon_before and last != "số" and last not in _PHONE_WORDS and not dated
    )  # "phân theo loại hình: 612 công ty"
    if labelled or (earlier, last) == ("ngõ", "hẻm"):
        return False
    if _is_clock(before, numeral, after):
        return True
    if last == "số":  # but "ký số 1.098": no document has a thousand of its kind with a point
        return not _GROUPED.fullmatch(numeral) and _is_number_after_so(earlier, after, colon_before)
    if _is_always_a_name(earlier, last, numeral, after):
        return True
    if not numeral.isdigit():
        return False
    return _is_year(numeral, last, after) or _is_date_or_place(earlier, last, numeral, after)


def _is_always_a_name(earlier: str, last: str, numeral: str, after: list[str]) -> bool:
    """True after words that only names of digits follow: a storey, a standard, a decree, a telephone; "4 sao"."""
    if last in _NAMES_ALWAYS and _GROUPED.fullmatch(numeral) and earlier not in _STANDARDS:
        return False  # "lực lượng vũ trang 5.320 cây"
    if last in _NAMES_ALWAYS and ((after[:1] and after[0] in _MEASURED) or (earlier, last) == ("hạ", "tầng")):
        return False  # "quốc lộ 386 km", "hạ tầng 126,7 tỷ đồng"
    if last in _NAMES_ALWAYS or last in _PHONE_WORDS or earlier in _STANDARDS:
        return True
    if last == "đài" and numeral[0] in _SHORT_CODES:
        return not is_known_unit(after)  # "tổng đài 1022", but "tổng đài 284, ứng dụng 531"
    decree = f"{earlier} {last}" in _DOCUMENTS and numeral.isdigit() and not is_known_unit(after)
    decree = decree and after[:1] != ["có"]  # "kết luận 131 có vi phạm"
    divisor = (
        numeral == "1" and last in ("quân", "bình") and earlier in ("bình", "trung")
    )  # "bình quân 1 tháng"
    of_two = f"{earlier} {last}" in _NAMES_OF_TWO and not (is_known_unit(after) or _is_measured(after))
    return decree or divisor or of_two or (after[:1] == ["sao"] and numeral in _STARS)


def _is_measured(after: list[str]) -> bool:
    return bool(after) and after[0] in _MEASURED


def _is_date_or_place(earlier: str, last: str, numeral: str, after: list[str]) -> bool:
    """True for "ngày 5", "tháng 9", "quý 3", "khoản 2": a day, a period, a place in an order."""
    number = int(numeral)
    noun = _has_noun(after)
    if last == "thứ":
        return 2 <= number <= 7 and after[:1] in (["hằng"], ["hàng"])
    if last == "quý":
        return number <= 4
    if last in _NAMES_WITHOUT_NOUN:
        return _is_step(earlier, last, numeral, after)
    if earlier in _EACH:
        return False
    if last in ("ngày", "mùng", "mồng"):
        return number <= 31 and (not noun or after[0] in ("tháng", "âm", "hằng", "hàng"))
    return False


def _is_step(earlier: str, last: str, numeral: str, after: list[str]) -> bool:
    """True for "lớp 9", "đợt 1", "tháng 9", "khoản 2": a place in an order, unless it counts what follows."""
    number = int(numeral)
    if last in ("lớp", "khối") and number <= _HIGHEST_CLASS and not is_known_unit(after):
        return True  # "học sinh lớp 9 tốt nghiệp", "khối 6 là 502 em"
    if last == "cấp" and numeral.startswith("0"):
        return False  # "liên cấp 02": a level has no nought before it
    noun = _has_noun(after)
    if earlier in _EACH and earlier != "trong" and not (earlier == "các" and last == "tháng" and not noun):
        return False
    if last == "tháng":
        counted = (
            noun and after[0] not in ("âm", "dương") and (earlier.isdigit() or earlier == "trong")
        )  # "9 tháng 12 vụ", not "ngày 5 tháng 4 năm 2024"
        return number <= 12 and not counted
    turn = last in _TURNS and len(numeral) == 1 and not is_known_unit(after)  # "đợt 1 tiêm 15.207 con"
    if noun and not turn:
        return False
    return earlier not in _NOT_A_STEP_AFTER and (last in _NUMBERED_HIGH or number <= _HIGHEST_STEP)


def is_rank(before: list[str]) -> bool:
    """True after "thứ", "hạng", "vị trí": a place in an order."""
    return bool(before) and (before[-1] in _RANK_WORDS or " ".join(before[-2:]) in _RANK_WORDS)


def is_day_and_month(before: list[str], left: str, right: str, after: list[str]) -> bool:
    """True for "30/9" as a date: it can be one, and a word of time stands before it."""
    if not (left.isdigit() and right.isdigit() and 1 <= int(left) <= 31 and 1 <= int(right) <= 12):
        return False
    return bool(before) and before[-1] in _DATE_WORDS and not is_known_unit(after)


def is_round_the_clock(left: str, right: str, after: list[str]) -> bool:
    """True for "24/7" and "24/24 giờ"."""
    return left == "24" and right in ("7", "24") and (not after or after[0] in ("giờ", "h"))


def _is_clock(before: list[str], numeral: str, after: list[str]) -> bool:
    """True for "lúc 7 giờ", "hồi 7 giờ 30", "từ 7h đến 11h", "10 giờ 30: trao thưởng"."""
    if before and before[-1] in _CLOCK and after[:1] == ["h"]:
        return True
    if before and before[-1] in ("lúc", "hồi") and after[:1] == ["giờ"]:
        return True
    if len(before) < _FEWEST_OF_CLOCK or before[-1] != "giờ" or not before[-2].isdigit():
        return False
    return before[-3:-2] in (["lúc"], ["hồi"]) or (len(numeral) == 2 and int(before[-2]) < 24 and not after)


def is_map_scale(left: str, right: str) -> bool:
    """True for "tỷ lệ 1/500": the scale of a plan."""
    return left == "1" and right in _MAP_SCALES


def is_address(before: list[str]) -> bool:
    """True for the fraction bar of a house number: "nhà 18/4", "số 12/3 phố"."""
    return bool(before) and (
        before[-1] in _NAMES_ALWAYS or before[-1] in ("nhà", "số", "đường", "phòng", "lớp", "tổ")
    )


def _is_number_after_so(earlier: str, after: list[str], colon_before: bool) -> bool:
    if earlier in _COUNTED_AFTER_SO and (not colon_before or _has_noun(after)):
        return False
    if colon_before and _has_noun(after):
        return not earlier or earlier in _KINDS_OF_DOCUMENT  # not "chuyển đổi số: 1.058 tổ"
    return colon_before or not _has_noun(after) or earlier in _KINDS_OF_DOCUMENT


_KINDS_OF_DOCUMENT: Final = words(
    "định hoạch lệnh thị tư báo trình luật dẫn văn hiệu mã biển lục bảng mẫu tờ thửa phòng lô nhà "
    "đường thoại phiếu khoản hợp đồng sổ"
)


def _is_year(numeral: str, last: str, after: list[str]) -> bool:
    if len(numeral) != 4 or not FIRST_YEAR <= int(numeral) <= LAST_YEAR:
        return False
    return last in _YEAR_WORDS or not _has_noun(after) or after[0].isdigit()


def _has_noun(after: list[str]) -> bool:
    return bool(after) and after[0] not in _NAME_ENDS and after[0] not in STOP
