"""The document as plain data (what JSON can hold) for the typesetting template.

The template receives every text as a value and never as markup, so nothing written in a document can act as
Typst code. Short keys keep the data small: a report has thousands of runs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from haidang.domain.official_document import decree
from haidang.domain.official_document.blocks import Block, Heading, ListItem, Notice, Paragraph, Table
from haidang.domain.official_document.labels import Labels
from haidang.domain.official_document.model import OfficialDocument
from haidang.domain.official_document.runs import Citation, FootnoteReference, QuotedFigure, Run
from haidang.domain.official_document.wording import (
    absolute_href,
    addressee_lines,
    appendix_label,
    attachment_note,
    figure_marks,
    number_line,
    place_and_date,
    recipient_lines,
)

Data: TypeAlias = dict[str, Any]

_BREAK_AFTER: Final = re.compile(r"[:/._#?&=-]|[^\s:/._#?&=-]{12}")
_ZERO_WIDTH_SPACE: Final = "\u200b"


def document_data(document: OfficialDocument, base_url: str | None) -> Data:
    """Everything the template needs."""
    figures = document.figures()
    numbers = {figure.quote_id: number for number, figure in enumerate(figures, start=1)}
    runs = _RunData(numbers, document.labels, base_url)
    return {
        "language": document.language,
        "title": document.header.subject,
        "author": document.header.issuing_body,
        "draft_notice": document.draft_notice,
        "layout": layout(),
        "header": _header(document),
        "sections": _sections(document, runs),
        "closing": _closing(document),
        "annex": {
            "labels": _annex_labels(document.labels),
            "rows": [_annex_row(figure, base_url) for figure in figures],
        },
    }


def layout() -> Mapping[str, float]:
    """The decree's lengths (mm), sizes (pt) and ratios by their names in lower case."""
    constants = vars(decree).items()
    return {name.lower(): value for name, value in constants if isinstance(value, float)}


def _header(document: OfficialDocument) -> Data:
    header, labels = document.header, document.labels
    return {
        "parent": header.parent_body,
        "issuing": header.issuing_body,
        "nation": labels.nation,
        "motto": labels.motto,
        "number": number_line(header, labels),
        "place_date": place_and_date(header, labels),
        "type_name": header.type_name,
        "subject": header.subject,
        "addressees": addressee_lines(header, labels),
    }


def _closing(document: OfficialDocument) -> Data | None:
    if document.signature is None and not document.recipients:
        return None
    return {
        "recipients_title": document.labels.recipients,
        "recipients": recipient_lines(document.recipients),
        "signature": asdict(document.signature) if document.signature else None,
    }


def _sections(document: OfficialDocument, runs: "_RunData") -> list[Data]:
    body = {"orientation": "portrait", "opening": None, "intro": [], "blocks": runs.blocks(document.blocks)}
    appendices = [
        {
            "orientation": appendix.orientation,
            "opening": [appendix_label(document, index), appendix.title, attachment_note(document)],
            "intro": runs.runs(appendix.intro),
            "blocks": runs.blocks(appendix.blocks),
        }
        for index, appendix in enumerate(document.appendices)
    ]
    return [body, *appendices]


@dataclass(frozen=True)
class _RunData:
    """Turns blocks and runs into data. `numbers`: annex number of each quote."""

    numbers: Mapping[str, int]
    labels: Labels
    base_url: str | None

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        depth = 0
        result = []
        for block in blocks:
            if isinstance(block, Heading):
                depth = min(block.level, depth + 1)
                result.append(_heading(block, depth))
            else:
                result.append(self._block(block))
        return result

    def _block(self, block: Paragraph | ListItem | Notice | Table) -> Data:
        match block:
            case ListItem():
                return {
                    "k": "paragraph",
                    "runs": [{"k": "text", "t": f"{block.marker} "}, *self.runs(block.runs)],
                }
            case Notice():
                return self._notice(block)
            case Table():
                return self._table(block)
            case Paragraph():
                return {"k": "paragraph", "runs": self.runs(block.runs)}

    def _notice(self, notice: Notice) -> Data:
        label = f"{self.labels.notice(notice.kind)} ({self.labels.not_part_of_text})"
        title = f"{label}: {notice.title}" if notice.title else label
        return {"k": "notice", "title": title, "runs": self.runs(notice.runs)}

    def _table(self, table: Table) -> Data:
        return {
            "k": "table",
            "caption": table.caption,
            "measure_note": table.measure_note,
            "shares": table.shares,
            "aligns": [column.align for column in table.columns],
            "headers": [column.header for column in table.columns],
            "cells": [self.runs(cell) for row in table.rows for cell in row],
        }

    def runs(self, runs: Iterable[Run]) -> list[Data]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> Data:
        match run:
            case QuotedFigure():
                marks = [short for short, _ in figure_marks(run, self.labels)]
                number = self.numbers[run.quote_id]
                return {
                    "k": "figure", "t": run.text, "b": run.bold,
                    "id": run.quote_id, "n": number, "marks": marks,
                }  # fmt: skip
            case Citation():
                return {"k": "citation", "t": run.text, "href": absolute_href(run.href, self.base_url)}
            case FootnoteReference():
                items = [self.runs(item) for item in run.footnote.items]
                return {"k": "note", "lead": self.runs(run.footnote.lead), "items": items}
            case _:
                return {"k": "text", "t": run.text, "b": run.bold, "i": run.italic}


def _heading(heading: Heading, depth: int) -> Data:
    """`level` is the look; `depth` the place in the outline, where PDF/UA forbids skipping a step."""
    number = f"{heading.number} " if heading.number else ""
    return {"k": "heading", "level": heading.level, "depth": depth, "text": number + heading.text}


def _annex_labels(labels: Labels) -> Data:
    return {
        "title": labels.annex_title,
        "intro": labels.annex_intro,
        "columns": [
            labels.annex_number,
            labels.annex_text,
            labels.annex_indicator,
            labels.annex_unit,
            labels.annex_period,
            labels.annex_basis,
            labels.annex_source,
            labels.annex_recorded,
        ],
    }


def _annex_row(figure: QuotedFigure, base_url: str | None) -> Data:
    source = figure.provenance
    return {
        "id": figure.quote_id,
        "text": figure.text,
        "href": absolute_href(figure.href, base_url),
        "cells": [
            source.indicator_label or source.indicator,
            source.unit,
            source.period,
            source.basis,
            source.source_label or breakable(source.source_urn),
            source.recorded_at.strftime("%d/%m/%Y %H:%M"),
        ],
    }


def breakable(identifier: str) -> str:
    """An identifier that may be broken over lines: zero-width spaces after its separators."""
    return _BREAK_AFTER.sub(lambda match: match.group() + _ZERO_WIDTH_SPACE, identifier)
