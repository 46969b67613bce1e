"""Handing a stored file out, always as a download: nothing uploaded is ever run or rendered as a page."""

from __future__ import annotations

from django.http import HttpResponse

from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import read_content


def as_download(stored: StoredFile, name: str = "") -> HttpResponse:
    """The bytes as an attachment under `name` (the stored one unless told). Whoever calls it has asked who may."""
    response = HttpResponse(read_content(stored), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{stored.sha256[:12]}-{_ascii(name or stored.name)}"'
    )
    return response


def _ascii(name: str) -> str:
    plain = (char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in name)
    return "".join(plain)[-80:]
