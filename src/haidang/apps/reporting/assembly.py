"""Turns a stored report into an official document whose every figure is a live reference. Reads only."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from haidang.apps.documents.models import Document
from haidang.apps.documents.selectors import cite, map_documents
from haidang.apps.observations.formatting import Style, format_observation
from haidang.apps.observations.models import Basis, Finding, FindingState, Observation
from haidang.apps.reporting.block_texts import is_empty
from haidang.apps.reporting.models import Block, BlockKind, Quote, Report, Section, SectionKind
from haidang.apps.reporting.remarks import Remark, list_standing_findings
from haidang.domain import official_document as od
from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    NumeralMark,
    Stray,
    TextRun,
    parse,
    stray_numerals,
)
from haidang.domain.vietnamese import letter, roman
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.files.sources import label_sources

DRAFT = "DỰ THẢO"
ILLUSTRATIVE_TITLE = "Số liệu minh họa"
ILLUSTRATIVE_TEXT = "Bảng này dùng số liệu minh họa, không phải số liệu thật của các đơn vị."


@dataclass(frozen=True)
class UnboundNumeral:
    """A numeral in the text that is no quoted figure. `kind` is empty for a stray one: nobody gave a reason."""

    section: str
    block: str
    text: str
    kind: str
    context: str


@dataclass(frozen=True)
class Assembled:
    """The document, with what a check of it needs: quotes in reading order, unbound numerals, findings."""

    document: od.OfficialDocument
    quotes: tuple[tuple[Quote, str, str], ...]
    unbound: tuple[UnboundNumeral, ...]
    findings: tuple[Finding, ...]

    @property
    def strays(self) -> list[UnboundNumeral]:
        return [numeral for numeral in self.unbound if not numeral.kind]

    @property
    def open_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.state == FindingState.OPEN]


def quote_url(quote: Quote) -> str:
    """The address of a quote's figure, with the way back to the place where it is quoted."""
    return f"{settings.BASE_URL}{reverse('observations:figure', args=[quote.figure_id])}?quote={quote.tag}"


def provenance_of(observation: Observation, source_label: str) -> od.FigureProvenance:
    """What a document says about the source of a figure."""
    figure = observation.figure
    value = "" if observation.value is None else format(observation.value, "f")
    identity = [
        figure.indicator.code,
        figure.unit.code,
        figure.period,
        figure.basis,
        str(observation.revision),
    ]
    identity += [value, observation.qualifier, observation.status, observation.source_urn]
    return od.FigureProvenance(
        indicator=figure.indicator.code,
        unit=figure.unit.name_vi,
        period=label_vi(parse_period(figure.period)),
        basis=_BASIS_VI[Basis(figure.basis)],
        value=value,
        qualifier="" if observation.qualifier == "exact" else observation.qualifier,
        source_urn=observation.source_urn,
        recorded_at=timezone.localtime(observation.recorded_at),
        recorded_by=observation.recorded_by_name,
        observation_revision=str(observation.revision),
        indicator_label=figure.indicator.name_vi,
        source_label=source_label,
        sha256=hashlib.sha256("\x1f".join(identity).encode()).hexdigest(),
    )


_BASIS_VI = {
    Basis.REPORTED: "báo cáo",
    Basis.COMPUTED: "tính toán",
    Basis.TARGET: "mục tiêu",
    Basis.PUBLISHED: "công bố",
}


def assemble(report: Report) -> Assembled:
    """Build the document from the stored text (a fixed number of queries, whatever its length)."""
    return _Assembler(report).assemble()


class _Assembler:
    def __init__(self, report: Report) -> None:
        self.report = report
        sections = list(report.sections.select_related("category"))
        self.children: dict[int | None, list[Section]] = defaultdict(list)
        for section in sections:
            self.children[section.parent_id].append(section)
        self.blocks: dict[int, list[Block]] = defaultdict(list)
        for block in Block.objects.filter(section__report=report).order_by("position"):
            self.blocks[block.section_id].append(block)
        self.quotes: dict[int, list[Quote]] = defaultdict(list)
        chosen = Quote.objects.filter(block__section__report=report).select_related(
            "figure__indicator", "figure__unit", "figure__latest", "pinned"
        )
        for quote in chosen.order_by("position"):
            self.quotes[quote.block_id].append(quote)
        quoted = {quote.figure_id for quotes in self.quotes.values() for quote in quotes}
        self.findings = [] if report.is_frozen else list_standing_findings(quoted)
        self.remarks = self._remarks()
        with translation.override("vi"):
            shown = (quote.observation for quotes in self.quotes.values() for quote in quotes)
            self.sources = label_sources(observation.source_urn for observation in shown)
        self.documents = map_documents(self._cited())
        self.told: set[str] = set()
        self.notes: dict[str, od.Footnote] = {}
        self.shown: list[tuple[Quote, str, str]] = []
        self.unbound: list[UnboundNumeral] = []

    def _remarks(self) -> dict[int, list[Remark]]:
        """Remarks by the figures they speak of; those of a frozen report are the ones it was frozen with."""
        if self.report.is_frozen:
            remarks = [Remark.stored(data) for data in self.report.remarks]
        else:
            remarks = [Remark.of(finding) for finding in self.findings]
        by_figure: dict[int, list[Remark]] = defaultdict(list)
        for remark in remarks:
            for figure in remark.figures:
                by_figure[figure].append(remark)
        return by_figure

    def _cited(self) -> Iterator[str]:
        for blocks in self.blocks.values():
            for block in blocks:
                for text in _all_texts(block):
                    yield from (run.number for run in parse(text) if isinstance(run, CitationToken))

    def assemble(self) -> Assembled:
        self._read_notes()
        body: list[od.Block] = []
        appendices: list[od.Appendix] = []
        number = 0
        for section in self.children[None]:
            if section.kind == SectionKind.APPENDIX:
                appendices.append(self._appendix(section))
            elif section.title:
                number += 1
                body += self._section(section, 1, f"{roman(number)}.")
            else:
                body += self._blocks_of(section)
        document = od.OfficialDocument(
            header=self._header(),
            blocks=tuple(body),
            signature=od.Signature(
                tuple(self.report.signature["authority"]), self.report.signature.get("signer")
            ),
            recipients=tuple(self.report.recipients),
            appendices=tuple(appendices),
            draft_notice=None if self.report.is_frozen else DRAFT,
        )
        place = {figure.quote_id: number for number, figure in enumerate(document.figures())}
        shown = sorted((s for s in self.shown if s[0].tag in place), key=lambda entry: place[entry[0].tag])
        return Assembled(document, tuple(shown), tuple(self.unbound), tuple(self.findings))

    def _header(self) -> od.Header:
        header = self.report.header
        return od.Header(
            parent_body=header.get("parent_body"),
            issuing_body=header["issuing_body"],
            symbol=header["symbol"],
            place=header["place"],
            year=header["year"],
            month=header.get("month"),
            type_name=header["type_name"],
            subject=self._plain("header", "subject", header["subject"]),
            addressees=tuple(header.get("addressees", ())),
        )

    def _section(self, section: Section, level: int, number: str) -> list[od.Block]:
        blocks: list[od.Block] = [
            od.Heading(
                _LEVELS[level], number, self._plain(section.key, section.key, section.title), section.key
            )
        ]
        blocks += self._blocks_of(section)
        for index, child in enumerate(self.children[section.pk], start=1):
            marker = f"{index}." if level == 1 else f"{letter(index)})"
            blocks += self._section(child, level + 1, marker)
        return blocks

    def _appendix(self, section: Section) -> od.Appendix:
        blocks = self._blocks_of(section)
        intro: od.Runs = ()
        if blocks and isinstance(blocks[0], od.Paragraph):
            intro, blocks = blocks[0].runs, blocks[1:]
        return od.Appendix(
            section.key, self._plain(section.key, section.key, section.title), tuple(blocks), intro
        )

    def _blocks_of(self, section: Section) -> list[od.Block]:
        result: list[od.Block] = []
        for block in self.blocks[section.pk]:
            if is_empty(block):
                continue
            if block.is_illustrative:
                result.append(
                    od.Notice(
                        "illustrative", ILLUSTRATIVE_TITLE, (od.Text(ILLUSTRATIVE_TEXT),), f"{block.key}.note"
                    )
                )
            result.append(self._block(section, block))
            result += self._notices(block)
        return result

    def _block(self, section: Section, block: Block) -> od.Block:
        writer = _RunWriter(self, section.key, block)
        if block.kind == BlockKind.TABLE:
            return _table(block, writer)
        runs = writer.runs(block.content["text"])
        return (
            od.ListItem("-", runs, block.key)
            if block.kind == BlockKind.ITEM
            else od.Paragraph(runs, block.key)
        )

    def _read_notes(self) -> None:
        for section in [s for roots in self.children.values() for s in roots]:
            for block in self.blocks[section.pk]:
                if block.kind == BlockKind.FOOTNOTE:
                    writer = _RunWriter(self, section.key, block)
                    lead = writer.inline(block.content["text"])
                    items = tuple(writer.inline(item) for item in block.content.get("items", ()))
                    self.notes[block.key.removeprefix("fn.")] = od.Footnote(block.key, lead, items)
            self.blocks[section.pk] = [b for b in self.blocks[section.pk] if b.kind != BlockKind.FOOTNOTE]

    def _notices(self, block: Block) -> Iterator[od.Block]:
        """A marked note after the first block that quotes a figure with a remark."""
        for quote in self.quotes[block.pk]:
            for remark in self.remarks.get(quote.figure_id, ()):
                if remark.key not in self.told:
                    self.told.add(remark.key)
                    yield remark.as_notice()

    def _plain(self, section: str, block: str, text: str) -> str:
        runs = parse(text)
        self._note_unbound(section, block, runs, text)
        return "".join(run.text for run in runs if isinstance(run, TextRun | NumeralMark))

    def _note_unbound(self, section: str, block: str, runs: tuple[Any, ...], text: str) -> None:
        for run in runs:
            if isinstance(run, NumeralMark):
                self.unbound.append(UnboundNumeral(section, block, run.text, run.kind, text[:120]))
        for stray in stray_numerals(runs):
            self.unbound.append(_stray(section, block, stray))


_LEVELS: Any = {1: 1, 2: 2, 3: 3}


def _stray(section: str, block: str, stray: Stray) -> UnboundNumeral:
    return UnboundNumeral(section, block, stray.text, "", stray.context)


def _all_texts(block: Block) -> Iterator[str]:
    content = block.content
    yield from (content.get("text", ""), content.get("caption", ""))
    yield from content.get("items", ())
    yield from (cell for row in content.get("rows", ()) for cell in row)


def _table(block: Block, writer: _RunWriter) -> od.Table:
    content = block.content
    rows = tuple(tuple(writer.runs(cell) for cell in row) for row in content["rows"])
    columns = tuple(_column(index, name, content["rows"]) for index, name in enumerate(content["columns"]))
    return od.Table(columns, rows, block.key, caption=content.get("caption", ""))


def _column(index: int, name: str, rows: list[list[str]]) -> od.Column:
    """Numbers are centred; the width follows the longest text, within reason."""
    longest = max([len(name), *(len(_visible(row[index])) for row in rows)], default=len(name))
    numeric = all(row[index].startswith(("{{", "[[")) for row in rows) if rows else False
    return od.Column(name, width=float(min(max(longest, 7), 60)), align="center" if numeric else "left")


def _visible(markup: str) -> str:
    return "".join(r.text if isinstance(r, TextRun | NumeralMark) else "00000" for r in parse(markup))


class _RunWriter:
    """Turns the markup of one block into runs, taking its quotes in order."""

    def __init__(self, assembler: _Assembler, section: str, block: Block) -> None:
        self.assembler, self.section, self.block = assembler, section, block
        self.waiting = iter(assembler.quotes[block.pk])

    def runs(self, text: str) -> od.Runs:
        parsed = parse(text)
        self.assembler._note_unbound(self.section, self.block.key, parsed, text)
        return tuple(self._run(run) for run in parsed)

    def inline(self, text: str) -> tuple[od.InlineRun, ...]:
        return tuple(run for run in self.runs(text) if not isinstance(run, od.FootnoteReference))

    def _run(self, run: Any) -> od.Run:
        match run:
            case TextRun(text) | NumeralMark(_, text):
                return od.Text(text)
            case CitationToken(number, short):
                return self._citation(self.assembler.documents[number], short)
            case FootnoteToken(key):
                return od.FootnoteReference(self.assembler.notes[key])
            case FigureToken():
                return self._figure(next(self.waiting))
        raise TypeError(f"no such run: {run!r}")

    def _citation(self, document: Document, short: bool) -> od.Citation:
        return od.Citation(cite(document, short=short))

    def _figure(self, quote: Quote) -> od.QuotedFigure:
        observation = quote.observation
        observation.figure = quote.figure
        text = quote.pinned_text or format_observation(
            observation, quote.figure.indicator, Style.named(quote.style)
        )
        self.assembler.shown.append((quote, self.section, text))
        remarks = self.assembler.remarks.get(quote.figure_id, ())
        return od.QuotedFigure(
            quote.tag,
            text,
            provenance_of(observation, self.assembler.sources[observation.source_urn]),
            href=quote_url(quote),
            illustrative=observation.is_illustrative,
            flagged=any(remark.is_open for remark in remarks),
        )
