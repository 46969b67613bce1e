"""Slots on the pages of lower rooms that upper rooms fill: a unit's page shows its tasks without knowing of tasks.

add_panel("organisations.unit", 10, panel_of_tasks)      # in apps.py of the upper room
{% panels "organisations.unit" unit %}                   # in the template of the lower room
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class Panel:
    """A titled part of a page, rendered from a template of the room that contributes it."""

    title: str
    template: str
    context: dict[str, Any]


PanelMaker = Callable[[Actor, Any], Panel | None]
_PANELS: dict[str, list[tuple[int, PanelMaker]]] = defaultdict(list)


def add_panel(slot: str, order: int, maker: PanelMaker) -> None:
    """Contribute to a slot. The maker gets the actor and the page's subject; None shows nothing."""
    _PANELS[slot].append((order, maker))
    _PANELS[slot].sort(key=lambda entry: entry[0])


def panels_for(slot: str, actor: Actor, subject: Any) -> list[Panel]:
    """The panels of a slot, in order."""
    made = (maker(actor, subject) for _order, maker in _PANELS[slot])
    return [panel for panel in made if panel is not None]
