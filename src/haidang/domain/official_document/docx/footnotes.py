"""Footnotes as Word's own, with the two separators that Word expects."""

from collections.abc import Callable, Iterable, Iterator

from haidang.domain.official_document.docx.runs import RunWriter
from haidang.domain.official_document.docx.xml import Element, paragraph, text_run, w
from haidang.domain.official_document.runs import Footnote

SEPARATOR_IDS = (-1, 0)
"""Ids of the separator notes, also listed in the settings."""


def build_footnotes(
    footnotes: Iterable[Footnote], writer: RunWriter, keep: Callable[[Footnote, Element], None]
) -> Element:
    """The root of footnotes.xml; notes are numbered from 1. `keep` is told each note's paragraphs."""
    root = w("footnotes")
    kinds = ("separator", "continuationSeparator")
    for note_id, kind in zip(SEPARATOR_IDS, kinds, strict=True):
        root.append(w("footnote", paragraph("FootnoteText", w("r", w(kind))), type=kind, id=note_id))
    for number, footnote in enumerate(footnotes, start=1):
        paragraphs = list(_paragraphs(footnote, writer))
        for element in paragraphs:
            keep(footnote, element)
        root.append(w("footnote", *paragraphs, id=number))
    return root


def _paragraphs(footnote: Footnote, writer: RunWriter) -> Iterator[Element]:
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    yield paragraph("FootnoteText", mark, text_run(" "), *writer.elements(footnote.lead))
    for item in footnote.items:
        yield paragraph("FootnoteText", *writer.elements(item))
