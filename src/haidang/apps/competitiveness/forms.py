"""Forms for reckoning with scores, and for what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haidang.apps.competitiveness.imports import small_number
from haidang.apps.competitiveness.methods import name_of
from haidang.apps.competitiveness.services import MOST_DECIMALS
from haidang.apps.competitiveness.simulating import HIGHEST, LOWEST, Base
from haidang.domain.vietnamese import format_number
from haidang.foundation.importing.columns import CellError

_DEAREST = Decimal(1_000_000)
_LONGEST = 40


class SmallNumberField(forms.CharField):
    """A number whose only mark is the decimal one, a comma or a point: "6,22", "6.056"."""

    def __init__(self, *, low: Decimal, high: Decimal, **kwargs: Any) -> None:
        self.low, self.high = low, high
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=_LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = small_number(text)
        except CellError as error:
            raise forms.ValidationError(f"{error.what}: {error.todo}.") from error
        if not self.low <= number <= self.high:
            bounds = {"low": format_number(self.low), "high": format_number(self.high)}
            raise forms.ValidationError(gettext("Give a number from %(low)s to %(high)s.") % bounds)
        if -int(number.as_tuple().exponent) > MOST_DECIMALS:
            raise forms.ValidationError(gettext("Round it to %(count)s decimals.") % {"count": MOST_DECIMALS})
        return number


class _OfSubindices(forms.Form):
    """A form with a field for every sub-index; one that the address does not name has its usual value."""

    def __init__(self, sent: Mapping[str, Any], base: Base, usual: Mapping[str, str]) -> None:
        names = {code: f"{self.prefix}-{code}" for code in usual}
        given = dict(sent.items())  # of an address: the last of each name
        super().__init__(given | {names[code]: given.get(names[code], text) for code, text in usual.items()})
        self.base = base
        for sub in base.subindices:
            self.fields[sub.code] = self.field_for(name_of(sub))

    def field_for(self, label: str) -> SmallNumberField:
        raise NotImplementedError

    @property
    def numbers(self) -> dict[str, Decimal]:
        """What was given, by sub-index."""
        return {
            sub.code: self.cleaned_data[sub.code]
            for sub in self.base.subindices
            if self.cleaned_data.get(sub.code) is not None
        }

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Sub-indices with their fields."""
        return [(sub, self[sub.code]) for sub in self.base.subindices]


class SimulationForm(_OfSubindices):
    """Assumed scores, `s-<sub-index>`; empty is as it was."""

    prefix = "s"

    def __init__(self, sent: Mapping[str, Any], base: Base) -> None:
        super().__init__(sent, base, {code: format_number(score) for code, score in base.scores.items()})

    def field_for(self, label: str) -> SmallNumberField:
        return SmallNumberField(label=label, low=LOWEST, high=HIGHEST, required=False)


class WayForm(_OfSubindices):
    """A place to reach, and what a point of each sub-index costs: `c-<sub-index>`; empty is not moved."""

    prefix = "c"
    target = forms.IntegerField(label=_("Rank to reach"), min_value=1)
    within_reach = forms.BooleanField(
        label=_("No score above the best that a province has that year"), required=False
    )

    def __init__(self, sent: Mapping[str, Any], base: Base) -> None:
        super().__init__(sent, base, dict.fromkeys(base.scores, "1"))
        target: Any = self.fields["target"]
        target.max_value = base.others + 1
        target.widget.attrs |= {"max": base.others + 1}
        target.help_text = gettext("From 1 to %(count)s.") % {"count": base.others + 1}

    def field_for(self, label: str) -> SmallNumberField:
        return SmallNumberField(label=label, low=Decimal(0), high=_DEAREST, required=False)

    def clean_target(self) -> int:
        target: int = self.cleaned_data["target"]
        if target > self.base.others + 1:
            raise forms.ValidationError(
                gettext("Only %(count)s provinces are known.") % {"count": self.base.others + 1}
            )
        return target


class ScenarioForm(forms.Form):
    """The name of a scenario, and what there is to say about it."""

    name = forms.CharField(label=_("Name of the scenario"), max_length=120)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
