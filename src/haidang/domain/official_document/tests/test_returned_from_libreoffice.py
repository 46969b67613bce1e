"""LibreOffice opens a file of ours and saves it: no false alarm, and what was changed by hand is still told."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from haidang.domain.official_document import Comparison, compare_docx, render_docx
from haidang.domain.official_document.comparison import read_original
from haidang.domain.official_document.docx.returned import read_returned
from haidang.domain.official_document.tests.hand_edits import SOFFICE, EditedFile, saved_by_libreoffice
from haidang.domain.official_document.tests.sample import REPORT

MADE = render_docx(REPORT)
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

Edit = Callable[[EditedFile], object]


def _typed_without_control(file: EditedFile) -> None:
    file.type_over("q-rate", "70%")
    file.remove_control("q-rate")


def _all_typed(file: EditedFile) -> None:
    for figure in REPORT.figures():
        file.type_over(figure.quote_id, "5" + figure.text)


def _no_controls(file: EditedFile) -> None:
    for figure in REPORT.figures():
        file.remove_control(figure.quote_id)


EDITS: dict[str, Edit] = {
    "nothing": lambda file: None,
    "typed over": lambda file: file.type_over("q-rate", "70%"),
    "control removed": lambda file: file.remove_control("q-rate"),
    "control removed, typed over": _typed_without_control,
    "paragraph copied": lambda file: file.copy_paragraph("q-units"),
    "swapped": lambda file: file.swap("t1-3-n", "t1-4-n"),
    "cells merged": lambda file: file.merge_with_left("t1-3-p"),
    "cells merged down": lambda file: file.merge_with_above("t1-3-p"),
    "all typed over": _all_typed,
    "all controls removed": _no_controls,
}
EXPECTED: dict[str, list[tuple[str, str, str]]] = {
    "nothing": [],
    "typed over": [("changed", "q-rate", "70%")],
    "control removed": [("detached", "q-rate", "64,56%")],
    "control removed, typed over": [("changed", "q-rate", "70%")],
    "paragraph copied": [("copied", "q-units", "41/45")],
    "swapped": [("moved", "t1-3-n", "1.311"), ("moved", "t1-4-n", "1.348")],
    "cells merged": [("moved", "t1-3-p", "93,03%")],
    "cells merged down": [("moved", "t1-3-p", "93,03%")],
    "all controls removed": [],
}


def edited(edit: Edit) -> bytes:
    file = EditedFile(MADE)
    edit(file)
    return file.bytes()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every edited file after LibreOffice has saved it, all in one run of it."""
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    return dict(zip(EDITS, saved_by_libreoffice(folder, *map(edited, EDITS.values())), strict=True))


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(f.fate, f.quote_id, f.new) for f in comparison.figures]


@needs_libreoffice
@pytest.mark.parametrize("name", EXPECTED)
def test_it_is_told_after_a_save(saved: dict[str, bytes], name: str) -> None:
    assert told(compare_docx(saved[name], MADE)) == EXPECTED[name]


@needs_libreoffice
def test_a_mere_save_is_no_change(saved: dict[str, bytes]) -> None:
    assert compare_docx(saved["nothing"], MADE).is_unchanged
    assert compare_docx(saved["nothing"]).is_unchanged


@needs_libreoffice
def test_losing_every_control_is_no_change(saved: dict[str, bytes]) -> None:
    comparison = compare_docx(saved["all controls removed"], MADE)
    assert comparison.by_place
    assert comparison.is_unchanged


@needs_libreoffice
def test_all_figures_typed_over_are_told(saved: dict[str, bytes]) -> None:
    changed = compare_docx(saved["all typed over"], MADE).of("changed")
    assert {f.quote_id: f.new for f in changed} == {f.quote_id: "5" + f.text for f in REPORT.figures()}


@needs_libreoffice
def test_memory_and_document_id_survive(saved: dict[str, bytes]) -> None:
    """Both carriers: the custom XML part, and the document property that leads to the stored copy without it."""
    original = read_original(MADE)
    assert read_returned(saved["nothing"]).memory == original
    bare = EditedFile(saved["nothing"])
    bare.parts = {name: content for name, content in bare.parts.items() if not name.startswith("customXml")}
    file = read_returned(bare.bytes())
    assert (file.memory, file.document_id) == (None, original.document_id)
    comparison = compare_docx(
        bare.bytes(), MADE
    )  # bindings lead nowhere now, and tags LibreOffice had dropped
    assert comparison.is_unchanged or comparison.by_place


def crossing(docx: bytes) -> bytes:
    """A figure typed over with changes tracked, as LibreOffice 7.4 saves it: ins and sdt cross each other."""
    stream = BytesIO()
    with ZipFile(BytesIO(docx)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = _crossed(content.decode()).encode()
            target.writestr(name, content)
    return stream.getvalue()


def _crossed(xml: str) -> str:
    start = xml.rindex("<w:sdt>", 0, xml.index('"q-rate"'))
    end = xml.index("</w:sdt>", start) + len("</w:sdt>")
    control = xml[start:end].replace("64,56%", "649,56%")
    mark = '<w:ins w:id="0" w:author="Unknown Author">'
    inner = re.sub("(<w:sdtContent>)(.*)(</w:sdtContent>)", rf"\1</w:ins>{mark}\2</w:ins>\3", control)
    return xml[:start] + control + mark + inner + xml[end:]


def test_crossing_tags_of_tracked_changes_are_read() -> None:
    comparison = compare_docx(crossing(MADE), MADE)
    assert comparison.mended
    assert told(comparison) == [("changed", "q-rate", "649,56%"), ("copied", "q-rate", "649,56%")]
