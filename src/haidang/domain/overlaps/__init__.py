"""No enterprise is inspected twice: who is who in plans, what overlaps by law, and one joint team instead.

Reading this package is cheap: polars and OR-Tools are imported by the modules that need them.
"""

from haidang.domain.overlaps.finding import Overlap, find_overlaps
from haidang.domain.overlaps.opening import Breach, Counted, contents_of, judge_visit
from haidang.domain.overlaps.rules import (
    Activity,
    Degree,
    Precedence,
    Rule,
    activity_of,
    precedence_of,
    read_precedence,
    read_rules,
)
from haidang.domain.overlaps.visits import Visit

__all__ = [
    "Activity",
    "Breach",
    "Counted",
    "Degree",
    "Overlap",
    "Precedence",
    "Rule",
    "Visit",
    "activity_of",
    "contents_of",
    "find_overlaps",
    "judge_visit",
    "precedence_of",
    "read_precedence",
    "read_rules",
]
