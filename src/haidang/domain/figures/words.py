"""Words that say how a figure relates to others, and comparing what two phrases speak of."""

import re
from typing import Final

from haidang.domain.figures.lexicon import words

RATE_CUE: Final = re.compile(
    r"(?:^| )(?:chiếm|đạt|bằng|tương ứng|tương đương|tức|tức là|ứng với|tỷ lệ|tỉ lệ|tỷ trọng|là|cho|hay|=)"
    r"(?: (?:chiếm|đạt|bằng|tỷ lệ|tỉ lệ|tỷ trọng|chung|là|với|khoảng|này|được|tương ứng|"
    r"tương đương|mức|ở mức|lên|tới))*$"
    r"|(?:^| )(?:tỷ lệ|tỉ lệ|tỷ trọng|độ bao phủ|công suất|hiệu suất)(?: [^\W\d_]+){0,6}$"
)
_RATE_WORDS: Final = words(
    "chiếm đạt bằng tương ứng đương tức là với tỷ tỉ lệ trọng này được khoảng mức ở lên tới cho hay và "
    "riêng đó như có đã chung ước tính gần hơn trên nay đến thì sẽ việc số nên vậy như cụ thể hoàn thành kết quả"
)
_EMPTY_WORDS: Final = words(
    "của các những cho trên trong tổng số là có được đã đang và với tại ở theo về năm kỳ cùng so thì "
    "này đó việc ra vào từ đến do bị tỷ tỉ lệ % toàn cả nay tính đạt chiếm bằng mức nghìn triệu tỷ "
    "đồng một mỗi hơn gần khoảng"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
OTHER_PERIOD: Final = re.compile(
    r"(?:cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|năm liền trước|năm 20\d\d|so với|đầu năm)"
    r"(?! chuyển| để lại)"
)
PAST_PERIOD: Final = re.compile(
    r"cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|năm liền trước|năm 20\d\d|cùng thời điểm"
)
PLAN_WORDS: Final = re.compile(
    r"(?<!theo )(?<!ngoài )kế hoạch(?! hóa)|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ năm|pháp lệnh|nghị quyết|"
    r"(?<!đã )(?<!bàn )\bgiao\b(?! thông| dịch| tiếp| lưu| nhận)"
)
BALANCE: Final = re.compile(
    r"xuất siêu|nhập siêu|lợi nhuận|\blãi\b(?! suất)|\blỗ\b|thặng dư|chênh lệch|chênh|bội chi|bội thu|kết dư|"
    r"thất thoát"
)
EXCEPTION: Final = re.compile(
    r"\(?\b(?:trừ|không (?:tính|kể|bao gồm)|chưa (?:tính|kể|bao gồm)|ngoài ra|có thể trùng)\b"
)


def content_words(phrase: str) -> set[str]:
    """Return the words of a phrase that name something."""
    return set(_WORD.findall(phrase)) - _EMPTY_WORDS


def own_subject(lead: str) -> set[str]:
    """Return the words before a rate that are neither cue nor filler: what the rate speaks of by itself."""
    return {word for word in _WORD.findall(lead) if word not in _RATE_WORDS} - _EMPTY_WORDS


def speaks_of(words: set[str], text: str) -> bool:
    """True when most of `words` occur in `text`."""
    if not words:
        return True
    present = set(_WORD.findall(text))
    return 2 * len(words & present) >= len(words)
