"""Forms for Word files that came back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnedFileForm(forms.Form):
    """A Word file that was edited by hand."""

    file = forms.FileField(
        label=_("Word file that came back (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )


class PassOverForm(forms.Form):
    """Why a change is passed over; the reason may be left out."""

    reason = forms.CharField(label=_("Reason (may be left out)"), max_length=500, required=False)
