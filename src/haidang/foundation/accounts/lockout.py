"""Which name is locked after too many failures: the account that was meant, however it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

MAX_NAME = 60  # as long as a user name can be; what is longer names nobody, and must not break the counting


def name_of(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """The name in its one spelling: names differ by more than case, so a lock must not depend on it."""
    named = (credentials or {}).get("username") or (request.POST.get("username") if request else "") or ""
    return unicodedata.normalize("NFKC", str(named)).strip().lower()[:MAX_NAME]
