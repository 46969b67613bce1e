"""Figures of files and pasted texts, checked where a hostile file does no harm, and shown in place."""

from haidang.foundation.figurecheck.checking import (
    check_file,
    check_plain,
    comment_file,
    page_of_file,
    page_of_plain,
)
from haidang.foundation.figurecheck.marking import Segment, segments_of
from haidang.foundation.figurecheck.model import (
    CheckedFile,
    CheckedRelation,
    Repair,
)
from haidang.foundation.figurecheck.page import as_html
from haidang.foundation.figurecheck.wording import chance_vi, place_en, place_vi, refusal_en, refusal_vi

__all__ = [
    "CheckedFile",
    "CheckedRelation",
    "Repair",
    "Segment",
    "as_html",
    "chance_vi",
    "check_file",
    "check_plain",
    "comment_file",
    "page_of_file",
    "page_of_plain",
    "place_en",
    "place_vi",
    "refusal_en",
    "refusal_vi",
    "segments_of",
]
