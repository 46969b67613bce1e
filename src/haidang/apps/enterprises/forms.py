"""Bringing a list, and asking for a personal number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.services import SHORTEST_REASON

UPDATE, COMPLETE = "enterprises", "enterprises-complete"


class UpdateForm(forms.Form):
    """A file, and whether it is all there is."""

    kind = forms.ChoiceField(
        label=_("What does the list hold?"),
        choices=[
            (UPDATE, _("Additions and changes: enterprises that are not in it stay as they are")),
            (COMPLETE, _("The complete list: enterprises that are not in it are marked as gone")),
        ],
        widget=forms.RadioSelect,
        initial=UPDATE,
    )
    file = forms.FileField(label=_("File (.xlsx or .csv)"))


class TakeForm(forms.Form):
    """The previewed file, by its hash."""

    kind = forms.ChoiceField(choices=[(UPDATE, UPDATE), (COMPLETE, COMPLETE)])
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    name = forms.CharField(max_length=200)


class RevealForm(forms.Form):
    """Why somebody needs to see the number."""

    reason = forms.CharField(
        label=_("What do you need the number for?"),
        help_text=_("Your name, the time and this sentence go into the audit trail."),
        min_length=SHORTEST_REASON,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
