"""Tags of the pages of inspections."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from haidang.apps.inspections.formatting import CERTAINTIES, DEGREES, FIELDS, ROWS, lost_told
from haidang.apps.inspections.models import Form, PlanLine
from haidang.apps.inspections.reading import shown_place
from haidang.apps.inspections.veiling import dotted
from haidang.domain.vietnamese import format_percent
from haidang.foundation.web.templatetags.haidang import localised

register = template.Library()


@register.filter
def field_name(key: str) -> Any:
    """What a column or a changed field is called."""
    return FIELDS.get(key, key)


@register.filter
def form_name(key: str) -> Any:
    """What a form of an inspection is called."""
    return dict(Form.choices).get(key, key)


@register.filter
def rows_name(key: str) -> Any:
    """What rows of a file are called."""
    return ROWS.get(key, key)


@register.filter
def lost_words(lost: dict[str, int]) -> str:
    """What could not be read of a file, in words."""
    return lost_told(lost)


@register.filter
def degree_name(key: str) -> Any:
    """How grave an overlap is."""
    return DEGREES.get(key, key)


@register.filter
def certainty_name(key: str) -> Any:
    """How sure the text of a rule is."""
    return CERTAINTIES.get(key, key)


@register.filter
def without_numbers(text: str) -> str:
    """A text in which numbers of persons are dots."""
    return dotted(text)


@register.filter
def place_in_file(line: PlanLine) -> str:
    """Where a line stands in its file."""
    return shown_place(line, line.filing.media)


@register.filter
def percentage(share: float) -> str:
    """A share of one as a percentage with two decimals."""
    return localised(format_percent(Decimal(share) * 100, decimals=2))


@register.filter
def month_name(month: int | None) -> str:
    """A month in words; empty for none."""
    return _("month %(month)s") % {"month": month} if month else ""
