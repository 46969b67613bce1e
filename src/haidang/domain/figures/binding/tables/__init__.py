"""Tables with pipes or tabs: formulas across the columns, totals down the rows.

`reading` makes a table of lines, `headings` says what its columns are, `candidates` which formulas they may follow,
`voting` how far the figures speak for one; `across`, `along` (from year to year) and `down` yield the claims.
"""

from collections.abc import Iterator, Sequence

from haidang.domain.figures.binding.tables.across import believed_formulas, row_claims
from haidang.domain.figures.binding.tables.along import series_claims
from haidang.domain.figures.binding.tables.down import column_claims
from haidang.domain.figures.binding.tables.headings import columns_of
from haidang.domain.figures.binding.tables.reading import read_table
from haidang.domain.figures.claims import Claim
from haidang.domain.figures.model import Quantity
from haidang.domain.figures.text import Source

__all__ = ["table_claims"]


def table_claims(
    source: Source, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """Yield the claims of a table whose lines stand at `spans`."""
    table = read_table(source, spans, quantities)
    if table is None:
        return
    columns = columns_of(table)
    believed = believed_formulas(table, columns)
    yield from row_claims(table, columns, believed)
    yield from series_claims(table, columns, believed)
    yield from column_claims(table, columns, believed)
