"""Resolves source URNs: opaque for the room that keeps them, known to whoever can show what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
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
Resolvers = Callable[[Collection[str]], dict[str, Source]]
_RESOLVERS: dict[str, Resolver] = {}
_FOR_MANY: dict[str, Resolvers] = {}


def register_source(prefix: str, resolver: Resolver, *, many: Resolvers | None = None) -> None:
    """Let `resolver` answer for all URNs that begin with `prefix`; called from an app's `apps.py`.

    `many` answers for many of them at once: for what is kept in tables, so that a page needs no query for each.
    """
    _RESOLVERS[prefix] = resolver
    if many is not None:
        _FOR_MANY[prefix] = many


def resolve_source(urn: str) -> Source:
    """What the URN names; an unknown one is shown as it is."""
    for prefix, resolver in _RESOLVERS.items():
        if urn.startswith(prefix):
            return resolver(urn)
    return Source(urn)


def resolve_sources(urns: Iterable[str]) -> dict[str, Source]:
    """What many URNs name, by URN; those of one kind that is kept in tables in a fixed number of queries."""
    waiting = set(urns)
    found: dict[str, Source] = {}
    for prefix, resolve in _FOR_MANY.items():
        ours = {urn for urn in waiting if urn.startswith(prefix)}
        if ours:
            found |= resolve(ours)
            waiting -= ours
    return found | {urn: resolve_source(urn) for urn in waiting}


def label_sources(urns: Iterable[str]) -> dict[str, str]:
    """What many URNs name, in words, by URN."""
    return {urn: source.label for urn, source in resolve_sources(urns).items()}


def _file_label(stored: StoredFile, match: re.Match[str]) -> str:
    place = {"file": stored.name, "row": match["row"], "cell": match["cell"]}
    if match["row"]:
        return _("%(file)s, row %(row)s") % place
    return _("%(file)s, cell %(cell)s") % place if match["cell"] else stored.name


def resolve_file(urn: str) -> Source:
    """A stored file and the row or the cell in it."""
    return resolve_files([urn])[urn]


def resolve_files(urns: Collection[str]) -> dict[str, Source]:
    """Stored files and the places in them (one query)."""
    matches = {urn: _FILE.fullmatch(urn) for urn in urns}
    stored = StoredFile.objects.in_bulk({match["sha"] for match in matches.values() if match})
    return {
        urn: _file(stored[match["sha"]], match) if match and match["sha"] in stored else Source(urn)
        for urn, match in matches.items()
    }


def _file(stored: StoredFile, match: re.Match[str]) -> Source:
    url, row = reverse("files:file", args=[stored.sha256]), match["row"]
    return Source(_file_label(stored, match), f"{url}?row={row}#row-{row}" if row else url)
