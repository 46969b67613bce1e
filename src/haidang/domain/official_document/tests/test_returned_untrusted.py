"""A returned file may be a trick: it is refused with a sentence, or read without harm."""

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from haidang.domain.official_document import DocxComparisonError, DocxReadError, compare_docx, render_docx
from haidang.domain.official_document.comparison.__main__ import main, request
from haidang.domain.official_document.docx import memory
from haidang.domain.official_document.docx.provenance import NAMESPACE, parse_custom_xml
from haidang.domain.official_document.docx.xml import W, text_run, w
from haidang.domain.official_document.tests.hand_edits import STORE, EditedFile
from haidang.domain.official_document.tests.sample import REPORT, document

MADE = render_docx(REPORT)


@pytest.fixture
def file() -> EditedFile:
    return EditedFile(MADE)


def forge(file: EditedFile, **changes: object) -> None:
    """Rewrite what the file remembers of its longest paragraph, under a right hash."""
    root = file.root(STORE)
    text = root.find(f"{{{NAMESPACE}}}lines")
    records = json.loads(text.text)
    next(record for record in records if record["block"] == "p-received").update(changes)
    text.text = json.dumps(records)
    root.find(f"{{{NAMESPACE}}}document").text = memory._document_id(parse_custom_xml(root), text.text)


def test_a_file_without_memory_is_told_apart_by_its_document_id(file: EditedFile) -> None:
    wanted = compare_docx(MADE).document_id
    file.parts.pop(STORE)
    with pytest.raises(DocxComparisonError, match=f"{wanted}: compare it with the stored original"):
        compare_docx(file.bytes())
    assert compare_docx(file.bytes(), MADE).is_unchanged


def test_somebody_elses_file_has_nothing_to_be_compared_with(file: EditedFile) -> None:
    for name in (STORE, "docProps/custom.xml"):
        file.parts.pop(name)
    with pytest.raises(DocxComparisonError, match="never had it"):
        compare_docx(file.bytes())


def test_a_file_of_another_document_is_refused() -> None:
    with pytest.raises(DocxComparisonError, match="the original is"):
        compare_docx(MADE, render_docx(document()))


def test_the_stored_copy_is_believed_and_not_the_file(file: EditedFile) -> None:
    """Whoever changes a figure and what the file remembers of it still cannot change the stored copy."""
    file.type_over("q-rate", "70%")
    for element in file.root(STORE).iter(f"{{{NAMESPACE}}}issued"):
        element.text = element.text.replace("64,56%", "70%")
    text = file.root(STORE).find(f"{{{NAMESPACE}}}lines")
    text.text = text.text.replace("64,56%", "70%")
    assert [(f.quote_id, f.new) for f in compare_docx(file.bytes(), MADE).figures] == [("q-rate", "70%")]


def test_a_memory_that_does_not_match_its_hash_is_no_memory(file: EditedFile) -> None:
    text = file.root(STORE).find(f"{{{NAMESPACE}}}lines")
    text.text = text.text.replace("64,56%", "70%")
    with pytest.raises(DocxComparisonError):
        compare_docx(file.bytes())


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": []},
        {"cells": [[0, 1, "ngắn", [["q-rate", 0, 900]]]]},
        {"cells": [[0, 1, "ngắn", [["q-rate", 3, 1]]]]},
        {"cells": [[-1, 1, "ngắn", []]]},
        {"cells": [[0, 1, 7, []]]},
        {"cells": "ngắn"},
        {"kind": "macro"},
        {"story": "elsewhere"},
        {"table": 1},
        {"level": "I"},
    ],
)
def test_a_forged_memory_is_no_memory(file: EditedFile, changes: dict[str, object]) -> None:
    forge(file, **changes)
    with pytest.raises(DocxComparisonError):
        compare_docx(file.bytes())


def test_the_forging_itself_is_sound(file: EditedFile) -> None:
    """The refusals above are for what was forged, not for a wrong hash."""
    forge(file, level=0)
    assert not compare_docx(file.bytes()).figures


def test_a_part_twice_is_refused() -> None:
    stream = BytesIO(MADE)
    with ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(DocxReadError, match="two parts of the same name"):
        compare_docx(stream.getvalue(), MADE)


def test_an_embedded_file_is_refused(file: EditedFile) -> None:
    file.paragraph("Đến nay có").addnext(w("altChunk"))
    with pytest.raises(DocxReadError, match="embeds another file"):
        compare_docx(file.bytes(), MADE)


def test_another_kind_of_document_is_refused(file: EditedFile) -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    file.parts["word/document.xml"] = file.parts["word/document.xml"].replace(W.encode(), strict)
    with pytest.raises(DocxReadError, match="save it as DOCX"):
        compare_docx(file.bytes(), MADE)


@pytest.mark.parametrize("name", ["word/document.xml", "word/footnotes.xml", STORE, "docProps/custom.xml"])
def test_a_document_type_is_refused_in_every_part(file: EditedFile, name: str) -> None:
    if name == "docProps/custom.xml":
        file.parts.pop(STORE)
    root = file.parts[name].index(b"<", 5)
    bomb = b'<!DOCTYPE a [<!ENTITY b "cc">]>'
    file.parts[name] = file.parts[name][:root] + bomb + file.parts[name][root:]
    with pytest.raises(DocxReadError, match="declares a document type"):
        compare_docx(file.bytes(), MADE)


def test_long_rows_of_digits_are_read_in_one_go(file: EditedFile) -> None:
    file.control("q-rate").addprevious(text_run("1" * 20_000 + "x" + "9.," * 10_000))
    assert compare_docx(file.bytes(), MADE).numerals


def test_a_picture_is_counted_because_nobody_reads_it(file: EditedFile) -> None:
    file.paragraph("Đến nay có").append(w("r", w("drawing")))
    assert compare_docx(file.bytes(), MADE).pictures == 1


def test_the_confined_process_answers_with_a_record_or_a_refusal(file: EditedFile) -> None:
    def answer(returned: bytes, original: bytes | None = None) -> dict[str, object]:
        target = BytesIO()
        assert main(BytesIO(request(returned, original)), target) == 0
        return json.loads(target.getvalue())

    file.type_over("q-rate", "70%")
    assert [figure["quote"] for figure in answer(file.bytes(), MADE)["changed"]] == ["q-rate"]
    assert answer(MADE)["unchanged"] is True
    assert answer(b"no file")["kind"] == "unreadable"
    assert answer(MADE, render_docx(document()))["kind"] == "incomparable"


def test_the_document_id_tells_documents_apart() -> None:
    ids = {compare_docx(render_docx(made)).document_id for made in (REPORT, document(), REPORT)}
    assert len(ids) == 2
    assert all(len(document_id) == len(sha256().hexdigest()) for document_id in ids)
