"""compare_docx: a returned Word file held against what it was made with."""

from collections.abc import Mapping

from haidang.domain.official_document.comparison.alignment import align
from haidang.domain.official_document.comparison.block_changes import BlockTeller
from haidang.domain.official_document.comparison.figures import Teller
from haidang.domain.official_document.comparison.model import Comparison
from haidang.domain.official_document.comparison.placing import places_of
from haidang.domain.official_document.comparison.tracing import trace
from haidang.domain.official_document.docx.memory import Origin, Original
from haidang.domain.official_document.docx.returned import Content, read_returned
from haidang.domain.official_document.errors import DocxComparisonError


def compare_docx(returned: bytes, original: bytes | None = None) -> Comparison:
    """Compare a file that came back with the file as made.

    `original`: the stored copy. Without it the file's own memory is believed, which whoever edited the file might have
    changed too. DocxReadError if a file cannot be read safely, DocxComparisonError if there is nothing to compare with.
    """
    return compare_with(returned, None if original is None else read_original(original))


def read_original(original: bytes) -> Original:
    """What a stored copy was made with; read once where several files are compared with it."""
    memory = read_returned(original).memory
    if memory is None:
        raise DocxComparisonError("the original does not remember its text: render the document again")
    return memory


def compare_with(returned: bytes, original: Original | None) -> Comparison:
    """As compare_docx, with the original already read."""
    file = read_returned(returned, original)
    if original is not None and file.document_id not in ("", original.document_id):
        raise DocxComparisonError(
            f"the file was made from document {file.document_id}, the original is {original.document_id}: "
            "compare it with the copy that was sent out"
        )
    made = original or file.memory
    if made is None:
        known = f"; it was made from document {file.document_id}" if file.document_id else ""
        raise DocxComparisonError(
            f"the file has lost what it was made with, or never had it{known}: compare it with the stored original"
        )
    return _compared(made, file.content, file.shown)


def _compared(made: Original, file: Content, shown: Mapping[str, str]) -> Comparison:
    old = [issued.line for issued in made.lines]
    alignment = align(old, file.lines)
    origins: list[Origin | None] = [None] * len(file.lines)
    for number, place in alignment.pairs.items():
        origins[place] = made.lines[number].origin
    old_places = places_of(old, [issued.origin for issued in made.lines])
    new_places = places_of(file.lines, origins)
    known = {quote.quote_id: quote.text for quote in made.quotes}
    traced = trace(old, file.lines, alignment, known, shown)
    teller = Teller(made, file.lines, old_places, new_places, traced)
    blocks = BlockTeller(made.lines, file.lines, old_places, new_places, alignment, traced)
    return Comparison(
        document_id=made.document_id,
        figures=tuple(teller.figures()),
        numerals=tuple(teller.numerals()),
        blocks=tuple(blocks.changes()),
        by_place=traced.by_place and bool(known),
        pictures=file.pictures,
        mended=file.mended,
    )
