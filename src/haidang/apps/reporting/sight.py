"""Which quoted figures a reader may see. What a unit sent and nobody accepted yet is not for everybody who reads.

A reader is an actor, or None: somebody who came by a link and is nobody here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from haidang.apps.observations.models import Observation, Stage
from haidang.apps.reporting.models import Quote
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

WITHHELD: Final = "[chưa công bố]"
"""What stands in the place of a figure that the reader may not see."""


def is_withheld(quote: Quote, reader: Actor | None) -> bool:
    """Whether the quoted observation is provisional and out of the reader's reach.

    One that was pinned as provisional and accepted later with the same value is not.
    """
    shown = quote.observation
    if shown.stage == Stage.FINAL or _was_accepted(shown, quote.figure.latest):
        return False
    return reader is None or not reader.may(Permission.VIEW_PROVISIONAL_FIGURES, quote.figure.unit.code)


def _was_accepted(shown: Observation, latest: Observation | None) -> bool:
    if latest is None or latest.stage != Stage.FINAL:
        return False
    names = ("status", "value", "qualifier", "source_urn")
    return all(getattr(shown, name) == getattr(latest, name) for name in names)


def withheld_from(reader: Actor | None, quotes: Iterable[Quote]) -> dict[str, int]:
    """The quotes that the reader may not see: tag and id of the figure."""
    return {quote.tag: quote.figure_id for quote in quotes if is_withheld(quote, reader)}
