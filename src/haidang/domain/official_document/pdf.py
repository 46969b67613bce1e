"""render_pdf: the document as a PDF/A file with a provenance annex."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import typst

from haidang.domain.official_document.errors import FontsMissingError, PdfRenderingError
from haidang.domain.official_document.model import OfficialDocument
from haidang.domain.official_document.pdf_content import document_data

FAMILY: Final = "Tinos"
"""Metric twin of Times New Roman under an open licence: lines break where they would in Times."""

STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
"""PDF/A-2a for the archive (which implies 2b), PDF/UA-1 for people who listen to the document."""

_KEPT_COMPILATIONS: Final = 10
_TEMPLATE: Final = Path(__file__).with_name("official_document.typ")
_FACES: Final = {("normal", 400), ("normal", 700), ("italic", 400), ("italic", 700)}


def render_pdf(
    document: OfficialDocument,
    *,
    font_paths: Sequence[Path],
    created: datetime,
    base_url: str | None = None,
    family: str = FAMILY,
) -> bytes:
    """Write the document as PDF; the same document and `created` (with time zone) give the same bytes.

    `font_paths` are folders with the TTF files of `family`, the only typeface used: no system font steps in.
    `base_url` completes local links; without it they are left out.
    """
    if created.tzinfo is None:
        raise ValueError(f"created {created.isoformat()} has no time zone")
    fonts = _load_fonts(font_paths, family)
    inputs = {"document": json.dumps(document_data(document, base_url)), "family": family}
    compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts, sys_inputs=inputs)
    try:
        result = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=created.astimezone(UTC))
    except typst.TypstError as error:
        raise PdfRenderingError(_explain(error)) from error
    finally:
        _release_layouts()
    if not isinstance(result, bytes):
        raise PdfRenderingError("the typesetter returned no file")
    return result


def _load_fonts(font_paths: Sequence[Path], family: str) -> typst.Fonts:
    """All faces of the family, or an error that says which are missing and where we looked."""
    folders = [str(path) for path in font_paths if path.is_dir()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    found = {(font.style.lower(), font.weight) for font in fonts.fonts() if font.family == family}
    if missing := sorted(_FACES - found):
        faces = ", ".join(f"{style} {weight}" for style, weight in missing)
        places = ", ".join(str(path) for path in font_paths) or "no folder at all"
        raise FontsMissingError(f"typeface {family} lacks the faces {faces}; looked in {places}")
    return fonts


def _release_layouts() -> None:
    """Make the typesetter forget.

    It keeps the layouts of its last ten compilations in case they come again: about 450 MB for each report of
    a thousand figures, which also slows the next one down. Compiling nothing often enough pushes them out.
    """
    no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    compiler = typst.Compiler(root=_TEMPLATE.parent, font_paths=no_fonts)
    for _ in range(_KEPT_COMPILATIONS + 1):
        compiler.compile(b" ", format="svg")


def _explain(error: typst.TypstError) -> str:
    """The typesetter's message with its hints, on one line."""
    return "; ".join([error.message, *error.hints])
