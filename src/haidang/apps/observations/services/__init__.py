"""Writes to figures, relations and findings."""

from haidang.apps.observations.services.checking import (
    carry_explanations,
    check_period,
    check_touched,
    explain_finding,
)
from haidang.apps.observations.services.finalising import finalise_figures
from haidang.apps.observations.services.measuring import Measurement, collect_measures, register_measures
from haidang.apps.observations.services.recording import (
    FIGURES_REVISED,
    NewObservation,
    Recorded,
    record_observations,
)
from haidang.apps.observations.services.revising import Correction, revise_figure
from haidang.apps.observations.services.tables import RecordedTable, TableRow, record_table, stage_table

__all__ = [
    "FIGURES_REVISED",
    "Correction",
    "Measurement",
    "NewObservation",
    "Recorded",
    "RecordedTable",
    "TableRow",
    "carry_explanations",
    "check_period",
    "check_touched",
    "collect_measures",
    "explain_finding",
    "finalise_figures",
    "record_observations",
    "record_table",
    "register_measures",
    "revise_figure",
    "stage_table",
]
