"""Keeping answers, and forgetting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import HttpResponse

from haidang.foundation.database import is_free
from haidang.foundation.idempotency.models import IdempotentCall

KEPT_FOR: Final = timedelta(days=7)
_HEADERS: Final = ("Content-Type", "Location", "ETag")


@dataclass(frozen=True)
class Claim:
    """Somebody's call under a key. `call` is method and path, `digest` the SHA-256 of the body."""

    actor_id: str
    key: str
    call: str
    digest: str


class CallInProgress(Exception):
    """Another call of the same person under the same key has not ended yet."""


def find_answered(claim: Claim) -> IdempotentCall | None:
    """The answered call under the key, if there is one. From here to the end of the transaction the key is ours.

    Raises CallInProgress if it is somebody else's. On SQLite the other call holds up this transaction at its very
    beginning, so this one waits instead and then finds the answer.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a call is claimed in the transaction of its change: use transaction.atomic")
    if not is_free(f"call {claim.actor_id} {claim.key}"):
        raise CallInProgress
    return IdempotentCall.objects.filter(actor_id=claim.actor_id, key=claim.key).first()


def keep_answer(*, claim: Claim, response: HttpResponse, at: datetime) -> None:
    """Keep the answer to a claimed call, in the transaction of its change."""
    IdempotentCall.objects.create(
        actor_id=claim.actor_id,
        key=claim.key,
        call=claim.call,
        digest=claim.digest,
        status=response.status_code,
        headers={name: response.headers[name] for name in _HEADERS if name in response.headers},
        body=response.content,
        at=at,
    )


@transaction.atomic
def prune_calls(*, at: datetime) -> int:
    """Forget the calls of more than a week ago; returns how many."""
    return IdempotentCall.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
