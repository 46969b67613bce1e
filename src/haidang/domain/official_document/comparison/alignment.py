"""Which line of the returned file is which line of the file as made.

From certain to likely: equal text, equal text but for the numerals, similar text; always in order. What is left over on
both sides is then paired across the order: it was moved.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from haidang.domain.official_document.comparison.tokens import masked, tokens_of
from haidang.domain.official_document.docx.lines import Line

_ALIKE: Final = 0.5
_WORDS_TO_KNOW: Final = 4
_MAX_TABLE: Final = 250_000
"""Pairs of lines that are compared word by word in one gap; a larger gap is left to the search for moved lines."""

Pairs: TypeAlias = dict[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Positions in the new sequence by positions in the old one. `moved`: old positions paired across the order."""

    pairs: Pairs
    moved: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Gap:
    """Ranges of both sequences between two pairs."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def is_open(self) -> bool:
        return self.old_start < self.old_end and self.new_start < self.new_end


def align(old: Sequence[Line], new: Sequence[Line]) -> Alignment:
    """Pair the lines of two versions, each story with its like."""
    pairs: Pairs = {}
    for story in ("text", "notes", "header"):
        a = [number for number, line in enumerate(old) if line.story == story]
        b = [number for number, line in enumerate(new) if line.story == story]
        found = _in_order([old[number] for number in a], [new[number] for number in b])
        pairs |= {a[start]: b[end] for start, end in found.items()}
    moved = dict(_across(old, new, pairs))
    return Alignment(pairs | moved, frozenset(moved))


def _in_order(old: Sequence[Line], new: Sequence[Line]) -> Pairs:
    pairs: Pairs = {}
    gaps = [_Gap(0, len(old), 0, len(new))]
    for key in (_exact, _masked):
        gaps = [rest for gap in gaps for rest in _by_key(key, gap, old, new, pairs)]
    for gap in gaps:
        _by_likeness(gap, old, new, pairs)
    _uncross(old, new, pairs)
    return pairs


def _exact(line: Line) -> Hashable:
    """Cells are joined, so that merging them changes nothing."""
    return line.row is None, " ".join(line.text.split())


def _masked(line: Line) -> Hashable:
    return line.row is None, masked(" ".join(line.text.split()))


def _by_key(
    key: Callable[[Line], Hashable], gap: _Gap, old: Sequence[Line], new: Sequence[Line], pairs: Pairs
) -> Iterator[_Gap]:
    """Pair lines of equal key; yields the gaps that remain."""
    a = [key(line) for line in old[gap.old_start : gap.old_end]]
    b = [key(line) for line in new[gap.new_start : gap.new_end]]
    old_at, new_at = gap.old_start, gap.new_start
    for start, other, size in _blocks(a, b):
        yield from _if_open(_Gap(old_at, gap.old_start + start, new_at, gap.new_start + other))
        old_at, new_at = gap.old_start + start + size, gap.new_start + other + size
        pairs |= {old_at - step: new_at - step for step in range(1, size + 1)}


def _if_open(gap: _Gap) -> Iterator[_Gap]:
    if gap.is_open:
        yield gap


def _blocks(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Runs that both have, in order, beginnings and ends first; the last one is empty, at the end of both."""
    head = _common(zip(a, b, strict=False))
    tail = _common(zip(reversed(a[head:]), reversed(b[head:]), strict=False))
    yield 0, 0, head
    middle = SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    yield from ((head + s, head + o, size) for s, o, size in middle.get_matching_blocks() if size)
    yield len(a) - tail, len(b) - tail, tail


def _common(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    count = 0
    for a, b in pairs:
        if a != b:
            break
        count += 1
    return count


def _by_likeness(gap: _Gap, old: Sequence[Line], new: Sequence[Line], pairs: Pairs) -> None:
    """Pair what is alike, in order, so that the sum of likeness is greatest."""
    rows, columns = gap.old_end - gap.old_start, gap.new_end - gap.new_start
    if rows * columns > _MAX_TABLE:
        return
    a = [_Words(line) for line in old[gap.old_start : gap.old_end]]
    b = [_Words(line) for line in new[gap.new_start : gap.new_end]]
    likeness = [[one.likeness(other) for other in b] for one in a]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[gap.old_start + i] = gap.new_start + j
            i, j = i + 1, j + 1


def _uncross(old: Sequence[Line], new: Sequence[Line], pairs: Pairs) -> None:
    """Neighbours that differ in numerals alone, and now have each other's: the numerals were swapped, not the lines.

    Of such two, equal texts were paired in one and left over in the other.
    """
    taken = set(pairs.values())
    come = {number for number in range(len(new)) if number not in taken}
    for number in [number for number in range(len(old)) if number not in pairs]:
        for step in (1, -1):
            there = pairs.get(number + step)
            if there is None or there + step not in come:
                continue
            if len({_masked(old[number]), _masked(old[number + step]), _masked(new[there + step])}) == 1:
                pairs |= {number: there, number + step: there + step}
                come.remove(there + step)
                break


class _Words:
    """Words and figures of a line, counted."""

    def __init__(self, line: Line) -> None:
        self._is_row = line.row is not None
        self._words = Counter(token.key for token in tokens_of(line.text))
        self._quotes = {span.quote_id for span in line.quotes}

    def likeness(self, other: "_Words") -> float:
        """0 to 1: the share of words in common; of a figure in common, at least 0.6."""
        if self._is_row != other._is_row:
            return 0.0
        total = self._words.total() + other._words.total()
        share = 2 * (self._words & other._words).total() / total if total else 0.0
        return max(share, 0.6) if self._quotes & other._quotes else share


def _across(old: Sequence[Line], new: Sequence[Line], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pair what is left over on both sides: same text, or most of the same figures, or same text but for numerals."""
    taken = set(pairs.values())
    gone = [number for number in range(len(old)) if number not in pairs]
    come = {number for number in range(len(new)) if number not in taken}
    for keys in (_text_keys, _quote_keys, _masked_keys):
        places: dict[Hashable, list[int]] = {}
        for number in sorted(come):
            for key in keys(new[number]):
                places.setdefault(key, []).append(number)
        for number in list(gone):
            votes = Counter(
                place for key in keys(old[number]) for place in places.get(key, ()) if place in come
            )
            if votes:
                place = votes.most_common(1)[0][0]
                yield number, place
                gone.remove(number)
                come.remove(place)


def _text_keys(line: Line) -> list[Hashable]:
    return [_exact(line)]


def _quote_keys(line: Line) -> list[Hashable]:
    return [span.quote_id for span in line.quotes]


def _masked_keys(line: Line) -> list[Hashable]:
    return [_masked(line)] if says_enough(line) else []


def says_enough(line: Line) -> bool:
    """Whether it has enough words to be known again without its numerals."""
    return sum(not token.is_numeral for token in tokens_of(line.text)) >= _WORDS_TO_KNOW
