"""Evidence in words, for the person who decides. No code is ever written out: it may be a person's number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_AGREES: Final = {
    "code": "mã số thuế khớp",
    "core": "tên riêng giống",
    "sectors": "ngành nghề giống",
    "form": "cùng loại hình",
    "branch": "cùng là chi nhánh",
    "places": "cùng địa danh trong tên",
    "numbers": "cùng số thứ tự trong tên",
    "commune": "cùng phường, xã",
    "street": "cùng đường, số nhà",
    "learnt": "mã số thuế và câu trả lời trước cho thấy khác biệt loại này ít quan trọng",
}
_DIFFERS: Final = {
    "code": "mã số thuế khác nhau",
    "core": "tên riêng khác",
    "sectors": "ngành nghề khác",
    "form": "khác loại hình",
    "branch": "một bên là chi nhánh",
    "places": "địa danh trong tên khác",
    "numbers": "số thứ tự trong tên khác",
    "commune": "khác phường, xã",
    "street": "khác đường, số nhà",
    "unit": "cùng một đơn vị đăng ký hai lần",
    "learnt": "mã số thuế và câu trả lời trước cho thấy khác biệt loại này quan trọng",
}
SLIGHT: Final = 0.5
"""Bits below which a part is not worth a word."""


def explain(pair: Mapping[str, Any]) -> str:
    """Return what speaks for and against, weightiest first, with its bits: "tên riêng giống +12,1; …"."""
    parts = [(name, float(pair[name])) for name in (*_AGREES, "unit") if abs(pair[name]) >= SLIGHT]
    parts.sort(key=lambda part: -abs(part[1]))
    return "; ".join(f"{(_AGREES if bits > 0 else _DIFFERS)[name]} {_written(bits)}" for name, bits in parts)


def _written(bits: float) -> str:
    return f"{bits:+.1f}".replace("-", "\u2212").replace(".", ",")
