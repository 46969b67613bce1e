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

STATUSES: Final[dict[WeightStatus, Any]] = {
    WeightStatus.OFFICIAL: _("official weights"),
    WeightStatus.RECOVERED: _("weights recovered from published totals; no official list was found"),
    WeightStatus.INFERRED: _("weights inferred from a few provinces; another set is possible"),
    WeightStatus.CHOSEN: _("weights chosen by us"),
}

SHORT: Final[dict[WeightStatus, Any]] = {
    WeightStatus.OFFICIAL: _("official"),
    WeightStatus.RECOVERED: _("recovered"),
    WeightStatus.INFERRED: _("inferred"),
    WeightStatus.CHOSEN: _("chosen"),
}


@lru_cache(maxsize=1)
def methodologies() -> Methodologies:
    """All methodologies of the PCI; read once."""
    return load_methodologies(settings.PACKS_FOLDER / _PACK)


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


def status_of(subindex: SubIndex) -> Any:
    """How sure one weight is, in a word; empty where there is no weight."""
    return SHORT[subindex.status] if subindex.status else ""


def find_subindex(code: str) -> SubIndex | None:
    """The sub-index of a code, as the newest methodology names it; None where no methodology has it."""
    newest = sorted(methodologies().all, key=lambda m: -m.valid_from)
    return next((sub for m in newest for sub in m.subindices if sub.code == code), None)
