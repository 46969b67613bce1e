"""Both sides of the pairs, and what disagreement costs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

Bits = npt.NDArray[np.float32]
VETO: Final = -99.0
HASHED: Final = (
    "code",
    "base",
    "core",
    "sectors",
    "form",
    "places",
    "numbers",
    "commune",
    "street",
    "house",
    "unit",
)
"""Columns compared for being equal, for which a hash serves."""
_EMPTY: Final = pl.Series([""]).hash()[0]

PRICES: Final = {
    "other_core": -12.0,  # brands that share no spelling: one in 4,000 rows uses another name altogether
    "cut_off": -3.0,  # the name ends where the column did
    "part_of_core": -6.0,  # a word of the brand left out
    "one_letter": -8.0,  # one slip in a name (one row in 25), and ten words lie as near (another 3 bits)
    "two_letters": -12.0,
    "slip_in_sector": -5.0,
    "known_words": -6.0,  # both spellings are words that others use too: less likely a slip
    "other_sectors": -7.0,
    "some_sectors": -4.0,
    "no_sectors": -4.0,
    "bare_brand": -1.0,  # one who writes the brand alone leaves out the business lines whatever they are
    "other_form": -9.0,
    "plain_limited": -1.5,  # "TNHH" for "TNHH MTV"
    "other_kind_of_limited": -3.0,
    "other_marks": -5.0,  # "Hùng" for "Hưng": one name in a hundred, and one pair of namesakes in three
    "other_words": -5.0,  # "điện tử" for "đầu tư", both in full
    "branch_or_not": -36.0,
    "other_branch": -36.0,  # two branches of one enterprise are in two places
    "other_places": -7.0,
    "no_place": -4.0,
    "no_local_place": -2.5,  # "Hải Phòng" is put in and left out at will
    "other_numbers": -36.0,  # Lilama 5 and Lilama 7 are two enterprises
    "no_numbers": -30.0,
    "other_commune": -4.0,
    "other_street": -4.0,
    "other_house": -3.0,
    "same_unit": -3.0,  # a unit seldom plans one enterprise twice
    "sound_code_missed": -5.0,  # a code with an error, and no single digit makes it the other's
}
HOUSE_BITS: Final = 6.0
STUMP: Final = 2
"""Letters of a word that a cut left over."""
LOCAL: Final = ("haiphong", "vietnam")


def with_hashes(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `<column>_id`, a hash, for each of `HASHED`; blanks in a core do not count."""
    tight = {"core": pl.col("core").str.replace_all(" ", "")}
    return rows.with_columns(
        tight.get(name, pl.col(name).cast(pl.String).fill_null("")).hash().alias(f"{name}_id")
        for name in HASHED
    )


class Side:
    """Columns of one side of the pairs, taken when asked for."""

    def __init__(self, rows: pl.DataFrame, places: pl.Series) -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    def series(self, column: str, where: Any = None) -> pl.Series:
        """The column, of all pairs or those at the positions `where`."""
        places = self._places if where is None else self._places.gather(where)
        return self._rows[column].gather(places)

    def bits(self, column: str) -> Bits:
        """What agreement on the column tells."""
        found: Bits = np.asarray(self.series(f"{column}_bits").to_numpy(), dtype=np.float32)
        return found

    def any(self, column: str) -> Any:
        """Whether the column holds something."""
        return (self.series(f"{column}_id") != _EMPTY).to_numpy()


def equal(one: Side, other: Side, column: str) -> Any:
    """Whether both sides hold the same."""
    return (one.series(f"{column}_id") == other.series(f"{column}_id")).to_numpy()


def select(cases: list[tuple[Any, Any]], default: Any = 0.0) -> Bits:
    """The value of the first case that holds, pair by pair."""
    result = np.select([case for case, _ in cases], [value for _, value in cases], default)
    found: Bits = result.astype(np.float32)
    return found
