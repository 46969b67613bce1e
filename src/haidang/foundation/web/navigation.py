"""The sections of the house in the order of the day: what waits, what was promised, what is known, what is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class Section:
    """An entry of the navigation, for those who hold the permission."""

    view: str
    label: Any
    permission: Permission


SECTIONS: Final = (
    Section("desk:home", _("My desk"), Permission.VIEW_PROGRAMME),
    Section("programme:list", _("Tasks"), Permission.VIEW_PROGRAMME),
    Section("observations:list", _("Figures"), Permission.VIEW_FIGURES),
    Section("observations:findings", _("Findings"), Permission.VIEW_FINDINGS),
    Section("competitiveness:profile", _("The index"), Permission.VIEW_INDEX),
    Section("reporting:rounds", _("Reporting rounds"), Permission.VIEW_ROUNDS),
    Section("enterprises:list", _("Enterprises"), Permission.VIEW_ENTERPRISES),
    Section("inspections:years", _("Inspections"), Permission.VIEW_INSPECTIONS),
    Section("organisations:list", _("Units"), Permission.VIEW_UNITS),
    Section("documents:list", _("Documents"), Permission.VIEW_DOCUMENTS),
    Section("importing:upload", _("Import"), Permission.IMPORT_DATA),
    Section("notifications:mine", _("My messages"), Permission.VIEW_PROGRAMME),
    Section("notifications:outgoing", _("Outgoing mail"), Permission.VIEW_OUTGOING_MAIL),
    Section("keys:list", _("Access keys"), Permission.MANAGE_API_KEYS),
    Section("organisations:people", _("People"), Permission.MANAGE_PEOPLE),
    Section("audit:trail", _("Audit trail"), Permission.VIEW_AUDIT),
)


@dataclass(frozen=True)
class Entry:
    """A section as a link. `current` is a value of aria-current: "page" on the very page, "true" below it."""

    label: Any
    url: str
    current: str


def entries_for(actor: Actor, path: str) -> list[Entry]:
    """The sections the actor may enter; the one with the longest address that `path` begins with is current."""
    open_to_actor = [
        (section, reverse(section.view)) for section in SECTIONS if actor.may(section.permission)
    ]
    nearest = _nearest([url for _section, url in open_to_actor], path)
    return [Entry(section.label, url, _current(url, path, nearest)) for section, url in open_to_actor]


def _nearest(urls: Sequence[str], path: str) -> str:
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def _current(url: str, path: str, nearest: str) -> str:
    if url == path:
        return "page"
    return "true" if url == nearest else ""
