"""Makes the files of a report: three renderings, the provenance of every figure, unbound numerals, findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from haidang.apps.observations.formatting import format_observation
from haidang.apps.reporting.assembly import Assembled, assemble
from haidang.apps.reporting.models import Report
from haidang.apps.reporting.text_check import NOTHING_FOUND, TextCheck, TextFinding, check_report_text
from haidang.domain import official_document as od
from haidang.domain.quoting import stray_numerals
from haidang.domain.quoting.markup import TextRun
from haidang.foundation.files.selectors import read_content
from haidang.foundation.fonts import font_paths
from haidang.foundation.web.csv_files import csv_bytes
from haidang.foundation.web.xlsx_files import xlsx_bytes

SCREEN = "screen.html"
"""The artefact that the page of a frozen report shows."""

WORKBOOK = "provenance.xlsx"
"""For people only: it says what `provenance.csv` says, which is for machines."""

REASONS_VI = {
    "year": "năm dương lịch",
    "period": "kỳ báo cáo hoặc giai đoạn",
    "date": "ngày, tháng của sự kiện",
    "ordinal": "số thứ tự của đợt, lần, phụ lục",
    "label": "một phần của tên gọi",
    "phone": "số điện thoại",
    "list_marker": "số thứ tự trong danh sách",
    "section": "số mục",
}


@dataclass(frozen=True)
class Built:
    """The files by name, and what came out of the checks."""

    files: dict[str, bytes]
    assembled: Assembled
    unexplained: list[str]
    text_findings: list[TextFinding]


def build_report(report: Report, *, at: datetime, only: str = "") -> Built:
    """Render a report and check the result as text: every digit must be a quote, a citation or have a reason.

    `only` names one file to make; all of them otherwise. Of a frozen report they are the files kept at its freeze.
    """
    assembled = assemble(report)
    if kept := _kept(report, only):
        return Built(kept, assembled, recheck(assembled), [])
    check = check_report_text(report, assembled) if only in ("", "findings.json") else NOTHING_FOUND
    makers = _makers(assembled, check, at)
    files = {name: make() for name, make in makers.items() if only in ("", name)}
    return Built(files, assembled, recheck(assembled), check.open_findings)


def _kept(report: Report, only: str) -> dict[str, bytes]:
    artefacts = report.artefacts.select_related("file") if report.is_frozen else []
    return {
        artefact.name: read_content(artefact.file)
        for artefact in artefacts
        if only == artefact.name or (not only and artefact.name != SCREEN)
    }


def _makers(assembled: Assembled, check: TextCheck, at: datetime) -> dict[str, Callable[[], bytes]]:
    document = assembled.document
    return {
        "report.html": lambda: od.render_html(document).encode(),
        "report.docx": lambda: od.render_docx(document),
        "report.pdf": lambda: od.render_pdf(
            document, font_paths=font_paths(), created=at.replace(microsecond=0)
        ),
        "provenance.csv": lambda: csv_bytes(_PROVENANCE_COLUMNS, _provenance(assembled)),
        WORKBOOK: lambda: xlsx_bytes("provenance", _PROVENANCE_COLUMNS, _provenance(assembled)),
        "unbound.csv": lambda: csv_bytes(_UNBOUND_COLUMNS, _unbound(assembled)),
        "findings.json": lambda: findings_json(assembled, check),
    }


def fragment_of(report: Report, assembled: Assembled) -> str:
    """The report as a part of a page: made now from a draft, the kept one of a frozen report."""
    if report.is_frozen:
        return _kept(report, SCREEN)[SCREEN].decode()
    return od.render_fragment(assembled.document)


def recheck(assembled: Assembled) -> list[str]:
    """Read the finished document as text; returns the surroundings of numerals that nothing accounts for.

    Quotes, citations and numbering are taken out by their place; each marked numeral accounts for one occurrence.
    """
    plain = od.plain_text(assembled.document)
    spans = [(q.start, q.end) for q in plain.quotes] + [
        (s.start, s.end) for s in plain.citations + plain.numbering
    ]
    text = list(plain.text)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    marked = [TextRun(numeral.text) for numeral in assembled.unbound if numeral.kind]
    accounted = Counter(stray.text for stray in stray_numerals(marked))
    unexplained = []
    for stray in stray_numerals([TextRun("".join(text))]):
        accounted[stray.text] -= 1
        if accounted[stray.text] < 0:
            unexplained.append(stray.context)
    return unexplained


_UNBOUND_COLUMNS = ("section", "block", "numeral", "kind", "reason", "context")
_PROVENANCE_COLUMNS = (
    "quote", "section", "text", "indicator", "unit", "period", "basis", "value", "source", "recorded_at", "by",
    "unit_measure", "unit_mult", "qualifier", "provenance", "revision", "origin_line", "illustrative",
)  # fmt: skip


def _provenance(assembled: Assembled) -> Iterable[tuple[Any, ...]]:
    for quote, section, text in assembled.quotes:
        observation, figure = quote.observation, quote.figure
        yield (
            quote.tag,
            section,
            text,
            figure.indicator.code,
            figure.unit.code,
            figure.period,
            figure.basis,
            "" if observation.value is None else format(observation.value, "f"),
            observation.source_urn,
            observation.recorded_at.isoformat(),
            observation.recorded_by_name,
            figure.indicator.unit_measure,
            figure.indicator.unit_mult,
            observation.qualifier,
            observation.provenance,
            observation.revision,
            observation.origin_line or "",
            int(observation.is_illustrative),
        )


def _unbound(assembled: Assembled) -> Iterable[tuple[str, ...]]:
    for n in assembled.unbound:
        yield n.section, n.block, n.text, n.kind, REASONS_VI.get(n.kind, ""), n.context


def findings_json(assembled: Assembled, check: TextCheck) -> bytes:
    """The findings that stand against figures of the report, with where they are quoted, and those of its text."""
    found = [
        {
            "finding": finding.name,
            "relation": finding.relation.code,
            "kind": finding.relation.kind,
            "period": finding.period,
            "state": finding.state,
            "arithmetic_vi": finding.arithmetic_vi,
            "arithmetic_en": finding.arithmetic_en,
            "repairs": finding.repairs,
            "explanation": finding.explanation,
            "figures": [
                {
                    "indicator": figure.indicator.code,
                    "unit": figure.unit.code,
                    "period": figure.period,
                    "basis": figure.basis,
                    "text": format_observation(figure.latest, figure.indicator) if figure.latest else "",
                    "quotes": [
                        quote.tag for quote, _s, _t in assembled.quotes if quote.figure_id == figure.pk
                    ],
                }
                for figure in finding.figures.all()
            ],
        }
        for finding in assembled.findings
    ]
    found += [
        {
            "finding": "text",
            "kind": finding.kind,
            "state": "open" if finding.is_open else "explained",
            "arithmetic_vi": finding.arithmetic_vi,
            "repairs": list(finding.repairs),
            "explanation": finding.explanation.explanation if finding.explanation else "",
            "block": finding.block,
            "passage": "".join(piece.text for piece in finding.pieces),
        }
        for finding in check.findings
    ]
    return json.dumps(found, ensure_ascii=False, indent=2).encode()
