"""Forms for reports."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExplainTextForm(forms.Form):
    """Why a contradiction in the text may stand. `fingerprint` names the one that was read."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("Say in a sentence or two why the figures may stand, and on what you rely."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
