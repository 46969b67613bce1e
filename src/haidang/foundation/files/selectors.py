"""Finding and reading stored files."""

from __future__ import annotations

import re
from typing import Final

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.services import path_of
from haidang.foundation.permissions import Permission

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def find_file(actor: Actor, sha256: str) -> StoredFile | None:
    """The file, if the actor may see it: the own unit's, any for the centre; files of no unit are shared."""
    scope = actor.scope(Permission.VIEW_FILES)
    stored = StoredFile.objects.filter(sha256=sha256).first() if _SHA256.fullmatch(sha256) else None
    if stored is None or not scope:
        return None
    is_seen = not stored.unit_codes or any(scope.covers(code) for code in stored.unit_codes)
    return stored if is_seen else None


def read_content(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    return path_of(stored.sha256).read_bytes()
