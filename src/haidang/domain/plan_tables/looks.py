"""What a text looks like: an enterprise, an address, an authority, a legal basis, a total, a note."""

import re
from functools import lru_cache
from typing import Final

from haidang.domain.plan_tables.sources import Cell
from haidang.domain.vietnamese import fold

_ENTERPRISE: Final = re.compile(
    r"\b(?:cong ty|tong cong ty|cty|c\.ty|ct tnhh|cttnhh|ctcp|ct cp|tnhh|dntn|dn tu nhan|"
    r"doanh nghiep tu nhan|htx|hop tac xa|"
    r"co phan|chi nhanh|ho kinh doanh|hkd|nha may|xi nghiep|tap doan|cua hang|nha hang|"
    r"khach san|co so|quy tin dung|"
    r"nha thuoc|benh vien|phong kham|mtv|co\.,? ?ltd|jsc|van phong dai dien|ngan hang|lien doanh|lien hiep)\b"
)
_ADDRESS: Final = re.compile(
    r"(?:^so [0-9]|^[0-9]+[a-z]? (?!nguoi|ngay|can bo|thanh vien|dong chi)|"
    r"\b(?:duong|pho|phuong|quan|huyen|xa|thi tran|tt\.|kcn|"
    r"khu cong nghiep|ccn|cum cong nghiep|lo [a-z0-9]|"
    r"thon|to dan pho|tdp|thanh pho|tp\.?|hai phong|tinh|khu kinh te|km ?[0-9]|q\.|p\.|h\.|x\.)(?:\b|(?<=\.)))"
)
_AUTHORITY: Final = re.compile(
    r"^(?:so |cuc |chi cuc|ubnd|uy ban|phong |ban |thanh tra|cong an|bhxh|bao hiem|doi |"
    r"kiem toan|hai quan|thue |qltt|quan ly|"
    r"lien nganh|trung tam |vien |ngan hang nha nuoc|canh sat|bo |tong cuc|lien doan|pc07|pc05|hqkv|bql)"
)
_BASIS: Final = re.compile(
    r"\b(?:luat|nghi dinh|thong tu|quyet dinh|chi thi|ke hoach so|van ban so|cong van|nd-cp|qd-|"
    r"ct-ttg|tt-b|kh-|phap lenh|nghi quyet|"
    r"dieu [0-9]+|can cu)"
)
_TOTAL: Final = re.compile(
    r"^[(\[]?(?:tong cong|tong so|tong|cong|cong don|luy ke)\s*(?:$|[:\d(.)\]]|(?:so |cac |"
    r"toan |theo |quy |thang |muc |phan |chung|"
    r"doanh nghiep|cuoc|luot|don vi|hang muc|i+\b|iv\b|v\b|[a-d]\b))"
)
_NOTE: Final = re.compile(
    r"^[*(]*(?:ghi chu|luu y|chu thich|noi nhan|nguoi lap|giam doc|pho giam doc|cuc truong|"
    r"chi cuc truong|truong phong|thu truong|"
    r"chu tich|pho chu tich|chanh thanh tra|truong ban|kt\.|tl\.|tm\.|tuq\.|ky ten|da ky|"
    r"\(da ky|hai phong, ?ngay|-? ?nhu tren|- ?luu|"
    r"xac nhan|truong doan|nguon|ke hoach nay|danh sach nay|\*)"
)
_MARKS: Final = frozenset(("x", "v", "✓", "✔", "☑", "●", "•", "+", "1", "có", "xx"))
_NUMBERING: Final = re.compile(r"\(?([0-9]{1,2}|[A-Za-z])\)?")
_ORDINAL: Final = re.compile(r"(?:[0-9]{1,4}(?:\.[0-9]{1,3}){0,2}|[ivxl]{1,6}|[a-z])[.)/]?")
_LONGEST_ORDINAL: Final = 12
_COUNT: Final = re.compile(r"[0-9]{1,5}[.)]?")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Return a text folded; at most its first 300 characters."""
    return fold(text[:300])


def is_enterprise(text: str) -> bool:
    """Whether a text reads like the name of an enterprise."""
    return bool(_ENTERPRISE.search(folded(text)))


def is_address(text: str) -> bool:
    """Whether a text reads like an address."""
    return bool(_ADDRESS.search(folded(text)))


def is_authority(text: str) -> bool:
    """Whether a text begins like the name of an authority or a part of one."""
    return bool(_AUTHORITY.match(folded(text)))


def is_basis(text: str) -> bool:
    """Whether a text cites law."""
    return bool(_BASIS.search(folded(text)))


def is_total(text: str) -> bool:
    """Whether a text announces a total; "Tổng công ty" does not."""
    return bool(_TOTAL.match(folded(text)))


def is_note(text: str) -> bool:
    """Whether a text begins like what stands below a table: notes, recipients, signatures."""
    return bool(_NOTE.match(folded(text)))


def is_mark(text: str) -> bool:
    """Whether a cell is ticked."""
    return text.lower() in _MARKS


def is_ordinal(text: str) -> bool:
    """Whether a text is a number in a list: 12, 1.2, IV, a)."""
    return len(text) <= _LONGEST_ORDINAL and bool(_ORDINAL.fullmatch(folded(text)))


def is_count(text: str) -> bool:
    """Whether a text is a plain number in a list: 12, 3."""
    return bool(_COUNT.fullmatch(text))


def is_numbering(cells: dict[int, Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2."""
    signs = [_NUMBERING.fullmatch(cell.raw) for _, cell in sorted(cells.items())]
    if len(signs) < 3 or not all(signs):
        return False
    found = [sign[1] for sign in signs if sign]
    numbers = [int(sign) for sign in found if sign.isdigit()]
    return len(set(found)) == len(found) and numbers == sorted(numbers)
