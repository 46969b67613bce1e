"""Tables that come with the package."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path


def table(name: str, instead: Path | None = None) -> list[dict[str, str]]:
    """Return the rows of data/`name`, or of the file `instead`."""
    source = instead or files("haidang.domain.overlaps") / "data" / name
    return list(csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"))))
