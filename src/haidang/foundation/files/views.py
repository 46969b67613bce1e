"""Showing and handing out stored files. Nothing uploaded is ever run or rendered as a page."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import CSV
from haidang.foundation.files.downloads import as_download
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import find_file, read_content
from haidang.foundation.permissions import Permission

WINDOW = 25


def _get(request: SignedInRequest, sha256: str) -> StoredFile:
    stored = find_file(request.actor, sha256)
    if stored is None:
        raise Http404
    return stored


@require_safe
@requires(Permission.VIEW_FILES)
def show_file(request: SignedInRequest, sha256: str) -> HttpResponse:
    """A stored file; of a table the rows around the one asked for, with headings."""
    stored = _get(request, sha256)
    row = request.GET.get("row", "")
    number = int(row) if row.isascii() and row.isdecimal() and len(row) < 9 else 0
    context = {"file": stored, "row": number, **_window(stored, number)}
    return render(request, "files/file.html", context)


def _window(stored: StoredFile, number: int) -> dict[str, object]:
    """`headings` and `rows` [(number, cells)] near a row; empty for anything but CSV."""
    if stored.media_type != CSV:
        return {"headings": [], "rows": []}
    text = read_content(stored).decode("utf-8-sig")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=text.split("\n", 1)[0].count)
    )
    headings = next(reader, [])
    first = max(2, number - WINDOW)
    rows = [(n, cells) for n, cells in enumerate(reader, start=2) if first <= n <= max(number, 2) + WINDOW]
    return {"headings": headings, "rows": rows}


@require_safe
@requires(Permission.VIEW_FILES)
def download_file(request: SignedInRequest, sha256: str) -> HttpResponse:
    """The bytes, always as a download."""
    stored = _get(request, sha256)
    return as_download(stored)
