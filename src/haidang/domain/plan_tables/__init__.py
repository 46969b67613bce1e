"""Inspection plans as they come: tables of XLSX, CSV, DOCX and PDF under any heading become rows with their origin."""

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.plan_tables.amounts import Days
from haidang.domain.plan_tables.differences import ChangedRow, Difference, FieldChange, difference
from haidang.domain.plan_tables.faults import Fault, FaultCode, Scope, scope_of
from haidang.domain.plan_tables.fields import Field
from haidang.domain.plan_tables.forms import InspectionForm
from haidang.domain.plan_tables.mapping import (
    Column,
    ColumnProposal,
    Ground,
    Mapping,
    Proposal,
    mappings_as_json,
    mappings_from_json,
)
from haidang.domain.plan_tables.names import alike
from haidang.domain.plan_tables.opening import open_source
from haidang.domain.plan_tables.reading import read_plan
from haidang.domain.plan_tables.records import source_as_json, source_from_json
from haidang.domain.plan_tables.rows import (
    Line,
    Origin,
    PlanReading,
    PlanRow,
    ReadTable,
    RowKind,
    overlap_record,
)
from haidang.domain.plan_tables.sources import Media, Place, Source
from haidang.domain.plan_tables.windows import Window, months_shown
from haidang.domain.plan_tables.wording import place_shown, reason_of, told, worded

__all__ = [
    "ChangedRow",
    "Column",
    "ColumnProposal",
    "Days",
    "Difference",
    "Fault",
    "FaultCode",
    "Field",
    "FieldChange",
    "Ground",
    "InspectionForm",
    "Line",
    "Mapping",
    "Media",
    "Origin",
    "Place",
    "PlanReading",
    "PlanRow",
    "Proposal",
    "ReadTable",
    "RowKind",
    "Scope",
    "Source",
    "Unreadable",
    "UnreadableFile",
    "Window",
    "alike",
    "difference",
    "mappings_as_json",
    "mappings_from_json",
    "months_shown",
    "open_source",
    "overlap_record",
    "place_shown",
    "read_plan",
    "reason_of",
    "scope_of",
    "source_as_json",
    "source_from_json",
    "told",
    "worded",
]
