"""Composite indices: typed specifications, exact totals, every stage kept, and what a result is worth."""

from haidang.domain.composite.engine import Result, run
from haidang.domain.composite.errors import CompositeError, DataError, NotPreciseError, SpecificationError
from haidang.domain.composite.files import UnreadableTableError, read_csv, read_parquet, write_csv
from haidang.domain.composite.hierarchy import Direction, Group, Hierarchy, Indicator, Source
from haidang.domain.composite.methodology import (
    Methodologies,
    Methodology,
    Misfit,
    SubIndex,
    WeightStatus,
    load_methodologies,
)
from haidang.domain.composite.ranking import ranks
from haidang.domain.composite.reading import read_specification
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import (
    Aggregate,
    Denominate,
    Fill,
    Form,
    Impute,
    Mean,
    Normalise,
    Scaling,
    Scope,
    Screen,
    ScreenBy,
    Treat,
)
from haidang.domain.composite.table import Table
from haidang.domain.composite.totals import Fault, ScoreRow, Total, Totals, compute_totals, read_scores

__all__ = [
    "Aggregate",
    "CompositeError",
    "DataError",
    "Denominate",
    "Direction",
    "Fault",
    "Fill",
    "Form",
    "Group",
    "Hierarchy",
    "Impute",
    "Indicator",
    "Mean",
    "Methodologies",
    "Methodology",
    "Misfit",
    "Normalise",
    "NotPreciseError",
    "Result",
    "Scaling",
    "Scope",
    "ScoreRow",
    "Screen",
    "ScreenBy",
    "Source",
    "Specification",
    "SpecificationError",
    "SubIndex",
    "Table",
    "Total",
    "Totals",
    "Treat",
    "UnreadableTableError",
    "WeightStatus",
    "compute_totals",
    "load_methodologies",
    "ranks",
    "read_csv",
    "read_parquet",
    "read_scores",
    "read_specification",
    "run",
    "write_csv",
]
