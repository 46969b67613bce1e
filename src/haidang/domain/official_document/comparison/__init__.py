"""Holding a Word file that people edited against the file as it was made."""

from haidang.domain.official_document.comparison.comparing import compare_docx, compare_with, read_original
from haidang.domain.official_document.comparison.model import (
    AddedNumeral,
    BlockChange,
    BlockFate,
    Comparison,
    FigureChange,
    FigureFate,
    LineChange,
    Piece,
    Place,
)

__all__ = [
    "AddedNumeral",
    "BlockChange",
    "BlockFate",
    "Comparison",
    "FigureChange",
    "FigureFate",
    "LineChange",
    "Piece",
    "Place",
    "compare_docx",
    "compare_with",
    "read_original",
]
