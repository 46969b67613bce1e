"""Lines whose wording the decree fixes, put together from the model; the same for every renderer.

Decree 30/2020/NĐ-CP, Appendix I, Part II: boxes 3, 4, 9a, 9b and the rules on appendices.
"""

from collections.abc import Iterable
from typing import Final

from haidang.domain.official_document.labels import Labels
from haidang.domain.official_document.model import Header, OfficialDocument
from haidang.domain.official_document.runs import QuotedFigure
from haidang.domain.vietnamese import format_long_date, roman

_NBSP: Final = "\u00a0"
_BLANK: Final = _NBSP * 7
"""Room for a number or a day to be filled in by hand or by the register."""


def number_line(header: Header, labels: Labels) -> str:
    """Box 3, e.g. "Số: 05/BC-KHĐT": below 10 a zero leads; no spaces around "/" and "-"."""
    return f"{labels.number}{_number(header) or _BLANK}/{header.symbol}"


def _number(header: Header) -> str:
    number = (header.number or "").strip()
    return f"{_NBSP}0{number}" if number.isdecimal() and len(number) == 1 else number and _NBSP + number


def place_and_date(header: Header, labels: Labels) -> str:
    """Box 4, e.g. "Hải Phòng, ngày 05 tháng 4 năm 2024"; what is not known yet stays blank."""
    return f"{header.place}, {date_words(header, labels)}"


def date_words(header: Header, labels: Labels) -> str:
    """The date in the decree's words; blank day (and month) where it is still to be filled in."""
    if header.issued_on is not None:
        return format_long_date(header.issued_on)
    month = _two_digits_up_to_february(header.month) if header.month else _BLANK
    return f"{labels.day}{_BLANK}{labels.month} {month} {labels.year} {header.year}"


def _two_digits_up_to_february(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def addressee_lines(header: Header, labels: Labels) -> tuple[str, ...]:
    """Box 9a: a single addressee on the line of "Kính gửi:", several each on a line of its own."""
    names = [_bare(name) for name in header.addressees]
    if len(names) < 2:
        return tuple(f"{labels.addressee} {name}" for name in names)
    return (labels.addressee, *_dashed(names))


def recipient_lines(recipients: Iterable[str]) -> tuple[str, ...]:
    """Box 9b: one line each, "- …;", the last "- …."."""
    return tuple(_dashed([_bare(recipient) for recipient in recipients]))


def _dashed(names: list[str]) -> list[str]:
    return [f"- {name};" for name in names[:-1]] + [f"- {name}." for name in names[-1:]]


def _bare(line: str) -> str:
    return line.strip().removeprefix("-").strip().rstrip(";.").strip()


def appendix_label(document: OfficialDocument, index: int) -> str:
    """ "Phụ lục", or "Phụ lục I", "Phụ lục II", … where there are two or more (`index` counts from 0)."""
    label = document.labels.appendix
    return label if len(document.appendices) == 1 else f"{label} {roman(index + 1)}"


def attachment_note(document: OfficialDocument) -> str:
    """The line under an appendix title naming the document it belongs to."""
    header, labels = document.header, document.labels
    kind = header.type_name.capitalize() if header.type_name else labels.letter
    number = f"{_number(header) or _BLANK}/{header.symbol}"
    return f"({labels.attached_to} {kind} {labels.attached_number}{number} {date_words(header, labels)})"


def figure_marks(figure: QuotedFigure, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Marks in words that follow a figure not to be trusted yet: (short mark, explanation) each."""
    marks = []
    if figure.illustrative:
        marks.append((labels.illustrative, labels.illustrative_long))
    if figure.flagged:
        marks.append((labels.flagged, labels.flagged_long))
    return tuple(marks)


def absolute_href(href: str | None, base_url: str | None) -> str | None:
    """A link that works outside the site: local paths need `base_url` (no trailing slash) or are dropped."""
    if href is None or not href.startswith(("/", "?", "#")):
        return href
    return f"{base_url}{href}" if base_url else None
