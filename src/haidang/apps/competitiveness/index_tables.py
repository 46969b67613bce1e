"""Tables of the index for spreadsheets: what a page shows, one row a line, with how sure the weights are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from haidang.apps.competitiveness.comparisons import Comparison
from haidang.apps.competitiveness.methods import status_of, statuses_of
from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.profiles import Change, YearLine, subindex_names
from haidang.apps.competitiveness.simulating import Simulation
from haidang.domain.vietnamese import format_number
from haidang.foundation.web.csv_files import spreadsheet_bytes
from haidang.foundation.web.xlsx_files import xlsx_bytes

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SheetOfCells:
    """A table: words, exact numbers, or None for what is not known."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | Decimal | None]]

    def as_file(self, form: str) -> tuple[bytes, str]:
        """The table as a file of the form "xlsx" or "csv", and its media type."""
        if form == "xlsx":
            rows = ([("" if cell is None else cell) for cell in row] for row in self.rows)
            return xlsx_bytes("PCI", self.columns, rows), XLSX_TYPE
        return spreadsheet_bytes(
            self.columns, ([_written(cell) for cell in row] for row in self.rows)
        ), CSV_TYPE


def _written(cell: str | Decimal | None) -> str:
    if isinstance(cell, Decimal):
        return format_number(cell)
    return cell or ""


def profile_table(province: str, lines: list[YearLine]) -> SheetOfCells:
    """A line a year."""
    names = subindex_names(lines)
    columns = [
        _("Province"), _("Year"), _("Published total"), _("Rank"), _("Computed from the scores"), _("Difference"),
        *names.values(), _("Methodology"), _("Weights"), _("Known misfit"), _("Source"),
    ]  # fmt: skip
    return SheetOfCells(columns, [_profile_row(province, line, names) for line in lines])


def _profile_row(province: str, line: YearLine, names: Iterable[str]) -> list[str | Decimal | None]:
    result = line.known.result
    return [
        province,
        Decimal(line.year),
        result.total if result else None,
        Decimal(result.rank) if result and result.rank else None,
        line.computed,
        line.difference,
        *(line.known.scores.get(code) for code in names),
        line.title,
        _joined(line.statuses),
        line.misfit,
        result.source if result else "",
    ]


def change_table(province: str, change: Change) -> SheetOfCells:
    """A line a sub-index, and the total."""
    first, last = str(change.first.year), str(change.last.year)
    columns = [
        _("Province"), _("Sub-index"), first, last, _("Change of the score"), _("Points of the total"),
        _("of which by weight"), _("Methodology and weights"),
    ]  # fmt: skip
    weights = f"{first}: {change.first.title} ({_joined(change.first.statuses)}); {last}: {change.last.title} ({_joined(change.last.statuses)})"  # noqa: E501
    rows: list[list[str | Decimal | None]] = [
        [province, m.name, m.before, m.after, m.change, m.points, m.by_weight, weights]
        for m in change.movements
    ]
    rows.append(
        [
            province, _("Total"), change.first.computed, change.last.computed,
            (change.last.computed or Decimal(0)) - (change.first.computed or Decimal(0)), change.total, None, weights,
        ]
    )  # fmt: skip
    return SheetOfCells(columns, rows)


def comparison_table(comparison: Comparison) -> SheetOfCells:
    """A line a sub-index, a column a province; total and place below."""
    field = comparison.field
    columns = [
        f"{_('Sub-index')}, {field.year}", _("Weight"), _("Status of the weight"),
        *(column.province for column in comparison.provinces), _("Best of the year"),
    ]  # fmt: skip
    rows: list[list[str | Decimal | None]] = [
        [row.name, row.subindex.weight, str(status_of(row.subindex)), *row.scores, row.best]
        for row in comparison.rows
    ]
    place = _("Rank") if field.is_whole else _("Place among those imported")
    rows.append([_("Total"), None, "", *(column.total for column in comparison.provinces), None])
    rows.append([place, None, "", *(Decimal(column.place) for column in comparison.provinces), None])
    return SheetOfCells(columns, rows)


def scenarios_table(entries: Sequence[tuple[Scenario, Simulation]]) -> SheetOfCells:
    """A line a sub-index; of every scenario what it starts from, what it assumes and what that is worth."""
    columns = [_("Sub-index")]
    for scenario, _simulation in entries:
        head = f"{scenario.name} ({scenario.province} {scenario.year})"
        columns += [f"{head}: {what}" for what in (_("weight"), _("before"), _("assumed"), _("points"))]
    names = {effect.subindex.code: effect.name for _s, simulation in entries for effect in simulation.effects}
    rows: list[list[str | Decimal | None]] = []
    for code, name in names.items():
        row: list[str | Decimal | None] = [name]
        for _scenario, simulation in entries:
            effect = next((e for e in simulation.effects if e.subindex.code == code), None)
            row += (
                [effect.subindex.weight, effect.before, effect.after, effect.points]
                if effect
                else [None, None, None, None]
            )
        rows.append(row)
    below: list[tuple[str, Callable[[Scenario, Simulation], Sequence[str | Decimal | None]]]] = [
        (_("Total"), lambda _c, s: (None, s.total_before, s.total_after, s.gain)),
        (_("Place in the order"), lambda _c, s: (None, _number(s.place_before), _number(s.place_after), None)),
        (_("Place in 90 % of the runs"), lambda _c, s: (None, _span(s.span_before), _span(s.span_after), None)),
        (_("Methodology"), lambda c, _s: (f"{c.methodology} {c.methodology_version}", "", "", "")),
        (_("Weights"), lambda _c, s: (_joined(statuses_of(s.base.field.methodology)), "", "", "")),
        (_("Saved by"), lambda c, _s: (c.by_name, "", "", "")),
        (_("Note"), lambda c, _s: (c.note, "", "", "")),
        (_("Hash of the data"), lambda c, _s: (c.data_sha256, "", "", "")),
    ]  # fmt: skip
    rows += [[name, *(cell for entry in entries for cell in cells(*entry))] for name, cells in below]
    return SheetOfCells(columns, rows)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _span(span: Any) -> str:
    return f"{span.low} – {span.high}" if span else ""


def _joined(words: Iterable[Any]) -> str:
    return "; ".join(str(word) for word in words) or _("weights not known")
