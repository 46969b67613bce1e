"""Reminders and the urging letter."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.letters import LetterWords
from haidang.apps.reporting.models import Audience
from haidang.apps.reporting.services import RuleText

_PLACEHOLDERS: Final = _(
    "{don_vi}, {ky}, {han} and {lien_ket} stand for unit, period, deadline and the address of the form."
)


class ReminderForm(forms.Form):
    """When whom is reminded of what."""

    offset = forms.IntegerField(
        label=_("Working days from the deadline"),
        min_value=-60,
        max_value=60,
        help_text=_("-5: five working days before; 0: on the day; 3: three working days after."),
    )
    audience = forms.ChoiceField(label=_("Addressee"), choices=Audience.choices)
    subject = forms.CharField(label=_("Subject of the message"), max_length=150)
    body = forms.CharField(
        label=_("Text"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_PLACEHOLDERS,
    )
    is_active = forms.BooleanField(label=_("Send this reminder"), required=False)

    def text(self) -> RuleText:
        """What a valid form says."""
        return RuleText(**self.cleaned_data)


class RemindForm(forms.Form):
    """A reminder by hand."""

    subject = forms.CharField(label=_("Subject of the message"), max_length=150)
    body = forms.CharField(
        label=_("Text"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_PLACEHOLDERS,
    )


class LetterForm(forms.Form):
    """The words of an urging letter."""

    parent_body = forms.CharField(label=_("Body above"), max_length=200, required=False)
    issuing_body = forms.CharField(label=_("Issuing body"), max_length=200)
    symbol = forms.CharField(
        label=_("Symbol"), max_length=40, help_text=_("The number comes from the register of documents.")
    )
    place = forms.CharField(label=_("Place"), max_length=60)
    subject = forms.CharField(label=_("Subject line (trích yếu)"), max_length=200)
    paragraphs = forms.CharField(
        label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("A line is a paragraph; the list of units stands before the last one."),
    )  # fmt: skip
    authority = forms.CharField(label=_("Signs as"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    signer = forms.CharField(label=_("Name of the signer"), max_length=100, required=False)
    recipients = forms.CharField(
        label=_("Recipients"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def words(self) -> LetterWords:
        """What a valid form says."""
        return LetterWords(**self.cleaned_data)
