"""Building HTML so that unescaped text cannot get in: the type checker tells text from markup."""

from collections.abc import Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)
"""Markup that is safe to send."""

EMPTY = Html("")


def text(value: str) -> Html:
    """Text as HTML; a line feed becomes a line break."""
    return Html(escape(value).replace("\n", "<br>"))


def element(name: str, *content: Html, **attributes: str | None) -> Html:
    """An element. Attributes: None is left out, `_` at the end is dropped, other `_` become `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{''.join(content)}</{name}>")


def join(parts: Iterable[Html], separator: str = "") -> Html:
    """Pieces of markup one after the other."""
    return Html(escape(separator).join(parts))
