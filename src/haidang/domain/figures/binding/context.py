"""What the binders know of a passage: its mentions, the text between them, and looking around."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from haidang.domain.figures.layout import Passage
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Measure
from haidang.domain.figures.text import Source
from haidang.domain.figures.units import same_unit

REACH = 40
"""How many figures back or ahead a claim may reach; keeps the work linear in the length of a passage."""


@dataclass(frozen=True, slots=True)
class Context:
    """The mentions of one passage, in order, and the passage."""

    source: Source
    mentions: Sequence[Mention]
    passage: Passage
    label_words: dict[int, set[str]] = field(default_factory=dict)
    """What figures count, by their places, as far as it was asked for."""
    pairs: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """What tells of two amounts, whatever rate is asked for, by their places, as far as it was asked for."""
    steps: dict[tuple[int, int], int] = field(default_factory=dict)
    """How many amounts stand between two places, as far as it was asked for."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.passage.end

    @property
    def is_list(self) -> bool:
        """True for a list with its introduction."""
        return self.passage.is_list

    @property
    def head_end(self) -> int:
        """Offset after the introduction of a list."""
        return self.passage.spans[self.passage.heads - 1][1]

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


def apart(context: Context, left: Mention, right: Mention) -> int:
    """Return how many sentences lie between two mentions; the head of a list is next to each of its items."""
    if context.is_list and left.line != right.line and _is_of_whole_list(context, left, right):
        return 1
    return abs(left.sentence - right.sentence)


def are_siblings(context: Context, left: Mention, right: Mention) -> bool:
    """True for mentions in two different items of a list."""
    return context.is_list and left.line != right.line and not _is_of_whole_list(context, left, right)


def _is_of_whole_list(context: Context, left: Mention, right: Mention) -> bool:
    whole = (0, context.passage.total_line)
    return left.line in whole or right.line in whole


def compatible(left: Mention, right: Mention) -> bool:
    """True when two mentions may count the same thing."""
    one, two = left.quantity, right.quantity
    if one.measure is not two.measure and one.unit and two.unit:
        return False
    return one.measure is two.measure is Measure.PEOPLE or same_unit(one.unit, two.unit)


def label(mention: Mention) -> str:
    """Return the words around a mention that say what it counts."""
    return f"{mention.clause} {mention.tail}"


def is_of_other_rate(context: Context, rate: Mention, other: Mention) -> bool:
    """True for the base of another rate: "tăng 9,6% so với cùng kỳ (4.760 triệu USD)"."""
    owner = context.at(other.owner) if other.owner >= 0 else None
    return owner is not None and owner.is_percent and owner is not rate and rate.owner != other.owner
