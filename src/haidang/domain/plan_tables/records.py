"""A Source as JSON, on its way out of the confined process and back."""

import json
from collections.abc import Mapping
from typing import Any, Final

from haidang.domain.plan_tables.sources import Cell, CellKind, Grid, Media, Place, Source, SourceRow

_VERSION: Final = 1


def source_as_json(source: Source) -> str:
    """Return a Source as one JSON object; cells as short lists, since there are many."""
    grids = [
        {"sheet": grid.sheet, "is_hidden": grid.is_hidden, "rows": [_row_record(row) for row in grid.rows]}
        for grid in source.grids
    ]
    record = {"version": _VERSION, "name": source.name, "media": source.media.value, "grids": grids}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def source_from_json(text: str) -> Source:
    """Return the Source that `source_as_json` wrote. Raises ValueError for anything else."""
    try:
        record = json.loads(text)
        if record["version"] != _VERSION:
            raise ValueError("a Source of another version")
        grids = tuple(
            Grid(tuple(_row(row) for row in grid["rows"]), _text(grid["sheet"]), grid["is_hidden"] is True)
            for grid in record["grids"]
        )
        return Source(_text(record["name"]), Media(record["media"]), grids)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is not the record of a Source") from error


def _row_record(row: SourceRow) -> list[object]:
    place = row.place
    cells = {
        column: [cell.text, cell.kind.value, cell.stored, cell.is_formula, cell.is_carried]
        for column, cell in row.cells.items()
    }
    return [place.sheet, place.page, place.table, place.row, row.width, row.is_hidden, dict(row.spans), cells]


def _row(record: list[Any]) -> SourceRow:
    sheet, page, table, row, width, is_hidden, spans, cells = record
    place = Place(_text(sheet), _whole(page), _whole(table), _whole(row))
    return SourceRow(
        place, _cells(cells), _whole(width), {int(a): _whole(b) for a, b in spans.items()}, is_hidden is True
    )


def _cells(record: Mapping[str, list[Any]]) -> dict[int, Cell]:
    return {
        int(column): Cell(_text(text), CellKind(kind), _text(stored), is_formula is True, is_carried is True)
        for column, (text, kind, stored, is_formula, is_carried) in record.items()
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("expected a text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("expected a whole number")
    return value
