"""Identity of figures in a Word file.

A figure is an inline content control whose tag is the quote id. The control is bound to the `<text>` of a
`<quote>` in a custom XML part, which also holds what the figure was when the file was made. When somebody
types over a figure, Word writes the new text into `<text>`; `<issued>` keeps the old.

The facts are elements and not attributes, and a control is recognised by its tag or else by its binding:
LibreOffice 7.4 drops both tags and attributes when it saves, but keeps bindings and elements. For the same
reason no hyperlink surrounds a control (LibreOffice then saves a file nobody can open): the address of a
figure is in `<href>`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from haidang.domain.official_document.docx.xml import NAMESPACES, Element, W, w
from haidang.domain.official_document.runs import QuotedFigure
from haidang.domain.official_document.wording import absolute_href

NAMESPACE: Final = "urn:haidang:provenance:1"
STORE_ITEM_ID: Final = "{" + str(uuid5(NAMESPACE_URL, NAMESPACE)).upper() + "}"
_DATASTORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_MAX_ALIAS: Final = 64
_BOUND_QUOTE: Final = re.compile(r"/p:provenance\[1\]/p:quote\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class IssuedQuote:
    """A figure as it stood when the file was made: what the custom XML part remembers."""

    quote_id: str
    observation_revision: str
    value: str
    text: str
    sha256: str
    href: str | None
    present: str | None = None
    """What the part says now: Word shows this text when it opens the file, and writes here what is typed."""


def content_control(figure: QuotedFigure, number: int, content: Element) -> Element:
    """`<w:sdt>` around the run of a figure; `number` (from 1) is its position in the custom XML part."""
    binding = w(
        "dataBinding",
        prefixMappings=f"xmlns:p='{NAMESPACE}'",
        xpath=f"/p:provenance[1]/p:quote[{number}]/p:text[1]",
        storeItemID=STORE_ITEM_ID,
    )
    properties = w(
        "sdtPr",
        w("alias", val=_alias(figure)),
        w("tag", val=figure.quote_id),
        w("id", val=number),
        binding,
        w("text"),
    )
    return w("sdt", properties, w("sdtContent", content))


def _alias(figure: QuotedFigure) -> str:
    """What Word shows when the figure is clicked: indicator, organisation, period; at most 64 characters."""
    source = figure.provenance
    alias = " · ".join(part for part in (source.indicator, source.unit, source.period) if part)
    alias = " ".join(alias.split()) or figure.quote_id
    return alias if len(alias) <= _MAX_ALIAS else alias[: _MAX_ALIAS - 1] + "…"


def build_custom_xml(figures: Iterable[QuotedFigure], base_url: str | None) -> Element:
    """The root of the custom XML part; `base_url` completes local links."""
    root = etree.Element(f"{{{NAMESPACE}}}provenance", nsmap={"p": NAMESPACE})
    for figure in figures:
        source = figure.provenance
        facts = {
            "id": figure.quote_id,
            "revision": source.observation_revision,
            "value": source.value,
            "issued": figure.text,
            "sha256": source.sha256,
            "href": absolute_href(figure.href, base_url),
            "text": figure.text,
        }
        quote = etree.SubElement(root, f"{{{NAMESPACE}}}quote")
        for name, fact in facts.items():
            if fact is not None:
                etree.SubElement(quote, f"{{{NAMESPACE}}}{name}").text = fact
    return root


def build_custom_xml_properties() -> Element:
    """The root of the part that gives the custom XML part its identity."""
    item = etree.Element(f"{{{_DATASTORE}}}datastoreItem", nsmap={"ds": _DATASTORE})
    item.set(f"{{{_DATASTORE}}}itemID", STORE_ITEM_ID)
    schemas = etree.SubElement(item, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_DATASTORE}}}schemaRef").set(f"{{{_DATASTORE}}}uri", NAMESPACE)
    return item


def parse_custom_xml(root: Element) -> tuple[IssuedQuote, ...]:
    """What the custom XML part remembers, in its order (to which bindings refer)."""
    return tuple(_issued_quote(element) for element in root.iterchildren(f"{{{NAMESPACE}}}quote"))


def _issued_quote(element: Element) -> IssuedQuote:
    facts = {child.tag: child.text or "" for child in element.iterchildren(f"{{{NAMESPACE}}}*")}

    def fact(name: str) -> str:
        return facts.get(f"{{{NAMESPACE}}}{name}", "")

    return IssuedQuote(
        quote_id=fact("id"),
        observation_revision=fact("revision"),
        value=fact("value"),
        text=fact("issued"),
        sha256=fact("sha256"),
        href=facts.get(f"{{{NAMESPACE}}}href"),
        present=facts.get(f"{{{NAMESPACE}}}text"),
    )


def quote_id_of(control: Element, issued: Sequence[IssuedQuote]) -> str | None:
    """The quote a content control stands for, by its tag or else its binding; None if not one of ours."""
    properties = control.find("w:sdtPr", NAMESPACES)
    if properties is None:
        return None
    tag = properties.find("w:tag", NAMESPACES)
    if tag is not None and (quote_id := tag.get(f"{{{W}}}val")):
        return quote_id
    binding = properties.find("w:dataBinding", NAMESPACES)
    if binding is None or binding.get(f"{{{W}}}storeItemID") != STORE_ITEM_ID:
        return None
    position = _BOUND_QUOTE.match(binding.get(f"{{{W}}}xpath", ""))
    number = int(position.group(1)) if position else 0
    return issued[number - 1].quote_id if 0 < number <= len(issued) else None
