"""Resolves source URNs: opaque for the room that keeps them, known to whoever can show what they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.foundation.files.models import StoredFile

_FILE: Final = re.compile(r"urn:haidang:file:(?P<sha>[0-9a-f]{64})(?:#row=(?P<row>\d+))?")


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


def resolve_file(urn: str) -> Source:
    """A stored file and the row in it."""
    match = _FILE.fullmatch(urn)
    stored = StoredFile.objects.filter(sha256=match["sha"]).first() if match else None
    if match is None or stored is None:
        return Source(urn)
    url = reverse("files:file", args=[stored.sha256])
    if row := match["row"]:
        label = _("%(file)s, row %(row)s") % {"file": stored.name, "row": row}
        return Source(label, f"{url}?row={row}#row-{row}")
    return Source(stored.name, url)
