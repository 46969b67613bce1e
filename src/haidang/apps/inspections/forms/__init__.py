"""What people fill in about inspections."""

from haidang.apps.inspections.forms.merging import DecideForm, IssueForm, OpinionForm, ProposeForm, SendForm
from haidang.apps.inspections.forms.plans import BringPlanForm, OpenYearForm, TakePlanForm, columns_from

__all__ = [
    "BringPlanForm",
    "DecideForm",
    "IssueForm",
    "OpenYearForm",
    "OpinionForm",
    "ProposeForm",
    "SendForm",
    "TakePlanForm",
    "columns_from",
]
