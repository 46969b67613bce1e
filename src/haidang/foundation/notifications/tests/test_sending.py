"""What is due leaves once; what fails is tried again; a crash loses nothing and what it may have doubled is noted."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.services import send_pending, sending
from haidang.foundation.notifications.services.sending import INTERRUPTED, LEASE, MAX_ATTEMPTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    """A mail server that may refuse addresses or be away; `server.seen` counts how often it was called."""

    class Server:
        refuses, is_away, dies, seen = frozenset(), False, False, 0

    standing = Server()

    def open_(self):
        if standing.is_away:
            standing.seen += 1
            raise ConnectionRefusedError("nobody there")

    def send(self, messages):
        standing.seen += 1
        if standing.dies:
            raise SMTPServerDisconnected("gone")
        for message in messages:
            if set(message.to) & standing.refuses:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        mail.outbox.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "open", open_)
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return standing


def states():
    return dict(Message.objects.values_list("key", "state"))


def test_a_message_leaves_once(queued, at):
    message = queued(about="/ky-bao-cao/")
    assert send_pending(at=at) == 1
    assert send_pending(at=at + timedelta(hours=1)) == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["canbo@tinh.example"], "Nhắc nộp báo cáo")
    assert sent.body.startswith("Đề nghị đơn vị nộp báo cáo 9 tháng.\n")
    assert "Xem chi tiết tại: http://127.0.0.1:8000/ky-bao-cao/" in sent.body
    assert sent.content_subtype == "plain"
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts, message.error) == ("sent", at, 1, "")


def test_nothing_leaves_before_its_time_or_in_quiet_hours(queued, at, morning):
    queued(not_before=at + timedelta(minutes=30))
    assert send_pending(at=at) == 0
    assert send_pending(at=at + timedelta(hours=5)) == 0  # 20:00 in the province
    assert send_pending(at=morning + timedelta(days=1)) == 0  # a public holiday
    assert send_pending(at=at + timedelta(minutes=30)) == 1


def test_a_line_end_never_becomes_a_header(queued, at):
    queued(subject="Nhắc\r\nBcc: evil@evil.example", body="Một\r\nHai")
    send_pending(at=at)
    sent = mail.outbox[0].message()
    assert sent["Bcc"] is None
    assert mail.outbox[0].recipients() == ["canbo@tinh.example"]


def test_an_address_that_is_refused_concerns_that_message_alone(queued, person, server, at):
    server.refuses = {"canbo@tinh.example"}
    queued(key="1")
    queued(key="2", recipient=person("thutruong"))
    assert send_pending(at=at) == 1
    assert states() == {"1": "queued", "2": "sent"}
    assert "no such user" in Message.objects.get(key="1").error


def test_what_cannot_be_written_as_a_mail_concerns_that_message_alone(queued, at):
    broken = queued(key="1")
    queued(key="2")
    Message.objects.filter(pk=broken.pk).update(subject="a\nb")  # as no service would write it
    assert send_pending(at=at) == 1
    assert "BadHeaderError" in Message.objects.get(key="1").error


def test_a_failure_waits_longer_and_longer_within_working_hours_and_then_it_has_failed(
    queued, server, at, morning
):
    server.refuses = {"canbo@tinh.example"}
    queued()
    Message.objects.update(not_before=morning, retry_at=morning)
    moment, waits = morning, []
    for _attempt in range(MAX_ATTEMPTS - 1):
        assert send_pending(at=moment) == 0
        message = Message.objects.get()
        assert message.state == MessageState.QUEUED
        assert send_pending(at=message.retry_at - timedelta(seconds=1)) == 0
        assert Message.objects.get().attempts == message.attempts
        waits.append((message.retry_at - moment).total_seconds() / 60)
        moment = message.retry_at
    assert waits == [2, 4, 8, 16, 32, 64, 128]
    send_pending(at=moment)
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.FAILED, MAX_ATTEMPTS)
    assert "no such user" in message.error
    assert send_pending(at=moment + timedelta(days=2)) == 0
    assert server.seen == MAX_ATTEMPTS


def test_a_second_attempt_does_not_fall_into_the_night(queued, server, at):
    server.refuses = {"canbo@tinh.example"}
    queued()
    evening = at + timedelta(hours=2, minutes=59)  # 17:59 in the province, before a public holiday
    send_pending(at=evening)
    assert Message.objects.get().retry_at == at + timedelta(days=1, hours=16)


def test_while_the_mail_server_is_away_it_is_asked_once_and_the_others_lose_no_attempt(queued, server, at):
    server.is_away = True
    for key in "123":
        queued(key=key)
    assert send_pending(at=at) == 0
    assert server.seen == 1
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    server.is_away = False
    assert send_pending(at=at + timedelta(minutes=1)) == 2
    assert send_pending(at=at + timedelta(minutes=2)) == 1


def test_a_mail_server_that_dies_is_away(queued, server, at):
    server.dies = True
    queued(key="1")
    queued(key="2")
    send_pending(at=at)
    assert server.seen == 1


def test_who_left_is_not_written_to(queued, person, at):
    user = person()
    queued(recipient=user)
    user.is_active = False
    user.save()
    assert send_pending(at=at) == 0
    assert states() == {"1": "cancelled"}
    assert mail.outbox == []


class Crash(BaseException):
    """What no handler catches."""


@pytest.fixture
def crash(monkeypatch):
    """`crash(at, after_handing_over=…)` begins to send and ends without a trace."""

    def begin(at, *, after_handing_over):
        def send(self, messages):
            if after_handing_over:
                mail.outbox.extend(messages)
            raise Crash

        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "send_messages", send)
            with pytest.raises(Crash):
                send_pending(at=at)

    return begin


@pytest.mark.parametrize("after_handing_over", [False, True])
def test_a_crash_loses_nothing_and_what_may_have_come_twice_says_so(
    after_handing_over, queued, crash, at, caplog
):
    queued()
    crash(at, after_handing_over=after_handing_over)
    assert send_pending(at=at + timedelta(minutes=1)) == 0, "it is still claimed"
    assert send_pending(at=at + LEASE) == 1
    message = Message.objects.get()
    assert (message.state, message.attempts, message.error) == ("sent", 2, INTERRUPTED)
    assert INTERRUPTED in caplog.text
    identifiers = {sent.extra_headers["Message-ID"] for sent in mail.outbox}
    assert (len(mail.outbox), len(identifiers)) == (2 if after_handing_over else 1, 1)


def test_a_message_that_is_claimed_is_not_claimed_again(queued, at):
    """A second worker that read the same rows a moment ago comes too late."""
    queued()

    stale = Message.objects.select_related("recipient").get()
    assert sending._claim(stale, at)
    assert not sending._claim(stale, at)


def test_after_eight_interruptions_it_has_failed(queued, at):
    queued()
    Message.objects.update(attempts=MAX_ATTEMPTS, claimed_at=at)
    assert send_pending(at=at) == 0
    message = Message.objects.get()
    assert (message.state, message.error) == (MessageState.FAILED, INTERRUPTED)


def test_without_a_mail_server_messages_become_files(queued, at, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "outgoing-mail"
    queued()
    assert send_pending(at=at) == 1
    (file,) = (tmp_path / "outgoing-mail").iterdir()
    assert "To: canbo@tinh.example" in file.read_text(encoding="utf-8")


def test_the_link_of_a_urn_is_where_it_can_be_seen(queued, at):
    from haidang.foundation.files.models import StoredFile

    stored = StoredFile.objects.get(name="observations.csv")
    queued(about=f"urn:haidang:file:{stored.sha256}")
    send_pending(at=at)
    assert reverse("files:file", args=[stored.sha256]) in mail.outbox[0].body
