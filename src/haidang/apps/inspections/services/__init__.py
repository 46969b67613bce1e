"""Writes to plans, matches and joint teams."""

from haidang.apps.inspections.services.deciding import (
    Decision,
    adopt_unopposed,
    agree_to_rest,
    decide_merge,
    give_opinion,
)
from haidang.apps.inspections.services.filing import bring_plan, drop_plan, say_columns, take_plan
from haidang.apps.inspections.services.issuing import issue_plan, make_issued_files, publish_plan
from haidang.apps.inspections.services.proposing import drop_proposal, propose_merges, send_proposal
from haidang.apps.inspections.services.resolving import resolve_stale_years, resolve_year
from haidang.apps.inspections.services.reviewing import decide_pair, undo_decision
from haidang.apps.inspections.services.years import open_year

__all__ = [
    "Decision",
    "adopt_unopposed",
    "agree_to_rest",
    "bring_plan",
    "decide_merge",
    "decide_pair",
    "drop_plan",
    "drop_proposal",
    "give_opinion",
    "issue_plan",
    "make_issued_files",
    "open_year",
    "propose_merges",
    "publish_plan",
    "resolve_stale_years",
    "resolve_year",
    "say_columns",
    "send_proposal",
    "take_plan",
    "undo_decision",
]
