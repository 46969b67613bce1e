"""What programs do to a file by themselves is no change, and reading a text loosely keeps figures in their places."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.official_document import compare_docx, render_docx
from haidang.domain.official_document.comparison.records import as_record, comparison_from
from haidang.domain.official_document.comparison.tokens import match_tokens, tokens_of, whole
from haidang.domain.official_document.docx.lines import squeezed
from haidang.domain.official_document.docx.xml import NAMESPACES, W, w
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.domain.official_document.tests.sample import REPORT
from haidang.domain.official_document.text import QuoteSpan

MADE = render_docx(REPORT)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{3}){0,2}(,[0-9]{1,2})?%?", fullmatch=True)
TEXTS = st.text(st.sampled_from("ab1 29.,%\n\t\u00a0\u200bé\u0301ệ-"), max_size=40)


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_runs_split_anywhere_change_nothing(data: st.DataObject) -> None:
    """Word splits runs at every spelling mark and revision id; some programs decompose letters."""
    file = EditedFile(MADE)
    texts = [t for t in file.root().iter(f"{{{W}}}t") if len(t.text or "") > 1]
    for element in data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=20, unique_by=id)):
        cut = data.draw(st.integers(1, len(element.text) - 1))
        rest = w("t")
        element.text, rest.text = element.text[:cut], unicodedata.normalize("NFD", element.text[cut:])
        element.getparent().addnext(w("r", rest))
        element.getparent().addnext(w("proofErr", type="spellStart"))
    assert compare_docx(file.bytes(), MADE).is_unchanged


def test_controls_around_paragraphs_and_cells_change_nothing() -> None:
    """A control that is all of a paragraph or cell is moved around it by some programs."""
    file = EditedFile(MADE)
    inner, cell = file.control("t1-3-n"), file.around("t1-3-n", "tc")
    for run in inner.find("w:sdtContent", NAMESPACES):
        inner.addprevious(run)
    cell.addprevious(inner)
    inner.find("w:sdtContent", NAMESPACES).append(cell)
    assert compare_docx(file.bytes(), MADE).is_unchanged


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(REPORT.figures()), NUMBERS, st.booleans())
def test_any_figure_typed_over_is_told(figure, text: str, keeps_control: bool) -> None:
    file = EditedFile(MADE)
    file.type_over(figure.quote_id, text)
    if not keeps_control:
        file.remove_control(figure.quote_id)
    comparison = compare_docx(file.bytes(), MADE)
    expected = [] if text == figure.text else [(figure.quote_id, text)]
    assert [(f.quote_id, f.new) for f in comparison.of("changed")] == expected
    assert not comparison.numerals


def test_a_comparison_survives_as_a_record() -> None:
    file = EditedFile(MADE)
    file.swap("q-rate", "q-received")
    file.type_over("q-rate", "70%")
    file.copy_paragraph("t1-3-n")
    file.delete("q-units")
    comparison = compare_docx(file.bytes(), MADE)
    assert len(comparison.figures) >= 5
    assert comparison_from(as_record(comparison)).blocks == comparison.blocks
    assert set(comparison_from(as_record(comparison)).figures) == set(comparison.figures)
    assert comparison_from(as_record(comparison)).numerals == comparison.numerals


@given(TEXTS, st.data())
def test_loose_reading_keeps_what_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    squeezed_text, (span,) = squeezed(text, (QuoteSpan("q", start, end),))
    marked, _ = squeezed(text[start:end], ())
    found = squeezed_text[span.start : span.end]
    assert 0 <= span.start <= span.end <= len(squeezed_text)
    assert unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", marked)


@given(TEXTS, st.data())
def test_loose_reading_twice_is_loose_reading(text: str, data: st.DataObject) -> None:
    once, _ = squeezed(text, ())
    assert squeezed(once, ())[0] == once


@given(TEXTS, TEXTS)
def test_matched_tokens_are_alike_and_in_order(old: str, new: str) -> None:
    a, b = tokens_of(old), tokens_of(new)
    pairs = sorted(match_tokens(a, b).items())
    assert [place for _, place in pairs] == sorted({place for _, place in pairs})
    assert all(a[one].key == b[other].key for one, other in pairs)


@given(TEXTS)
def test_a_text_matches_itself(text: str) -> None:
    tokens = tokens_of(text)
    assert match_tokens(tokens, tokens) == {number: number for number in range(len(tokens))}


@given(TEXTS, st.data())
def test_a_number_is_widened_within_its_bounds(text: str, data: st.DataObject) -> None:
    floor = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(floor, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ceiling = data.draw(st.integers(end, len(text)))
    left, right = whole(text, start, end, floor, ceiling)
    assert floor <= left <= start <= end <= right <= ceiling
