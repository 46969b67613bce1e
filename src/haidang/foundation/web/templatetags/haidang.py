"""What templates use: rights, formats, states, and a few wrappers that keep the markup of pages short.

Dates, numbers and periods are written by `haidang.domain.vietnamese` and `worktime`; for English readers the
same output is transliterated, so that there is one rule for rounding and grouping.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as format_english_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidang.domain.vietnamese import format_date, format_number
from haidang.domain.worktime import PeriodFormatError, label_en, label_vi, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.sources import Source, resolve_source
from haidang.foundation.permissions import Permission
from haidang.foundation.web.navigation import Entry, entries_for
from haidang.foundation.web.panels import panels_for
from haidang.foundation.web.states import look_of

register = template.Library()

_TO_ENGLISH: Final = str.maketrans(",.", ".,")
_MEGABYTE: Final = 1_000_000


def in_english() -> bool:
    """Whether the page is written for English readers."""
    return get_language() == "en"


# Rights and what depends on them


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str, unit_code: str | None = None) -> bool:
    """`{% may "view_figures" as ok %}`: whether the actor holds a permission, perhaps over a unit."""
    actor: Actor | None = context.get("actor")
    return actor is not None and actor.may(Permission(permission), unit_code)


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[Entry]:
    """The entries of the navigation for this actor and page."""
    actor, request = context.get("actor"), context.get("request")
    if actor is None or request is None or not actor.is_authenticated:
        return []
    return entries_for(actor, request.path)


@register.simple_tag(takes_context=True)
def contributions(context: template.Context, slot: str, subject: Any) -> list[tuple[str, SafeString]]:
    """`{% contributions "organisations.unit" unit as found %}`: title and content of what rooms above add to a page."""
    request = context.get("request")
    found = panels_for(slot, context["actor"], subject)
    return [(panel.title, render_to_string(panel.template, panel.context, request)) for panel in found]


@register.inclusion_tag("web/_panels.html", takes_context=True)
def panels(context: template.Context, slot: str, subject: Any) -> dict[str, Any]:
    """The contributions to a slot as sections of the page: `{% panels "organisations.unit" unit %}`."""
    return {"panels": contributions(context, slot, subject)}


@register.simple_tag
def source(urn: str) -> Source:
    """`{% source observation.source_urn as origin %}`: what a source URN names, with its address."""
    return resolve_source(urn)


# Formats


@register.filter
def day(value: date | None) -> str:
    """05/04/2024; in English 5 Apr 2024, because a number for the month would be misread."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_english_date(value, "j M Y") if in_english() else format_date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """15:04, 05/04/2024, in the time of the province."""
    return f"{timezone.localtime(value):%H:%M}, {day(value)}" if value else ""


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """1.237; in English 1,237."""
    return "" if value is None or value == "" else localised(format_number(value, decimals=decimals))


def localised(written: str) -> str:
    """A number written the Vietnamese way, for the reader of this page."""
    return written.translate(_TO_ENGLISH) if in_english() else written


@register.filter
def period(code: str) -> str:
    """The name of a period: "9 tháng năm 2024". What is no period stays as it is."""
    try:
        found = parse_period(code)
    except PeriodFormatError:
        return code
    return label_en(found) if in_english() else label_vi(found)


@register.filter
def weight(size: int) -> str:
    """The size of a file: 12 kB, 1,4 MB."""
    if size < _MEGABYTE:
        return f"{number(max(1, round(size / 1000)))} kB"
    return f"{number(Decimal(size) / _MEGABYTE, 1)} MB"


# Marks: a shape with words beside it


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of icons.svg; decoration for the words that stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("haidang/icons.svg"),
        name,
    )


@register.simple_tag
def state(value: str, label: Any) -> SafeString:
    """A state in words, with a shape and a tone of its own."""
    look = look_of(value)
    return format_html('<span class="state state--{}">{}{}</span>', look.tone, icon(look.shape), label)


@register.simple_tag
def illustrative() -> SafeString:
    """The mark of illustrative figures: words always, so that no copy or print can lose it."""
    return format_html(
        '<span class="state state--illustrative">{}{}</span>', icon("illustrative"), _("illustrative figure")
    )


# Wrappers


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The way back: `<li>` entries, from the section to the parent of the page."""
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Breadcrumb"), content)


@register.simple_block_tag
def scrolling(content: str, label: Any) -> SafeString:
    """A table that may be wider than the screen: it scrolls by itself, also by keyboard."""
    return format_html(
        '<div class="scroller" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.simple_block_tag
def nothing_here(content: str, title: Any) -> SafeString:
    """What to say, and what to do first, where there is nothing yet."""
    return format_html('<div class="empty"><p class="empty__title">{}</p>{}</div>', title, content)


@register.inclusion_tag("web/_field.html")
def field(bound: BoundField, variant: str = "") -> dict[str, Any]:
    """A form field with its label, help and errors; Django ties the widget to their ids for screen readers."""
    return {"field": bound, "variant": variant}
