"""Texts quote figures by tokens; everything else is text."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    MarkupError,
    NumeralMark,
    TextRun,
    literal,
    parse,
    render,
    stray_numerals,
)

CODES = st.from_regex(r"[a-z][a-z_]{0,8}(\.[a-z_]{1,8}){0,2}", fullmatch=True)
RUNS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="{}[]"), min_size=1).map(TextRun),
        st.builds(
            FigureToken, CODES, unit=st.sampled_from(["", "SNV"]), period=st.sampled_from(["", "2024-Y"])
        ),
        st.builds(CitationToken, st.just("197/KH-UBND"), short=st.booleans()),
        st.builds(NumeralMark, st.just("year"), st.just("2024")),
        st.builds(FootnoteToken, CODES),
    )
)


def test_a_sentence_with_every_kind_of_token():
    assert parse("Có {{a.b}} sở[^n] theo {{@197/KH-UBND|short}} năm [[year:2024]].") == (
        TextRun("Có "),
        FigureToken("a.b"),
        TextRun(" sở"),
        FootnoteToken("n"),
        TextRun(" theo "),
        CitationToken("197/KH-UBND", short=True),
        TextRun(" năm "),
        NumeralMark("year", "2024"),
        TextRun("."),
    )


def test_a_figure_may_name_what_differs_from_the_defaults():
    assert parse("{{t.m basis=target period=2024-Y unit=CTHUE|plain}}") == (
        FigureToken("t.m", unit="CTHUE", period="2024-Y", basis="target", style="plain"),
    )


@pytest.mark.parametrize("text", ["a { b } c", "x] y", "[ ]", "{", ""])
def test_lone_braces_and_brackets_are_text(text):
    assert "".join(run.text for run in parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["{{", "{{}}", "{{ }}", "{{a b}}", "{{a unit=}}", "{{a unit=X unit=Y}}", "{{a x=y}}", "{{@}}", "{{@1|long}}",
     "{{" + "a" * 400 + "}}", "[[2024]]", "[[age:5]]", "[[year:]]", "[[label:99 tỷ đồng]]",
     "[[year:tăng 12%]]", "[^]", "[^ x]", "{{../etc}}"],
)  # fmt: skip
def test_a_malformed_token_is_refused_with_its_place(text):
    with pytest.raises(MarkupError) as caught:
        parse("ab" + text)
    assert caught.value.position == 2


@given(RUNS)
def test_what_is_written_is_read_again(runs):
    assert render(parse(render(runs))) == render(runs)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(MarkupError):
        written = render(parse(text))
        assert render(parse(written)) == written
        assert "{{" in text or "[[" in text or "[^" in text or written == text


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@example("[0")
@example("Tổ [12] {3} [[4]]")
def test_a_name_taken_literally_is_neither_token_nor_figure(name):
    runs = parse(literal(name))
    assert all(isinstance(run, TextRun | NumeralMark) for run in runs)
    assert stray_numerals(runs) == []
