"""A year of plans at one enterprise, and inspections opened by the court of the demonstration."""

from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.conf import settings
from django.utils import translation

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import (
    FilingState,
    Merge,
    MergeProposal,
    MergeState,
    MergeTurn,
    PlanFiling,
    PlanLine,
    PlanYear,
    ProposalState,
)
from haidang.apps.inspections.services import add_member, open_inspection, record_step
from haidang.apps.inspections.services.opening import NewInspection, Target
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.services.teams import NewMember
from haidang.apps.organisations.models import Unit

TAX, SAFETY = "Chấp hành pháp luật về thuế", "An toàn lao động"
_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def _in_english(tmp_path, monkeypatch, db):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    with translation.override("en"):
        yield


def unit(code):
    return Unit.objects.get(code=code)


def moment(day, hour=3):
    """A moment of a day; 03:00 UTC is 10:00 in the province."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def head(actor_for):
    return actor_for("thutruong")


@pytest.fixture
def officer(actor_for):
    return actor_for("canbo")


@pytest.fixture
def inspector(actor_for):
    return actor_for("thanhtra")


@pytest.fixture
def enterprise(db):
    return Enterprise.objects.filter(kind="enterprise", state="active").order_by("pk").first()


@pytest.fixture
def plan_line(at, enterprise):
    """`plan_line(unit_code, form, content, month)` is a visit of a plan in force."""

    def make(
        unit_code="TAND",
        form="kiem_tra",
        content=TAX,
        month=11,
        year=2026,
        at_enterprise=None,
        synthetic=False,
    ):
        where = at_enterprise or enterprise
        plans, _new = PlanYear.objects.get_or_create(year=year)
        filing, _new = PlanFiling.objects.get_or_create(
            year=plans, unit=unit(unit_code), state=FilingState.TAKEN,
            defaults={
                "file_name": "ke-hoach.xlsx", "media": "xlsx", "sha256": "0" * 64, "by_id": "x", "by_name": "X",
                "at": at, "is_synthetic": synthetic,
            },
        )  # fmt: skip
        first = date(year, month, 1) if month else None
        return PlanLine.objects.create(
            filing=filing, year=plans, unit=filing.unit, number=next(_NUMBERS), name=where.name, form=form,
            content=content, first=first, last=first and date(year, month, 5), appearance="x" * 24,
            entity=f"e{where.pk}", enterprise=where,
        )  # fmt: skip

    return make


@pytest.fixture
def joint_team(at, enterprise):
    """`joint_team(line, line)` is a joint team, decided on, that the unit of the first line leads."""

    def make(*lines, state=MergeState.ADOPTED, month=11):
        proposal = MergeProposal.objects.create(
            year=lines[0].year, state=ProposalState.SETTLED, status="optimal", gap=0, change=0, overload=0,
            by_id="x", by_name="X", at=at,
        )  # fmt: skip
        merge = Merge.objects.create(
            proposal=proposal, entity=lines[0].entity, name=lines[0].name, enterprise=lines[0].enterprise,
            lead=lines[0].unit, month=month, proposed_lead=lines[0].unit, proposed_month=month, reason="x", state=state,
        )  # fmt: skip
        for line in lines:
            MergeTurn.objects.create(merge=merge, line=line, old_month=line.month)
        return merge

    return make


@pytest.fixture
def new():
    """`new(target, …)` is an inspection to be opened, decided on 2 November 2026."""

    def make(target, **changes):
        told = {
            "decision_number": "12/QĐ-TA", "decision_on": date(2026, 11, 2), "decision_by": "Chánh án",
            "start_on": date(2026, 11, 4), "end_on": date(2026, 11, 6),
        }  # fmt: skip
        return NewInspection(target=target, **told | changes)

    return make


@pytest.fixture
def opened(plan_line, new, head, at):
    """`opened()` is a check that the court opened from its plan."""

    def make(line=None, **changes):
        target = Target(line=line or plan_line())
        return open_inspection(new=new(target, **changes), by=head, at=at)

    return make


@pytest.fixture
def member():
    """`member(inspection, by)` takes the leader (or somebody else) into the team."""

    def make(inspection, by, task="leader", username="", name="Nguyễn Văn An"):
        someone = NewMember(name, "Thẩm tra viên", inspection.lead, task, username)
        return add_member(inspection=inspection, member=someone, by=by, at=moment(date(2026, 11, 3)))

    return make


@pytest.fixture
def do(at):
    """`do(inspection, by, step=day, …)` records steps, one after the other."""

    def run(inspection, by, **days):
        for step, day in days.items():
            inspection.refresh_from_db()
            done = StepDone(step, day)
            record_step(inspection=inspection, done=done, seen_version=inspection.version, by=by, at=at)
        inspection.refresh_from_db()
        return inspection

    return run


@pytest.fixture
def working(opened, do, officer):
    """A check that was announced on Wednesday, 4 November 2026."""
    return do(opened(), officer, announcement=date(2026, 11, 4))
