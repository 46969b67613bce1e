"""Words for what the domain names by a key."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FIELDS: Final[dict[str, Any]] = {
    "ordinal": _("Number of the row"),
    "name": _("Name of the enterprise"),
    "tax_code": _("Tax code"),
    "address": _("Address"),
    "content": _("Content"),
    "basis": _("Legal basis"),
    "form": _("Inspection or check"),
    "lead": _("Lead unit"),
    "co_units": _("Co-ordinating units"),
    "window": _("Time"),
    "start": _("First day"),
    "end": _("Last day"),
    "examined": _("Period examined"),
    "days": _("Number of days"),
    "staff": _("Number of people"),
    "note": _("Note"),
    "ignored": _("Nothing that is needed"),
}
ROWS: Final[dict[str, Any]] = {
    "data": _("visits"),
    "title": _("titles"),
    "header": _("headings"),
    "numbering": _("numbering of columns"),
    "section": _("sections"),
    "total": _("totals"),
    "note": _("notes"),
    "unclear": _("unclear"),
    "hidden": _("hidden"),
}
DEGREES: Final[dict[str, Any]] = {
    "duplicate": _("Same content twice"),
    "exclusion": _("Inspection and check on the same content"),
    "quota": _("More often than the law allows"),
    "burden": _("One joint team would do"),
}
CERTAINTIES: Final[dict[str, Any]] = {
    "read": _("text read"),
    "secondary": _("from a summary"),
    "memory": _("from memory, to be checked"),
}
