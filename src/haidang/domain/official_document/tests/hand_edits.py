"""What people do to a Word file of ours, as Word and LibreOffice write it down."""

import shutil
import subprocess
from copy import deepcopy
from functools import cached_property
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from haidang.domain.official_document.docx.provenance import NAMESPACE, parse_custom_xml, quote_id_of
from haidang.domain.official_document.docx.xml import NAMESPACES, Element, W, text_run, w

_OFFICE = shutil.which("soffice")
SOFFICE = _OFFICE if _OFFICE and (Path(_OFFICE).resolve().parent / "libswlo.so").exists() else None
"""The program, where its Writer is installed too."""
STORE = "customXml/item1.xml"


class Opened:
    """The file before the first edit, parsed once for all that begin with it."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self._roots: dict[str, Element] = {}

    def root(self, name: str) -> Element:
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.parts[name])
        return self._roots[name]

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """By quote id the part of its first control, and which control of the part that is."""
        issued = parse_custom_xml(self.root(STORE))
        places: dict[str, tuple[str, int]] = {}
        for part in ("word/document.xml", "word/footnotes.xml"):
            for number, control in enumerate(self.root(part).iter(f"{{{W}}}sdt")):
                places.setdefault(quote_id_of(control, issued) or "", (part, number))
        return places


class EditedFile:
    """A file under somebody's hands; parts are parsed when first touched."""

    def __init__(self, docx: bytes) -> None:
        with ZipFile(BytesIO(docx)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._opened = Opened(dict(self.parts))
        self._roots: dict[str, Element] = {}
        self._controls: dict[str, list[Element]] = {}

    def reopened(self) -> "EditedFile":
        """The file as it was opened, whatever was done to it since, for another edit."""
        twin = EditedFile.__new__(EditedFile)
        twin.parts, twin._opened, twin._roots, twin._controls = dict(self._opened.parts), self._opened, {}, {}
        return twin

    def root(self, name: str = "word/document.xml") -> Element:
        if name not in self._roots:
            self._roots[name] = deepcopy(self._opened.root(name))
            self._controls[name] = list(self._roots[name].iter(f"{{{W}}}sdt"))
        return self._roots[name]

    def bytes(self, level: int = 1) -> bytes:
        """The file as it is saved."""
        result = BytesIO()
        with ZipFile(result, "w", ZIP_DEFLATED, compresslevel=level) as target:
            for name, content in self.parts.items():
                target.writestr(name, etree.tostring(self._roots[name]) if name in self._roots else content)
        return result.getvalue()

    # -- finding

    def control(self, quote_id: str) -> Element:
        """The control of a figure that was in the file when it was opened."""
        part, number = self._opened.places[quote_id]
        self.root(part)
        return self._controls[part][number]

    def around(self, quote_id: str, tag: str) -> Element | None:
        return next(self.control(quote_id).iterancestors(f"{{{W}}}{tag}"), None)

    def paragraph(self, words: str) -> Element:
        """The first paragraph of the text that holds the words."""
        found = self.root().iter(f"{{{W}}}p")
        return next(p for p in found if words in "".join(t.text or "" for t in p.iter(f"{{{W}}}t")))

    # -- edits

    def type_over(self, quote_id: str, text: str, *, in_store: bool = True) -> None:
        """Type another text into a control; Word also writes it into the part that the control is bound to."""
        first, *more = self.control(quote_id).iter(f"{{{W}}}t")
        first.text = text
        for other in more:
            other.text = ""
        if in_store:
            self.set_store(quote_id, text)

    def set_store(self, quote_id: str, text: str) -> None:
        for quote in self.root(STORE).iter(f"{{{NAMESPACE}}}quote"):
            if quote.findtext(f"{{{NAMESPACE}}}id") == quote_id:
                quote.find(f"{{{NAMESPACE}}}text").text = text

    def remove_control(self, quote_id: str) -> None:
        """ "Remove content control": its content stays as plain text."""
        control = self.control(quote_id)
        for child in control.find("w:sdtContent", NAMESPACES):
            control.addprevious(child)
        _drop(control)

    def delete(self, quote_id: str) -> None:
        """Delete the figure with its control."""
        _drop(self.control(quote_id))

    def copy_paragraph(self, quote_id: str) -> None:
        """Copy the paragraph of a figure, or its row in a table, and paste it behind itself."""
        row, paragraph = self.around(quote_id, "tr"), self.around(quote_id, "p")
        original = paragraph if row is None else row
        original.addnext(deepcopy(original))

    def swap(self, one: str, other: str) -> None:
        """Let two controls change places."""
        first, second = self.control(one), self.control(other)
        mark = w("r")
        first.addprevious(mark)
        second.addprevious(first)
        mark.addprevious(second)
        _drop(mark)

    def merge_with_left(self, quote_id: str) -> None:
        """Merge the cell of a figure with the one left of it: one cell, with the paragraphs of both."""
        merge_cells(self.around(quote_id, "tc"))

    def merge_with_above(self, quote_id: str) -> None:
        """Merge the cell of a figure with the one above it: that one takes its paragraphs, its place stays empty."""
        cell, row = self.around(quote_id, "tc"), self.around(quote_id, "tr")
        column = [c for c in row if c.tag == f"{{{W}}}tc"].index(cell)
        above = [c for c in row.getprevious() if c.tag == f"{{{W}}}tc"][column]
        for paragraph in cell.findall("w:p", NAMESPACES):
            above.append(paragraph)
        cell.append(w("p"))
        above.find("w:tcPr", NAMESPACES).append(w("vMerge", val="restart"))
        cell.find("w:tcPr", NAMESPACES).append(w("vMerge"))

    def track_over(self, quote_id: str, text: str) -> None:
        """Type over a figure while changes are tracked."""
        content = self.control(quote_id).find("w:sdtContent", NAMESPACES)
        struck = w("del", *content.findall("w:r", NAMESPACES), id=9001, author="Ai đó")
        for element in struck.iter(f"{{{W}}}t"):
            element.tag = f"{{{W}}}delText"
        content.extend([struck, w("ins", text_run(text), id=9002, author="Ai đó")])

    def write(self, words: str, old: str, new: str) -> None:
        """Change the words of a paragraph, within one of its runs."""
        element = next(t for t in self.paragraph(words).iter(f"{{{W}}}t") if old in (t.text or ""))
        element.text = element.text.replace(old, new, 1)


def merge_cells(cell: Element) -> None:
    """Merge a cell with the one left of it."""
    left = cell.getprevious()
    for paragraph in cell.findall("w:p", NAMESPACES):
        left.append(paragraph)
    left.find("w:tcPr/w:tcW", NAMESPACES).addnext(w("gridSpan", val=2))
    _drop(cell)


def _drop(element: Element) -> None:
    element.getparent().remove(element)


def saved_by_libreoffice(folder: Path, *files: bytes) -> list[bytes]:
    """The files as LibreOffice saves them after opening."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{number}.docx" for number in range(len(files))]
    for name, content in zip(names, files, strict=True):
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE or "soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    target = folder / "saved"
    subprocess.run(
        [*command, "--outdir", str(target), *(str(folder / name) for name in names)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return [(target / name).read_bytes() for name in names]
