"""Writes to plans, matches and joint teams, and to inspections from their opening on."""

from haidang.apps.inspections.services.checklists import answer_checklist, make_faults
from haidang.apps.inspections.services.concluding import conclude_inspection, publish_conclusion
from haidang.apps.inspections.services.deciding import (
    Decision,
    adopt_unopposed,
    agree_to_rest,
    decide_merge,
    give_opinion,
)
from haidang.apps.inspections.services.diary import confirm_day, correct_diary, write_diary
from haidang.apps.inspections.services.faults import add_fault, follow_fault
from haidang.apps.inspections.services.filing import bring_plan, drop_plan, say_columns, take_plan
from haidang.apps.inspections.services.issuing import issue_plan, make_issued_files, publish_plan
from haidang.apps.inspections.services.opening import open_inspection
from haidang.apps.inspections.services.proposing import drop_proposal, propose_merges, send_proposal
from haidang.apps.inspections.services.reform import set_reform_plan
from haidang.apps.inspections.services.resolving import resolve_stale_years, resolve_year
from haidang.apps.inspections.services.reviewing import decide_pair, undo_decision
from haidang.apps.inspections.services.steps import cancel_inspection, correct_step, record_step
from haidang.apps.inspections.services.teams import add_member, end_membership
from haidang.apps.inspections.services.years import open_year

__all__ = [
    "Decision",
    "add_fault",
    "add_member",
    "adopt_unopposed",
    "agree_to_rest",
    "answer_checklist",
    "bring_plan",
    "cancel_inspection",
    "conclude_inspection",
    "confirm_day",
    "correct_diary",
    "correct_step",
    "decide_merge",
    "decide_pair",
    "drop_plan",
    "drop_proposal",
    "end_membership",
    "follow_fault",
    "give_opinion",
    "issue_plan",
    "make_faults",
    "make_issued_files",
    "open_inspection",
    "open_year",
    "propose_merges",
    "publish_conclusion",
    "publish_plan",
    "record_step",
    "resolve_stale_years",
    "resolve_year",
    "say_columns",
    "send_proposal",
    "set_reform_plan",
    "take_plan",
    "undo_decision",
    "write_diary",
]
