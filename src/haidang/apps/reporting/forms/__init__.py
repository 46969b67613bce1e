"""Forms of the room."""

from haidang.apps.reporting.forms.reports import ExplainTextForm
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
    "EvidenceForm",
    "ExplainForm",
    "ExplainTextForm",
    "ExtendForm",
    "NarrativeForm",
    "OpenRoundForm",
    "ReasonForm",
    "RemarkForm",
    "WorkbookForm",
]
