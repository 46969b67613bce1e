"""The form of a new key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own date field; it sends ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class KeyForm(forms.Form):
    """For which unit, what for, until when."""

    unit_code = forms.ChoiceField(label=_("Unit"))
    name = forms.CharField(
        label=_("What the key is for"),
        max_length=100,
        help_text=_("For example the name of the software that will use it. It appears in the audit trail."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=DayInput,
        help_text=_("Two years away at most."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [] if len(units) == 1 else [("", _("Choose a unit"))]
        self.fields["unit_code"].choices = [*first, *units]  # type: ignore[attr-defined]
