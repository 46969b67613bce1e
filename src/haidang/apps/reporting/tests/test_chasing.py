"""Who still owes a report is reminded by rules and by hand, and urged by an official letter."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.letters import letter_content, usual_words
from haidang.apps.reporting.models import Audience, Round
from haidang.apps.reporting.selectors import list_owing
from haidang.apps.reporting.services import (
    RoundRules,
    RuleText,
    change_reminder,
    close_round,
    draft_urging_letter,
    excuse_unit,
    extend_deadline,
    open_round,
    remind_units,
    send_reminders,
)
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.notifications.models import Message

pytestmark = pytest.mark.django_db


def morning(day):
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)  # nine o'clock in Hải Phòng


@pytest.fixture
def round_(system, at):
    """Due on 21/12/2026: reminders on 14/12, 18/12, 22/12 and 24/12."""
    rules = RoundRules(
        "HP-PCI-2026-Y", parse_period("2026-Y"), Plan.objects.first(), Unit.objects.get(code="STC-2025"),
        CutoffScheme.ND09, 5,
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at)


@pytest.fixture
def court(round_):
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


def reminded():
    return [(m.recipient.username, m.about) for m in Message.objects.filter(kind="reminder").order_by("pk")]


class TestRules:
    def test_nobody_is_reminded_before_the_first_day_of_a_rule(self, round_):
        assert send_reminders(at=morning(date(2026, 12, 11))) == 0

    def test_on_its_day_a_rule_reminds_those_it_names_once(self, round_):
        form = "/ky-bao-cao/HP-PCI-2026-Y/don-vi/TAND/"
        assert send_reminders(at=morning(date(2026, 12, 14))) == 1
        assert send_reminders(at=morning(date(2026, 12, 15))) == 0
        assert reminded() == [("canbo", form)]
        send_reminders(at=morning(date(2026, 12, 18)))
        assert sorted(name for name, _ in reminded()) == ["canbo", "canbo", "thutruong"]

    def test_it_says_which_unit_which_period_which_deadline_and_where(self, round_):
        send_reminders(at=morning(date(2026, 12, 14)))
        message = Message.objects.get(kind="reminder")
        assert message.subject == "Nhắc gửi báo cáo năm 2026, hạn 21/12/2026"
        assert "Tòa án nhân dân" in message.body
        assert "/ky-bao-cao/HP-PCI-2026-Y/don-vi/TAND/" in message.body
        assert "{" not in message.body

    def test_after_a_pause_only_the_newest_rule_speaks(self, round_):
        send_reminders(at=morning(date(2026, 12, 23)))
        assert sorted(name for name, _ in reminded()) == ["canbo", "thutruong"]

    def test_a_unit_with_an_extension_is_reminded_by_its_own_deadline(self, court, system, at):
        extend_deadline(
            assignment=court, due_on=date(2026, 12, 30), reason="Chờ số liệu cấp dưới", by=system, at=at
        )
        assert send_reminders(at=morning(date(2026, 12, 18))) == 0
        assert send_reminders(at=morning(date(2026, 12, 23))) == 1

    def test_who_is_excused_and_rounds_that_are_closed_are_left_alone(self, round_, court, system, at):
        excuse_unit(assignment=court, reason="Đơn vị đang sáp nhập", by=system, at=at)
        assert send_reminders(at=morning(date(2026, 12, 22))) == 0
        close_round(round_=round_, by=system, at=at)
        assert send_reminders(at=morning(date(2026, 12, 24))) == 0

    def test_a_rule_that_is_switched_off_is_silent(self, round_, system, at):
        rule = round_.reminder_rules.get(offset=-5)
        text = RuleText(-5, Audience.OFFICERS, rule.subject, rule.body, False)
        change_reminder(round_=round_, rule=rule, text=text, by=system, at=at)
        assert send_reminders(at=morning(date(2026, 12, 14))) == 0

    @pytest.mark.parametrize("body", ["{ten}", "{don_vi.name}", "{0}", "{}"])
    def test_other_words_in_braces_are_refused(self, round_, system, at, body):
        with pytest.raises(ValidationError):
            change_reminder(
                round_=round_, rule=None, text=RuleText(2, "both", "Nhắc", body, True), by=system, at=at
            )


def test_a_report_that_was_returned_is_chased_too_but_not_called_overdue(round_, court, system, at):
    court.status, court.received_on = "returned", date(2026, 12, 20)
    court.save()
    listed = {a.unit.code: a.is_overdue for a in list_owing(round_, date(2026, 12, 24))}
    assert listed["TAND"] is False
    assert listed["STP"] is True


class TestByHand:
    def test_chosen_units_are_reminded_at_once_and_it_is_told(self, round_, system, at):
        count = remind_units(
            round_=round_,
            unit_codes=["TAND", "STP"],
            subject="Nhắc {ky}",
            body="Gửi {don_vi}",
            by=system,
            at=at,
        )
        assert count == 2
        assert AuditEvent.objects.get(action="reporting.units-reminded").data["units"] == "STP, TAND"

    def test_nobody_is_reminded_of_what_cannot_be_done_any_more(self, round_, system, at):
        stale = Round.objects.get(pk=round_.pk)
        close_round(round_=round_, by=system, at=at)
        for closed in (stale, Round.objects.get(code="HP-PCI-2024-9M")):
            with pytest.raises(ValidationError):
                remind_units(round_=closed, unit_codes=["TAND"], subject="Nhắc", body="Gửi", by=system, at=at)
        assert not Message.objects.exists()


class TestLetter:
    def test_it_lists_the_units_that_owe_with_deadline_and_state_and_is_kept_as_files(
        self, round_, system, at
    ):
        owing = list_owing(round_, date(2026, 12, 24))
        words = usual_words(round_, owing, date(2026, 12, 24))
        assert "00/26 đơn vị" in words.paragraphs
        assert words.paragraphs.endswith("./.")
        letter = draft_urging_letter(
            round_=round_, unit_codes=["TAND", "STP"], words=words, by=system, at=morning(date(2026, 12, 24))
        )
        assert [unit["name"] for unit in letter.content["units"]] == [
            "Sở Tư pháp",
            "Tòa án nhân dân thành phố",
        ]
        assert letter.content["units"][0]["due"] == "21/12/2026"
        assert letter.docx.media_type.endswith("wordprocessingml.document")
        assert letter.pdf.media_type == "application/pdf"

    def test_a_letter_to_nobody_is_refused(self, round_, system, at):
        words = usual_words(round_, [], at.date())
        with pytest.raises(ValidationError):
            draft_urging_letter(round_=round_, unit_codes=["KHONG-CO"], words=words, by=system, at=at)

    def test_what_was_drafted_stays_as_it_was(self, round_, court, system, at):
        owing = [a for a in list_owing(round_, at.date()) if a.unit.code == "TAND"]
        content = letter_content(usual_words(round_, owing, at.date()), owing, at.date())
        excuse_unit(assignment=court, reason="Đơn vị đang sáp nhập", by=system, at=at)
        assert [unit["code"] for unit in content["units"]] == ["TAND"]
