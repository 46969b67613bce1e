"""The report as a part of a page, without what its reader may not see. Works on the finished markup, so that a
frozen report is the one that was kept."""

from __future__ import annotations

from collections.abc import Collection

from lxml import html

from haidang.apps.reporting.assembly import Assembled
from haidang.apps.reporting.models import Report
from haidang.apps.reporting.remarks import Remark
from haidang.apps.reporting.sight import WITHHELD, withheld_from
from haidang.foundation.accounts.actor import Actor

_FIGURE = "quoted-figure"


def remarks_of(report: Report, assembled: Assembled) -> list[Remark]:
    """The remarks beside the text: of a frozen report those it was frozen with."""
    if report.is_frozen:
        return [Remark.stored(data) for data in report.remarks]
    return [Remark.of(finding) for finding in assembled.findings]


def for_reader(report: Report, assembled: Assembled, fragment: str, reader: Actor) -> str:
    """The markup for somebody signed in: figures out of reach are withheld, and remarks that speak of them."""
    withheld = withheld_from(reader, (quote for quote, _section, _text in assembled.quotes))
    if not withheld:
        return fragment
    dropped = [
        remark.key for remark in remarks_of(report, assembled) if set(remark.figures) & set(withheld.values())
    ]
    tree = html.fragment_fromstring(fragment)
    _withhold(tree, withheld)
    _drop(tree, dropped)
    return written(tree)


def for_everybody(report: Report, assembled: Assembled, fragment: str) -> str:
    """The markup for whoever holds a link: accepted figures alone, as plain words.

    No addresses, sources and hashes of figures. What is being checked in a draft is nobody else's matter.
    """
    withheld = withheld_from(None, (quote for quote, _section, _text in assembled.quotes))
    hidden = set(withheld.values())
    dropped = [
        remark.key
        for remark in remarks_of(report, assembled)
        if not report.is_frozen or set(remark.figures) & hidden
    ]
    tree = html.fragment_fromstring(fragment)
    _withhold(tree, withheld)
    _drop(tree, dropped)
    for data in tree.find_class(_FIGURE):
        _put_words(data, data.text_content())
    return written(tree)


def written(tree: html.HtmlElement) -> str:
    """A tree as markup again."""
    return str(html.tostring(tree, encoding="unicode"))


def _withhold(tree: html.HtmlElement, tags: Collection[str]) -> None:
    for data in tree.find_class(_FIGURE):
        if data.get("id") in tags:
            _put_words(data, WITHHELD)


def _drop(tree: html.HtmlElement, keys: Collection[str]) -> None:
    wanted = {f"block:{key}" for key in keys}
    for note in tree.find_class("draft-remark"):
        if note.get("id") in wanted:
            note.drop_tree()


def _put_words(data: html.HtmlElement, words: str) -> None:
    """Words in the place of a figure, with nothing left of its attributes."""
    plain = html.Element("span")
    plain.text, plain.tail = words, data.tail
    if words == WITHHELD:
        plain.set("class", "withheld")
    data.getparent().replace(data, plain)
