"""Layout of an official document: Decree 30/2020/NĐ-CP, Appendix I, Part I (page) and Part II (components).

Where the decree leaves a range, one value within it is chosen here, for every renderer. Lengths are
millimetres, type sizes points. "Box n" is the decree's own number of a component.
"""

from typing import Final

TYPEFACE: Final = "Times New Roman"
"""Part I, item 1.3: Times New Roman, Unicode (TCVN 6909:2001), black."""

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
"""Part I, item 1.1: A4."""

MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0
"""Part I, item 1.3: top and bottom 20-25, left 30-35, right 15-20."""

PAGE_NUMBER_SIZE: Final = 13.0
PAGE_NUMBER_FROM_EDGE: Final = 10.0
"""Part I, item 1.4: Arabic, 13-14 upright, centred in the top margin, not shown on the first page."""

HEADER_LEFT_WIDTH: Final = 65.0
HEADER_RIGHT_WIDTH: Final = 100.0
"""The two columns of boxes 1 to 4; together the width of the text."""

NATION_SIZE: Final = 12.0
"""Box 1: 12-13, upper case, bold."""
MOTTO_SIZE: Final = 13.0
"""Box 1: 13-14, bold, over a rule as long as the line."""
BODY_NAME_SIZE: Final = 12.0
"""Box 2: 12-13, upper case; the parent body regular, the issuing body bold."""
NUMBER_SIZE: Final = 13.0
"""Box 3: 13 upright."""
PLACE_DATE_SIZE: Final = 13.0
"""Box 4: 13-14 italic."""
LETTER_SUBJECT_SIZE: Final = 12.0
"""Box 5b: 12-13 upright, 6 pt below box 3."""
SHORT_RULE_SHARE: Final = 0.4
"""Boxes 2 and 5a: a solid rule, 1/3 to 1/2 of the line above it, centred."""

BODY_SIZE: Final = 14.0
"""Boxes 5a, 6, 7a, 7b and 9a: 13-14."""
FIRST_LINE_INDENT: Final = 12.7
"""Box 6: 10 or 12.7 mm."""
PARAGRAPH_SPACING: Final = 6.0
"""Box 6: at least 6 pt between paragraphs."""
LINE_SPACING: Final = 1.1
"""Box 6: from single to 1.5 lines."""

RECIPIENTS_TITLE_SIZE: Final = 12.0
RECIPIENTS_SIZE: Final = 11.0
"""Box 9b: the title 12 bold italic, the list 11 upright."""

TABLE_SIZE: Final = 12.0
FOOTNOTE_SIZE: Final = 10.0
"""The decree is silent on both; 12 and 10 are what offices use."""

SIGNATURE_SPACE: Final = 24.0
"""Box 7c: room for the signature and, over a third of it, the seal (box 8). The decree gives no figure."""


def text_width(*, landscape: bool = False) -> float:
    """Width between the margins, in millimetres."""
    return (PAGE_HEIGHT if landscape else PAGE_WIDTH) - MARGIN_LEFT - MARGIN_RIGHT
