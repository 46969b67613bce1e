"""What the services of inspections are called with when somebody without the permission calls them."""

from datetime import date
from decimal import Decimal

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.services.checklists import SentReply
from haidang.apps.inspections.services.concluding import Conclusion, Publication
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.services.faults import NewFault, Progress
from haidang.apps.inspections.services.opening import NewInspection, Target
from haidang.apps.inspections.services.reform import NewReformPlan
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.services.teams import NewMember
from haidang.apps.organisations.models import Unit
from tests.architecture.conduct_addresses import inspection_of_reform, inspection_of_the_court

DAY = date(2026, 6, 30)


def _court():
    return Unit.objects.get(code="TAND")


def _check():
    return Inspection.objects.filter(subject_unit=None).first() or inspection_of_the_court()


def _reform():
    return Inspection.objects.exclude(subject_unit=None).first() or inspection_of_reform()


def _entry():
    return _check().diary.select_related("inspection", "member").get()


def _day():
    return DiaryDay(_entry().member, _entry().day, work="x", hours=Decimal(1))


CONDUCT = {
    "open_inspection": lambda: {
        "new": NewInspection(
            Target(enterprise=Enterprise.objects.last()), "1", DAY, "x", DAY, DAY, lead=_court(), form="kiem_tra",
            content="x",
        )
    },
    "add_member": lambda: {"inspection": _check(), "member": NewMember("x", "", _court(), "member")},
    "end_membership": lambda: {"member": _check().members.get(), "last_day": DAY},
    "record_step": lambda: {
        "inspection": _check(), "done": StepDone("notice", DAY), "seen_version": _check().version,
    },
    "correct_step": lambda: {
        "entry": _check().steps.first(), "done_on": DAY, "note": "x", "seen_version": _check().version,
    },
    "cancel_inspection": lambda: {"inspection": _check(), "reason": "x", "seen_version": _check().version},
    "write_diary": lambda: {"inspection": _check(), "entry": _day()},
    "correct_diary": lambda: {"corrected": _entry(), "entry": _day(), "why": "x"},
    "confirm_day": lambda: {"inspection": _check(), "day": _entry().day},
    "add_fault": lambda: {"inspection": _check(), "new": NewFault("x", "y", DAY)},
    "follow_fault": lambda: {
        "fault": _check().faults.get(), "progress": Progress("done", "x"), "seen_version": 1,
    },
    "conclude_inspection": lambda: {
        "inspection": _check(), "conclusion": Conclusion("1", DAY, "x"), "seen_version": _check().version,
    },
    "publish_conclusion": lambda: {
        "inspection": _check(), "publication": Publication(DAY, "https://example.org"),
        "seen_version": _check().version,
    },
    "answer_checklist": lambda: {"inspection": _reform(), "replies": [SentReply("A1", "yes")]},
    "make_faults": lambda: {"inspection": _reform(), "due_on": DAY},
    "set_reform_plan": lambda: {"new": NewReformPlan(2026, _court(), "1", DAY, [_court()])},
}  # fmt: skip
