"""From bytes to elements. A message comes from anywhere: no DTD, no entities, no network, everything bounded."""

import re
from io import BytesIO
from typing import Final, TypeAlias

from lxml import etree

from haidang.domain.report_package.faults import FaultCode, PackageFault, UnreadablePackage
from haidang.domain.report_package.limits import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS

Element: TypeAlias = etree._Element

_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_DTD: Final = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_NO_MEMORY: Final = 2  # XML_ERR_NO_MEMORY


def parse(content: bytes) -> Element:
    """The root element. Raises UnreadablePackage with one fault of the message as a whole."""
    if len(content) > MAX_BYTES:
        raise _unreadable(FaultCode.TOO_LARGE)
    content = content.removeprefix(b"\xef\xbb\xbf")
    _check_encoding(content)
    if _DTD.match(content):
        raise _unreadable(FaultCode.HAS_DTD)
    try:
        return _build(content)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        raise _unreadable(FaultCode.NOT_XML, f"{error.lineno}: {error.msg}") from error
    except (etree.LxmlError, ValueError, LookupError) as error:
        if isinstance(error, UnreadablePackage):
            raise
        raise _unreadable(FaultCode.NOT_XML, str(error)) from error


def _check_encoding(content: bytes) -> None:
    declared = _DECLARED.match(content[:400])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise _unreadable(FaultCode.NOT_UTF_8, declared[1].decode("ascii"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(FaultCode.NOT_UTF_8, str(error.start)) from error


def _build(content: bytes) -> Element:
    """Element by element, so that a bomb is noticed while it is small."""
    events = etree.iterparse(
        BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=False,
    )
    root: Element | None = None
    seen = depth = 0
    for event, element in events:
        if event == "end":
            depth -= 1
            continue
        if root is None:
            root = element
            if root.getroottree().docinfo.internalDTD is not None:
                raise _unreadable(FaultCode.HAS_DTD)
        seen, depth = seen + 1, depth + 1
        if seen > MAX_ELEMENTS:
            raise _unreadable(FaultCode.TOO_MANY_ELEMENTS)
        if depth > MAX_DEPTH:
            raise _unreadable(FaultCode.TOO_DEEP)
    if root is None:
        raise _unreadable(FaultCode.NOT_XML)
    return root


def _unreadable(code: FaultCode, text: str = "") -> UnreadablePackage:
    return UnreadablePackage([PackageFault(code, "", text[:200])])
