"""Forms for what people do with obligations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category
from haidang.apps.organisations.forms import DateField, UnitsField
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Obligation, Plan, Repeats, Status, Task
from haidang.apps.programme.services import Upload
from haidang.domain.vietnamese import format_date

MAX_FILES = 5
FILE_TYPES = ".pdf,.docx,.xlsx,.csv,.png,.jpg,.jpeg"


class FilesInput(forms.FileInput):
    """A field of the browser that takes several files."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "accept": FILE_TYPES})


class FilesField(forms.FileField):
    """Up to five files, as uploads for a service; `foundation/files` judges what they are when they are stored."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("PDF, Word, Excel, CSV or a picture (PNG, JPEG); at most 5 files, together 25 MB.")
        super().__init__(required=False, help_text=help_text, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[Upload, ...]:
        files: Sequence[UploadedFile[Any]] = data if isinstance(data, list) else [data] if data else []
        if len(files) > MAX_FILES:
            raise forms.ValidationError(_("At most 5 files at a time."))
        checked = [super(FilesField, self).clean(file, initial) for file in files]
        return tuple(Upload(str(file.name or ""), file.read()) for file in checked)


class VersionedForm(forms.Form):
    """A form about a task as it was when the person looked at it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ProgressForm(VersionedForm):
    """How far a task is. Only the co-ordinator sees "cancelled"; who only helps sees no state at all."""

    status = forms.ChoiceField(label=_("State"))
    done_on = DateField(
        label=_("Done on"), required=False, help_text=_("For a task that is done; empty means today.")
    )
    expected_on = DateField(
        label=_("New expected date"), required=False, help_text=_("For a task that is delayed.")
    )
    text = forms.CharField(
        label=_("What was done, or why it is late"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    evidence = FilesField(label=_("Evidence"))

    def __init__(self, *args: Any, may_cancel: bool, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            for name in ("status", "done_on", "expected_on"):
                del self.fields[name]
            return
        choices = [
            (value, label) for value, label in Status.choices if may_cancel or value != Status.CANCELLED
        ]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]


class EndedUnitsField(UnitsField):
    """Units to choose from; of one that ended, whose successor may bear its name, the last day is told."""

    def label_from_instance(self, obj: Unit) -> str:
        if obj.valid_to is None:
            return obj.name
        return f"{obj.name} ({gettext('until %(day)s') % {'day': format_date(obj.valid_to)}})"


class UnitsForm(forms.Form):
    """Who leads and who helps."""

    leads = EndedUnitsField(Unit.objects.none(), label=_("Leads"))
    helpers = EndedUnitsField(Unit.objects.none(), label=_("Co-ordinates"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("leads", "helpers"):
            if name in self.fields:
                self.fields[name].queryset = units  # type: ignore[attr-defined]


class CorrectionForm(UnitsForm, VersionedForm):
    """Title, due date and units of an obligation, with the reason."""

    title = forms.CharField(
        label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_date = DateField(label=_("Due"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the history, with what stood there before."),
    )


class ReopenForm(VersionedForm):
    """Why a closed task is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class CheckForm(VersionedForm):
    """Where something is published, and whether it was seen there."""

    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Begins with https:// or http://. The system does not visit it: you do."),
    )
    seen = forms.TypedChoiceField(
        label=_("Is it there?"),
        choices=[("1", _("Yes, I saw it")), ("0", _("No, it is not there"))],
        coerce=lambda value: value == "1",
    )
    seen_on = DateField(label=_("Day on which you looked"))
    text = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = FilesField(label=_("Screenshot or file"))

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Write an address that begins with https:// or http://."))
        return address


class CreateForm(UnitsForm):
    """An obligation. The head of a unit, who only registers commitments, is not asked for its kind."""

    obligation = forms.ChoiceField(label=_("Kind of obligation"), choices=Obligation.choices)
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None)
    title = forms.CharField(
        label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("Sub-index"), required=False, empty_label=_("The whole programme")
    )
    starts_on = DateField(label=_("From"), required=False)
    due_date = DateField(label=_("Due"), required=False)
    rhythm = forms.ChoiceField(
        label=_("Comes again"), required=False, choices=[("", _("No, it is done once")), *Repeats.choices]
    )
    basis = forms.ModelChoiceField(
        Document.objects.none(), label=_("Grounds"), required=False, empty_label=_("The plan itself")
    )
    published_url = forms.URLField(
        label=_("Address where it is published"), required=False, max_length=500, assume_scheme="https"
    )
    proposal = forms.CharField(label=_("Proposal decided upon"), required=False, max_length=500)
    decided_by = forms.CharField(
        label=_("Who decided"),
        required=False,
        max_length=200,
        help_text=_("The body or office, not the person."),
    )
    decision_number = forms.CharField(label=_("Number and symbol"), required=False, max_length=60)
    decided_on = DateField(label=_("Date of the document"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, only_commitments: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.order_by("-pk")  # type: ignore[attr-defined]
        self.fields["category"].queryset = Category.objects.all()  # type: ignore[attr-defined]
        self.fields["basis"].queryset = Document.objects.order_by("number")  # type: ignore[attr-defined]
        if only_commitments:
            for name in ("obligation", "proposal", "decided_by", "decision_number", "decided_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values.setdefault("obligation", Obligation.COMMITMENT)
        return values


def initial_of(task: Task, leads: Sequence[int], helpers: Sequence[int]) -> dict[str, Any]:
    """What a correction starts from."""
    return {
        "title": task.title_vi,
        "due_date": task.due_date,
        "leads": leads,
        "helpers": helpers,
        "seen_version": task.version,
    }
