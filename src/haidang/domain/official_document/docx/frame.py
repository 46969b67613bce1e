"""What surrounds the text: boxes 1 to 5 and 9a above it, 7 and 9b below, the titles of appendices."""

from collections.abc import Iterator

from haidang.domain.official_document import decree
from haidang.domain.official_document.docx.blocks import gap, layout_table
from haidang.domain.official_document.docx.xml import Element, paragraph, text_run, twips, twips_of_points, w
from haidang.domain.official_document.labels import Labels
from haidang.domain.official_document.model import Header, OfficialDocument, Signature
from haidang.domain.official_document.type_metrics import estimated_width
from haidang.domain.official_document.wording import (
    addressee_lines,
    appendix_label,
    attachment_note,
    number_line,
    place_and_date,
    recipient_lines,
)

_RULE_HEIGHT = 3.0
"""Points between a line and the rule under it."""


def opening(document: OfficialDocument) -> Iterator[Element]:
    """Everything above the text on page 1."""
    header, labels = document.header, document.labels
    yield gap(1)  # a file that opens with a table gets an empty line above it in LibreOffice
    yield _letterhead(header, labels)
    if header.type_name is not None:
        yield paragraph("Title", text_run(header.type_name))
        yield paragraph("Subtitle", text_run(header.subject))
        yield _rule(_short_rule(header.subject, decree.BODY_SIZE, decree.text_width()), decree.text_width())
    yield from _addressees(addressee_lines(header, labels))
    yield gap(6)


def _letterhead(header: Header, labels: Labels) -> Element:
    """Boxes 1 to 4 (and 5b in a letter) as two columns."""
    left, right = decree.HEADER_LEFT_WIDTH, decree.HEADER_RIGHT_WIDTH
    parent = [paragraph("ParentBody", text_run(header.parent_body))] if header.parent_body else []
    body_rule = _short_rule(header.issuing_body.upper(), decree.BODY_NAME_SIZE, left)
    issuing = [paragraph("IssuingBody", text_run(header.issuing_body)), _rule(body_rule, left)]
    motto_rule = estimated_width(labels.motto, decree.MOTTO_SIZE, bold=True)
    nation = [
        paragraph("Nation", text_run(labels.nation)),
        paragraph("Motto", text_run(labels.motto)),
        _rule(motto_rule, right),
    ]
    number = [paragraph("DocumentNumber", text_run(number_line(header, labels)))]
    if header.type_name is None:
        number.append(paragraph("LetterSubject", text_run(header.subject)))
    date = [paragraph("PlaceAndDate", text_run(place_and_date(header, labels)))]
    return layout_table((twips(left), twips(right)), ((parent + issuing, nation), (number, date)))


def _short_rule(line: str, size: float, available: float) -> float:
    """Length in millimetres of the rule under a line that may wrap within `available`."""
    return decree.SHORT_RULE_SHARE * min(estimated_width(line, size, bold=True), available)


def _rule(length: float, available: float) -> Element:
    """A centred rule: the top border of an empty paragraph, indented from both sides."""
    side = twips(max(available - length, 0) / 2)
    return paragraph(
        "Rule",
        properties=(
            w("pBdr", w("top", val="single", sz=6, space=0, color="auto")),
            w("spacing", before=twips_of_points(_RULE_HEIGHT), line=twips_of_points(2), lineRule="exact"),
            w("ind", left=side, right=side),
        ),
    )


def _addressees(lines: tuple[str, ...]) -> Iterator[Element]:
    """Box 9a: one line, or dashes in line under the colon of "Kính gửi:"."""
    if len(lines) == 1:
        yield paragraph("Addressee", text_run(lines[0]))
    elif lines:
        yield paragraph("AddresseeTitle", text_run(lines[0]))
        yield from (paragraph("AddresseeItem", text_run(line)) for line in lines[1:])


def closing(document: OfficialDocument) -> Iterator[Element]:
    """Boxes 7a, 7b (right) and 9b (left)."""
    if document.signature is None and not document.recipients:
        return
    yield gap(6)
    half = twips(decree.text_width() / 2)
    signature = _signature(document.signature) if document.signature else []
    yield layout_table((half, half), ((_recipients(document), signature),))
    yield gap(1)


def _recipients(document: OfficialDocument) -> list[Element]:
    if not document.recipients:
        return []
    title = paragraph("RecipientsTitle", text_run(document.labels.recipients))
    return [
        title,
        *(paragraph("Recipients", text_run(line)) for line in recipient_lines(document.recipients)),
    ]


def _signature(signature: Signature) -> list[Element]:
    lines = [paragraph("Authority", text_run(line)) for line in signature.authority]
    room = w("spacing", before=twips(decree.SIGNATURE_SPACE))
    return [*lines, paragraph("Signer", text_run(signature.signer or ""), properties=(room,))]


def appendix_opening(document: OfficialDocument, index: int) -> Iterator[Element]:
    """Label, title and the line that names the document the appendix belongs to."""
    appendix = document.appendices[index]
    yield paragraph("AppendixLabel", text_run(appendix_label(document, index)))
    yield paragraph("AppendixTitle", text_run(appendix.title))
    yield paragraph("AttachmentNote", text_run(attachment_note(document)))
    yield gap(6)
