"""Fields of an enterprise and their values in words, for pages, differences and tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.models import EnterpriseKind, Provenance, State
from haidang.apps.enterprises.reference import find_sector
from haidang.domain.vietnamese import format_date

TITLES: Final[Mapping[str, Any]] = {
    "tax_code": _("Tax code"),
    "personal_number": _("Personal number"),
    "name": _("Name of the enterprise"),
    "short_name": _("Short name"),
    "foreign_name": _("Foreign name"),
    "former_names": _("Former names"),
    "kind": _("Kind"),
    "state": _("State"),
    "state_since": _("State since"),
    "founded_on": _("Founded on"),
    "address": _("Address"),
    "former_address": _("Address before 1 July 2025"),
    "commune": _("Commune"),
    "sector": _("Main sector"),
    "further_sectors": _("Further sectors"),
    "register_name": _("List it comes from"),
    "provenance": _("Nature of the data"),
    "gone_since": _("Not in the list since"),
}
_CHOICES: Final = {"kind": EnterpriseKind, "state": State, "provenance": Provenance}


def title_of(field: str) -> Any:
    """What a field is called."""
    return TITLES.get(field, field)


def told(field: str, value: str) -> str:
    """A value of a field in words; a value that is none stays as it is."""
    if not value:
        return ""
    if field in _CHOICES:
        choices = _CHOICES[field]
        return str(choices(value).label) if value in choices.values else value
    if field == "sector":
        return name_sector(value)
    if field == "further_sectors":
        return "; ".join(name_sector(code) for code in value.split(";"))
    return value


def name_sector(code: str) -> str:
    """A sector's code with the name of its division."""
    division = find_sector(code)
    return f"{code} – {division.name}" if division else code


def written(value: Any) -> str:
    """A value as the difference shows it."""
    if value is None:
        return ""
    return format_date(value) if isinstance(value, date) else str(value)
