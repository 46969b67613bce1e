"""The tables of the room: rounds, what units submit in them, the consolidated report."""

from haidang.apps.reporting.models.chasing import Audience, ReminderRule, UrgingLetter
from haidang.apps.reporting.models.editing import IDLE, BlockLock, BlockVersion, ChangeKind
from haidang.apps.reporting.models.proposals import Outcome, Proposal, ProposalDecision, ProposalTask
from haidang.apps.reporting.models.reports import (
    Artefact,
    Block,
    BlockKind,
    Deviation,
    Quote,
    Report,
    ReportState,
    Section,
    SectionKind,
    TextExplanation,
)
from haidang.apps.reporting.models.returned import IssuedFile, ReturnedDecision, ReturnedFile, Verdict
from haidang.apps.reporting.models.rounds import (
    WITH_THE_UNIT,
    AppendixStatus,
    Assignment,
    AssignmentStatus,
    Round,
    Tally,
)
from haidang.apps.reporting.models.sharing import LinkOpening, LinkState, ReportLink
from haidang.apps.reporting.models.submissions import (
    AnswerStatus,
    Decision,
    DecisionKind,
    Entry,
    Evidence,
    Explanation,
    Narrative,
    Remark,
    Submission,
)

__all__ = [
    "IDLE",
    "WITH_THE_UNIT",
    "AnswerStatus",
    "AppendixStatus",
    "Artefact",
    "Assignment",
    "AssignmentStatus",
    "Audience",
    "Block",
    "BlockKind",
    "BlockLock",
    "BlockVersion",
    "ChangeKind",
    "Decision",
    "DecisionKind",
    "Deviation",
    "Entry",
    "Evidence",
    "Explanation",
    "IssuedFile",
    "LinkOpening",
    "LinkState",
    "Narrative",
    "Outcome",
    "Proposal",
    "ProposalDecision",
    "ProposalTask",
    "Quote",
    "Remark",
    "ReminderRule",
    "Report",
    "ReportLink",
    "ReportState",
    "ReturnedDecision",
    "ReturnedFile",
    "Round",
    "Section",
    "SectionKind",
    "Submission",
    "Tally",
    "TextExplanation",
    "UrgingLetter",
    "Verdict",
]
