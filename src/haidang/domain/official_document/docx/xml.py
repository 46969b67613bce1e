"""WordprocessingML elements in one call each, and the units Word counts in."""

from typing import Final, TypeAlias

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {"w": W, "r": R}

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

Element: TypeAlias = etree._Element

for _prefix, _namespace in NAMESPACES.items():
    etree.register_namespace(_prefix, _namespace)


_new: Final = etree.XMLParser().makeelement


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """`<w:tag w:name="value">…</w:tag>`."""
    element = _new(f"{{{W}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def related(element: Element, relationship_id: str) -> Element:
    """The element with `r:id` set."""
    element.set(f"{{{R}}}id", relationship_id)
    return element


def text_run(text: str, *properties: Element) -> Element:
    """`<w:r>` of text; line feeds become breaks and tabs become tabs."""
    run = w("r")
    if properties:
        run.append(w("rPr", *properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(w("br"))
        for position, piece in enumerate(line.split("\t")):
            if position:
                run.append(w("tab"))
            if piece:
                run.append(_text(piece))
    return run


def _text(text: str) -> Element:
    element = w("t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """`<w:p>` in a style; direct properties in the order of the schema, after the style."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def serialise(element: Element) -> bytes:
    """A part's bytes: UTF-8 with an XML declaration."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word gives lengths."""
    return round(millimetres * 1440 / 25.4)


def twips_of_points(points: float) -> int:
    """Twentieths of a point from points."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Half points, in which Word gives type sizes."""
    return round(points * 2)
