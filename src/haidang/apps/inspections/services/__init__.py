"""Writes to plans, matches and joint teams, and to inspections from their opening on."""

from haidang.apps.inspections.services.checklists import answer_checklist, make_faults
from haidang.apps.inspections.services.concluding import conclude_inspection, publish_conclusion
from haidang.apps.inspections.services.diary import confirm_day, correct_diary, write_diary
from haidang.apps.inspections.services.faults import add_fault, follow_fault
from haidang.apps.inspections.services.opening import open_inspection
from haidang.apps.inspections.services.reform import set_reform_plan
from haidang.apps.inspections.services.steps import cancel_inspection, correct_step, record_step
from haidang.apps.inspections.services.teams import add_member, end_membership
from haidang.apps.inspections.services.years import open_year

__all__ = [
    "add_fault",
    "add_member",
    "answer_checklist",
    "cancel_inspection",
    "conclude_inspection",
    "confirm_day",
    "correct_diary",
    "correct_step",
    "end_membership",
    "follow_fault",
    "make_faults",
    "open_inspection",
    "open_year",
    "publish_conclusion",
    "record_step",
    "set_reform_plan",
    "write_diary",
]
