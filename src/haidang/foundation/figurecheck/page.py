"""A checked text as one HTML page that needs nothing else: no script, no font, no style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from haidang.domain.figures import Verdict
from haidang.foundation.figurecheck.lines import Line, cells_of, is_rule, lines_of, separator_of
from haidang.foundation.figurecheck.marking import (
    CLASSES,
    SIGNS,
    UNCHECKED_SIGN,
    Segment,
    is_stated,
    segments_of,
)
from haidang.foundation.figurecheck.model import CheckedFile, CheckedRelation
from haidang.foundation.figurecheck.style import STYLE
from haidang.foundation.figurecheck.wording import chance_vi, place_vi

_MOST_LISTED: Final = 1_000
_LONGEST_TITLE: Final = 300


def as_html(result: CheckedFile) -> str:
    """Return a page (Vietnamese) with the text marked in place, each contradiction explained, and what was
    not checked."""
    name = escape(result.name or "Văn bản")
    body = "\n".join(
        [
            _summary(result),
            *_contradictions(result),
            _legend(),
            *_text(result),
            *_open(result),
            *_unchecked(result),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Kiểm tra số liệu: {name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Kiểm tra số liệu: {name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _summary(result: CheckedFile) -> str:
    wrong = len(result.contradictions)
    verdict = f"Có {wrong} chỗ mâu thuẫn." if wrong else "Không thấy chỗ nào mâu thuẫn."
    right, undetermined = (
        len(result.with_verdict(verdict)) for verdict in (Verdict.CONSISTENT, Verdict.UNDETERMINED)
    )
    return (
        f'<p class="verdict {"wrong" if wrong else "right"}">{SIGNS[Verdict.INCONSISTENT] if wrong else "✓"} '
        f"{verdict}</p>\n<p>Đọc được {result.figure_count} số liệu: {len(result.relations)} quan hệ, "
        f"trong đó {right} quan hệ khớp, {wrong} mâu thuẫn, {undetermined} chưa kết luận được; "
        f"{len(result.unchecked)} số liệu không thuộc quan hệ nào nên chưa được kiểm tra.</p>"
    )


def _contradictions(result: CheckedFile) -> Iterator[str]:
    wrong = [(n, r) for n, r in enumerate(result.relations) if r.verdict is Verdict.INCONSISTENT]
    if not wrong:
        return
    yield '<section aria-labelledby="contradictions">\n<h2 id="contradictions">Chỗ mâu thuẫn</h2>\n<ol class="list">'
    for number, relation in wrong:
        yield _explained(number, relation)
    yield "</ol>\n</section>"


def _explained(number: int, relation: CheckedRelation) -> str:
    repairs = "".join(
        f"<li><b>{escape(repair.text)}</b>: {escape(repair.because)}{_chance(repair.chance)}</li>"
        for repair in relation.repairs
    )
    listed = f"<p>Có thể là:</p><ul>{repairs}</ul>" if repairs else ""
    return (
        f'<li id="r{number}"><p class="sum">{escape(relation.arithmetic_vi)}</p>{listed}'
        f'<p><a href="#f{number}">Xem trong văn bản</a> ({escape(place_vi(relation.place))})</p></li>'
    )


def _chance(chance: float) -> str:
    told = chance_vi(chance)
    return f' <span class="soft">({told})</span>' if told else ""


def _legend() -> str:
    words = (
        (Verdict.INCONSISTENT, "mâu thuẫn"),
        (Verdict.CONSISTENT, "khớp"),
        (Verdict.UNDETERMINED, "chưa kết luận"),
    )
    marks = " ".join(
        f'<mark class="{CLASSES[verdict]}">{word}<sup>{SIGNS[verdict]}</sup></mark>'
        for verdict, word in words
    )
    return (
        f'<h2 id="text">Văn bản</h2>\n<p class="legend">{marks} '
        f'<mark class="none">không thuộc quan hệ nào<sup>{UNCHECKED_SIGN}</sup></mark></p>'
    )


def _text(result: CheckedFile) -> Iterator[str]:
    """Yield the text line by line, tables as tables."""
    marker = _Marker(result)
    rows: list[Line] = []
    yield '<article class="text">'
    for line in lines_of(segments_of(result)):
        if separator_of(line):
            rows.append(line)
            continue
        yield from _table(marker, rows)
        rows = []
        if content := marker.marked(line):
            yield f"<p>{content}</p>"
    yield from _table(marker, rows)
    yield "</article>"


def _table(marker: _Marker, rows: Sequence[Line]) -> Iterator[str]:
    if not rows:
        return
    yield '<div class="wide" role="region" aria-label="Bảng" tabindex="0"><table>'
    for row in rows:
        if not is_rule(row):
            yield "<tr>" + "".join(f"<td>{marker.marked(cell)}</td>" for cell in cells_of(row)) + "</tr>"
    yield "</table></div>"


@dataclass(slots=True)
class _Marker:
    """Marks figures; each relation is linked to the first of its stated figures only."""

    result: CheckedFile

    def marked(self, segments: Sequence[Segment]) -> str:
        """Return segments as HTML."""
        return "".join(self._one(segment) for segment in segments).strip()

    def _one(self, segment: Segment) -> str:
        text = escape(segment.text)
        if segment.is_unchecked:
            return f'<mark class="none" id="u{segment.start}">{text}<sup>{UNCHECKED_SIGN}</sup></mark>'
        if segment.verdict is None:
            return text
        stated = [n for n in segment.relations if is_stated(self.result, n, segment)]
        anchors = "".join(f'<span id="f{n}"></span>' for n in stated)
        told = "; ".join(self.result.relations[n].arithmetic_vi for n in stated)[:_LONGEST_TITLE]
        title = f' title="{escape(told)}"' if told else ""
        sign = f"<sup>{self._signs(segment)}</sup>"
        kind = CLASSES[segment.verdict]
        return f'{anchors}<mark class="{kind}"{title}>{text}{sign}</mark>'

    def _signs(self, segment: Segment) -> str:
        wrong = [n for n in segment.relations if self.result.relations[n].verdict is Verdict.INCONSISTENT]
        if not wrong or segment.verdict is None:
            return SIGNS[segment.verdict] if segment.verdict else ""
        return (
            f'<a href="#r{wrong[0]}" aria-label="mâu thuẫn, xem giải thích">{SIGNS[Verdict.INCONSISTENT]}</a>'
        )


def _open(result: CheckedFile) -> Iterator[str]:
    undetermined = result.with_verdict(Verdict.UNDETERMINED)
    if not undetermined:
        return
    yield "<h2>Chưa kết luận được</h2>\n<ul>"
    for number, relation in enumerate(result.relations):
        if relation.verdict is Verdict.UNDETERMINED:
            yield f'<li><a href="#f{number}">{escape(relation.arithmetic_vi)}</a></li>'
    yield "</ul>"


def _unchecked(result: CheckedFile) -> Iterator[str]:
    if not result.unchecked:
        return
    count = len(result.unchecked)
    yield f"<details>\n<summary>{count} số liệu không thuộc quan hệ nào, chưa được kiểm tra</summary>\n<ul>"
    for figure in result.unchecked[:_MOST_LISTED]:
        around = _around(result.text, figure.start, figure.end)
        link = f'<a href="#u{figure.start}">{escape(figure.text)}</a>'
        yield f'<li>{link} <span class="soft">{escape(around)}</span></li>'
    if count > _MOST_LISTED:
        yield f"<li>… và {count - _MOST_LISTED} số liệu khác</li>"
    yield "</ul>\n</details>"


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a figure, on its line."""
    first = max(text.rfind("\n", 0, start) + 1, start - 40)
    last = min(len(text) if (stop := text.find("\n", end)) < 0 else stop, end + 40)
    return " ".join(text[first:last].replace("|", " ").split())
