"""What people fill in about inspections: opening, team, steps, diary, findings, checklist, plan of reform."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from haidang.apps.inspections.models import Form, Member, RemedyState, Task
from haidang.apps.inspections.services.dossier import Upload
from haidang.apps.inspections.services.faults import MONEY_DIGITS
from haidang.apps.organisations.forms import DateField, UnitsField
from haidang.apps.organisations.models import Unit
from haidang.domain.vietnamese import NumberFormatError, parse_number

if TYPE_CHECKING:
    _UnitField = forms.ModelChoiceField[Unit]
else:
    _UnitField = forms.ModelChoiceField

FILE_TYPES: Final = ".pdf,.docx,.xlsx,.csv,.png,.jpg,.jpeg"


class UploadField(forms.FileField):
    """One file, as an upload for a service; `foundation/files` judges what it is when it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": FILE_TYPES})
        help_text = _("PDF, Word, Excel, CSV or a picture (PNG, JPEG); at most 25 MB.")
        super().__init__(required=False, widget=widget, help_text=help_text, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        file: UploadedFile[Any] | None = super().clean(data, initial)
        return Upload(str(file.name or ""), file.read()) if file else None


class NumberField(forms.CharField):
    """A number as people write it here: 1.237, 5,5."""

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if sum(char.isdigit() for char in text) > MONEY_DIGITS:
            raise forms.ValidationError(
                _("The number is too long: at most %(count)s digits.") % {"count": MONEY_DIGITS}
            )
        try:
            number = Decimal(parse_number(text))
        except (NumberFormatError, ArithmeticError, ValueError) as error:
            raise forms.ValidationError(_("Write a number, for example 5,5 or 1.237.")) from error
        if not self.whole:
            return number
        if number != number.to_integral_value():
            raise forms.ValidationError(_("Write a whole number."))
        return int(number)


class UnitField(_UnitField):
    """One unit to choose."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


def _text(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=4_000, widget=widget, **kwargs)


def _offer(form: forms.Form, name: str, units: Iterable[Unit]) -> None:
    field: Any = form.fields[name]
    field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name_vi")


class VersionedForm(forms.Form):
    """A form about an inspection as it was when the person looked at it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OpenForm(forms.Form):
    """An inspection to be opened. What follows from a visit of the plan is not asked."""

    lead = UnitField(Unit.objects.none(), label=_("Lead unit"), empty_label=None)
    form = forms.ChoiceField(
        label=_("Form"), choices=[(f.value, f.label) for f in (Form.CHECK, Form.INSPECTION)]
    )
    content = _text(_("What is looked into"), 2)
    start_on = DateField(label=_("First day"))
    end_on = DateField(label=_("Last day"))
    decision_number = forms.CharField(label=_("Decision, number and symbol"), max_length=60)
    decision_on = DateField(label=_("Date of the decision"))
    decision_by = forms.CharField(
        label=_("Signed by"), max_length=120, help_text=_("Name and office of who signed.")
    )
    decision_file = UploadField(label=_("File of the decision"))
    examined = forms.CharField(
        label=_("Examined period"), max_length=200, required=False, help_text=_("For example: 2022 to 2023.")
    )
    co_units = UnitsField(
        Unit.objects.none(),
        label=_("Co-ordinating units"),
        required=False,
    )
    is_complex = forms.BooleanField(label=_("A complex case, with the longer deadlines"), required=False)
    exception = _text(
        _("Clear signs of violation"),
        required=False,
        help_text=_("Only where a rule stands against it: what the signs are and where they are known from."),
    )
    exception_file = UploadField(label=_("File that shows the signs"))

    def __init__(
        self, *args: Any, leads: Sequence[Unit], units: Iterable[Unit], asked: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "form", "content"):
            if name not in asked:
                del self.fields[name]
        if "lead" in self.fields:
            _offer(self, "lead", leads)
        _offer(self, "co_units", units)


class MemberForm(forms.Form):
    """Somebody joins the team."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    position = forms.CharField(label=_("Position"), max_length=120, required=False)
    unit = UnitField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    task = forms.ChoiceField(label=_("Task in the team"), choices=Task.choices, initial=Task.MEMBER)
    username = forms.CharField(
        label=_("Account"),
        max_length=60,
        required=False,
        help_text=_("User name of who writes the diary in person; empty: the unit writes it."),
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


class LeaveForm(forms.Form):
    """Somebody leaves the team."""

    last_day = DateField(label=_("Last day in the team"))


class StepForm(VersionedForm):
    """A step that was done. What a step does not have is not asked."""

    done_on = DateField(label=_("Done on"))
    until = DateField(label=_("New last day"), required=False)
    is_waived = forms.BooleanField(
        label=_("Left out"), required=False, help_text=_("The reason stands in the note.")
    )
    note = _text(_("Note"), required=False)
    file = UploadField(label=_("File"))

    def __init__(self, *args: Any, waivable: bool, lengthens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waivable:
            del self.fields["is_waived"]
        if not lengthens:
            del self.fields["until"]


class CorrectStepForm(VersionedForm):
    """What was wrong about a step."""

    done_on = DateField(
        label=_("Done on"), required=False, help_text=_("Empty: the step was not done at all.")
    )
    note = _text(_("What was wrong"))


class CancelForm(VersionedForm):
    """Why an inspection is called off."""

    reason = _text(_("Reason"))


class DiaryForm(forms.Form):
    """A member's day. On a phone the fields stand one below the other, with the keyboards they need."""

    member = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Member"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a member of this team for whom you may write.")},
    )
    day = DateField(label=_("Day"))
    hours = NumberField(
        label=_("Hours at the enterprise"),
        required=False,
        help_text=_("For example 5 or 5,5; or write from and to."),
    )
    begins = forms.TimeField(
        label=_("From (time)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To (time)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    work = _text(_("What was done"), 5, required=False)
    met = _text(_("Who was met"), 2, required=False)
    directions = _text(_("Directions of those in charge"), 2, required=False)
    difficulties = _text(_("Difficulties"), 2, required=False)
    is_idle = forms.BooleanField(label=_("No work on this day"), required=False)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class CorrectDiaryForm(DiaryForm):
    """A correction: member and day stay as they are."""

    why = forms.CharField(label=_("What was wrong"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["member"], self.fields["day"]


class FaultForm(forms.Form):
    """Something that was found."""

    what = _text(_("What was found"))
    basis = _text(_("Legal basis"), 2, required=False)
    amount = NumberField(
        label=_("Amount of money, đồng"),
        whole=True,
        required=False,
        help_text=_("Empty where no money is at stake."),
    )
    remedy = _text(_("What has to be done"))
    due_on = DateField(label=_("By which day"))


class RemedyForm(VersionedForm):
    """How far a finding is mended."""

    state = forms.ChoiceField(label=_("State"), choices=RemedyState.choices)
    text = _text(_("What was done"))
    done_on = DateField(
        label=_("Mended on"), required=False, help_text=_("For a finding that is mended; empty means today.")
    )
    due_on = DateField(label=_("Later day"), required=False, help_text=_("Only where more time was granted."))
    recovered = NumberField(label=_("Recovered so far, đồng"), whole=True, required=False)
    file = UploadField(label=_("File"))


class ConclusionForm(VersionedForm):
    """The conclusion as a document."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    concluded_on = DateField(label=_("Date of the conclusion"))
    note = _text(_("In short"))
    file = UploadField(label=_("File"))


class PublicationForm(VersionedForm):
    """Where a conclusion was published."""

    published_on = DateField(label=_("Published on"))
    address = forms.CharField(label=_("Address"), max_length=500, required=False)
    is_waived = forms.BooleanField(
        label=_("Left out"), required=False, help_text=_("The reason stands in the note.")
    )
    note = _text(_("Note"), 2, required=False)

    def __init__(self, *args: Any, waivable: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waivable:
            del self.fields["is_waived"]


class MakeFaultsForm(forms.Form):
    """By which day what the checklist found has to be mended."""

    due_on = DateField(label=_("To be mended by"))


class ReformPlanForm(forms.Form):
    """The units that are inspected on administrative reform in a year; `replaces` is the change that was seen."""

    replaces = forms.CharField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2017, max_value=2100)
    lead = UnitField(Unit.objects.none(), label=_("Lead unit"), empty_label=None)
    number = forms.CharField(label=_("Plan, number and symbol"), max_length=60)
    decided_on = DateField(label=_("Date of the plan"))
    units = UnitsField(Unit.objects.none(), label=_("Units to inspect"))

    def __init__(self, *args: Any, leads: Iterable[Unit], units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "lead", leads)
        _offer(self, "units", units)
