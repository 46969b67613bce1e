"""Raised digits as characters: the mark of a footnote, m², 10⁹."""

from typing import Final

_DIGITS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Return `text` with its digits raised; as long as before."""
    return text.translate(_DIGITS)
