"""What the pages of a unit's report need: answers in words, the figures beside a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure, ObservationStatus
from haidang.apps.reporting.answers import word_answer
from haidang.apps.reporting.models import Entry, Narrative
from haidang.foundation.web.templatetags.haidang import localised, period

register = template.Library()


@register.simple_tag
def answer_text(entry: Entry) -> str:
    """The answer of a cell in words."""
    return word_answer(entry)


@register.filter
def at(faults: dict[str, Any] | None, cell: Entry | Narrative) -> Any:
    """`{{ faults|at:entry }}`: what could not be saved of a cell; None where everything could."""
    prefix = "e" if isinstance(cell, Entry) else "n"
    return (faults or {}).get(f"{prefix}{cell.pk}")


@register.filter
def nth(things: Sequence[Any], index: int) -> Any:
    """`{{ things|nth:forloop.counter0 }}`: walks a second list beside the one of the loop."""
    return things[index]


@register.filter
def named(names: dict[int, str], pk: int) -> str:
    """`{{ names|named:pk }}`: the name of the figure that a cell asks for."""
    return names.get(pk, "")


@register.simple_tag
def beside(figure: Figure | None, source: str, may_take: Any, entry: Entry) -> SafeString | str:
    """A figure beside a cell, with its period and (where it may be taken over) the button that does."""
    if figure is None or figure.latest is None:
        return format_html('<span class="muted">{}</span>', "—")
    value = localised(format_observation(figure.latest, figure.indicator))
    shown = format_html(
        '<span class="beside">{}<span class="sub">{}</span></span>', value, period(figure.period)
    )
    if not may_take or not source or figure.latest.status != ObservationStatus.VALUE:
        return shown
    return format_html(
        '{}<button class="beside__take" type="submit" form="take-{}" name="entry" value="{}">{}</button>',
        shown, source, f"{entry.pk}.{entry.version}", _("take over"),
    )  # fmt: skip
