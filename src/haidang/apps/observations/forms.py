"""Forms for figures and findings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.formatting import MULTIPLES_VI
from haidang.apps.observations.models import Indicator, IndicatorKind, ObservationStatus, Qualifier
from haidang.domain.vietnamese import NumberFormatError, parse_number

MOST_DIGITS: Final = 15
_WHOLE: Final = (IndicatorKind.COUNT, IndicatorKind.RANK)


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
        self.measure = f"{MULTIPLES_VI.get(indicator.unit_mult, '')} {indicator.unit_measure}".strip()
        self.fields["value"].help_text = _("Unit of measure: %(measure)s") % {"measure": self.measure}

    def clean_value(self) -> Decimal | None:
        text = self.cleaned_data["value"].strip()
        if not text:
            return None
        if text.endswith("%") and self.indicator.kind != IndicatorKind.PERCENT:
            raise forms.ValidationError(
                _("“%(text)s” is a percentage, but this figure is stated in %(measure)s.")
                % {"text": text, "measure": self.measure}
            )
        try:
            value = parse_number(text.removesuffix("%").strip())
        except NumberFormatError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a number: write it like 1.237 or 64,56.") % {"text": error.text}
            ) from error
        if value.adjusted() >= MOST_DIGITS:
            raise forms.ValidationError(
                _("“%(text)s” has too many digits: check it and its unit of measure.") % {"text": text}
            )
        if self.indicator.kind in _WHOLE and not self.indicator.unit_mult and value % 1:
            raise forms.ValidationError(
                _(
                    "“%(text)s” has decimals, but this figure is a whole number. "
                    "Thousands are set off with a point: 1.237."
                )
                % {"text": text}
            )
        return value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        has_value = data.get("value") is not None
        if "value" in data and has_value != (data.get("status") == ObservationStatus.VALUE):
            self.add_error("value", _("Give a value, or say that it is missing or not applicable."))
        return data
