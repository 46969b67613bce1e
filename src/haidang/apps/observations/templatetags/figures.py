"""How figures appear on screen: number, precision and unit together, and the word "illustrative" wherever it is due."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import MULTIPLES_VI, PATTERNS_VI, format_value
from haidang.apps.observations.models import (
    Figure,
    Indicator,
    IndicatorKind,
    Observation,
    ObservationStatus,
    Qualifier,
)
from haidang.foundation.web.templatetags.haidang import illustrative, in_english, localised

register = template.Library()

_MULTIPLES_EN: Final = {3: "thousand", 6: "million", 9: "billion"}


@register.simple_tag
def figure_value(figure: Figure) -> SafeString:
    """What holds now for a figure."""
    if figure.latest is None:
        return format_html('<span class="value value--absent">{}</span>', _("no figure yet"))
    return observed(figure.latest, figure.indicator)


@register.simple_tag
def observed(observation: Observation, indicator: Indicator) -> SafeString:
    """One observation: "gần 9 triệu lượt", marked where it is illustrative or absent."""
    is_absent = observation.status != ObservationStatus.VALUE
    value = format_html(
        '<span class="value{}">{}</span>',
        " value--absent" if is_absent else "",
        written(observation, indicator),
    )
    return format_html("{} {}", value, illustrative()) if observation.is_illustrative else value


@register.simple_tag
def other_bases(figure: Figure, siblings: Iterable[Figure]) -> list[Figure]:
    """The figures that say the same on another basis: reported beside computed, target beside published."""
    return [other for other in siblings if (other.unit_id, other.period) == (figure.unit_id, figure.period)]


@register.filter
def written(observation: Observation, indicator: Indicator) -> str:
    """The text of an observation with its unit, in the reader's language."""
    if observation.status != ObservationStatus.VALUE or observation.value is None:
        return str(observation.get_status_display())
    amount = _amount(observation.value, indicator)
    qualifier = Qualifier(observation.qualifier)
    if not in_english():
        return PATTERNS_VI[qualifier].format(amount)
    return amount if qualifier is Qualifier.EXACT else f"{qualifier.label} {amount}"


def _amount(value: Decimal, indicator: Indicator) -> str:
    text = localised(format_value(value, indicator, leading_zero=not in_english()))
    if indicator.kind == IndicatorKind.PERCENT:
        return text
    if indicator.unit_mult not in MULTIPLES_VI:
        return f"{text} {indicator.unit_measure}"
    if in_english():
        return text.replace(MULTIPLES_VI[indicator.unit_mult], _MULTIPLES_EN[indicator.unit_mult])
    return text
