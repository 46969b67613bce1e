"""Opening a year, filing a plan, saying what its columns hold."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.apps.inspections.formatting import FIELDS
from haidang.apps.inspections.selectors import Draft
from haidang.domain.file_parts.opening import MAX_BYTES

FIRST_YEAR: Final = 2017
"""Directive 20/CT-TTg is of this year; before it no rule of ours holds."""
LAST_YEAR: Final = 2100


class OpenYearForm(forms.Form):
    """Which year plans are gathered for."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class BringPlanForm(forms.Form):
    """The file of a plan."""

    file = forms.FileField(
        label=_("File of the plan"),
        help_text=_(
            "Excel, CSV, Word or PDF, at most 20 MB. Columns may stand in any order under any heading."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2}
            )
        return file


class TakePlanForm(forms.Form):
    """What the draft was when the person looked; that faults were seen, and that a file of another year is meant."""

    seen = forms.CharField(required=False)
    with_faults = forms.BooleanField(required=False)
    with_other_year = forms.BooleanField(required=False)


def columns_from(post: Any, draft: Draft) -> dict[str, dict[int, str]]:
    """What a posted form says of the columns of each table: selects are called `fingerprint.number`."""
    said: dict[str, dict[int, str]] = {}
    for table in draft.shown.tables:
        for column in table.columns:
            value = post.get(f"{table.fingerprint}.{column.number}", "")
            if value in FIELDS and value != column.field:
                said.setdefault(table.fingerprint, {})[column.number] = value
    return said
