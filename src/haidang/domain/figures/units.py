"""Which nouns count the same thing.

Vietnamese nouns do not change, so the first syllables after a number decide: one where a single syllable is a
noun of counting (vụ, đơn, hộ), otherwise two (hồ sơ, doanh nghiệp).
"""

from typing import Final

from haidang.domain.figures.lexicon import words
from haidang.domain.figures.model import Measure

ONE_SYLLABLE: Final = words(
    "vụ việc đơn hộ xã phường huyện quận tỉnh lượt người trường cuộc ca con cái chiếc bộ cụ lớp phòng "
    "liều mũi bài tin kỳ điểm thôn ấp tổ đội đoàn nhóm bản làng khu cụm dân phiếu suất gói lô thửa căn "
    "nhà cây tuyến đề kênh trạm cầu chợ sở ban ngành mẫu giống mã án vé xe tàu máy giường bậc lần chi "
    "phó trẻ nữ nam khách buổi khẩu em cháu chuyến cặp suối quầy phiên hội tờ cột trụ lao con"
)
_COMPOUNDS: Final = words(
    "ngày công|giờ công|đồng chí|đồng bào|đồng hồ|đồng nghiệp|đơn vị|trường hợp|việc làm|bộ phận|con số|"
    "điểm phần|điểm cầu|khu vực|khu công|khu dân|nhóm hàng|"
    "ban ngành|bài viết|máy móc|cây trồng|nhà ở|mã số|phòng chức|phòng học|đề tài|đề án|đề nghị|"
    "bản tin|bản án|điểm kinh|ca nhiễm|xe máy|lớp tập|gói thầu|đội ngũ|mẫu biểu|cụm công|kỳ họp|bản đồ"
)
_MONEY: Final = frozenset(("đồng", "usd", "vnđ", "vnd", "đ", "euro", "eur", "đô la"))
_TIME: Final = words("giờ phút giây ngày tuần tháng quý năm tuổi")
_SIZE: Final = words(
    "ha km km2 km² m m2 m² m3 m³ mm cm kg tấn tạ yến lít gam g mw mwh kwh kw độ mét héc hecta khối kilômét"
)
_PEOPLE: Final = words(
    "người|cụ|cán bộ|công chức|viên chức|học sinh|học viên|sinh viên|giáo viên|đại biểu|chuyên viên|"
    "lãnh đạo|lao động|bệnh nhân|đảng viên|hội viên|thành viên|cử tri|đối tượng|nhân khẩu|nam|nữ|trẻ|"
    "trẻ em|đồng chí|công dân|người dân|đoàn viên|thí sinh|bị can|bị cáo|hành khách|du khách|khách|"
    "khẩu|em|cháu|cá nhân|nhân viên|luật sư|bác sĩ|bác sỹ|nạn nhân|thanh niên|phụ nữ|chiến sĩ|nhà giáo|dân|"
    "công nhân|nông dân|ngư dân|tiểu thương|kỹ sư|y tá|dược sĩ|giảng viên|quân nhân|nghệ nhân|phạm nhân|"
    "y sĩ|y sỹ|điều dưỡng|hộ sinh|kỹ thuật viên|kế toán|văn thư|bảo vệ|lái xe|biên chế|cấp dưỡng|nghiên cứu viên"
)
STOP: Final = words(
    "và hoặc hay trên dưới trong ngoài với so tăng giảm đạt chiếm bằng là gồm bao có đã đang sẽ được "
    "bị của do từ đến tới tại ở cho để theo vào thì nên còn nhưng mà như qua trước sau khi nếu bởi về "
    "tức tương ứng nằm mỗi một các những này đó nay hết gấp bình trung không chưa vẫn cả lên xuống "
    "thuộc"
)
_ACCUSED: Final = frozenset(("bị can", "bị cáo"))
_MULTIPLIERS: Final = frozenset(("nghìn", "ngàn", "triệu", "tỷ", "tỉ"))
_NOT_MULTIPLIED: Final = words("tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tỉ suất|tỷ giá|tỉ giá|tỷ số|tỉ số")
PERCENT_POINTS: Final = "điểm phần trăm"
_OF_SCORES: Final = words("phần số thi cộng trung bình tối chuẩn")
_DONG: Final = {"đ": "đồng", "vnđ": "đồng", "vnd": "đồng"}
_SORTS: Final = (
    dict.fromkeys(_TIME, Measure.TIME)
    | dict.fromkeys(_SIZE, Measure.SIZE)
    | {"điểm": Measure.POINTS, "lần": Measure.TIMES}
)


def unit_of(noun: list[str]) -> tuple[str, Measure]:
    """Return the key and the sort of the noun that begins a phrase (lower case); ("", COUNT) when there is none."""
    if " ".join(noun[:2]) in _ACCUSED:
        return " ".join(noun[:2]), Measure.PEOPLE
    if not noun or noun[0] in STOP:
        return "", Measure.COUNT
    first = noun[0]
    two = f"{first} {noun[1]}" if len(noun) > 1 and noun[1] not in STOP else first
    if (first in _MONEY and two not in _COMPOUNDS) or two == "đô la":
        return _DONG.get(first, first), Measure.MONEY
    if first == "điểm" and two != first and noun[1] not in _OF_SCORES:
        return "điểm", Measure.COUNT  # "5 điểm sạt lở"
    measure = _SORTS.get(first)
    if measure is not None and two not in _COMPOUNDS:
        return first, measure
    key = first if first in ONE_SYLLABLE and two not in _COMPOUNDS and two not in _PEOPLE else two
    return key, Measure.PEOPLE if key in _PEOPLE or first in _PEOPLE else Measure.COUNT


def is_known_unit(noun: list[str]) -> bool:
    """True when a phrase begins with a noun of counting from our lists, so that a number before it is no date."""
    if not noun or " ".join(noun[:2]) in _NOT_MULTIPLIED:
        return False
    return noun[0] in ONE_SYLLABLE or " ".join(noun[:2]) in _KNOWN_PAIRS or noun[0] in _MULTIPLIERS


_KNOWN_PAIRS: Final = _COMPOUNDS | words(
    "hồ sơ|doanh nghiệp|thủ tục|nhiệm vụ|kiến nghị|dự án|cơ sở|cơ quan|địa phương|chỉ tiêu|tiêu chí|"
    "dịch vụ|bệnh viện|hệ thống|sản phẩm|kế hoạch|văn bản|học sinh|cán bộ|công trình|thành viên|"
    "hợp tác|quận huyện|mô hình|giao dịch|trung tâm|tài khoản|ý kiến|công ty|cử tri|đại biểu|phản ánh|"
    "chỉ số|nội dung"
)


def same_noun(left: str, right: str) -> bool:
    """True when two keys name the same thing, one perhaps shortened: "phần quà" and "phần", "nhân khẩu" and "khẩu"."""
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    return short == long or long.startswith(f"{short} ") or long.endswith(f" {short}")


def same_unit(left: str, right: str) -> bool:
    """True when two keys may count the same thing; an unstated noun fits any."""
    return left == right or not left or not right or same_noun(left, right)
