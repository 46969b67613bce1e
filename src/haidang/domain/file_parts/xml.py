"""Elements by their local names: the same in the transitional and the strict flavour of the format."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from haidang.domain.file_parts.archive import Element

_ON: Final = ("", "1", "true", "on")


def name_of(element: Element) -> str:
    """Return the local name."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None) -> Iterator[Element]:
    """Yield the child elements, without comments; none for None."""
    if element is not None:
        yield from element.iterchildren(tag=etree.Element)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child, its first child … by names, or None."""
    for name in path:
        element = next((inner for inner in children(element) if name_of(inner) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute by its local name, or ""."""
    if element is None:
        return ""
    return next((str(v) for key, v in element.items() if str(key).rpartition("}")[2] == name), "")


def whole(element: Element | None, default: int = 0, name: str = "val") -> int:
    """Return an attribute as a whole number of at most nine digits, or `default`."""
    text = value(element, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as <w:vanish/> is there and not switched off."""
    return element is not None and value(element) in _ON
