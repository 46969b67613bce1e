"""Resolves source URNs: opaque for the room that keeps them, known to whoever can show what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.foundation.files.models import StoredFile

_FILE: Final = re.compile(r"urn:haidang:file:(?P<sha>[0-9a-f]{64})(?:#row=(?P<row>\d+)|#cell=(?P<cell>.+))?")


@dataclass(frozen=True)
class Source:
    """What a URN names, in words, with the address where it can be seen (empty: nowhere)."""

    label: str
    url: str = ""


Resolver = Callable[[str], Source]
_RESOLVERS: dict[str, Resolver] = {}


def register_source(prefix: str, resolver: Resolver) -> None:
    """Let `resolver` answer for all URNs that begin with `prefix`; called from an app's `apps.py`."""
    _RESOLVERS[prefix] = resolver


def resolve_source(urn: str) -> Source:
    """What the URN names; an unknown one is shown as it is."""
    for prefix, resolver in _RESOLVERS.items():
        if urn.startswith(prefix):
            return resolver(urn)
    return Source(urn)


def label_sources(urns: Iterable[str]) -> dict[str, str]:
    """What many URNs name, in words, by URN (one query for all files)."""
    matches = {urn: _FILE.fullmatch(urn) for urn in set(urns)}
    stored = StoredFile.objects.in_bulk({match["sha"] for match in matches.values() if match})
    return {
        urn: _file_label(stored[match["sha"]], match)
        if match and match["sha"] in stored
        else resolve_source(urn).label
        for urn, match in matches.items()
    }


def _file_label(stored: StoredFile, match: re.Match[str]) -> str:
    place = {"file": stored.name, "row": match["row"], "cell": match["cell"]}
    if match["row"]:
        return _("%(file)s, row %(row)s") % place
    return _("%(file)s, cell %(cell)s") % place if match["cell"] else stored.name


def resolve_file(urn: str) -> Source:
    """A stored file and the row or the cell in it."""
    match = _FILE.fullmatch(urn)
    stored = StoredFile.objects.filter(sha256=match["sha"]).first() if match else None
    if match is None or stored is None:
        return Source(urn)
    url = reverse("files:file", args=[stored.sha256])
    row = match["row"]
    return Source(_file_label(stored, match), f"{url}?row={row}#row-{row}" if row else url)
