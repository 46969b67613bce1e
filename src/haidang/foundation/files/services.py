"""Storing files: checked, content-addressed, written so that a crash leaves either the whole file or none."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.checks import check_content
from haidang.foundation.files.models import StoredFile

_LONGEST_NAME: Final = 200
_LONGEST_SUFFIX: Final = 10


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


@transaction.atomic
def store_file(
    *,
    content: bytes,
    name: str,
    by: Actor,
    at: datetime,
    unit_code: str = "",
    images: bool = False,
    max_bytes: int | None = None,
) -> StoredFile:
    """Keep a file; the same bytes again return the first row, which then is of both units. Raises `RefusedFile`.

    Pictures are taken only on request.

    Without `max_bytes` the limit of what is sent to the server holds.

    The bytes are written before the row, and moved into place at once: a row never points to nothing.
    """
    checked = check_content(content, name, max_bytes=max_bytes or settings.FILES_MAX_BYTES, images=images)
    sha256 = hashlib.sha256(content).hexdigest()
    _write(path_of(sha256), content)
    stored, created = StoredFile.objects.select_for_update().get_or_create(
        sha256=sha256,
        defaults={
            "size": checked.size,
            "media_type": checked.media_type,
            "name": plain_name(name),
            "unit_code": unit_code,
            "stored_by": by.identifier,
            "stored_at": at,
        },
    )
    if not created and unit_code and stored.unit_code and unit_code not in stored.unit_codes:
        stored.also_of = [*stored.also_of, unit_code]
        stored.save(update_fields=["also_of"])
    return stored


def plain_name(name: str) -> str:
    """The name of a file as it may be kept and shown: without folders and without what cannot be printed.

    A long one is cut before its suffix, which tells what it is.
    """
    last = Path("".join(char for char in name.replace("\\", "/") if char.isprintable())).name
    suffix = Path(last).suffix[:_LONGEST_SUFFIX]
    return f"{last[: _LONGEST_NAME - len(suffix)]}{suffix}" if len(last) > _LONGEST_NAME else last or "file"


def _write(target: Path, content: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
