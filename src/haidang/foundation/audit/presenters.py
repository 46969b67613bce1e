"""Turns an event into a sentence in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from haidang.foundation.audit.actions import is_registered, sentence_of
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.permissions import Role


def sentence(event: AuditEvent) -> str:
    """What was done, without who and when. Events of a room that is gone show their name."""
    if not is_registered(event.action):
        return f"{event.action} {event.label}".strip()
    values: dict[str, Any] = defaultdict(str, {**event.data, "label": event.label})
    if values["role"] in Role.values:
        values["role"] = Role(values["role"]).label
    return _(sentence_of(event.action)).format_map(values)
