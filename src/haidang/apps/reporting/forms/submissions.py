"""Writing, judging and talking about a unit's report."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.models import Indicator, Qualifier
from haidang.apps.observations.reading import measure_of, read_value, split_qualifier
from haidang.apps.reporting.models import AnswerStatus
from haidang.apps.reporting.services import Answer
from haidang.domain.vietnamese import DateFormatError, fold, parse_date

STATUSES = (
    (AnswerStatus.VALUE.value, _("There is a figure")),
    (AnswerStatus.MISSING.value, _("No data")),
    (AnswerStatus.NOT_APPLICABLE.value, _("Not applicable")),
)

_NO_FIGURE: Final = frozenset(
    (
        "-",
        "–",
        "—",
        "…",
        "...",
        "/",
        "x",
        "k",
        "ko",
        "khong",
        "k co",
        "ko co",
        "khong co",
        "chua co",
        "na",
        "n/a",
    )
)
_NUMBER_AND_WORDS: Final = re.compile(r"[\d.,]+\s*[^\W\d].*")


class AnswerForm(forms.Form):
    """One cell. An empty field is no answer; "gần 9" and "hơn 1.200" are read with their qualifier."""

    version = forms.IntegerField(min_value=0)
    value = forms.CharField(required=False, max_length=60)
    status = forms.ChoiceField(choices=STATUSES, required=False)
    note = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        text = data.get("value", "").strip()
        status = data.get("status") or AnswerStatus.VALUE
        if text and status != AnswerStatus.VALUE:
            self.add_error(
                "value",
                _(
                    "There is a value, but the state says there is none: "
                    "delete the value, or choose “There is a figure”."
                ),
            )
        elif text:
            qualifier, number = split_qualifier(text)
            data["qualifier"] = qualifier
            data["number"] = self._read(number)
        return data

    def _read(self, number: str) -> Any:
        if fold(number) in _NO_FIGURE:
            said = _(
                "“%(text)s” is not a number. If there is no figure, leave this field empty and choose “No data” or "
                "“Not applicable” beside it."
            )
            self.add_error("value", said % {"text": number})
            return None
        try:
            return read_value(number, self.indicator)
        except forms.ValidationError as error:
            self.add_error("value", " ".join([*error.messages, *self._hint(number)]))
            return None

    def _hint(self, number: str) -> list[str]:
        """ "90 vụ" and "9 triệu": the measure is not typed, it is given."""
        if not _NUMBER_AND_WORDS.fullmatch(number):
            return []
        return [
            str(_("Write digits alone: the figure is stated in %(measure)s."))
            % {"measure": measure_of(self.indicator)}
        ]

    def answer(self) -> Answer:
        """The answer of a valid form."""
        data = self.cleaned_data
        status = data.get("status") or AnswerStatus.VALUE.value
        number = data.get("number")
        note = " ".join(data["note"].split())
        if status != AnswerStatus.VALUE:
            return Answer(status, note=note)
        if number is None:
            return Answer(AnswerStatus.NONE.value, note=note)
        return Answer(status, number, data.get("qualifier", Qualifier.EXACT.value), note)


class NarrativeForm(forms.Form):
    """What a unit says on a task."""

    version = forms.IntegerField(min_value=0)
    text = forms.CharField(required=False, widget=forms.Textarea)

    def clean_text(self) -> str:
        """Word's soft line breaks become line breaks; what no file can hold is left out."""
        text: str = self.cleaned_data["text"].replace("\v", "\n")
        return "".join(char for char in text if char in "\n\r\t" or char.isprintable() or ord(char) >= 0xA0)


class EvidenceForm(forms.Form):
    """A file, of the whole report or of a task."""

    task = forms.IntegerField(required=False)
    file = forms.FileField(label=_("File (Word, Excel, PDF, CSV, PNG or JPEG)"))


class WorkbookForm(forms.Form):
    """A filled form."""

    file = forms.FileField(label=_("Filled form (.xlsx)"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ExtendForm(ReasonForm):
    """A new deadline, and why."""

    due_on = forms.CharField(
        label=_("New deadline (dd/mm/yyyy)"),
        max_length=10,
        widget=forms.TextInput(attrs={"pattern": r"\s*\d{1,2}/\d{1,2}/\d{4}\s*", "autocomplete": "off"}),
    )

    def clean_due_on(self) -> Any:
        try:
            return parse_date(self.cleaned_data["due_on"].strip())
        except DateFormatError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a date: write it as dd/mm/yyyy.")
                % {"text": self.cleaned_data["due_on"][:10]}
            ) from error


class RemarkForm(forms.Form):
    """Something said about a report, or about one of its cells."""

    text = forms.CharField(label=_("Write to the other side"), widget=forms.Textarea(attrs={"rows": 2}))
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput)
    narrative = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ExplainForm(forms.Form):
    """Why something suspicious may stand."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
