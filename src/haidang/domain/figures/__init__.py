"""Checks the figures of a Vietnamese administrative text: reads them, relates them, judges and explains."""

from haidang.domain.figures.checking import check_text
from haidang.domain.figures.model import (
    Kind,
    Measure,
    Qualifier,
    Quantity,
    Reason,
    Relation,
    Report,
    Suggestion,
    Verdict,
)
from haidang.domain.figures.records import RelationRecord, as_record

__all__ = [
    "Kind",
    "Measure",
    "Qualifier",
    "Quantity",
    "Reason",
    "Relation",
    "RelationRecord",
    "Report",
    "Suggestion",
    "Verdict",
    "as_record",
    "check_text",
]
