"""Words for what the domain names by a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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


def lost_told(lost: Mapping[str, int]) -> str:
    """What could not be read of a file, counted by what it is; "" for nothing."""
    cells, rows, whole = (lost.get(scope, 0) for scope in ("cell", "row", "file"))
    parts = [
        cells
        and ngettext("%(n)s cell could not be read", "%(n)s cells could not be read", cells) % {"n": cells},
        rows and ngettext("%(n)s row is not clear", "%(n)s rows are not clear", rows) % {"n": rows},
        whole
        and ngettext("%(n)s fault of the whole file", "%(n)s faults of the whole file", whole) % {"n": whole},
    ]
    return ", ".join(part for part in parts if part)
