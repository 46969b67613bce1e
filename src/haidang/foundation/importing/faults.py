"""A fault says what is wrong, where, and what to do; a note says what was put right, and where."""

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


@dataclass(frozen=True)
class Note:
    """One thing that was put right while a file was read."""

    sheet: str
    cell: str
    what: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.what}"

    def as_dict(self) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.cell, "what": self.what}
