"""The words and number styles of the two languages in which arithmetic is explained."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from haidang.domain.relations.quantity import Qualifier
from haidang.domain.vietnamese import MAX_DIGITS, format_number

MINUS = "\u2212"


@dataclass(frozen=True)
class Language:
    """Everything that differs between two explanations of the same arithmetic; texts hold {placeholders}."""

    number: Callable[[Decimal, int], str]
    qualifiers: dict[Qualifier, str]
    powers: dict[int, str]
    correct: str
    wrong: str
    negative: str
    not_positive: str
    repeated_same: str
    repeated_different: str
    listed_same: str
    listed_different: str
    common_base: str
    no_common_base: str
    missing: str
    missing_result: str
    division_by_zero: str
    not_judged: str
    conjunction: str
    one_of_range: str
    open_range: str


def _vietnamese_number(value: Decimal, decimals: int) -> str:
    if value.adjusted() >= MAX_DIGITS or decimals > MAX_DIGITS:
        return f"{value:.2E}".replace(".", ",")  # nobody reads thirty digits, and no report has them
    return format_number(value, decimals=decimals).replace("-", MINUS)


def _english_number(value: Decimal, decimals: int) -> str:
    swap = str.maketrans(".,", ",.")
    return _vietnamese_number(value, decimals).translate(swap)


VIETNAMESE = Language(
    number=_vietnamese_number,
    qualifiers={
        Qualifier.EXACT: "",
        Qualifier.ABOUT: "khoảng ",
        Qualifier.NEARLY: "gần ",
        Qualifier.MORE_THAN: "hơn ",
        Qualifier.AT_LEAST: "ít nhất ",
        Qualifier.AT_MOST: "không quá ",
        Qualifier.LESS_THAN: "dưới ",
    },
    powers={3: " nghìn", 6: " triệu", 9: " tỷ", 12: " nghìn tỷ"},
    correct="{arithmetic} {equals} {computed}",
    wrong="{arithmetic} {equals} {computed}, không phải {stated}",
    negative="{arithmetic} {equals} {computed}, không thể là số âm",
    not_positive="{arithmetic} {equals} {computed}, phải lớn hơn 0",
    repeated_same="cùng một số liệu, các lần nêu đều là {stated}",
    repeated_different="cùng một số liệu nhưng nêu hai giá trị khác nhau: {computed} và {stated}",
    listed_same="đếm được đúng {stated}",
    listed_different="đếm được {computed}, không phải {stated}",
    common_base="{pairs} cùng suy ra một mẫu số {base}",
    no_common_base="{pairs} không thể có chung một mẫu số",
    missing="chưa tính được, còn thiếu: {names}",
    missing_result="{arithmetic} {equals} {computed}, nhưng chưa nêu kết quả để so sánh",
    division_by_zero="chưa tính được vì số chia có thể bằng 0",
    not_judged="không có phép tính để kiểm tra",
    conjunction=" và ",
    one_of_range="từ {low} đến {high}",
    open_range="chưa xác định được giới hạn",
)

ENGLISH = Language(
    number=_english_number,
    qualifiers={
        Qualifier.EXACT: "",
        Qualifier.ABOUT: "about ",
        Qualifier.NEARLY: "nearly ",
        Qualifier.MORE_THAN: "more than ",
        Qualifier.AT_LEAST: "at least ",
        Qualifier.AT_MOST: "at most ",
        Qualifier.LESS_THAN: "less than ",
    },
    powers={3: " thousand", 6: " million", 9: " billion", 12: " trillion"},
    correct="{arithmetic} {equals} {computed}",
    wrong="{arithmetic} {equals} {computed}, not {stated}",
    negative="{arithmetic} {equals} {computed}, which cannot be negative",
    not_positive="{arithmetic} {equals} {computed}, which must be above 0",
    repeated_same="the same figure is {stated} each time",
    repeated_different="the same figure has two different values: {computed} and {stated}",
    listed_same="{stated} counted, as stated",
    listed_different="{computed} counted, not {stated}",
    common_base="{pairs} imply one common base {base}",
    no_common_base="{pairs} cannot have one common base",
    missing="cannot be computed yet, missing: {names}",
    missing_result="{arithmetic} {equals} {computed}, but no result is stated to compare with",
    division_by_zero="cannot be computed because the divisor may be 0",
    not_judged="there is no arithmetic to check",
    conjunction=" and ",
    one_of_range="from {low} to {high}",
    open_range="of unknown size",
)
