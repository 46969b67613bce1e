"""A file that comes back: every figure changed by hand in turn, in every way, and how many of them are caught.

Caught means told for what it is: exactly this figure, with its old and new text, and no other figure or numeral beside
it (but for what the way itself touches: the rest of a copied paragraph or row, the partner of a swap).
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from haidang.domain.official_document import Comparison, OfficialDocument, QuotedFigure, render_docx
from haidang.domain.official_document.comparison import compare_with, read_original
from haidang.domain.official_document.docx.memory import Original
from haidang.domain.official_document.tests.hand_edits import (
    SOFFICE,
    EditedFile,
    merge_cells,
    saved_by_libreoffice,
)

Told = set[tuple[str, str, str]]


@dataclass(frozen=True)
class Way:
    """A way of changing figure number n of the report, and what must be told of it; `base`: the file it begins with."""

    name: str
    base: EditedFile
    edit: Callable[[EditedFile, int], Told]


class Ways:
    """The ways, over one report."""

    def __init__(self, report: OfficialDocument) -> None:
        self.figures = report.figures()
        self.made = render_docx(report)
        self._table = next(figure.quote_id for figure in self.figures if self._in_table(figure))

    def _in_table(self, figure: QuotedFigure) -> bool:
        return EditedFile(self.made).around(figure.quote_id, "tc") is not None

    def other_text(self, number: int) -> str:
        """A number with another first digit."""
        text = self.figures[number].text
        return f"{int(text[0]) % 9 + 1}{text[1:]}"

    def typed(self, file: EditedFile, number: int) -> Told:
        file.type_over(self.figures[number].quote_id, self.other_text(number))
        return {("changed", self.figures[number].quote_id, self.other_text(number))}

    def freed(self, file: EditedFile, number: int) -> Told:
        file.remove_control(self.figures[number].quote_id)
        return {("detached", self.figures[number].quote_id, self.figures[number].text)}

    def typed_and_freed(self, file: EditedFile, number: int) -> Told:
        told = self.typed(file, number)
        file.remove_control(self.figures[number].quote_id)
        return told

    def copied(self, file: EditedFile, number: int) -> Told:
        quote_id = self.figures[number].quote_id
        around = file.around(quote_id, "tr")
        around = file.around(quote_id, "p") if around is None else around
        touched = [
            figure for figure in self.figures if around in file.control(figure.quote_id).iterancestors()
        ]
        file.copy_paragraph(quote_id)
        return {("copied", figure.quote_id, figure.text) for figure in touched}

    def swapped(self, file: EditedFile, number: int) -> Told:
        pair = (self.figures[number], self.figures[(number + 1) % len(self.figures)])
        file.swap(pair[0].quote_id, pair[1].quote_id)
        return {("moved", figure.quote_id, figure.text) for figure in pair}

    def merged(self, file: EditedFile, number: int) -> Told:
        """In a table its own cell is merged with the one left of it; else the cells of some table's first row are."""
        told, quote_id = self.typed(file, number), self.figures[number].quote_id
        cell = file.around(quote_id, "tc")
        if cell is None:
            table = file.around(self._table, "tbl")
            merge_cells(list(next(row for row in table if row.tag.endswith("}tr")))[-1])
            return told
        merge_cells(cell)
        return told | {("moved", quote_id, self.other_text(number))}

    def tracked(self, file: EditedFile, number: int) -> Told:
        file.track_over(self.figures[number].quote_id, self.other_text(number))
        file.set_store(self.figures[number].quote_id, self.other_text(number))
        return {("changed", self.figures[number].quote_id, self.other_text(number))}

    def without_controls(self) -> EditedFile:
        file = EditedFile(self.made)
        for figure in self.figures:
            file.remove_control(figure.quote_id)
        return EditedFile(file.bytes())

    def typed_as_text(self, file: EditedFile, number: int) -> Told:
        """The control is gone, so the text is found as the one numeral that the paragraph has at its place."""
        before, after = self.figures[number], self.other_text(number)
        element = _texts(file)[self._places[number]]
        element.text = after
        return {("changed", before.quote_id, after)}

    @property
    def _places(self) -> list[int]:
        if not hasattr(self, "_known_places"):
            file = EditedFile(self.made)
            texts = {element: place for place, element in enumerate(_texts(file))}
            self._known_places = [
                texts[next(file.control(figure.quote_id).iter("{*}t"))] for figure in self.figures
            ]
        return self._known_places


def _texts(file: EditedFile) -> list:
    return [t for part in ("word/document.xml", "word/footnotes.xml") for t in file.root(part).iter("{*}t")]


def measure_returned(report: OfficialDocument, every: int) -> int:
    """Print a line for each way; returns how many figures slipped through or were told wrongly."""
    ways = Ways(report)
    original = read_original(ways.made)
    numbers = range(0, len(ways.figures), every)
    print(f"\nreturned by hand: {len(numbers)} of {len(ways.figures)} figures changed in turn, CPU ms a file")
    missed = 0
    for way in _hand_ways(ways):
        missed += _measure(way, numbers, original)
    if SOFFICE is None:
        print("saved by LibreOffice                 skipped: LibreOffice is not installed")
        return missed
    return missed + _measure_libreoffice(ways, numbers, original)


def _hand_ways(ways: Ways) -> Iterator[Way]:
    made = EditedFile(ways.made)
    yield Way("typed over", made, ways.typed)
    yield Way("control removed", made, ways.freed)
    yield Way("control removed, typed over", made, ways.typed_and_freed)
    yield Way("paragraph copied", made, ways.copied)
    yield Way("figures swapped", made, ways.swapped)
    yield Way("cells merged, typed over", made, ways.merged)
    yield Way("tracked changes", made, ways.tracked)
    yield Way("no control left, typed over", ways.without_controls(), ways.typed_as_text)


def _measure(way: Way, numbers: range, original: Original) -> int:
    missed, seconds = [], 0.0
    for number in numbers:
        file = way.base.reopened()
        expected = way.edit(file, number)
        content = file.bytes(0)
        start = time.process_time()
        comparison = compare_with(content, original)
        seconds += time.process_time() - start
        if told(comparison) != expected or (comparison.numerals and way.edit.__name__ != "copied"):
            missed.append(number)
    print(
        f"{way.name:36} {len(numbers) - len(missed):5} of {len(numbers)} caught   "
        f"{1000 * seconds / len(numbers):6.1f} ms" + (f"   missed: {missed[:10]}" if missed else "")
    )
    return len(missed)


def told(comparison: Comparison) -> Told:
    """What is told of figures, without places."""
    return {(figure.fate, figure.quote_id, figure.new) for figure in comparison.figures}


def _measure_libreoffice(ways: Ways, numbers: range, original: Original) -> int:
    """One save of the unchanged file, into which changes are typed; one of a file with all of them."""
    changed = EditedFile(ways.made)
    expected = set().union(*(ways.typed(changed, number) for number in range(len(ways.figures))))
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        saved, saved_changed = saved_by_libreoffice(Path(folder), ways.made, changed.bytes())
        print(f"LibreOffice saves two files in         {time.perf_counter() - start:5.1f} s")
    comparison = compare_with(saved, original)
    alarms = len(comparison.figures) + len(comparison.numerals) + len(comparison.blocks)
    print(f"{'unchanged, saved by LibreOffice':36} {alarms:5} false alarms")
    caught = len(told(compare_with(saved_changed, original)) & expected)
    print(f"{'all typed over, saved by LibreOffice':36} {caught:5} of {len(expected)} caught")
    typed = _measure(
        Way("saved by LibreOffice, typed over", EditedFile(saved), ways.typed), numbers, original
    )
    return alarms + len(expected) - caught + typed
