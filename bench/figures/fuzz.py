"""Throw texts at the checker: `python -m bench.figures.fuzz [seconds] [seed]` from the root of the repository.

Every text gets an answer; every offset lies in the text and every operand stands at its own; time per byte stays
within a multiple of that of a plain text, measured in the same run. Prints the worst ratios and each fault with the
smallest text that still shows it; ends with 1 if there is one.
"""

import random
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress

from bench.figures import mutations
from bench.figures.sample import dense

from haidang.domain.figures import Relation, check_text
from haidang.domain.file_text import UnreadableFile, read_file

SECONDS = 60.0
MOST_TEXTS = 20_000
SHAPE_SIZES = (4_000, 16_000)
MOST_RATIO = 180.0
"""Time per byte, compared with sentences full of figures (60 bytes a figure); some shapes have a figure in every
second byte, others make one of each pair of figures that may belong together."""
MOST_GROWTH = 2.0
"""Time per byte of a shape four times as long."""
SMALLEST = 2_000
"""Bytes below which the clock says nothing."""
SLOWEST = 5


def fault_of(text: str) -> str | None:
    """Return what is wrong with the answer to `text`, or None."""
    try:
        report = check_text(text)
    except Exception as error:
        return f"{type(error).__name__} | {error}"[:200]
    for figure in report.quantities:
        if not 0 <= figure.start < figure.end <= len(text):
            return f"figure outside the text | {figure.start}..{figure.end} of {len(text)}"
        if not _same(text[figure.start : figure.end], figure.text):
            return f"figure not at its place | {figure.text!r}, there {text[figure.start : figure.end]!r}"
    return next((fault for relation in report.relations if (fault := _fault_in(text, relation))), None)


def _fault_in(text: str, relation: Relation) -> str | None:
    if not 0 <= relation.start < relation.end <= len(text):
        return f"relation outside the text | {relation.span} of {len(text)}"
    for figure in relation.figures:
        if not relation.start <= figure.start <= figure.end <= relation.end:
            return f"figure outside its relation | {figure.text!r}"
    stretch = unicodedata.normalize("NFC", text[relation.start : relation.end])
    for said in (*relation.operands, relation.stated):
        if unicodedata.normalize("NFC", said) not in stretch:
            return f"{relation.kind} without its operand | {said!r}"
    return None


def _same(there: str, said: str) -> bool:
    return unicodedata.normalize("NFC", there) == unicodedata.normalize("NFC", said)


def fault_of_file(name: str, content: bytes) -> tuple[str, str] | None:
    """Return the text of a file and what is wrong with it, or None."""
    try:
        text = read_file(content, name).text
    except UnreadableFile:
        return None
    except Exception as error:
        return content[:200].hex(), f"reading {name}, {type(error).__name__} | {error}"[:200]
    fault = fault_of(text)
    return None if fault is None else (text, fault)


def smallest(text: str, shows: Callable[[str], bool], tries: int = 2_000) -> str:
    """Return `text` with everything cut out that the fault does not need."""
    size = max(1, len(text) // 2)
    while size and tries > 0:
        at = 0
        while at < len(text) and tries > 0:
            tries -= 1
            shorter = text[:at] + text[at + size :]
            if shows(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def microseconds_a_byte(text: str) -> float:
    """Return CPU time for each byte, the better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        with suppress(Exception):  # what it raises is told elsewhere
            check_text(text)
        best = min(best, time.process_time() - start)
    return 1e6 * best / max(1, len(text.encode("utf-8", "surrogatepass")))


def slow_shapes(baseline: float) -> Iterator[tuple[float, float, str]]:
    """Yield ratio to the baseline, growth with four times the length, and name of each shape."""
    for name, make in mutations.SHAPES.items():
        short, long = (microseconds_a_byte(make(size)) for size in SHAPE_SIZES)
        yield long / baseline, long / short, name


def main(arguments: list[str]) -> int:
    """Run the shapes, then mutated texts and files until time is up."""
    seconds = float(arguments[0]) if arguments else SECONDS
    rng = random.Random(int(arguments[1]) if len(arguments) > 1 else 1)
    baseline = microseconds_a_byte(dense(100_000))
    print(f"baseline: {baseline:.2f} µs a byte of sentences full of figures")
    faults: dict[str, str] = {}
    shapes = sorted(slow_shapes(baseline), reverse=True)
    for ratio, growth, name in shapes:
        print(
            f"  {name:22} {ratio:6.2f} x the baseline, {growth:5.2f} x the time per byte at four times the length"
        )
        if ratio > MOST_RATIO or (growth > MOST_GROWTH and ratio > 1):
            faults[f"slow: {name}"] = mutations.SHAPES[name](40)
    for name, make in mutations.SHAPES.items():
        if fault := fault_of(make(SHAPE_SIZES[0])):
            faults.setdefault(_sort_of(fault), f"{name}: {make(40)}")
    texts = mutations.labelled_texts()
    end = time.monotonic() + seconds
    slow = _throw_texts(texts, rng, end - seconds / 3, baseline, faults)
    _throw_files(texts, rng, end, faults)
    for ratio, text in slow:
        print(f"  {ratio:6.2f} x the baseline: {text[:160]!r} … {len(text)} characters")
    for fault, text in faults.items():
        print(f"FAULT {fault}\n  {text[:400]!r}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def _throw_texts(
    texts: list[str], rng: random.Random, end: float, baseline: float, faults: dict[str, str]
) -> list[tuple[float, str]]:
    """Check mutated texts until `end`; return the slowest."""
    slow: list[tuple[float, str]] = []
    count = 0
    for text in mutations.mutated(texts, rng):
        if time.monotonic() > end or count >= MOST_TEXTS:
            break
        count += 1
        if fault := fault_of(text):
            kind = _sort_of(fault)
            if kind not in faults:
                faults[kind] = smallest(text, lambda cut, kind=kind: _shows(cut, kind))
        elif len(text) >= SMALLEST:
            ratio = microseconds_a_byte(text) / baseline
            slow = sorted([*slow, (ratio, text)], reverse=True)[:SLOWEST]
            if ratio > MOST_RATIO:
                faults.setdefault(f"slow: {ratio:.0f} x", text)
    print(f"{count} mutated texts")
    return slow


def _throw_files(texts: list[str], rng: random.Random, end: float, faults: dict[str, str]) -> None:
    count = 0
    for name, content in mutations.files(texts, rng):
        if time.monotonic() > end or count >= MOST_TEXTS:
            break
        count += 1
        if found := fault_of_file(name, content):
            faults.setdefault(_sort_of(found[1]), found[0])
    print(f"{count} files")


def _sort_of(fault: str) -> str:
    """Return the kind of a fault: each is told once."""
    return fault.partition(" | ")[0]


def _shows(text: str, kind: str) -> bool:
    fault = fault_of(text)
    return fault is not None and _sort_of(fault) == kind


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
