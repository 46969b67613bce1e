"""Forms for what happens to units."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.organisations.models import Person, Unit
from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.services import MAX_FULL_NAME, USERNAME
from haidang.foundation.permissions import Role

if TYPE_CHECKING:
    _UnitsField = forms.ModelMultipleChoiceField[Unit]
else:
    _UnitsField = forms.ModelMultipleChoiceField


class DateInput(forms.DateInput):
    """The browser's own date field; it sends ISO dates."""

    input_type = "date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"format": "%Y-%m-%d", **kwargs})


class DateField(forms.DateField):
    """A day as the browser or a person writes it, within the reach of calendars and of the arithmetic on them."""

    widget = DateInput
    first, last = date(1900, 1, 1), date(2200, 12, 31)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not self.first <= value <= self.last:
            raise forms.ValidationError(_("Choose a day between 1900 and 2200."), code="out_of_reach")


class UnitsField(_UnitsField):
    """Units to tick: on a phone a list of several choices asks for keys that it has not."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


class MergeForm(forms.Form):
    """Several units become part of another one."""

    predecessors = UnitsField(
        Unit.objects.none(), label=_("Units that are merged"), help_text=_("Choose one or more.")
    )
    successor = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit that takes over"))
    effective_on = DateField(label=_("First day of the new state"))
    basis = forms.CharField(label=_("Legal basis"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.order_by("name_vi")
        self.fields["predecessors"].queryset = units.filter(valid_to=None)  # type: ignore[attr-defined]
        self.fields["successor"].queryset = units.filter(valid_to=None)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """A unit ends, and nobody follows."""

    last_day = DateField(label=_("Last day"))
    basis = forms.CharField(label=_("Legal basis"), max_length=300)


class PositionForm(forms.Form):
    """A position: unit, title, role, first day."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    title = forms.CharField(label=_("Title"), max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    valid_from = DateField(label=_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(valid_to=None).order_by("name_vi")  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class EmployForm(PositionForm):
    """A new person with an account and a first position."""

    full_name = forms.CharField(label=_("Full name"), max_length=MAX_FULL_NAME)
    username = forms.RegexField(
        rf"^{USERNAME}\Z",
        label=_("User name"),
        help_text=_("Small letters and digits, at least three; dots and hyphens may be used."),
        error_messages={
            "invalid": _("Use small letters without marks and digits, at least three, no spaces.")
        },
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        help_text=_("At least 12 characters. The person changes it after signing in."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("full_name", "username", "email", "password", "unit", "title", "role", "valid_from")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return username


class AppointForm(PositionForm):
    """A further position for somebody who is known."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    field_order = ("person", "unit", "title", "role", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.order_by("full_name")  # type: ignore[attr-defined]


class EndPositionForm(forms.Form):
    """A position ends, and its rights with it."""

    last_day = DateField(label=_("Last day"))
