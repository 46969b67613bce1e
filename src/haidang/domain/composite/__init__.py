"""Composite indices: typed specifications, exact totals, every stage kept, and what a result is worth."""

from haidang.domain.composite.attribution import Attribution, Contribution, attribute_index, attribute_totals
from haidang.domain.composite.engine import STAGE, Result, run
from haidang.domain.composite.errors import CompositeError, DataError, NotPreciseError, SpecificationError
from haidang.domain.composite.factors import Choice, Drawn, Factor, NoisyWeights, drawn_from_errors
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
from haidang.domain.composite.path import Lever, RankPath, cheapest_path
from haidang.domain.composite.ranking import ranks
from haidang.domain.composite.reading import read_specification
from haidang.domain.composite.removing import Removal, Trend, remove_each, trends
from haidang.domain.composite.reversals import (
    Reversal,
    Swap,
    frozen_bounds,
    reversals_by_removal,
    swapping_weights,
)
from haidang.domain.composite.sensitivity import FactorIndex, Sensitivity, sensitivity
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
from haidang.domain.composite.survey import Statistic, Survey
from haidang.domain.composite.table import Table
from haidang.domain.composite.totals import Fault, ScoreRow, Total, Totals, compute_totals, read_scores
from haidang.domain.composite.treating import Treatment
from haidang.domain.composite.uncertainty import RankInterval, Uncertainty, uncertainty
from haidang.domain.composite.weighing import (
    correlations,
    cronbach,
    effective_weights,
    kendall,
    optimised_weights,
    principal_weights,
)

__all__ = [
    "STAGE",
    "Aggregate",
    "Attribution",
    "Choice",
    "CompositeError",
    "Contribution",
    "DataError",
    "Denominate",
    "Direction",
    "Drawn",
    "Factor",
    "FactorIndex",
    "Fault",
    "Fill",
    "Form",
    "Group",
    "Hierarchy",
    "Impute",
    "Indicator",
    "Lever",
    "Mean",
    "Methodologies",
    "Methodology",
    "Misfit",
    "NoisyWeights",
    "Normalise",
    "NotPreciseError",
    "RankInterval",
    "RankPath",
    "Removal",
    "Result",
    "Reversal",
    "Scaling",
    "Scope",
    "ScoreRow",
    "Screen",
    "ScreenBy",
    "Sensitivity",
    "Source",
    "Specification",
    "SpecificationError",
    "Statistic",
    "SubIndex",
    "Survey",
    "Swap",
    "Table",
    "Total",
    "Totals",
    "Treat",
    "Treatment",
    "Trend",
    "Uncertainty",
    "UnreadableTableError",
    "WeightStatus",
    "attribute_index",
    "attribute_totals",
    "cheapest_path",
    "compute_totals",
    "correlations",
    "cronbach",
    "drawn_from_errors",
    "effective_weights",
    "frozen_bounds",
    "kendall",
    "load_methodologies",
    "optimised_weights",
    "principal_weights",
    "ranks",
    "read_csv",
    "read_parquet",
    "read_scores",
    "read_specification",
    "remove_each",
    "reversals_by_removal",
    "run",
    "sensitivity",
    "swapping_weights",
    "trends",
    "uncertainty",
    "write_csv",
]
