"""Forms for what happens to units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.organisations.models import Unit


class DateInput(forms.DateInput):
    """The browser's own date field; it sends ISO dates."""

    input_type = "date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format="%Y-%m-%d", **kwargs)


class MergeForm(forms.Form):
    """Several units become part of another one."""

    predecessors = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Units that are merged"), help_text=_("Choose one or more.")
    )
    successor = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit that takes over"))
    effective_on = forms.DateField(
        label=_("First day of the new state"), widget=DateInput, input_formats=["%Y-%m-%d", "%d/%m/%Y"]
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.order_by("name_vi")
        self.fields["predecessors"].queryset = units.filter(valid_to=None)  # type: ignore[attr-defined]
        self.fields["successor"].queryset = units.filter(valid_to=None)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """A unit ends, and nobody follows."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput, input_formats=["%Y-%m-%d", "%d/%m/%Y"])
    basis = forms.CharField(label=_("Legal basis"), max_length=300)
