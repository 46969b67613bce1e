"""Data in: rows are units (in periods), columns are indicators, denominators and groupings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.steps import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Table:
    """Values (rows × columns, NaN for missing) of units, perhaps in periods; `texts` are further columns of words.

    Raises DataError for a unit that comes twice (in a period), infinite values or shapes that do not agree.
    The array is copied and made read-only.
    """

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    periods: tuple[str, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64)
        if values.shape != (len(self.units), len(self.columns)):
            raise DataError(
                "data", f"values are {values.shape}, not {len(self.units)} rows × {len(self.columns)} columns"
            )
        if self.periods and len(self.periods) != len(self.units):
            raise DataError("data", f"{len(self.periods)} periods for {len(self.units)} rows")
        if twice := _first_twice(self.columns):
            raise DataError(twice, "is the heading of two columns", "keep one")
        if twice := _first_twice(self.labels):
            raise DataError(twice, "stands in two rows", "keep one, or name the column of periods")
        bad = np.argwhere(np.isinf(values))
        if len(bad):
            row, column = bad[0]
            raise DataError(
                self.columns[column],
                f"is infinite for {self.labels[row]}",
                "leave it empty if it is not known",
            )
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Unit, and period where there are periods, as one text."""
        if not self.periods:
            return self.units
        return tuple(f"{unit} {period}" for unit, period in zip(self.units, self.periods, strict=True))

    def __len__(self) -> int:
        return len(self.units)

    def column(self, code: str) -> Floats:
        """The values of a column. Raises DataError if there is none."""
        return self.values[:, self._place(code)]

    def matrix(self, codes: Sequence[str]) -> Floats:
        """A new array (rows × codes) of these columns. Raises DataError naming a column that is not there."""
        return self.values[:, [self._place(code) for code in codes]].copy()

    def words(self, code: str) -> tuple[str, ...]:
        """A column of words. Raises DataError if there is none."""
        if code in self._places:  # groups may be numbered
            return tuple("" if np.isnan(value) else f"{value:g}" for value in self.column(code))
        if code not in self.texts:
            raise DataError(code, "is no column of the data", "check its heading")
        return self.texts[code]

    def _place(self, code: str) -> int:
        if code not in self._places:
            raise DataError(code, "is no column of numbers in the data", self._hint(code))
        return self._places[code]

    def _hint(self, code: str) -> str:
        """Where the first word stands in a column that should hold numbers."""
        for label, word in zip(self.labels, self.texts.get(code, ()), strict=False):
            try:
                float(word.replace(",", ".") or "nan")
            except ValueError:
                return f"it holds {word!r} for {label}: write numbers like 1234.5, without separators of thousands"
        return "check its heading"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.columns)}

    def with_values(self, values: Floats) -> Table:
        """The same units and columns with other values."""
        return Table(self.units, self.columns, values, self.periods, self.texts)

    def rows(self, keep: Sequence[int]) -> Table:
        """Some rows, in the order given."""
        return Table(
            tuple(self.units[i] for i in keep),
            self.columns,
            self.values[list(keep)],
            tuple(self.periods[i] for i in keep) if self.periods else (),
            {code: tuple(words[i] for i in keep) for code, words in self.texts.items()},
        )

    def of_period(self, period: str) -> Table:
        """The rows of a period. Raises DataError if there are none."""
        keep = [i for i, p in enumerate(self.periods) if p == period]
        if not keep:
            raise DataError(
                period, "is no period of the data", f"there are: {', '.join(dict.fromkeys(self.periods))}"
            )
        return self.rows(keep)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that the table holds; every NaN counts as the same."""
        digest = hashlib.sha256()
        for part in (
            self.units,
            self.columns,
            self.periods,
            *(t for c in self.texts for t in ((c,), self.texts[c])),
        ):
            digest.update(repr(part).encode())
        values = np.where(np.isnan(self.values), np.nan, self.values) + 0.0  # one NaN, and no -0
        digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
        return digest.hexdigest()

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, *, unit: str = "unit", period: str | None = None) -> Table:
        """From a pandas data frame; columns that are not numbers become `texts`."""
        missing = next((c for c in (unit, period) if c is not None and c not in frame.columns), None)
        if missing:
            raise DataError(missing, "is no column of the data frame")
        numbers: dict[str, Any] = {}
        texts: dict[str, tuple[str, ...]] = {}
        for code in (str(c) for c in frame.columns if c not in {unit, period}):
            try:
                numbers[code] = frame[code].to_numpy(dtype=np.float64, na_value=np.nan)
            except (TypeError, ValueError):
                texts[code] = tuple(
                    "" if lost else str(entry)
                    for entry, lost in zip(frame[code], frame[code].isna(), strict=True)
                )
        values = np.column_stack(list(numbers.values())) if numbers else np.empty((len(frame), 0))
        periods = tuple(str(entry) for entry in frame[period]) if period else ()
        return cls(tuple(str(entry) for entry in frame[unit]), tuple(numbers), values, periods, texts)


def _first_twice(entries: Sequence[str]) -> str | None:
    seen: set[str] = set()
    return next((entry for entry in entries if entry in seen or seen.add(entry)), None)  # type: ignore[func-returns-value]
