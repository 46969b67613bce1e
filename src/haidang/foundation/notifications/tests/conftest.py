"""People with an address, and drafts to them."""

from datetime import UTC, datetime

import pytest

from haidang.foundation.accounts.models import User
from haidang.foundation.notifications.models import Message
from haidang.foundation.notifications.services import Draft, queue_message


@pytest.fixture
def person(db):
    """`person("canbo")` is a demonstration account that has an e-mail address."""

    def with_address(username="canbo", email=None):
        user = User.objects.get(username=username)
        user.email = f"{username}@tinh.example" if email is None else email
        user.save()
        return user

    return with_address


@pytest.fixture
def draft(person):
    """`draft(key="1")` is a message to canbo; anything may be said otherwise."""

    def make(**said):
        usual = {
            "subject": "Nhắc nộp báo cáo",
            "body": "Đề nghị đơn vị nộp báo cáo 9 tháng.",
            "kind": "reminder",
            "key": "1",
        }
        return Draft(**{"recipient": said.pop("recipient", None) or person(), **usual, **said})

    return make


@pytest.fixture
def queued(draft, system, at):
    """`queued(key="1")` is that message, queued."""

    def queue(**said):
        made = draft(**said)
        assert queue_message(draft=made, by=system, at=at)
        return Message.objects.get(key=made.key)

    return queue


@pytest.fixture
def morning():
    """A Monday, 08:00 in the province."""
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
