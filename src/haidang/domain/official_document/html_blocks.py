"""Blocks as HTML."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from haidang.domain.official_document.blocks import Block, Cell, Heading, ListItem, Notice, Paragraph, Table
from haidang.domain.official_document.html_runs import HtmlRuns
from haidang.domain.official_document.markup import EMPTY, Html, element, join, text

_DEEPEST_HEADING = 6


def blocks_html(blocks: Iterable[Block], runs: HtmlRuns, heading_offset: int) -> Html:
    """Blocks in order; list items that follow one another form a list. Heading n becomes h(n + offset)."""
    parts = []
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, ListItem)):
        if is_list:
            parts.append(_lists([block for block in group if isinstance(block, ListItem)], runs))
        else:
            parts.extend(_block(block, runs, heading_offset) for block in group)
    return join(parts)


def _block(block: Block, runs: HtmlRuns, heading_offset: int) -> Html:
    match block:
        case Heading():
            title = f"{block.number} {block.text}" if block.number else block.text
            name = f"h{min(block.level + heading_offset, _DEEPEST_HEADING)}"
            return element(name, text(title), id=block_id(block.key), class_=f"heading-{block.level}")
        case Notice():
            return _notice(block, runs)
        case Table():
            return _table(block, runs)
        case Paragraph() | ListItem():
            return element("p", runs.html(block.runs), id=block_id(block.key))


def block_id(key: str) -> str:
    """Id of a block; the colon keeps it apart from quote ids, which have none."""
    return f"block:{key}"


def _lists(items: Sequence[ListItem], runs: HtmlRuns) -> Html:
    """Runs of items with a like marker as lists, "+" items inside the "-" item before them."""
    return join(_list(list(group), runs) for _, group in groupby(items, key=_list_kind))


def _list_kind(item: ListItem) -> str:
    return "ol" if item.marker[0].isalnum() else "ul"


def _list(items: Sequence[ListItem], runs: HtmlRuns) -> Html:
    entries = []
    position = 0
    while position < len(items):
        end = position + 1
        while end < len(items) and items[end].marker == "+" and items[position].marker != "+":
            end += 1
        entries.append(_entry(items[position], items[position + 1 : end], runs))
        position = end
    return element(_list_kind(items[0]), *entries, role="list", class_="marked-list")


def _entry(item: ListItem, inner: Sequence[ListItem], runs: HtmlRuns) -> Html:
    marker = element("span", text(f"{item.marker} "), class_="marker")
    nested = _list(inner, runs) if inner else EMPTY
    return element("li", marker, runs.html(item.runs), nested, id=block_id(item.key))


def _notice(notice: Notice, runs: HtmlRuns) -> Html:
    label = f"{runs.labels.notice(notice.kind)} ({runs.labels.not_part_of_text})"
    title = f"{label}: {notice.title}" if notice.title else label
    return element(
        "div",
        element("p", element("strong", text(title))),
        element("p", runs.html(notice.runs)),
        id=block_id(notice.key),
        class_=f"draft-remark draft-remark-{notice.kind}",
        role="note",
        aria_label=title,
    )


def _table(table: Table, runs: HtmlRuns) -> Html:
    headers = (
        element("th", text(column.header), scope="col", class_=f"align-{column.align}")
        for column in table.columns
    )
    rows = (element("tr", *(_cell(table, index, cell, runs) for index, cell in enumerate(row)))
            for row in table.rows)  # fmt: skip
    content = element(
        "table",
        _caption(table),
        element("thead", element("tr", *headers)),
        element("tbody", *rows),
        id=block_id(table.key),
    )
    return element(
        "div",
        content,
        class_="table-scroll",
        tabindex="0",
        role="region" if table.caption else None,
        aria_label=table.caption or None,
    )


def _caption(table: Table) -> Html:
    if not (table.caption or table.measure_note):
        return EMPTY
    note = element("span", text(table.measure_note), class_="measure-note") if table.measure_note else EMPTY
    return element("caption", text(table.caption), note)


def _cell(table: Table, index: int, cell: Cell, runs: HtmlRuns) -> Html:
    align = f"align-{table.columns[index].align}"
    if index == table.row_header:
        return element("th", runs.html(cell), scope="row", class_=align)
    return element("td", runs.html(cell), class_=align)
