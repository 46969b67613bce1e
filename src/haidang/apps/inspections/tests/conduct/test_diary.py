"""The diary: one entry for a member and day, never changed, late by the working calendar, confirmed by the leader."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from haidang.apps.inspections import books
from haidang.apps.inspections.models import DayConfirmation, DiaryEntry, Member
from haidang.apps.inspections.selectors.conduct import get_diary
from haidang.apps.inspections.services import (
    confirm_day,
    correct_diary,
    end_membership,
    record_step,
    write_diary,
)
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.sight import members_to_write_for
from haidang.apps.inspections.tests.conduct.conftest import moment, unit
from haidang.domain.official_document import read_docx

WEDNESDAY, THURSDAY, FRIDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (4, 5, 6, 9, 10))
TODAY = date(2026, 11, 23)


def code(error):
    return getattr(error.value, "code", None) or list(error.value.message_dict)


def write(who, day, by, at=None, **told):
    told = {"work": "Kiểm tra sổ sách", "hours": Decimal(5), **told}
    entry = DiaryDay(who, day, **told)
    return write_diary(inspection=who.inspection, entry=entry, by=by, at=at or moment(day))


@pytest.fixture
def leader(working, member, officer):
    return member(working, officer)


def test_a_day_is_written_with_what_was_done_and_how_long(leader, officer):
    entry = write(
        leader, WEDNESDAY, officer, met="Kế toán trưởng", directions="Làm rõ", difficulties="Thiếu hồ sơ"
    )
    assert (entry.minutes, entry.met, entry.is_late, entry.by_id) == (
        300, "Kế toán trưởng", False, officer.identifier,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ({"hours": Decimal("5.5")}, 330),
        ({"hours": Decimal("0.33")}, 20),
        ({"hours": Decimal(0)}, 0),
        ({"hours": None, "begins": time(8), "ends": time(11, 45)}, 225),
        ({"hours": Decimal(7), "begins": time(8), "ends": time(17)}, 420),
        ({"hours": None, "is_idle": True, "work": ""}, 0),
    ],
)
def test_hours_are_a_number_or_from_to(told, minutes, leader, officer):
    assert write(leader, WEDNESDAY, officer, **told).minutes == minutes


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"hours": None}, "hours"),
        ({"hours": Decimal(-1)}, "hours"),
        ({"hours": Decimal(25)}, "hours"),
        ({"hours": Decimal("1e9")}, "hours"),
        ({"hours": Decimal(4), "begins": time(8), "ends": time(11)}, "hours"),
        ({"hours": None, "begins": time(8)}, "ends"),
        ({"hours": None, "begins": time(11), "ends": time(8)}, "ends"),
        ({"hours": Decimal(3), "is_idle": True}, "hours"),
        ({"work": "  "}, "work"),
        ({"work": "x" * 4001}, "work"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(told, field, leader, officer):
    with pytest.raises(ValidationError) as error:
        write(leader, WEDNESDAY, officer, **told)
    assert code(error) == [field]


@pytest.mark.parametrize(
    ("day", "at", "late"),
    [
        (WEDNESDAY, moment(THURSDAY, 16), False),
        (WEDNESDAY, moment(THURSDAY, 17), True),
        (FRIDAY, moment(MONDAY, 16), False),
        (FRIDAY, moment(TUESDAY), True),
        (date(2026, 11, 7), moment(MONDAY), False),
        (date(2026, 11, 23), moment(date(2026, 11, 25)), False),
        (date(2026, 11, 23), moment(date(2026, 11, 26)), True),
    ],
    ids=[
        "next day",
        "after its midnight",
        "over a weekend",
        "a day more",
        "a Saturday",
        "over a holiday",
        "after it",
    ],
)
def test_late_is_after_the_end_of_the_next_working_day(day, at, late, leader, officer):
    assert write(leader, day, officer, at=at).is_late is late


@pytest.mark.parametrize(
    "day", [date(2026, 11, 1), date(2026, 11, 24)], ids=["before the decision", "to come"]
)
def test_a_day_outside_the_inspection_is_refused(day, leader, officer):
    with pytest.raises(ValidationError) as error:
        write(leader, day, officer, at=moment(TODAY))
    assert code(error) == ["day"]


def test_a_day_is_written_once_and_then_corrected_and_both_stay(leader, officer):
    wrong = write(leader, WEDNESDAY, officer)
    with pytest.raises(ValidationError) as error:
        write(leader, WEDNESDAY, officer)
    assert code(error) == ["day"]
    right = correct_diary(
        corrected=wrong, entry=DiaryDay(leader, WEDNESDAY, work="Đối chiếu hóa đơn", hours=Decimal(3)),
        why="Nhầm nội dung", by=officer, at=moment(FRIDAY),
    )  # fmt: skip
    page = get_diary(leader.inspection, TODAY).find(WEDNESDAY)
    assert [(w.entry, w.before) for w in page.written] == [(right, (wrong,))]
    assert (page.hours, right.is_late, right.why) == (Decimal(3), True, "Nhầm nội dung")
    with pytest.raises(ValidationError) as error:
        correct_diary(
            corrected=wrong, entry=DiaryDay(leader, WEDNESDAY, work="x", hours=Decimal(1)), why="x", by=officer,
            at=moment(FRIDAY),
        )  # fmt: skip
    assert code(error) == "corrected_already"


def test_a_correction_is_of_the_same_day(leader, officer):
    wrong = write(leader, WEDNESDAY, officer)
    with pytest.raises(ValidationError) as error:
        correct_diary(
            corrected=wrong, entry=DiaryDay(leader, THURSDAY, work="x", hours=Decimal(1)), why="x", by=officer,
            at=moment(FRIDAY),
        )  # fmt: skip
    assert code(error) == "another_day"


@pytest.mark.parametrize("model", [DiaryEntry, DayConfirmation])
def test_the_database_holds_what_was_written(model, leader, officer, head):
    write(leader, WEDNESDAY, officer)
    confirm_day(inspection=leader.inspection, day=WEDNESDAY, by=head, at=moment(THURSDAY))
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(day=FRIDAY)


class TestWhoWrites:
    def test_members_with_an_account_write_in_person(self, working, member, officer, head):
        own = member(working, officer, username="canbo")
        other = member(working, officer, task="member", name="Trần Thị Bình")
        write(own, WEDNESDAY, officer)
        with pytest.raises(ValidationError) as error:
            write(own, THURSDAY, head)
        assert code(error) == ["member"]
        write(other, WEDNESDAY, head)

    def test_a_unit_writes_for_its_own_members_and_not_for_those_of_others(self, working, officer, head):
        working.co_units.add(unit("SCT"))
        ours, theirs = (
            Member.objects.create(inspection=working, name=code, unit=unit(code)) for code in ("TAND", "SCT")
        )
        write(ours, WEDNESDAY, officer)
        with pytest.raises(ValidationError) as error:
            write(theirs, WEDNESDAY, officer)
        assert code(error) == ["member"]
        assert list(members_to_write_for(officer, working)) == [ours]
        assert not members_to_write_for(head, working).filter(pk=theirs.pk).exists()

    def test_the_leader_writes_for_everybody(self, working, member, officer, head):
        member(working, officer, username="canbo")
        other = member(working, officer, task="member", username="thutruong", name="Trần Thị Bình")
        write(other, WEDNESDAY, officer)
        write(other, THURSDAY, head)

    @pytest.mark.parametrize("username", ["thanhtra", "dieuphoi", "lanhdao", "kiemtra", "quantri"])
    def test_strangers_write_nothing(self, username, leader, actor_for):
        with pytest.raises(PermissionDenied):
            write(leader, WEDNESDAY, actor_for(username))

    def test_who_left_the_team_has_no_later_days(self, leader, officer):
        write(leader, THURSDAY, officer)
        with pytest.raises(ValidationError):
            end_membership(member=leader, last_day=WEDNESDAY, by=officer, at=moment(FRIDAY))
        end_membership(member=leader, last_day=THURSDAY, by=officer, at=moment(FRIDAY))
        leader.refresh_from_db()
        with pytest.raises(ValidationError) as error:
            write(leader, FRIDAY, officer)
        assert code(error) == ["day"]


class TestConfirmation:
    def test_the_leader_confirms_a_day_as_it_stands(self, working, member, officer, head):
        leader = member(working, officer, username="canbo")
        write(leader, WEDNESDAY, officer)
        with pytest.raises(PermissionDenied):
            confirm_day(inspection=working, day=WEDNESDAY, by=head, at=moment(THURSDAY))
        confirm_day(inspection=working, day=WEDNESDAY, by=officer, at=moment(THURSDAY))
        assert get_diary(working, TODAY).find(WEDNESDAY).confirmed.by_id == officer.identifier

    def test_without_an_account_of_the_leader_the_head_does(self, leader, officer, head):
        write(leader, WEDNESDAY, officer)
        with pytest.raises(PermissionDenied):
            confirm_day(inspection=leader.inspection, day=WEDNESDAY, by=officer, at=moment(THURSDAY))
        confirm_day(inspection=leader.inspection, day=WEDNESDAY, by=head, at=moment(THURSDAY))

    def test_what_comes_later_leaves_the_day_unconfirmed(self, leader, member, officer, head):
        inspection = leader.inspection
        write(leader, WEDNESDAY, officer)
        confirm_day(inspection=inspection, day=WEDNESDAY, by=head, at=moment(THURSDAY))
        write(member(inspection, officer, task="member", name="Trần Thị Bình"), WEDNESDAY, officer)
        assert get_diary(inspection, TODAY).find(WEDNESDAY).confirmed is None
        confirm_day(inspection=inspection, day=WEDNESDAY, by=head, at=moment(FRIDAY))
        assert get_diary(inspection, TODAY).unconfirmed == 0

    @pytest.mark.parametrize("day", [WEDNESDAY, THURSDAY])
    def test_nothing_is_confirmed_twice_or_where_nothing_stands(self, day, leader, officer, head):
        write(leader, WEDNESDAY, officer)
        confirm_day(inspection=leader.inspection, day=WEDNESDAY, by=head, at=moment(THURSDAY))
        with pytest.raises(ValidationError):
            confirm_day(inspection=leader.inspection, day=day, by=head, at=moment(THURSDAY))


class TestWhatTheDiarySays:
    def test_the_team_counts_once_a_day_by_its_longest_member(self, leader, member, officer):
        other = member(leader.inspection, officer, task="member", name="Trần Thị Bình")
        write(leader, WEDNESDAY, officer, hours=Decimal(4))
        write(other, WEDNESDAY, officer, hours=Decimal("5.5"))
        write(leader, THURSDAY, officer, hours=Decimal(2))
        assert get_diary(leader.inspection, TODAY).hours == Decimal("7.5")

    def test_working_days_without_entry_of_the_leader_are_missing(self, leader, member, officer, do):
        other = member(leader.inspection, officer, task="member", name="Trần Thị Bình")
        write(leader, WEDNESDAY, officer)
        write(other, THURSDAY, officer)
        inspection = do(leader.inspection, officer, end_of_work=MONDAY)
        assert get_diary(inspection, TODAY).missing == (THURSDAY, FRIDAY, MONDAY)
        write(leader, THURSDAY, officer, is_idle=True, work="", hours=None)
        assert get_diary(inspection, TODAY).missing == (FRIDAY, MONDAY)

    def test_a_suspension_is_not_missed(self, leader, officer, at):
        inspection = leader.inspection
        for step, day in (("suspension", WEDNESDAY), ("resumption", TUESDAY), ("end_of_work", TUESDAY)):
            inspection.refresh_from_db()
            record_step(
                inspection=inspection, done=StepDone(step, day), seen_version=inspection.version, by=officer, at=at
            )  # fmt: skip
        inspection.refresh_from_db()
        assert get_diary(inspection, TODAY).missing == (WEDNESDAY, TUESDAY)

    def test_today_is_not_missing_yet(self, leader):
        assert get_diary(leader.inspection, FRIDAY).missing == (WEDNESDAY, THURSDAY)

    def test_not_even_on_the_last_day(self, leader, officer, do):
        inspection = do(leader.inspection, officer, end_of_work=FRIDAY)
        assert get_diary(inspection, FRIDAY).missing == (WEDNESDAY, THURSDAY)
        assert get_diary(inspection, MONDAY).missing == (WEDNESDAY, THURSDAY, FRIDAY)

    def test_late_days_are_counted_once(self, leader, officer):
        late = write(leader, WEDNESDAY, officer, at=moment(TUESDAY))
        correct_diary(
            corrected=late, entry=DiaryDay(leader, WEDNESDAY, work="x", hours=Decimal(1)), why="x", by=officer,
            at=moment(TUESDAY),
        )  # fmt: skip
        assert get_diary(leader.inspection, TODAY).late == 1


class TestBook:
    def book(self, inspection, at):
        members = list(inspection.members.select_related("unit"))
        return books.diary_book(inspection, members, get_diary(inspection, TODAY), at, "Hải Phòng")

    def test_it_tells_the_inspection_and_every_day_with_what_was_corrected(self, leader, officer, head, at):
        wrong = write(leader, WEDNESDAY, officer, at=moment(MONDAY))
        correct_diary(
            corrected=wrong, entry=DiaryDay(leader, WEDNESDAY, work="Đối chiếu hóa đơn", hours=Decimal("3.5")),
            why="Nhầm nội dung", by=officer, at=moment(MONDAY),
        )  # fmt: skip
        confirm_day(inspection=leader.inspection, day=WEDNESDAY, by=head, at=moment(MONDAY))
        content = books.render(self.book(leader.inspection, at), books.DOCX, at)
        text = "\n".join(paragraph.text for paragraph in read_docx(content).paragraphs)
        for piece in (
            "NHẬT KÝ ĐOÀN KIỂM TRA", "12/QĐ-TA", "Nguyễn Văn An", "04/11/2026", "3,5 giờ", "Đối chiếu hóa đơn",
            "Kiểm tra sổ sách", "Nhầm nội dung", "ghi muộn", "Trưởng đoàn xác nhận", "Chưa ghi nhật ký",
            "chưa kết thúc",
        ):  # fmt: skip
            assert piece in text

    def test_it_is_printed_too(self, leader, officer, at):
        write(leader, WEDNESDAY, officer)
        assert books.render(self.book(leader.inspection, at), books.PDF, at).startswith(b"%PDF-")
