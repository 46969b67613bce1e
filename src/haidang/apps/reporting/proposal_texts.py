"""The words of proposals as a reader may see them, and what of a report may be registered as one. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from haidang.apps.documents.selectors import map_documents
from haidang.apps.reporting.models import Block, BlockKind, Quote, Report, Section, SectionKind
from haidang.apps.reporting.showing import ShownPiece, cited_in, show
from haidang.apps.reporting.sight import WITHHELD, withheld_from
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor

_NAMES: Final = ("de xuat", "kien nghi")
_KINDS: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def words_of(report: Report, keys: Collection[str], reader: Actor | None) -> dict[str, str]:
    """The text of blocks by key, with their figures; those out of the reader's reach are withheld (three queries)."""
    blocks = list(Block.objects.filter(section__report=report, key__in=keys))
    quotes: dict[int, list[Quote]] = defaultdict(list)
    chosen = Quote.objects.filter(block__in=blocks).select_related(
        "figure__indicator", "figure__unit", "figure__latest", "pinned", "seen"
    )
    for quote in chosen.order_by("position"):
        quotes[quote.block_id].append(quote)
    documents = map_documents(cited_in(blocks))
    hidden = set(withheld_from(reader, (quote for found in quotes.values() for quote in found)).values())

    def words(piece: ShownPiece) -> str:
        if piece.is_note:
            return ""
        return WITHHELD if piece.figure in hidden else piece.text

    return {
        block.key: " ".join(
            "".join(words(piece) for cell in row for piece in cell)
            for row in show(block, quotes[block.pk], documents).rows
        )
        for block in blocks
    }


def list_candidates(report: Report) -> list[Block]:
    """Paragraphs of the sections that propose something (by their title), else of the whole body, in reading order."""
    sections = {section.pk: section for section in report.sections.filter(kind=SectionKind.BODY)}
    ours = [pk for pk, section in sections.items() if _proposes(section, sections)] or list(sections)
    blocks = Block.objects.filter(section__in=ours, kind__in=_KINDS).select_related("section")
    return list(blocks.order_by("position"))


def _proposes(section: Section, sections: dict[int, Section]) -> bool:
    """Whether the section, or one it stands in, is named after proposals."""
    above: Section | None = section
    while above is not None:
        if any(name in fold(above.title) for name in _NAMES):
            return True
        above = sections.get(above.parent_id) if above.parent_id else None
    return False
