"""The text of one paragraph as its reader sees it, and the places of figures in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from haidang.domain.official_document.docx.provenance import IssuedQuote, quote_id_of
from haidang.domain.official_document.docx.xml import NAMESPACES, Element, W
from haidang.domain.official_document.text import QuoteSpan

_NOT_TEXT: Final = frozenset({"pPr", "rPr", "sdtPr", "delText", "p", "txbxContent", "Fallback"})
"""Properties, deleted text, paragraphs within (read on their own), and what older programs are shown instead."""
_DELETED: Final = frozenset({"del", "moveFrom"})
_INSERTED: Final = frozenset({"ins", "moveTo"})
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_FIELD: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass
class Collector:
    """Gathers text and figures of a paragraph; tracked changes are read as if all were accepted.

    Hidden text is left out, and so are page numbers: programs count them anew.
    """

    issued: Sequence[IssuedQuote]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    quotes: list[QuoteSpan] = field(default_factory=list)
    tracked: bool = False
    _field: str | None = None
    _muted: bool = False

    @property
    def text(self) -> str:
        """What was gathered."""
        return "".join(self.pieces)

    def collect(self, element: Element) -> None:
        """Read an element's children; each is a tag of any namespace, as in formulas and drawings."""
        for child in element.iterchildren(tag=etree.Element):
            name = child.tag.rpartition("}")[2]
            if name == "t":
                self.add(child.text or "")
            elif name == "sdt":
                self._control(child)
            elif name == "r":
                if not _is_hidden(child):
                    self.collect(child)
            elif name in _SIGNS:
                self.add(_SIGNS[name])
            elif name in _DELETED:
                self.tracked = True
            elif name in ("fldSimple", "fldChar", "instrText"):
                self._field_part(name, child)
            elif name not in _NOT_TEXT:
                self.tracked = self.tracked or name in _INSERTED
                self.collect(child)

    def add(self, text: str) -> None:
        """Append text."""
        if not self._muted:
            self.pieces.append(text)
            self.length += len(text)

    def _control(self, control: Element) -> None:
        start = self.length
        self.collect(control)
        if quote_id := quote_id_of(control, self.issued):
            self.quotes.append(QuoteSpan(quote_id, start, self.length))

    def _field_part(self, name: str, element: Element) -> None:
        if name == "fldSimple":
            if not _PAGE_FIELD.match(element.get(f"{{{W}}}instr", "")):
                self.collect(element)
        elif name == "instrText":
            self._field = (self._field or "") + (element.text or "")
        else:
            kind = element.get(f"{{{W}}}fldCharType")
            self._muted = kind == "separate" and bool(_PAGE_FIELD.match(self._field or ""))
            if kind != "separate":
                self._field = None


def _is_hidden(run: Element) -> bool:
    hidden = run.find("w:rPr/w:vanish", NAMESPACES)
    return hidden is not None and hidden.get(f"{{{W}}}val") not in _OFF
