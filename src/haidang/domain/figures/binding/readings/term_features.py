"""What tells for or against a run of terms being all parts of a total."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from haidang.domain.figures.binding.certainty import are_opposites
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.mentions import Mention

_OPENS: Final = re.compile(r"trong đó|\bgồm\b|:|\(|chia|phân|cụ thể|\bcó\b|với")
_LEFT: Final = re.compile(r"còn|thiếu|\bdư\b|tồn|chưa|không|đang|khác")
_MANY: Final = 5
_FAR: Final = 4
_LONG: Final = 8


def term_features(context: Context, reading: Reading) -> Iterator[str]:
    """Yield what the terms, the total and what stands between them tell."""
    total, terms = reading.stated, reading.operands
    pair = len(terms) == 2  # a part and the rest
    yield f"number {min(len(terms), _MANY)}"
    yield from _of_sorts(total, terms)
    last = terms[-1]
    yield f"marks {''.join(sorted({t.marks[-1:] or '_' for t in terms[1:]}))}"
    yield f"and {last.marks.endswith('&')} {pair}"
    yield f"rest {REST.search(f'{last.clause} {last.tail}') is not None} {pair}"
    yield f"left {_LEFT.search(f'{last.clause} {last.tail}') is not None} {pair}"
    yield f"opposites {are_opposites(context, list(terms))}"
    yield f"gap {_gap(reading)}"
    yield f"named {all(t.lead or t.tail for t in terms)}"
    if terms[0].place > total.place:
        opened = _OPENS.search(context.between(total, terms[0]))
        yield f"opened {opened.group() if opened else ''}"
        yield f"opened {opened.group() if opened else ''} {pair}"
    skipped, ends = _skipped(context, terms), list(_of_ends(context, total, terms))
    yield f"skipped {skipped}"
    yield from ends
    own = all(t.quantity.unit == total.quantity.unit for t in terms)
    named = opened.group() if terms[0].place > total.place and opened else ""
    yield f"whole {named} {_gap(reading)} {skipped} {own} {' '.join(ends)}"
    yield f"whole {_gap(reading)} {skipped} {own} {pair} {' '.join(ends)}"
    yield from _of_likeness(terms)
    yield f"total lead {' '.join(total.clause.split()[-1:])}"
    yield f"total first {total.place == 0}"
    yield f"first lead {' '.join(terms[0].clause.split()[:1])}"


def _of_sorts(total: Mention, terms: Sequence[Mention]) -> Iterator[str]:
    own = all(t.quantity.unit == total.quantity.unit for t in terms)
    yield f"units {len({t.quantity.unit for t in terms})} {own}"
    yield f"unlike {max(unlike(total, t) for t in terms)}"
    farthest = max(abs(t.sentence - total.sentence) for t in terms)
    yield f"sentence {farthest} {len({t.sentence for t in terms})}"
    first = terms[0]
    yield f"depth {len({t.depth for t in terms})} {first.depth - total.depth} {first.owner == total.place}"


def _gap(reading: Reading) -> int:
    """Return how many figures stand between a total and the nearest end of its terms, at most `_FAR`."""
    after = reading.way.startswith(("after", "next"))
    edge = reading.operands[0] if after else reading.operands[-1]
    return min(abs(edge.place - reading.stated.place), _FAR)


def _skipped(context: Context, terms: Sequence[Mention]) -> int:
    """Return how many amounts among the terms are none of them, at most 3."""
    first, last = terms[0].place, terms[-1].place
    percents = sum(m.is_percent for m in context.mentions[first:last])
    return min(max(0, last - first + 1 - len(terms) - percents), 3)


def _of_ends(context: Context, total: Mention, terms: Sequence[Mention]) -> Iterator[str]:
    """Yield whether the terms end where the sentence does, or another amount of their sort goes on."""
    for name, edge, step in (("after", terms[-1], 1), ("before", terms[0], -1)):
        place = edge.place + step
        while (other := context.at(place)) is not None and not other.is_amount:
            place += step
        if other is None or other.sentence != edge.sentence:
            yield f"{name} end"
        elif other is total:
            yield f"{name} total"
        else:
            marks = (other if step > 0 else edge).marks[-1:]
            yield f"{name} goes on {min(unlike(other, edge), 3)} {marks}"


def _of_likeness(terms: Sequence[Mention]) -> Iterator[str]:
    """Yield whether the terms are named in the same way: "cấp tỉnh 148, cấp huyện 1.216"."""
    pair = len(terms) == 2
    firsts = {" ".join(term.clause.split()[:1]) for term in terms[1:]}
    alike = terms[0].clause.rpartition("trong đó")[2].split()[:1]
    yield f"named alike {len(firsts) == 1} {bool(firsts & {' '.join(alike)})} {pair}"
    lengths = [len(term.clause.split()) for term in terms[1:]]
    yield f"name lengths {min(max(lengths), _LONG) // 2} {min(*lengths, _LONG) // 2}"
    yield f"phrases {len({term.quantity.phrase for term in terms}) == 1} {pair}"
