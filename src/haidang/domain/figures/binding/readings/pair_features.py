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
    before = base.place < part.place
    low, high = sorted((part.place, base.place))
    alike = covering = 0
    for other in context.mentions[low + 1 : min(high, low + _REACH)]:
        if other.is_amount and unlike(other, part) < 1:
            alike += 1
            covering += other.quantity.value > part.quantity.value
    yield f"alike between {before} {min(alike, _MOST)}"
    yield f"covering between {before} {min(covering, _MOST)}"
    if before:
        yield f"covered before {_is_covered(context, part, base)} {min(covering, 1)}"
    following = context.at(base.place + 1)
    if following is not None and before:
        opened = _OPENS.search(context.between(base, following))
        yield f"base opens {opened.group() if opened else ''} {base.sentence == part.sentence}"
    said, meant = label_words(part), label_words(base)
    yield f"said alike {min(len(said & meant), _MOST)}"
    yield f"phrase alike {part.quantity.phrase == base.quantity.phrase} {bool(part.quantity.phrase)}"
    yield f"nearest {_is_nearest(context, stated, part)} {_is_nearest(context, stated, base)}"


def _is_covered(context: Context, part: Mention, base: Mention) -> bool:
    """True where a still greater amount of the same sort stands before the base."""
    return any(
        other.is_amount and other.quantity.value > base.quantity.value and unlike(other, part) < 1
        for other in context.mentions[max(0, base.place - _REACH // 2) : base.place]
    )


def _is_nearest(context: Context, stated: Mention, operand: Mention) -> bool:
    """True for the amount right before a figure, percentages passed over."""
    place = stated.place - 1
    while (other := context.at(place)) is not None and other.is_percent:
        place -= 1
    return other is operand


def label_words(mention: Mention) -> set[str]:
    """Return the words that name what a figure counts."""
    return content_words(f"{mention.clause} {mention.tail} {mention.quantity.phrase}")
