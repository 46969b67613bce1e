"""What templates use: rights, formats, states, and a few wrappers that keep the markup of pages short.

Dates, numbers and periods are written by `haidang.domain.vietnamese` and `worktime`; for English readers the
same output is transliterated, so that there is one rule for rounding and grouping.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qs

from django import template
from django.forms import BoundField, CheckboxInput
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_english
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidang.domain.vietnamese import format_date, format_number
from haidang.domain.worktime import PeriodFormatError, label_en, label_vi, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission
from haidang.foundation.web.navigation import SECTIONS, current_section
from haidang.foundation.web.panels import panels_for
from haidang.foundation.web.states import look_of

register = template.Library()

_TO_ENGLISH: Final = str.maketrans(",.", ".,")
_FILE_URN: Final = "urn:haidang:file:"


def _is_english() -> bool:
    return get_language() == "en"


# Rights


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str, unit_code: str | None = None) -> bool:
    """`{% may "view_figures" as ok %}`: whether the actor holds a permission, perhaps over a unit."""
    actor: Actor | None = context.get("actor")
    return actor is not None and actor.may(Permission(permission), unit_code)


# Formats


@register.filter
def day(value: date | None) -> str:
    """05/04/2024, or 5 Apr 2024: a number for the month would be misread in English."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_english(value, "j M Y") if _is_english() else format_date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """15:04, 05/04/2024 in the time of the province."""
    return "" if not value else f"{timezone.localtime(value):%H:%M}, {day(value)}"


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """1.237, or 1,237 for English readers."""
    if value is None or value == "":
        return ""
    text = format_number(value, decimals=decimals)
    return text.translate(_TO_ENGLISH) if _is_english() else text


@register.filter
def period(code: str) -> str:
    """The name of a period: "9 tháng năm 2024". A code that is none stays as it is."""
    try:
        found = parse_period(code)
    except PeriodFormatError:
        return code
    return label_en(found) if _is_english() else label_vi(found)


@register.filter
def weight(size: int) -> str:
    """The size of a file: 12 kB, 1,4 MB."""
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)))} kB"
    return f"{number(Decimal(size) / 1_000_000, 1)} MB"


# Marks


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of icons.svg. It never stands alone: words say the same."""
    sprite = template.Library  # placeholder, replaced below
    return _icon(name)


def _icon(name: str) -> SafeString:
    from django.templatetags.static import static

    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("haidang/icons.svg"),
        name,
    )
