"""render_html: the document as a web page, or as a piece of one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from haidang.domain.official_document.errors import DocumentError
from haidang.domain.official_document.html_blocks import block_id, blocks_html
from haidang.domain.official_document.html_runs import HtmlRuns
from haidang.domain.official_document.markup import EMPTY, Html, element, join, text
from haidang.domain.official_document.model import Appendix, Header, OfficialDocument, Signature
from haidang.domain.official_document.wording import (
    addressee_lines,
    appendix_label,
    attachment_note,
    number_line,
    place_and_date,
    recipient_lines,
)

STYLESHEET_PATH: Final = Path(__file__).parent / "static" / "official_document.css"
"""The package's own stylesheet, for pages that link it instead of carrying it."""


def render_html(document: OfficialDocument, *, standalone: bool = True, stylesheet: str | None = None) -> str:
    """Write the document as one HTML file without outside resources, or (not standalone) as a fragment.

    `stylesheet` is CSS text to use instead of the package's own; a fragment carries none.
    """
    if not standalone:
        return render_fragment(document)
    css = STYLESHEET_PATH.read_text(encoding="utf-8") if stylesheet is None else stylesheet
    if "</" in css:
        raise DocumentError("a stylesheet must not contain '</'")
    style = Html(f"<style>{css}{_draft_in_print(document.draft_notice)}</style>")
    head = element(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", text(document.header.subject)),
        style,
    )
    body = element("body", element("main", Html(render_fragment(document))))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=document.language)}\n"


def render_fragment(document: OfficialDocument, *, title_level: int = 1) -> str:
    """Write the document as an `<article>` to be put into a page; its title becomes h`title_level`."""
    numbers = {footnote.key: number for number, footnote in enumerate(document.footnotes(), start=1)}
    runs = HtmlRuns(numbers, document.labels)
    return element(
        "article",
        join(_opening(document, title_level)),
        blocks_html(document.blocks, runs, title_level),
        _closing(document),
        join(
            _appendix(document, index, appendix, runs, title_level)
            for index, appendix in enumerate(document.appendices)
        ),
        runs.footnotes(document.footnotes()),
        class_="official-document",
        lang=document.language,
    )


def _draft_in_print(notice: str | None) -> str:
    """CSS that repeats the draft notice on every printed page; each sign escaped by its number."""
    if notice is None:
        return ""
    content = re.sub(r"[^A-Za-z ]", lambda match: f"\\{ord(match.group()):x} ", notice)
    return f'@page{{@top-right{{content:"{content}";font:bold 13pt Tinos,"Times New Roman",serif}}}}'


def _opening(document: OfficialDocument, title_level: int) -> Iterator[Html]:
    header, labels = document.header, document.labels
    if document.draft_notice is not None:
        yield element("p", text(document.draft_notice), class_="draft-notice", role="note")
    yield _letterhead(document)
    if header.type_name is not None:
        yield _title(header, title_level)
    lines = addressee_lines(header, labels)
    if len(lines) == 1:
        yield element("p", text(lines[0]), class_="addressee")
    elif lines:
        entries = join(element("li", text(line)) for line in lines[1:])
        listed = element("ul", entries, role="list")
        yield element("div", element("p", text(lines[0])), listed, class_="addressees")


def _letterhead(document: OfficialDocument) -> Html:
    """Boxes 1 to 4 (and 5b in a letter), in two columns."""
    header, labels = document.header, document.labels
    parent = element("p", text(header.parent_body), class_="parent-body") if header.parent_body else EMPTY
    subject = EMPTY if header.type_name else element("p", text(header.subject), class_="letter-subject")
    issuing = element("p", element("span", text(header.issuing_body)), class_="issuing-body")
    motto = element("p", element("span", text(labels.motto)), class_="motto")
    number = element("p", text(number_line(header, labels)), class_="number")
    place_date = element("p", text(place_and_date(header, labels)), class_="place-date")
    return element(
        "header",
        element("div", parent, issuing),
        element("div", element("p", text(labels.nation), class_="nation"), motto),
        element("div", number, subject),
        element("div", place_date),
        class_="letterhead",
    )


def _title(header: Header, level: int) -> Html:
    kind = element("span", text(header.type_name or ""), class_="type-name")
    subject = element("span", text(header.subject), class_="subject")
    return element(f"h{level}", kind, text(" "), subject, class_="title")


def _closing(document: OfficialDocument) -> Html:
    if document.signature is None and not document.recipients:
        return EMPTY
    return element(
        "div",
        _recipients(document),
        _signature(document.signature) if document.signature else EMPTY,
        class_="closing",
    )


def _recipients(document: OfficialDocument) -> Html:
    if not document.recipients:
        return element("div")
    lines = join(element("li", text(line)) for line in recipient_lines(document.recipients))
    title = element("p", text(document.labels.recipients))
    return element("div", title, element("ul", lines, role="list"), class_="recipients")


def _signature(signature: Signature) -> Html:
    lines = join(element("p", text(line), class_="authority") for line in signature.authority)
    return element(
        "div", lines, element("p", text(signature.signer or ""), class_="signer"), class_="signature"
    )


def _appendix(
    document: OfficialDocument, index: int, appendix: Appendix, runs: HtmlRuns, title_level: int
) -> Html:
    label = element("span", text(appendix_label(document, index)), class_="appendix-label")
    title = element("span", text(appendix.title), class_="appendix-title")
    return element(
        "section",
        element(f"h{title_level + 1}", label, text(" "), title, class_="title"),
        element("p", text(attachment_note(document)), class_="attachment-note"),
        element("p", runs.html(appendix.intro)) if appendix.intro else EMPTY,
        blocks_html(appendix.blocks, runs, title_level + 1),
        class_=f"appendix {appendix.orientation}",
        id=block_id(appendix.key),
    )
