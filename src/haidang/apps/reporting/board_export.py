"""The board as a table for Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from haidang.apps.observations.models import Category
from haidang.apps.reporting.selectors import BoardRow
from haidang.domain.vietnamese import format_date
from haidang.foundation.web.csv_files import spreadsheet_bytes

_COLUMNS: Final = (
    "Mã đơn vị",
    "Đơn vị",
    "Tình trạng",
    "Thời hạn",
    "Ngày nhận",
    "Trễ (ngày)",
    "Phụ lục",
    "Đã trả lời",
    "Phải trả lời",
)


def board_as_csv(rows: Sequence[BoardRow], categories: Sequence[Category | None]) -> bytes:
    """One line per unit: state, deadline, receipt, days late, appendix, answers under each sub-index as "3/5"."""
    columns = [*_COLUMNS, *(category.name_vi if category else "Chung" for category in categories)]
    return spreadsheet_bytes(columns, (_line(row) for row in rows))


def _line(row: BoardRow) -> list[str | int]:
    assignment = row.assignment
    return [
        assignment.unit.code,
        assignment.unit.name_vi,
        assignment.get_status_display(),
        format_date(assignment.due_on) if assignment.due_on else "",
        format_date(assignment.received_on) if assignment.received_on else "",
        row.days_late,
        assignment.get_appendix_display(),
        row.answered,
        row.asked,
        *(f" {cell[0]}/{cell[1]}" if cell else "" for cell in row.cells),
    ]
