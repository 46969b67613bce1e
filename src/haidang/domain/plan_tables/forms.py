"""Inspection or check: two different counters in law (Resolution 198/2025/QH15, art. 4)."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from haidang.domain.vietnamese import fold


class InspectionForm(StrEnum):
    """Thanh tra and kiểm tra."""

    INSPECTION = "thanh_tra"
    CHECK = "kiem_tra"


_BOTH: Final = re.compile(r"\b(?:thanh tra|tt)\s*(?:,|/|-|va|hoac)\s*(?:kiem tra|kt)\b")
_INSPECTION: Final = re.compile(r"\b(?:thanh tra|tt)\b")
_CHECK: Final = re.compile(r"\b(?:kiem tra|hau kiem|phuc tra|kt|ktra)\b")


@lru_cache(maxsize=2_048)
def parse_form(text: str) -> InspectionForm | None:
    """Return the form that a text names; None where it names neither or both."""
    if len(text) > 200:
        return None
    plain = fold(text)
    is_inspection, is_check = bool(_INSPECTION.search(plain)), bool(_CHECK.search(plain))
    if is_inspection == is_check or _BOTH.search(plain):
        return None
    return InspectionForm.INSPECTION if is_inspection else InspectionForm.CHECK
