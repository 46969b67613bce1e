"""People read their own messages; who oversees the mail sees what did not arrive, and sends it again."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.services import mark_all_read, mark_read, resend_message, send_pending

pytestmark = pytest.mark.django_db

MINE, OUTGOING = "notifications:mine", "notifications:outgoing"


def text_of(response):
    return response.content.decode()


def test_my_messages_stand_unread_first_and_are_mine_alone(queued, person, signed_in, at):
    read, _unread = queued(key="1", subject="Đã xem rồi"), queued(key="2", subject="Còn mới")
    queued(key="3", subject="Của người khác", recipient=person("thutruong"))
    Message.objects.filter(pk=read.pk).update(read_at=at, created_at=at + timedelta(hours=1))
    page = text_of(signed_in("canbo").get(reverse(MINE)))
    assert page.index("Còn mới") < page.index("Đã xem rồi")
    assert "Của người khác" not in page


def test_who_has_no_messages_is_told_what_will_stand_here(signed_in):
    assert 'class="empty"' in text_of(signed_in("canbo").get(reverse(MINE)))


def test_reading_is_noted_once(queued, signed_in):
    message = queued()
    client = signed_in("canbo")
    client.post(reverse("notifications:read", args=[message.pk]))
    message.refresh_from_db()
    first = message.read_at
    assert first is not None
    client.post(reverse("notifications:read", args=[message.pk]))
    message.refresh_from_db()
    assert message.read_at == first


def test_opening_the_matter_reads_the_message(queued, signed_in):
    message = queued(about="/ky-bao-cao/")
    answer = signed_in("canbo").post(reverse("notifications:open", args=[message.pk]))
    assert answer.url == "/ky-bao-cao/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_the_matter_that_cannot_be_shown_leads_back(queued, signed_in):
    message = queued(about="urn:haidang:unknown:1")
    assert signed_in("canbo").post(reverse("notifications:open", args=[message.pk])).url == reverse(MINE)


@pytest.mark.parametrize("view", ["read", "open"])
def test_the_messages_of_others_do_not_exist(view, queued, signed_in):
    message = queued()
    assert signed_in("dieuphoi").post(reverse(f"notifications:{view}", args=[message.pk])).status_code == 404


def test_nobody_reads_for_somebody_else(queued, actor_for, system, at):
    message = queued()
    for by in (actor_for("dieuphoi"), system):
        with pytest.raises(PermissionDenied):
            mark_read(message=message, by=by, at=at)
    with pytest.raises(PermissionDenied):
        mark_all_read(by=system, at=at)


def test_all_messages_are_read_at_once(queued, person, signed_in, client):
    queued(key="1")
    queued(key="2")
    other = queued(key="3", recipient=person("thutruong"))
    signed_in("canbo").post(reverse("notifications:read-all"))
    assert list(Message.objects.filter(read_at=None)) == [other]


def test_the_head_of_every_page_counts_what_is_unread(queued, signed_in, client):
    queued(key="1")
    queued(key="2")
    head = re.search(
        r'<div class="whoami">.*?</div>', text_of(signed_in("canbo").get(reverse("documents:list"))), re.S
    )
    assert reverse(MINE) in head[0]
    assert re.search(r"</span>2 ", head[0])
    assert (
        reverse(MINE)
        not in re.search(
            r'<div class="whoami">.*?</div>',
            text_of(signed_in("dieuphoi").get(reverse("documents:list"))),
            re.S,
        )[0]
    )


def test_counting_costs_one_query_and_nothing_for_strangers(queued, actor_for, django_assert_num_queries):
    from haidang.foundation.accounts.actor import Actor
    from haidang.foundation.notifications.selectors import count_unread

    queued()
    actor = actor_for("canbo")
    with django_assert_num_queries(1):
        assert count_unread(actor) == 1
    with django_assert_num_queries(0):
        assert count_unread(Actor.anonymous()) == 0


def test_the_public_page_asks_nothing_of_the_messages(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get(reverse("accounts:sign-in"))


def test_many_messages_come_in_pages_of_few_queries(queued, signed_in, django_assert_max_num_queries):
    for number in range(25):
        queued(key=str(number), about="urn:haidang:unknown:1")
    client = signed_in("canbo")
    with django_assert_max_num_queries(10):
        first = text_of(client.get(reverse(MINE)))
    assert first.count("<article") == 20
    assert text_of(client.get(reverse(MINE), {"page": 2})).count("<article") == 5


def test_what_people_wrote_is_shown_as_text(queued, signed_in):
    queued(subject="<b>x</b>", body="<script>alert(1)</script>")
    page = text_of(signed_in("canbo").get(reverse(MINE)))
    assert "<b>x</b>" not in page
    assert "<script>alert" not in page


def test_the_mail_is_found_by_state_and_by_recipient(queued, person, signed_in, at):
    queued(key="1", subject="Thư một")
    queued(key="2", subject="Thư hai", recipient=person("thutruong", email=""))
    client = signed_in("kiemtra")
    assert "Thư một" in text_of(client.get(reverse(OUTGOING)))
    assert "Thư một" not in text_of(client.get(reverse(OUTGOING), {"state": "no_address"}))
    assert "Thư hai" not in text_of(client.get(reverse(OUTGOING), {"q": "cán bộ báo cáo"}))
    assert 'class="empty"' in text_of(client.get(reverse(OUTGOING), {"state": "failed"}))


def test_without_a_mail_server_the_page_says_where_the_mail_is(signed_in, settings):
    client = signed_in("quantri")
    assert "outgoing-mail" in text_of(client.get(reverse(OUTGOING)))
    settings.MAIL_SERVER = object()
    assert "outgoing-mail" not in text_of(client.get(reverse(OUTGOING)))


def test_an_auditor_looks_and_touches_nothing(queued, signed_in):
    message = queued()
    Message.objects.update(state=MessageState.FAILED)
    client = signed_in("kiemtra")
    assert "gui-lai" not in text_of(client.get(reverse(OUTGOING)))
    assert client.post(reverse("notifications:resend", args=[message.pk])).status_code == 403


def test_what_did_not_arrive_is_sent_again_to_the_address_of_today(queued, person, signed_in, at):
    message = queued()
    Message.objects.update(state=MessageState.FAILED, attempts=8, error="550 no such user")
    person(email="moi@tinh.example")
    client = signed_in("quantri")
    assert "gui-lai" in text_of(client.get(reverse(OUTGOING)))
    client.post(reverse("notifications:resend", args=[message.pk]))
    message.refresh_from_db()
    assert (message.state, message.to_address, message.attempts, message.error) == (
        "queued", "moi@tinh.example", 0, "",
    )  # fmt: skip
    assert (
        AuditEvent.objects.filter(action="notifications.message-resent", actor_id="user:quantri").count() == 1
    )


def test_sending_again_is_another_mail_for_the_mail_server(queued, actor_for, at, mailoutbox):
    message = queued()
    send_pending(at=at)
    resend_message(message=message, by=actor_for("dieuphoi"), at=at + timedelta(minutes=5))
    send_pending(at=at + timedelta(minutes=5))
    assert len({sent.extra_headers["Message-ID"] for sent in mailoutbox}) == 2


def test_what_cannot_be_sent_again_says_why(queued, person, actor_for, at):
    user = person()
    message = queued(recipient=user)
    by = actor_for("dieuphoi")
    with pytest.raises(ValidationError):
        resend_message(message=message, by=by, at=at)
    Message.objects.update(state=MessageState.FAILED)
    person(email="")
    with pytest.raises(ValidationError, match="Cán bộ báo cáo"):
        resend_message(message=message, by=by, at=at)
    person()
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="Cán bộ báo cáo"):
        resend_message(message=message, by=by, at=at)
    assert Message.objects.get().state == MessageState.FAILED


def test_a_refusal_is_told_on_the_page(queued, signed_in):
    message = queued()
    answer = signed_in("dieuphoi").post(reverse("notifications:resend", args=[message.pk]), follow=True)
    assert "notice--attention" in text_of(answer)
