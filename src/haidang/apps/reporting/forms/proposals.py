"""Forms for links, proposals and what becomes of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.organisations.forms import DateField
from haidang.apps.programme.forms import UnitsForm
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Outcome


class LinkForm(forms.Form):
    """What a link is for, and how long it opens."""

    purpose = forms.CharField(
        label=_("What the link is for, and for whom"),
        max_length=200,
        help_text=_("For example: for the working group of the Ministry, before the meeting."),
    )
    expires_on = DateField(label=_("Last day"), help_text=_("At most 90 days from today."))


class DecisionForm(forms.Form):
    """What was decided on a proposal, and where that stands."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label=_("What was decided"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was changed, or why it was refused. May be empty if it was accepted as it is."),
    )
    decided_by = forms.CharField(
        label=_("Who decided"), max_length=200, help_text=_("The body or office, not the person.")
    )
    document_number = forms.CharField(label=_("Number and symbol of the document"), max_length=60)
    decided_on = DateField(label=_("Date of the document"))


class TaskForm(UnitsForm):
    """The task that an accepted proposal becomes."""

    title = forms.CharField(
        label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_date = DateField(label=_("Due"))
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.order_by("-pk")  # type: ignore[attr-defined]
