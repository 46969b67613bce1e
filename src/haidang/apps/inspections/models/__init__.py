"""Plans of inspections, who is who in them, what overlaps, and what is merged."""

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

__all__ = [
    "Answer",
    "ColumnMemory",
    "FilingContent",
    "FilingState",
    "Form",
    "FoundOverlap",
    "IssuedPlan",
    "MatchDecision",
    "Merge",
    "MergeOpinion",
    "MergeProposal",
    "MergeState",
    "MergeTurn",
    "PlanFiling",
    "PlanLine",
    "PlanYear",
    "ProposalState",
    "ReviewPair",
]
