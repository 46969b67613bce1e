"""What two amounts tell about one being a part of the other: what stands between them, and which others are alike."""

import re
from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.words import content_words

_REACH: Final = 24
_MOST: Final = 3
_OPENS: Final = re.compile(r"trong đó|\bgồm\b|:|trong số|cụ thể|\bcó\b|với|\btrên\b")


def features_between(context: Context, stated: Mention, part: Mention, base: Mention) -> Iterator[str]:
    """Yield how a base compares with the other amounts that might be the base of the same part."""
    known = context.pairs.get((part.place, base.place))
    if known is None:
        known = list(_of_two(context, part, base))
        context.pairs[part.place, base.place] = known
    yield from known
    nearest = _nearest(context, stated)
    yield f"nearest {nearest is part} {nearest is base}"


def _of_two(context: Context, part: Mention, base: Mention) -> Iterator[str]:
    before = base.place < part.place
    low, high = sorted((part.place, base.place))
    alike = covering = 0
    value = part.quantity.value
    for other in context.mentions[low + 1 : min(high, low + _REACH)]:
        if other.is_amount and unlike(other, part) < 1:
            alike += 1
            covering += other.quantity.value > value
            if covering >= _MOST:
                break  # no more is told apart
    yield f"alike between {before} {min(alike, _MOST)}"
    yield f"covering between {before} {min(covering, _MOST)}"
    if before:
        yield f"covered before {_is_covered(context, part, base)} {min(covering, 1)}"
    following = context.at(base.place + 1)
    if following is not None and before:
        opened = _OPENS.search(context.between(base, following))
        yield f"base opens {opened.group() if opened else ''} {base.sentence == part.sentence}"
    said, meant = label_words(context, part), label_words(context, base)
    yield f"said alike {min(len(said & meant), _MOST)}"
    yield f"phrase alike {part.quantity.phrase == base.quantity.phrase} {bool(part.quantity.phrase)}"


def _is_covered(context: Context, part: Mention, base: Mention) -> bool:
    """True where a still greater amount of the same sort stands before the base."""
    return any(
        other.is_amount and other.quantity.value > base.quantity.value and unlike(other, part) < 1
        for other in context.mentions[max(0, base.place - _REACH // 2) : base.place]
    )


def _nearest(context: Context, stated: Mention) -> Mention | None:
    """Return the amount right before a figure, percentages passed over."""
    place = stated.place - 1
    while (other := context.at(place)) is not None and other.is_percent:
        place -= 1
    return other


def label_words(context: Context, mention: Mention) -> set[str]:
    """Return the words that name what a figure counts."""
    known = context.label_words.get(mention.place)
    if known is None:
        known = content_words(f"{mention.clause} {mention.tail} {mention.quantity.phrase}")
        context.label_words[mention.place] = known
    return known
