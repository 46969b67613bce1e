"""Proposing, answering, deciding, issuing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.letters import LetterWords
from haidang.apps.inspections.selectors import Team
from haidang.apps.organisations.models import Unit

_MONTHS: Final = range(1, 13)
MOST_DAYS: Final = 100_000


@dataclass(frozen=True)
class UnitDays:
    """The fields of one unit: person-days in every month, and in single months."""

    usual: forms.BoundField
    months: list[tuple[int, forms.BoundField]]

    @property
    def is_open(self) -> bool:
        """Whether something is said of a single month, or wrong there."""
        return any(field.value() not in (None, "") or field.errors for _month, field in self.months)


class ProposeForm(forms.Form):
    """From which month on there may be joint teams, and how many person-days each unit has.

    Field `cap-CODE` holds for every month, `cap-CODE-MONTH` for that month instead; empty is not limited.
    """

    first_month = forms.TypedChoiceField(
        label=_("Joint teams from"), coerce=int, choices=[(month, month) for month in _MONTHS]
    )

    def __init__(
        self, *args: Any, units: Iterable[Unit] = (), known: Mapping[str, Any] | None = None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.months = [(month, _now("month %(month)s") % {"month": month}) for month in _MONTHS]
        self.fields["first_month"].choices = self.months  # type: ignore[attr-defined]
        self.units = list(units)
        for unit in self.units:
            usual, single = _usual_and_single((known or {}).get(unit.code, {}))
            self._offer(f"cap-{unit.code}", unit.name, usual)
            for month, name in self.months:
                self._offer(f"cap-{unit.code}-{month}", f"{unit.name}, {name}", single.get(month))

    def _offer(self, key: str, label: str, initial: int | None) -> None:
        self.fields[key] = forms.IntegerField(
            label=label, required=False, min_value=0, max_value=MOST_DAYS, initial=initial
        )

    @property
    def capacity_fields(self) -> list[UnitDays]:
        """The fields of each unit."""
        return [
            UnitDays(self[f"cap-{unit.code}"], [(m, self[f"cap-{unit.code}-{m}"]) for m in _MONTHS])
            for unit in self.units
        ]

    @property
    def capacity(self) -> dict[str, dict[int, int]]:
        """Person-days by unit and month; units and months of which nothing is said are left out."""
        said = {unit.code: self._days(unit.code) for unit in self.units}
        return {code: days for code, days in said.items() if days}

    def _days(self, code: str) -> dict[int, int]:
        usual = self.cleaned_data.get(f"cap-{code}")
        single = {month: self.cleaned_data.get(f"cap-{code}-{month}") for month in _MONTHS}
        days = {month: usual if told is None else told for month, told in single.items()}
        return {month: told for month, told in days.items() if told is not None}


def _usual_and_single(days: Mapping[str, int]) -> tuple[int | None, dict[int, int]]:
    """What holds for every month, and the months that are otherwise: that of most months is the usual one."""
    single = {int(month): told for month, told in days.items()}
    if len(single) < len(_MONTHS):
        return None, single
    (usual, _times), *_rest = Counter(single.values()).most_common()
    return usual, {month: told for month, told in single.items() if told != usual}


class SendForm(forms.Form):
    """Until when units answer."""

    answer_by = forms.DateField(
        label=_("Answers by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OpinionForm(forms.Form):
    """What a unit thinks of a joint team."""

    unit = forms.CharField(widget=forms.HiddenInput)
    agrees = forms.TypedChoiceField(
        label=_("Your unit"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("the unit agrees")), ("no", _("the unit does not agree"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Reason, or what you propose instead"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class DecideForm(forms.Form):
    """What becomes of a joint team."""

    verdict = forms.ChoiceField(
        label=_("What is decided"), widget=forms.RadioSelect,
        choices=[("adopt", _("One joint team")), ("refuse", _("Not merged: each unit as planned"))],
    )  # fmt: skip
    lead = forms.ChoiceField(label=_("Lead unit"))
    month = forms.TypedChoiceField(label=_("Month"), coerce=int, choices=())
    note = forms.CharField(
        label=_("Reason"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is decided otherwise than proposed."),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team, **kwargs: Any):
        merge = team.merge
        super().__init__(*args, **kwargs)
        self.initial = {"verdict": "adopt", "lead": merge.lead.code, "month": merge.month}
        units = {turn.line.unit.code: turn.line.unit.name for turn in team.turns}
        self.fields["lead"].choices = list(units.items())  # type: ignore[attr-defined]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (month, _now("month %(month)s") % {"month": month}) for month in _MONTHS
        ]


class IssueForm(forms.Form):
    """The words of the letter and of the head of the plan."""

    parent_body = forms.CharField(label=_("Body above"), required=False, max_length=200)
    issuing_body = forms.CharField(label=_("Issuing body"), max_length=200)
    symbol = forms.CharField(label=_("Symbol"), max_length=40)
    place = forms.CharField(label=_("Place"), max_length=80)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    paragraphs = forms.CharField(label=_("Text"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 10}))
    authority = forms.CharField(label=_("Authority of the signer"), max_length=120)
    signer = forms.CharField(label=_("Signer"), required=False, max_length=120)
    recipients = forms.CharField(
        label=_("Recipients"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def words(self) -> LetterWords:
        return LetterWords(**self.cleaned_data)
