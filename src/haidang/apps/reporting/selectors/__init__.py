"""Reads of the room."""

from haidang.apps.reporting.selectors.board import (
    ONLY,
    Board,
    BoardQuery,
    BoardRow,
    add_cells,
    get_board,
    list_board_categories,
    list_board_rows,
)
from haidang.apps.reporting.selectors.chasing import list_owing, list_reminders, list_sent
from haidang.apps.reporting.selectors.reports import (
    QuotePlace,
    find_report_of_round,
    get_report,
    list_deviations,
    list_quotes_of,
    list_reports,
)
from haidang.apps.reporting.selectors.rounds import get_round, list_assignments, list_rounds
from haidang.apps.reporting.selectors.submissions import (
    FormGroup,
    FormRow,
    Progress,
    find_own_assignment,
    get_form_row,
    get_progress,
    get_readable_assignment,
    get_writable_assignment,
    list_conversation,
    list_form_groups,
    list_own_open_reports,
)
from haidang.apps.reporting.selectors.submitted import list_submitted_groups

__all__ = [
    "ONLY",
    "Board",
    "BoardQuery",
    "BoardRow",
    "FormGroup",
    "FormRow",
    "Progress",
    "QuotePlace",
    "add_cells",
    "find_own_assignment",
    "find_report_of_round",
    "get_board",
    "get_form_row",
    "get_progress",
    "get_readable_assignment",
    "get_report",
    "get_round",
    "get_writable_assignment",
    "list_assignments",
    "list_board_categories",
    "list_board_rows",
    "list_conversation",
    "list_deviations",
    "list_form_groups",
    "list_owing",
    "list_own_open_reports",
    "list_quotes_of",
    "list_reminders",
    "list_reports",
    "list_rounds",
    "list_sent",
    "list_submitted_groups",
]
