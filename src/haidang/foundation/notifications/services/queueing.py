"""Queueing: the message is written in the transaction of what it tells of, and leaves later.

draft = Draft(user, "Nhắc nộp báo cáo", "…", kind="reminder", key="HP-PCI-2024-9M TAND 2 canbo")
queue_message(draft=draft, by=by, at=at)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import User
from haidang.foundation.audit.services import record
from haidang.foundation.notifications import actions
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.quiet import sending_time

MAX_SUBJECT: Final = 200
_AT_ONCE: Final = 500  # keys and rows in one statement: within what both databases take


@dataclass(frozen=True)
class Draft:
    """A message to be queued, in Vietnamese. `about` is a path on this site ("/…") or a URN, shown as a link.

    `key` names the occasion for this recipient; `not_before` is the earliest moment (None: at once).
    """

    recipient: User
    subject: str
    body: str
    kind: str
    key: str
    about: str = ""
    not_before: datetime | None = None

    def __post_init__(self) -> None:
        is_path = self.about.startswith("/") and not self.about.startswith(("//", "/\\"))
        if self.about and not is_path and not self.about.startswith("urn:"):
            raise ValueError(f"a message is about a path of this site or a URN, not {self.about!r}")
        if not self.key or not self.kind or not self.subject.strip():
            raise ValueError("a message has a key, a kind and a subject")


def queue_message(*, draft: Draft, by: Actor, at: datetime) -> bool:
    """Queue one message; False if its key was queued before. See `queue_messages`."""
    return queue_messages(drafts=[draft], by=by, at=at) == 1


@transaction.atomic
def queue_messages(*, drafts: Sequence[Draft], by: Actor, at: datetime) -> int:
    """Queue messages, each key once and for all; returns how many are new. Three queries for each 500.

    It follows from a deed that was permitted already and joins its transaction: what is rolled back is never sent.
    Nothing leaves before `not_before`, and nothing on days off or at night.
    """
    fresh = list({draft.key: draft for draft in reversed(drafts)}.values())[::-1]
    known = _known_keys(draft.key for draft in fresh)
    messages = [_message(draft, at) for draft in fresh if draft.key not in known]
    if not messages:
        return 0
    # a key that another transaction queued in between is left to that one
    Message.objects.bulk_create(messages, batch_size=_AT_ONCE, ignore_conflicts=True)
    kinds = sorted({message.kind for message in messages})
    record(
        actions.MESSAGES_QUEUED,
        subject_type=Message._meta.label_lower,
        label=", ".join(kinds),
        data={"count": len(messages), "about": messages[0].about},
        by=by,
        at=at,
    )
    return len(messages)


@transaction.atomic
def cancel_messages(*, keys: Iterable[str]) -> int:
    """Take back what has not left yet, because its occasion is gone; returns how many. On the desk it stays."""
    waiting = Message.objects.filter(key__in=list(keys), state=MessageState.QUEUED, claimed_at=None)
    return waiting.update(state=MessageState.CANCELLED)


def _known_keys(keys: Iterable[str]) -> set[str]:
    wanted = list(keys)
    known: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        known |= set(Message.objects.filter(key__in=some).values_list("key", flat=True))
    return known


def _message(draft: Draft, at: datetime) -> Message:
    address, error = usable_address(draft.recipient)
    not_before = sending_time(max(at, draft.not_before or at))
    return Message(
        recipient=draft.recipient,
        to_address=address,
        subject=one_line(draft.subject)[:MAX_SUBJECT],
        body=draft.body.replace("\r\n", "\n").replace("\x00", ""),
        about=draft.about,
        kind=draft.kind,
        key=draft.key,
        state=MessageState.QUEUED if address else MessageState.NO_ADDRESS,
        error=error,
        not_before=not_before,
        retry_at=not_before,
        created_at=at,
    )


def usable_address(user: User) -> tuple[str, str]:
    """The e-mail address of an account, or an empty one and why it cannot be used."""
    if not user.email:
        return "", ""
    try:
        validate_email(user.email)
    except ValidationError:
        return "", f"not an e-mail address: {user.email}"
    return user.email, ""


def one_line(text: str) -> str:
    """A text as a header can hold it: no line ends, no control or invisible characters, single spaces."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category not in ("Cf", "Cs"):
            kept.append(" " if category[0] in "CZ" else character)
    return " ".join("".join(kept).split())
