"""Forms for figures and findings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.models import Indicator, ObservationStatus, Qualifier
from haidang.apps.observations.reading import measure_of, read_value


class ExplainForm(forms.Form):
    """Why a finding may stand. `seen` is the fingerprint of the arithmetic that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("Say in a sentence or two why the figures may stand, and on what you rely."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ReviseForm(forms.Form):
    """A corrected value. Numbers are read the Vietnamese way: 1.237 is one thousand two hundred thirty-seven."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status"), choices=ObservationStatus.choices)
    value = forms.CharField(label=_("Value"), required=False, max_length=40)
    qualifier = forms.ChoiceField(label=_("Precision"), choices=Qualifier.choices)
    reason = forms.CharField(
        label=_("Reason for the correction"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["value"].help_text = _("Unit of measure: %(measure)s") % {
            "measure": measure_of(indicator)
        }

    def clean_value(self) -> Decimal | None:
        text = self.cleaned_data["value"].strip()
        return read_value(text, self.indicator) if text else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        has_value = data.get("value") is not None
        if "value" in data and has_value != (data.get("status") == ObservationStatus.VALUE):
            self.add_error("value", _("Give a value, or say that it is missing or not applicable."))
        return data
