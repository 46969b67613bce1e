"""The methodologies of the indices that the house knows, from their pack."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidang.domain.composite import (
    Methodologies,
    Methodology,
    Misfit,
    SubIndex,
    WeightStatus,
    load_methodologies,
)

PCI: Final = "PCI"
_PACK: Final = "index-methodologies"
# How many provinces the index ranked, from its first year to the last: a rank is told only among all of them. That of
# 2008, the year of a merger, is taken as the larger number: better no rank than one among too few.
_PROVINCES: Final = ((2006, 2008, 64), (2009, 2024, 63), (2025, 2025, 34))

STATUSES: Final[dict[WeightStatus, Any]] = {
    WeightStatus.OFFICIAL: _("official weights"),
    WeightStatus.RECOVERED: _("weights recovered from published totals; no official list was found"),
    WeightStatus.INFERRED: _("weights inferred from a few provinces; another set is possible"),
    WeightStatus.CHOSEN: _("weights chosen by us"),
}


@lru_cache(maxsize=1)
def methodologies() -> Methodologies:
    """All methodologies of the PCI; read once."""
    return load_methodologies(settings.PACKS_FOLDER / _PACK)


def provinces_in(year: int) -> int | None:
    """How many provinces a year ranks; None where that is not known."""
    return next((count for first, last, count in _PROVINCES if first <= year <= last), None)


def name_of(subindex: SubIndex) -> str:
    """The name of a sub-index in the reader's language."""
    return subindex.name_en if get_language() == "en" else subindex.name_vi


def title_of(methodology: Methodology) -> str:
    """The title of a methodology in the reader's language."""
    return methodology.title_en if get_language() == "en" else methodology.title_vi


def note_of(misfit: Misfit) -> str:
    """What does not fit in a year, in the reader's language."""
    return misfit.note_en if get_language() == "en" else misfit.note_vi


def statuses_of(methodology: Methodology) -> list[Any]:
    """How sure the weights are, in words."""
    return [STATUSES[status] for status in WeightStatus if status in methodology.statuses]
