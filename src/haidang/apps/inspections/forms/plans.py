"""Opening a year, filing a plan, saying what its columns hold."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST_YEAR: Final = 2017
"""Directive 20/CT-TTg is of this year; before it no rule of ours holds."""
LAST_YEAR: Final = 2100


class OpenYearForm(forms.Form):
    """Which year plans are gathered for."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
