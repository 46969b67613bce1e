"""What the binders know of a passage: its mentions, the text between them, and looking around."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.text import Source
from haidang.domain.figures.units import same_unit

REACH = 40
"""How many figures back or ahead a claim may reach; keeps the work linear in the length of a passage."""


@dataclass(frozen=True, slots=True)
class Context:
    """The mentions of one passage, in order; a list has `item_lines` items after its head, which ends at `head_end`."""

    source: Source
    mentions: Sequence[Mention]
    start: int
    end: int
    is_list: bool
    item_lines: int
    head_end: int

    def between(self, left: Mention, right: Mention) -> str:
        """Return the words from after `left` to before `right`, in lower case."""
        return self.source.low[left.quantity.end : right.quantity.start]

    def before(self, mention: Mention) -> Iterator[Mention]:
        """Yield the mentions before one, nearest first, as far as a claim may reach."""
        for place in range(mention.place - 1, max(-1, mention.place - 1 - REACH), -1):
            yield self.mentions[place]

    def after(self, mention: Mention) -> Iterator[Mention]:
        """Yield the mentions after one, as far as a claim may reach."""
        for place in range(mention.place + 1, min(len(self.mentions), mention.place + 1 + REACH)):
            yield self.mentions[place]

    def at(self, place: int) -> Mention | None:
        """Return the mention at a place, or None outside the passage."""
        return self.mentions[place] if 0 <= place < len(self.mentions) else None

    def amounts_before(self, mention: Mention) -> list[Mention]:
        """Return the amounts before a mention in its sentence that stand in the open, nearest first."""
        return [
            other
            for other in self.before(mention)
            if other.sentence == mention.sentence and other.is_amount and other.depth <= mention.depth
        ]


def compatible(left: Mention, right: Mention) -> bool:
    """True when two mentions may count the same thing."""
    one, two = left.quantity, right.quantity
    if one.measure is not two.measure and one.unit and two.unit:
        return False
    return same_unit(one.unit, two.unit)


def label(mention: Mention) -> str:
    """Return the words around a mention that say what it counts."""
    return f"{mention.clause} {mention.tail}"
