"""Opening a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.services import RoundRules
from haidang.domain.worktime import CutoffScheme, PeriodFormatError, parse_period

_SCHEMES = (
    (CutoffScheme.CALENDAR.value, _("The days of the period itself")),
    (CutoffScheme.ND09.value, _("From the 15th to the 14th (Decree 09/2019/NĐ-CP, article 12)")),
)


class OpenRoundForm(forms.Form):
    """What the co-ordinator decides about a round."""

    period = forms.CharField(
        label=_("Period"),
        help_text=_(
            "2026-9M for nine months, 2026-Q3 for a quarter, 2026-S1 for a half, 2026-Y for the year."
        ),
        max_length=20,
    )
    code = forms.CharField(
        label=_("Code of the round"), max_length=40, help_text=_("Capital letters, digits, dots and hyphens.")
    )
    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.order_by("-pk"))
    coordinator = forms.ModelChoiceField(label=_("Co-ordinator"), queryset=Unit.objects.none())
    cutoff_scheme = forms.ChoiceField(label=_("Cut-off of the data"), choices=_SCHEMES)
    deadline_days = forms.IntegerField(
        label=_("Working days after the cut-off"),
        min_value=0,
        max_value=60,
        help_text=_("The deadline is so many working days after the last day of the cut-off."),
    )
    head_approves_own = forms.BooleanField(
        label=_("A head may approve what he or she entered"),
        required=False,
        help_text=_("Without this, a report is written and approved by two different people."),
    )
    note = forms.CharField(
        label=_("Note to the units"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].queryset = units  # type: ignore[attr-defined]

    def clean_period(self) -> Any:
        try:
            return parse_period(self.cleaned_data["period"].strip())
        except PeriodFormatError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a period: write it like 2026-9M, 2026-Q3 or 2026-Y.")
                % {"text": error.code[:20]}
            ) from error

    def rules(self) -> RoundRules:
        """The rules of a valid form."""
        data = self.cleaned_data
        return RoundRules(
            code=data["code"].strip(),
            period=data["period"],
            plan=data["plan"],
            coordinator=data["coordinator"],
            cutoff_scheme=CutoffScheme(data["cutoff_scheme"]),
            deadline_days=data["deadline_days"],
            head_approves_own=data["head_approves_own"],
            note=data["note"],
        )
