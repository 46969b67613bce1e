"""A fault says what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file; texts are already in the reader's language."""

    sheet: str
    cell: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.what}, {self.todo}"

    def as_dict(self) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.cell, "what": self.what, "todo": self.todo}
