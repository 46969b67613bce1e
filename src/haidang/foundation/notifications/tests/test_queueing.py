"""A message is written with what it tells of, once for each occasion, and waits for working hours."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from haidang.foundation.accounts.models import User
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.quiet import is_quiet, sending_time
from haidang.foundation.notifications.services import cancel_messages, queue_message, queue_messages
from haidang.foundation.notifications.services.queueing import one_line

pytestmark = pytest.mark.django_db


def test_the_same_key_is_the_same_message(draft, system, at):
    assert queue_message(draft=draft(), by=system, at=at)
    assert not queue_message(draft=draft(subject="Khác"), by=system, at=at)
    assert [m.subject for m in Message.objects.all()] == ["Nhắc nộp báo cáo"]
    events = AuditEvent.objects.filter(action="notifications.messages-queued")
    assert [(e.actor_id, e.label, e.data["count"]) for e in events] == [("system:test", "reminder", 1)]


def test_of_two_drafts_with_one_key_the_first_counts(draft, system, at):
    drafts = [draft(subject="Một"), draft(subject="Hai"), draft(subject="Ba", key="2")]
    assert queue_messages(drafts=drafts, by=system, at=at) == 2
    assert set(Message.objects.values_list("subject", flat=True)) == {"Một", "Ba"}


def test_many_messages_take_few_queries(draft, system, at, django_assert_max_num_queries):
    drafts = [draft(key=str(number)) for number in range(400)]
    with django_assert_max_num_queries(
        12
    ):  # SQLite takes 999 values in a statement: the rows go in seven pieces
        assert queue_messages(drafts=drafts, by=system, at=at) == 400


def test_what_is_rolled_back_is_never_sent(draft, system, at):
    with transaction.atomic():
        queue_message(draft=draft(), by=system, at=at)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_the_address_is_the_one_at_the_time(queued, person):
    message = queued()
    person(email="moi@tinh.example")
    message.refresh_from_db()
    assert message.to_address == "canbo@tinh.example"


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("", ""),
        ("khong phai dia chi", "not an e-mail address"),
        ("a@b.vn\nBcc: x@y.vn", "not an e-mail address"),
    ],
)
def test_without_a_usable_address_a_message_stays_on_the_desk(email, told, queued, person):
    message = queued(recipient=person(email=email))
    assert (message.state, message.to_address) == (MessageState.NO_ADDRESS, "")
    assert message.error.startswith(told)


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        ("2026-11-23 08:00", "2026-11-23 08:00"),  # 15:00 on a Monday in the province
        ("2026-11-23 11:00", "2026-11-25 00:00"),  # Monday evening; Tuesday is a public holiday
        ("2026-11-21 03:00", "2026-11-23 00:00"),  # Saturday
        ("2026-11-22 23:00", "2026-11-23 00:00"),  # Monday, 06:00
    ],
)
def test_nothing_leaves_on_days_off_or_at_night(asked, leaves, queued):
    def utc(text):
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert sending_time(utc(asked)) == utc(leaves)
    later = max(utc(asked), datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    assert queued(not_before=utc(asked)).not_before == sending_time(later)


def test_beyond_the_calendar_a_message_leaves_at_once_and_that_is_logged(caplog):
    far = datetime(2035, 1, 1, 20, 0, tzinfo=UTC)
    assert sending_time(far) == far
    assert not is_quiet(far)
    assert "outside the loaded calendar" in caplog.text


def test_what_has_no_occasion_any_more_is_taken_back(queued, at):
    waiting, gone = queued(key="1"), queued(key="2")
    Message.objects.filter(pk=gone.pk).update(state=MessageState.SENT)
    assert cancel_messages(keys=["1", "2", "3"]) == 1
    waiting.refresh_from_db()
    assert waiting.state == MessageState.CANCELLED


@pytest.mark.parametrize(
    "about", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_message_is_about_something_on_this_site(about, draft):
    with pytest.raises(ValueError, match="path of this site"):
        draft(about=about)


@pytest.mark.parametrize("said", [{"key": ""}, {"kind": ""}, {"subject": " "}])
def test_a_message_says_what_it_is(said, draft):
    with pytest.raises(ValueError, match="a key, a kind and a subject"):
        draft(**said)


@given(st.text(max_size=300))
def test_a_subject_is_one_line_whatever_it_holds(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\r" not in line
    assert "\n" not in line
    assert line == line.strip() == one_line(line)


def test_a_subject_keeps_its_words():
    assert one_line("  Kỳ báo cáo\r\n 9 tháng:\tđã trả lại\u2028") == "Kỳ báo cáo 9 tháng: đã trả lại"


def test_queueing_for_everybody_takes_three_queries(draft, system, at, django_assert_num_queries):
    """The recipients come with the drafts; beside the queries there are a savepoint and its release."""
    drafts = [draft(key=str(n), recipient=user) for n, user in enumerate(User.objects.all())]
    with django_assert_num_queries(5):
        queue_messages(drafts=drafts, by=system, at=at)
