"""A text that lost its markup gets it back, where its words stand as they did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    NumeralMark,
    ReturnedPiece,
    Shown,
    TextRun,
    parse,
    render,
    rewrite,
    words,
)

A, B = FigureToken("a"), FigureToken("b", unit="SNV")
OLD = (
    Shown(TextRun("Năm "), "Năm "),
    Shown(NumeralMark("year", "2024"), "2024"),
    Shown(TextRun(" theo "), " theo "),
    Shown(CitationToken("197/KH-UBND"), "Kế hoạch số 197/KH-UBND"),
    Shown(TextRun(" có "), " có "),
    Shown(A, "5", "q-a"),
    Shown(FootnoteToken("note"), ""),
    Shown(TextRun(" và "), " và "),
    Shown(B, "6", "q-b"),
    Shown(TextRun("."), "."),
)
FIGURES = {"5": ReturnedPiece("5", A, "q-a"), "6": ReturnedPiece("6", B, "q-b")}


def returned(text):
    """`«5»` is the figure a, `«6»` the figure b; anything else between such marks was typed over a."""
    for number, part in enumerate(text.replace("»", "«").split("«")):
        if number % 2:
            yield FIGURES.get(part, ReturnedPiece(part, A, "q-a"))
        elif part:
            yield ReturnedPiece(part)


@pytest.mark.parametrize(
    ("new", "markup"),
    [
        (
            "Năm 2024 theo Kế hoạch số 197/KH-UBND có «5» và «6».",
            "Năm [[year:2024]] theo {{@197/KH-UBND}} có {{a}}[^note] và {{b unit=SNV}}.",
        ),
        (
            "Cả năm 2024 theo Kế hoạch số 197/KH-UBND có «999» và «6» việc.",
            "Cả năm [[year:2024]] theo {{@197/KH-UBND}} có {{a}}[^note] và {{b unit=SNV}} việc.",
        ),
        (
            "Năm 2025 theo Kế hoạch số 198/KH-UBND có «6» và «5».",
            "Năm 2025 theo Kế hoạch số 198/KH-UBND có {{b unit=SNV}} và {{a}}[^note].",
        ),
        ("Năm 2024 có «6».", "Năm [[year:2024]] có[^note] {{b unit=SNV}}."),
        ("Có {{a}} và [[year:1]].", None),
    ],
)
def test_what_stands_keeps_its_token_and_what_is_new_is_words(new, markup):
    made = rewrite(OLD, list(returned(new)))
    if markup is None:
        assert [run for run in parse(made) if isinstance(run, FigureToken | NumeralMark)] == []
    else:
        assert made.replace("[^note]", "") == markup.replace("[^note]", "")
        assert made.count("[^note]") == 1


@given(st.text(alphabet="ab 12{}[]^:|@.", max_size=30), st.text(alphabet="ab 12{}[]^:.", max_size=30))
def test_any_text_gives_markup_that_reads_as_it_and_holds_its_figure_once(before, after):
    pieces = [ReturnedPiece(before), FIGURES["5"], ReturnedPiece(after)]
    runs = parse(rewrite(OLD[5:6], pieces))
    assert [run for run in runs if not isinstance(run, TextRun)] == [A]
    space = " " if before.endswith(("{", "[")) else ""
    assert render(runs) == f"{words(before)}{space}{{{{a}}}}{words(after)}"
