"""The outline of a draft as one writes it: every block as it reads, with who is at work on it. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from haidang.apps.documents.selectors import map_documents
from haidang.apps.reporting.block_texts import is_empty, is_written
from haidang.apps.reporting.models import (
    NOTES_KEY,
    Block,
    BlockComment,
    BlockLock,
    Quote,
    Report,
    Section,
    SectionKind,
)
from haidang.apps.reporting.selectors import list_blocks, list_locks
from haidang.apps.reporting.showing import ShownBlock, cited_in, show
from haidang.domain.quoting import NumeralMark, TextRun, parse
from haidang.domain.vietnamese import letter, roman

DEEPEST = 3


@dataclass(frozen=True)
class EditorBlock:
    """A block as it reads, with who writes on it and what was said about it."""

    block: Block
    shown: ShownBlock
    lock: BlockLock | None
    comments: list[BlockComment] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return is_empty(self.block)

    @property
    def is_written(self) -> bool:
        return is_written(self.block)

    @property
    def open_comments(self) -> int:
        return sum(comment.settled_at is None for comment in self.comments)


@dataclass(frozen=True)
class EditorSection:
    """A section of the outline with its number ("II.", "1.", "a)", "Phụ lục 1") and its blocks in order."""

    section: Section
    number: str
    depth: int
    blocks: list[EditorBlock]

    @property
    def title(self) -> str:
        """The heading as it reads, its marked numerals without their reason."""
        runs = parse(self.section.title)
        return "".join(run.text for run in runs if isinstance(run, TextRun | NumeralMark))

    @property
    def is_notes(self) -> bool:
        return self.section.key == NOTES_KEY

    @property
    def may_be_divided(self) -> bool:
        return self.section.kind == SectionKind.BODY and bool(self.section.title) and self.depth < 3


def list_editor_sections(report: Report, at: datetime) -> list[EditorSection]:
    """The whole draft in reading order, in a fixed number of queries."""
    blocks = list(list_blocks(report))
    shown = show_blocks(blocks)
    locks = {lock.block_id: lock for lock in list_locks(report) if lock.holds_at(at)}
    comments: dict[str, list[BlockComment]] = defaultdict(list)
    for comment in BlockComment.objects.filter(report=report):
        comments[comment.block_key].append(comment)
    by_section: dict[int, list[EditorBlock]] = defaultdict(list)
    for block in blocks:
        by_section[block.section_id].append(
            EditorBlock(block, shown[block.pk], locks.get(block.pk), comments[block.key])
        )
    return [
        EditorSection(section, number, depth, by_section[section.pk])
        for section, number, depth in _in_order(list(report.sections.all()))
    ]


def list_outline(report: Report) -> list[EditorSection]:
    """The sections of a draft in reading order, without their blocks (one query)."""
    return [
        EditorSection(section, number, depth, [])
        for section, number, depth in _in_order(list(report.sections.all()))
    ]


def get_editor_block(block: Block, at: datetime) -> EditorBlock:
    """One block as the outline has it."""
    lock = BlockLock.objects.filter(block=block).first()
    comments = BlockComment.objects.filter(report=block.section.report, block_key=block.key)
    return EditorBlock(
        block, show_blocks([block])[block.pk], lock if lock and lock.holds_at(at) else None, list(comments)
    )


def show_blocks(blocks: Sequence[Block]) -> dict[int, ShownBlock]:
    """How blocks read with their values, by id (two queries)."""
    quotes: dict[int, list[Quote]] = defaultdict(list)
    found = Quote.objects.filter(block__in=blocks) if len(blocks) < 2 else _quotes_of(blocks)
    for quote in found.select_related(
        "figure__indicator", "figure__unit", "figure__latest", "seen", "pinned"
    ).order_by("position"):
        quotes[quote.block_id].append(quote)
    documents = map_documents(cited_in(blocks))
    return {block.pk: show(block, quotes[block.pk], documents) for block in blocks}


def _quotes_of(blocks: Iterable[Block]) -> QuerySet[Quote]:
    return Quote.objects.filter(block__section__in={block.section_id for block in blocks})


def _in_order(sections: list[Section]) -> Iterator[tuple[Section, str, int]]:
    """Sections as a reader meets them: body, appendices, footnotes; numbered as the document numbers them."""
    children: dict[int | None, list[Section]] = defaultdict(list)
    for section in sections:
        children[section.parent_id].append(section)
    body = [s for s in children[None] if s.kind == SectionKind.BODY and s.key != NOTES_KEY]
    chapter = 0
    for section in body:
        chapter += bool(section.title)
        yield from _with_children(section, f"{roman(chapter)}." if section.title else "", 1, children)
    appendices = [s for s in children[None] if s.kind == SectionKind.APPENDIX]
    for number, section in enumerate(appendices, start=1):
        yield section, f"Phụ lục {number}", 1
    yield from ((section, "", 1) for section in children[None] if section.key == NOTES_KEY)


def _with_children(
    section: Section, number: str, depth: int, children: dict[int | None, list[Section]]
) -> Iterator[tuple[Section, str, int]]:
    yield section, number, depth
    for index, child in enumerate(children[section.pk], start=1):
        marker = f"{index}." if depth == 1 else f"{letter(index)})"
        yield from _with_children(child, marker, depth + 1, children)
