"""How much of one file is taken: beyond it the file is refused, never cut silently."""

from dataclasses import dataclass

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.plan_tables.sources import MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from haidang.domain.vietnamese import normalise


@dataclass(slots=True)
class Budget:
    """Counts the cells and rows that are kept."""

    left: int = MAX_CELLS
    rows: int = MAX_ROWS

    def take(self, column: int, count: int = 1) -> None:
        """Count cells. Raises UnreadableFile beyond MAX_CELLS cells or MAX_COLUMNS columns."""
        if column > MAX_COLUMNS:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"something stands beyond column {MAX_COLUMNS}")
        self.left -= count
        if self.left < 0:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {MAX_CELLS} cells")

    def take_row(self) -> None:
        """Count a row. Raises UnreadableFile beyond MAX_ROWS."""
        self.rows -= 1
        if self.rows < 0:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {MAX_ROWS} rows")


def clean(text: str) -> str:
    """Return a text of a cell in one spelling; as long as a spreadsheet allows."""
    if text.isascii() and text.isprintable() and "  " not in text and len(text) <= MAX_CELL_TEXT:
        return text.strip()
    return normalise(text[:MAX_CELL_TEXT])
