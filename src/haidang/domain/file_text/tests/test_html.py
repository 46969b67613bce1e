"""HTML: a line for each block, a row for each row."""

import pytest

from haidang.domain.file_text import Unreadable, UnreadableFile, read_file
from haidang.domain.file_text.tests.making import lines_of, place_of


def read(markup: str) -> list[str]:
    return lines_of(f"<!doctype html><title>9</title><style>a{{top:1px}}</style><body>{markup}".encode())


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>Một<p>hai", ["Một", "hai"]),
        ("<div>Một <b>đậm</b>\n  chữ<br>hai</div>ba", ["Một đậm chữ", "hai", "ba"]),
        (
            "a<script>1</script><!-- 2 --><noscript>3</noscript><p hidden>4</p><p style='display: none'>5",
            ["a"],
        ),
        ("<p>64,56&nbsp;% &lt; 70&#37;", ["64,56\u00a0% < 70%"]),
        (
            "<ul><li>một<li><p>hai</p></ul><ol start=3><li>ba<li>bốn</ol>",
            ["- một", "- hai", "3. ba", "4. bốn"],
        ),
        ("<p>13 Sở<sup><a href='#1'>[1]</a></sup>, 5 m<sup>2</sup>", ["13 Sở¹, 5 m²"]),
        ("<pre>a\nb</pre>", ["a", "b"]),
    ],
)
def test_blocks_are_lines(markup, lines):
    assert read(markup) == lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<tr><th>Đơn vị<th>Số<tr><td>A<td>5", ["| Đơn vị | Số |", "| A | 5 |"]),
        ("<tr><td colspan=2>A<td>5<tr><td>B<td>C<td>6", ["| A |  | 5 |", "| B | C | 6 |"]),
        ("<tr><td rowspan=2>A<td>5<tr><td>6", ["| A | 5 |", "|  | 6 |"]),
        ("<tr><td>5<br>6<td>a|b", ["| 5; 6 | a¦b |"]),
        ("<tr><td><table><tr><td>5<td>6</table><td>7", ["| 5; 6 | 7 |"]),
        ("<tr><td>một cột", ["một cột"]),
        ("<tr><td colspan=99999999999999999999>A<td>1", None),
        (f"<tr><td>1<td>{'Đạt 5%. ' * 30}", ["1", ("Đạt 5%. " * 30).strip()]),
    ],
)
def test_tables_are_rows(markup, lines):
    found = read(f"<table>{markup}</table>")
    assert lines is None or found == lines


def test_places_are_paragraphs_and_rows_of_tables():
    found = read_file(b"<html><p>a<p>b<table><tr><td>c<td>1<tr><td>d<td>2</table>", "a.html")
    assert place_of(found, "b").paragraph == 2
    assert (place_of(found, "2").table, place_of(found, "2").row) == (1, 2)


def test_text_that_the_parser_would_lose_is_refused_not_lost():
    with pytest.raises(UnreadableFile) as refused:
        read_file(b"<html>" + b"<div>" * 10_000 + b"5", "a.html")
    assert refused.value.reason is Unreadable.DAMAGED
