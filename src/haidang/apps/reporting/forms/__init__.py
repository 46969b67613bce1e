"""Forms of the room."""

from haidang.apps.reporting.forms.chasing import LetterForm, ReminderForm, RemindForm
from haidang.apps.reporting.forms.proposals import DecisionForm, LinkForm, TaskForm
from haidang.apps.reporting.forms.reports import ExplainTextForm
from haidang.apps.reporting.forms.returned import PassOverForm, ReturnedFileForm
from haidang.apps.reporting.forms.rounds import OpenRoundForm
from haidang.apps.reporting.forms.submissions import (
    AnswerForm,
    EvidenceForm,
    ExplainForm,
    ExtendForm,
    NarrativeForm,
    ReasonForm,
    RemarkForm,
    WorkbookForm,
)

__all__ = [
    "AnswerForm",
    "DecisionForm",
    "EvidenceForm",
    "ExplainForm",
    "ExplainTextForm",
    "ExtendForm",
    "LetterForm",
    "LinkForm",
    "NarrativeForm",
    "OpenRoundForm",
    "PassOverForm",
    "ReasonForm",
    "RemarkForm",
    "RemindForm",
    "ReminderForm",
    "ReturnedFileForm",
    "TaskForm",
    "WorkbookForm",
]
