"""Plans of inspections, who is who in them, what overlaps, and what is merged."""

from haidang.apps.inspections.models.conduct import (
    FormerReformPlan,
    Inspection,
    Member,
    Origin,
    ReformPlan,
    Stage,
    StepEntry,
    Task,
)
from haidang.apps.inspections.models.diary import DayConfirmation, DiaryEntry
from haidang.apps.inspections.models.matching import Answer, FoundOverlap, MatchDecision, ReviewPair
from haidang.apps.inspections.models.merging import (
    IssuedPlan,
    Merge,
    MergeOpinion,
    MergeProposal,
    MergeState,
    MergeTurn,
    ProposalState,
)
from haidang.apps.inspections.models.plans import (
    ColumnMemory,
    FilingContent,
    FilingState,
    Form,
    PlanFiling,
    PlanLine,
    PlanYear,
)
from haidang.apps.inspections.models.remedies import (
    ChecklistAnswer,
    FoundFault,
    RemedyEntry,
    RemedyState,
    Reply,
)

__all__ = [
    "Answer",
    "ChecklistAnswer",
    "ColumnMemory",
    "DayConfirmation",
    "DiaryEntry",
    "FilingContent",
    "FilingState",
    "Form",
    "FormerReformPlan",
    "FoundFault",
    "FoundOverlap",
    "Inspection",
    "IssuedPlan",
    "MatchDecision",
    "Member",
    "Merge",
    "MergeOpinion",
    "MergeProposal",
    "MergeState",
    "MergeTurn",
    "Origin",
    "PlanFiling",
    "PlanLine",
    "PlanYear",
    "ProposalState",
    "ReformPlan",
    "RemedyEntry",
    "RemedyState",
    "Reply",
    "ReviewPair",
    "Stage",
    "StepEntry",
    "Task",
]
