"""The text of a paragraph, run by run: what a reader sees of it, each piece with the element it comes from."""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from haidang.domain.file_parts.archive import Element
from haidang.domain.file_parts.superscript import raised
from haidang.domain.file_parts.xml import child, children, is_on, name_of, value
from haidang.domain.file_text.blocks import Piece


@dataclass(frozen=True, slots=True)
class Source:
    """Where characters of a DOCX come from: a run of the body, and in it the element `part`.

    `part` is None when the characters are not the run's own: those of a footnote belong to the run of its mark,
    those of a text box to the run that holds the box.
    """

    run: Element
    part: Element | None


DocxPiece: TypeAlias = Piece[Source]

_TRANSPARENT: Final = frozenset(
    (
        *("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent"),
        *("oMath", "oMathPara", "num", "den", "e", "sup", "sub", "rad", "sSup", "sSub", "d", "nary"),
        *("ruby", "rubyBase"),
    )
)
"""Elements around runs that do not change what is read."""
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DRAWN: Final = frozenset(("drawing", "pict", "object"))
_NOTES: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_GENERATED: Final = ("TOC", "PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES")
"""Fields whose results are page numbers and tables of contents: no statements."""
_SYMBOLS: Final = {
    0x2D: "-",
    0xB7: "•",
    0xA7: "▪",
    0xD8: "➢",
    0xFC: "✓",
    0xFB: "✗",
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
}
"""Signs of the fonts Symbol and Wingdings; others are written as "•"."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_result: bool = False

    @property
    def is_shown(self) -> bool:
        return self.is_result and not _is_generated(self.instruction)


def _is_generated(instruction: str) -> bool:
    return instruction.strip().split(" ")[0].upper() in _GENERATED


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to a note of `part` (footnotes, endnotes) at a run of the body."""

    part: str
    identifier: str
    run: Element


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs of one story, one after the other: fields may reach over several.

    `notes` and `boxes` collect what was met: marks of notes, and text boxes with the run that holds each.
    `host` is the run of the body to which all text belongs when the story is a note or a text box.
    """

    marks: list[NoteMark]
    host: Element | None = None
    boxes: list[tuple[Element, Element]] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: Element) -> list[DocxPiece]:
        """Return the pieces of a paragraph."""
        pieces: list[DocxPiece] = []
        self._inline(paragraph, pieces)
        return pieces

    def _inline(self, parent: Element, pieces: list[DocxPiece]) -> None:
        for element in children(parent):
            match name_of(element):
                case "r":
                    self._run(element, pieces)
                case "AlternateContent":
                    self._inline(_branch(element), pieces)
                case "fldSimple":
                    if not _is_generated(value(element, "instr")):
                        self._inline(element, pieces)
                case "f":  # a fraction
                    self._fraction(element, pieces)
                case name if name in _TRANSPARENT:
                    self._inline(element, pieces)

    def _fraction(self, element: Element, pieces: list[DocxPiece]) -> None:
        for place, part in enumerate(p for p in children(element) if name_of(p) in ("num", "den")):
            if place:
                pieces.append(Piece("/"))
            self._inline(part, pieces)

    def _run(self, run: Element, pieces: list[DocxPiece]) -> None:
        properties = child(run, "rPr")
        hidden = is_on(child(properties, "vanish"))
        is_raised = value(child(properties, "vertAlign")) == "superscript"
        for part in children(run):
            if name_of(part) == "fldChar":
                self._field(value(part, "fldCharType"))
            elif name_of(part) == "instrText" and self._fields:
                self._fields[-1].instruction += part.text or ""
            elif not hidden and all(open_field.is_shown for open_field in self._fields):
                text = self._text(run, part, pieces)
                if text:
                    source = Source(self.host, None) if self.host is not None else Source(run, part)
                    pieces.append(Piece(raised(text) if is_raised else text, source))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, run: Element, part: Element, pieces: list[DocxPiece]) -> str:
        """Return the characters of one element of a run; note its boxes and note marks."""
        name = name_of(part)
        if name == "t":
            return part.text or ""
        if name == "sym":
            return _symbol(value(part, "char"))
        if name in _NOTES:
            return self._mark(run, _NOTES[name], value(part, "id"))
        if name in _DRAWN or name == "AlternateContent":
            self._drawn(run, part)
        elif name == "ruby":
            self._inline(part, pieces)
        return _SIGNS.get(name, "")

    def _mark(self, run: Element, part: str, identifier: str) -> str:
        if self.host is not None:
            return ""
        self.marks.append(NoteMark(part, identifier, run))
        return raised(str(len(self.marks)))

    def _drawn(self, run: Element, part: Element) -> None:
        """Note the text boxes of a drawing, those of the first branch where there are two renderings."""
        inside = [_branch(part)] if name_of(part) == "AlternateContent" else list(children(part))
        for element in inside:
            if name_of(element) == "txbxContent":
                self.boxes.append((element, self.host if self.host is not None else run))
            else:
                self._drawn(run, element)


def _branch(alternatives: Element) -> Element:
    """Return the branch of mc:AlternateContent that holds text; the elements itself if it has none."""
    branches = [b for b in children(alternatives) if name_of(b) in ("Choice", "Fallback")]
    with_text = [b for b in branches if next(b.iter("{*}t", "{*}txbxContent"), None) is not None]
    return (with_text or branches or [alternatives])[0]


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
    return _SYMBOLS.get(number, chr(number) if 0x20 < number < 0x7F else "•")
