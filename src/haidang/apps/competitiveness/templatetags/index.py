"""How numbers of the index are written: with their sign, weights as shares, and how sure a weight is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from haidang.apps.competitiveness.methods import note_of, status_of, statuses_of, title_of
from haidang.domain.composite import Methodology, Misfit, SubIndex
from haidang.domain.vietnamese import format_number
from haidang.foundation.web.templatetags.haidang import localised, number

register = template.Library()


@register.filter
def signed(value: Decimal, decimals: int) -> str:
    """+0,48; −1,2 with a true minus; 0,00 without a sign."""
    rounded = number(abs(value), decimals)
    if not any(digit in "123456789" for digit in rounded):
        return rounded
    return f"{'+' if value > 0 else '−'}{rounded}"


@register.filter
def plain(value: Decimal) -> str:
    """A number with the decimals that it needs: 4,9."""
    return localised(format_number(Decimal(f"{value.normalize():f}")))


@register.filter
def share(weight: Decimal | None) -> str:
    """A weight as a share: 5%."""
    return "" if weight is None else f"{plain(weight * 100)}%"


@register.filter
def weight_status(subindex: SubIndex) -> Any:
    """How sure a weight is, in a word."""
    return status_of(subindex)


@register.filter
def methodology_title(methodology: Methodology) -> str:
    """The title of a methodology in the reader's language."""
    return title_of(methodology)


@register.filter
def methodology_statuses(methodology: Methodology) -> str:
    """How sure the weights are, in words."""
    return "; ".join(str(status) for status in statuses_of(methodology))


@register.filter
def misfit_note(misfit: Misfit) -> str:
    """What does not fit in a year, in the reader's language."""
    return note_of(misfit)


@register.filter
def entry(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping has under a key; None for nothing."""
    return mapping.get(key)
