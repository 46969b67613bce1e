"""From answers of a survey to indicators with their sampling error: a bootstrap by unit and stratum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.factors import Drawn
from haidang.domain.composite.steps import Floats
from haidang.domain.composite.table import Table

if TYPE_CHECKING:
    import pandas as pd


class Statistic(Enum):
    """What an indicator is of the answers: their mean (of 0 and 1: a share), or the median."""

    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True, eq=False)
class Survey:
    """Answers (respondents × items, NaN: no answer), each respondent's unit, stratum and weight.

    `statistics` names items that are no means. Raises DataError for shapes that do not agree, weights that are not
    above 0, or an item that nobody of a unit answered.
    """

    units: tuple[str, ...]
    strata: tuple[str, ...]
    items: tuple[str, ...]
    answers: Floats
    weights: Floats
    statistics: dict[str, Statistic] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = len(self.units)
        if (
            self.answers.shape != (size, len(self.items))
            or len(self.strata) != size
            or self.weights.shape != (size,)
        ):
            raise DataError("survey", "units, strata, weights and answers are not of the same respondents")
        if not size:
            raise DataError("survey", "has no respondents")
        if not (np.isfinite(self.weights) & (self.weights > 0)).all():
            place = int(np.flatnonzero(~(np.isfinite(self.weights) & (self.weights > 0)))[0])
            raise DataError(
                f"respondent {place + 1}", f"has the weight {self.weights[place]}", "weights are above 0"
            )
        if unknown := self.statistics.keys() - set(self.items):
            raise DataError(min(unknown), "has a statistic, and is no item of the survey")

    def __len__(self) -> int:
        return len(self.units)

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        *,
        unit: str,
        items: Sequence[str],
        stratum: str | None = None,
        weight: str | None = None,
        statistics: Mapping[str, Statistic] | None = None,
    ) -> Survey:
        """From a pandas data frame, a row for each respondent. Raises DataError naming a column that is not there."""
        for column in (unit, *items, stratum, weight):
            if column is not None and column not in frame.columns:
                raise DataError(column, "is no column of the data frame")
        size = len(frame)
        return cls(
            tuple(str(entry) for entry in frame[unit]),
            tuple(str(entry) for entry in frame[stratum]) if stratum else ("all",) * size,
            tuple(items),
            frame[list(items)].to_numpy(dtype=np.float64, na_value=np.nan),
            frame[weight].to_numpy(dtype=np.float64, na_value=np.nan) if weight else np.ones(size),
            dict(statistics or {}),
        )

    def table(self) -> Table:
        """The indicators: units × items. Raises DataError naming an item that nobody of a unit answered."""
        names = tuple(dict.fromkeys(self.units))
        values = np.stack(
            [self._estimates(rows, self.weights[None, rows])[0] for rows in self._by_unit(names)]
        )
        lost = np.argwhere(np.isnan(values))
        if len(lost):
            unit, item = lost[0]
            raise DataError(self.items[item], f"was answered by nobody of {names[unit]}")
        return Table(names, self.items, values)

    def _by_unit(self, names: Sequence[str]) -> list[NDArray[np.intp]]:
        units = np.array(self.units, dtype=object)
        return [np.flatnonzero(units == name) for name in names]

    def _estimates(self, rows: NDArray[np.intp], weights: Floats) -> Floats:
        """Statistics of one unit under sets of weights: (sets × respondents) to (sets × items)."""
        answers = self.answers[rows]
        there = ~np.isnan(answers)
        with np.errstate(invalid="ignore", divide="ignore"):
            result = np.asarray(
                weights @ np.where(there, answers, 0.0) / (weights @ there.astype(np.float64))
            )
        for place, item in enumerate(self.items):
            if self.statistics.get(item) is Statistic.MEDIAN:
                some = there[:, place]
                result[:, place] = _medians(answers[some, place], weights[:, some])
        return result

    def bootstrap(self, *, sets: int = 1000, seed: int = 0) -> Drawn:
        """Indicators as other samples would have given them: respondents drawn anew within unit and stratum.

        Of n respondents of a stratum, n - 1 are drawn with replacement and weigh n / (n - 1) as much, which makes the
        variance unbiased in small strata too (Rao, Wu, JASA 83, 1988). All items of a respondent stay together.
        Raises DataError naming a stratum with a single respondent: its variance cannot be known.
        """
        random = np.random.default_rng(seed)
        names = tuple(dict.fromkeys(self.units))
        values = np.empty((sets, len(names), len(self.items)))
        for place, rows in enumerate(self._by_unit(names)):
            estimates = self._estimates(rows, self._redrawn(rows, sets, random))
            kept = self._estimates(rows, self.weights[None, rows])
            values[:, place] = np.where(
                np.isnan(estimates), kept, estimates
            )  # all that answered were left out
        return Drawn("sampling error", names, self.items, values)

    def _redrawn(self, rows: NDArray[np.intp], sets: int, random: np.random.Generator) -> Floats:
        strata = np.array([self.strata[row] for row in rows], dtype=object)
        weights = np.empty((sets, len(rows)))
        for stratum in dict.fromkeys(strata.tolist()):
            members = np.flatnonzero(strata == stratum)
            size = len(members)
            if size == 1:
                raise DataError(
                    f"{self.units[rows[0]]}, stratum {stratum}",
                    "has a single respondent: nothing tells how another would have answered",
                    "join it with a stratum like it",
                )
            times = random.multinomial(size - 1, np.full(size, 1 / size), size=sets)
            weights[:, members] = self.weights[rows[members]] * times * (size / (size - 1))
        return weights

    def standard_errors(self, *, sets: int = 1000, seed: int = 0) -> Table:
        """Standard errors of the indicators: the spread of the bootstrap."""
        drawn = self.bootstrap(sets=sets, seed=seed)
        return Table(drawn.units, drawn.columns, drawn.values.std(axis=0, ddof=1))


def _medians(answers: Floats, weights: Floats) -> Floats:
    """Weighted medians under each set of weights (sets × answers): the middle of both neighbours where they tie."""
    order = np.argsort(answers, kind="stable")
    ordered, reached = answers[order], np.cumsum(weights[:, order], axis=1)
    total = reached[:, -1:]
    if not len(ordered):
        return np.full(len(weights), np.nan)
    near = 1e-12 * total
    low = ordered[np.argmax(reached >= total / 2 - near, axis=1)]
    high = ordered[np.argmax(reached > total / 2 + near, axis=1)]
    return np.where(total[:, 0] > 0, (low + high) / 2, np.nan)
