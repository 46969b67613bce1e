"""Inspections of the court and of the demonstration's head, on which the tables of roles are tried."""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import PlanFiling, PlanLine, PlanYear
from haidang.apps.inspections.services import (
    add_fault,
    add_member,
    open_inspection,
    record_step,
    set_reform_plan,
    write_diary,
)
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.services.dossier import Upload
from haidang.apps.inspections.services.faults import NewFault
from haidang.apps.inspections.services.opening import NewInspection, Target
from haidang.apps.inspections.services.reform import NewReformPlan
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.services.teams import NewMember
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor

BY = Actor.system("test")
FOR_REFORM = ("checklist", "faults-of-checklist")


def _line(year):
    court, enterprise, now = Unit.objects.get(code="TAND"), Enterprise.objects.first(), timezone.now()
    plans, _new = PlanYear.objects.get_or_create(year=year)
    filing = PlanFiling.objects.create(
        year=plans, unit=court, state="taken", file_name="x.xlsx", media="xlsx", sha256="0" * 64, by_id="x",
        by_name="X", at=now,
    )  # fmt: skip
    return PlanLine.objects.create(
        filing=filing, year=plans, unit=court, number=1, name=enterprise.name, form="kiem_tra", content="Thuế",
        first=now.date(), last=now.date(), appearance="x" * 24, entity=f"e{enterprise.pk}", enterprise=enterprise,
    )  # fmt: skip


def _opened(target, day, **further):
    new = NewInspection(
        target, "1/QĐ", day - timedelta(days=1), "Chánh án", day, day, decision_file=Upload("qd.csv", b"a,b\n"),
        **further,
    )  # fmt: skip
    found = open_inspection(new=new, by=BY, at=timezone.now())
    done = StepDone("announcement", day)
    record_step(inspection=found, done=done, seen_version=found.version, by=BY, at=timezone.now())
    return found


def inspection_of_the_court():
    """A check that goes on, with a leader, a day of the diary and a finding."""
    now, today = timezone.now(), timezone.localdate()
    found = _opened(Target(line=_line(today.year)), today)
    court = Unit.objects.get(code="TAND")
    leader = add_member(inspection=found, member=NewMember("An", "", court, "leader"), by=BY, at=now)
    write_diary(inspection=found, entry=DiaryDay(leader, today, work="x", hours=Decimal(1)), by=BY, at=now)
    add_fault(inspection=found, new=NewFault("x", "y", today), by=BY, at=now)
    return found


def inspection_of_reform():
    """An inspection of administrative reform that the court carries out at the department of justice."""
    now, today = timezone.now(), timezone.localdate()
    court, subject = Unit.objects.get(code="TAND"), Unit.objects.get(code="STP")
    new = NewReformPlan(today.year, court, "1/KH", date(today.year, 1, 2), [subject])
    plan = set_reform_plan(new=new, by=BY, at=now)
    return _opened(Target(subject_unit=subject, reform_plan=plan), today, lead=court, content="x")


def conduct_address(name):
    """The address of a page of `conduct_tables`."""
    short = name.partition(":")[2]
    if short in ("inspections", "choose", "faults", "calendar", "reform", "plan-reform"):
        return reverse(name)
    if short == "open":
        return reverse(name, args=["luot", _line(timezone.localdate().year).pk])
    if short in FOR_REFORM:
        return reverse(name, args=[inspection_of_reform().pk])
    found = inspection_of_the_court()
    further = {
        "dossier-file": lambda: [found.decision_file_id],
        "step": lambda: ["end_of_work"],
        "correct-step": lambda: [found.steps.last().pk],
        "leave-team": lambda: [found.members.get().pk],
        "diary-book": lambda: ["docx"],
        "correct-diary": lambda: [found.diary.get().pk],
        "fault": lambda: [1],
    }
    return reverse(name, args=[found.pk, *further.get(short, list)()])


def conduct_address_of(path):
    """The address of an operation of `conduct_tables`."""
    if "/enterprises/" in path:
        return path.format(enterprise_id=Enterprise.objects.first().pk) + "?year=2026"
    if "{inspection_id}" not in path:
        return path
    found = inspection_of_reform() if "checklist" in path else inspection_of_the_court()
    return path.format(inspection_id=found.pk, entry=1, number=1)
