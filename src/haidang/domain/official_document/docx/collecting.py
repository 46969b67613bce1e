"""The text of one paragraph as its reader sees it, and the places of figures in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from haidang.domain.official_document.docx.provenance import IssuedQuote, quote_id_of
from haidang.domain.official_document.docx.styles import FIGURE_MARK
from haidang.domain.official_document.docx.xml import NAMESPACES, Element, W
from haidang.domain.official_document.text import QuoteSpan

_NOT_TEXT: Final = frozenset({"pPr", "rPr", "sdtPr", "delText", "p", "txbxContent", "Fallback"})
"""Properties, deleted text, paragraphs within (read on their own), and what older programs are shown instead."""
_DELETED: Final = frozenset({"del", "moveFrom"})
_INSERTED: Final = frozenset({"ins", "moveTo"})
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_FIELD: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_VAL: Final = f"{{{W}}}val"
_RUN_PROPERTIES: Final = f"{{{W}}}rPr"
_STYLE: Final = f"{{{W}}}rStyle"
_VANISH: Final = f"{{{W}}}vanish"
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass
class Collector:
    """Gathers text and figures of a paragraph; tracked changes are read as if all were accepted.

    Hidden text is left out, and so are page numbers: programs count them anew. `marks`: where the layout
    marked a figure that must not be trusted yet.
    """

    issued: Sequence[IssuedQuote]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    quotes: list[QuoteSpan] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
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
                self._run(child)
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

    def _run(self, run: Element) -> None:
        properties = next(run.iterchildren(_RUN_PROPERTIES), None)
        if properties is None or len(properties) == 0:
            self.collect(run)
            return
        style, hidden = properties.find(_STYLE), properties.find(_VANISH)
        if hidden is not None and hidden.get(_VAL) not in _OFF:
            return
        start = self.length
        self.collect(run)
        if style is not None and style.get(_VAL) == FIGURE_MARK:
            self.marks.append((start, self.length))

    def _control(self, control: Element) -> None:
        start = self.length
        if (
            control.find("w:sdtPr/w:showingPlcHdr", NAMESPACES) is None
        ):  # else Word asks for a text: it is empty
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
