"""A line of a plan: one enterprise, one visit; with the way back to its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from haidang.domain.plan_tables.amounts import Days
from haidang.domain.plan_tables.codes import NO_CODE
from haidang.domain.plan_tables.faults import Fault
from haidang.domain.plan_tables.forms import InspectionForm
from haidang.domain.plan_tables.mapping import Proposal
from haidang.domain.plan_tables.sources import Media, Place
from haidang.domain.plan_tables.windows import Window
from haidang.domain.vietnamese import CodeKind, TaxCode, fold


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands in which file."""

    file: str
    media: Media
    place: Place


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one row plans; "" or None where it does not say, or where what it says is a fault.

    `raw` holds every cell of the row by the column's label, as stored. Where `tax_code` is a person's number (household
    businesses since 2025-07-01), `raw` holds it too: **personal data**, to be kept and shown accordingly.
    `section` is the heading above it within the table.
    """

    origin: Origin
    name: str
    tax_code: TaxCode = NO_CODE
    address: str = ""
    content: str = ""
    basis: str = ""
    form: InspectionForm | None = None
    lead: str = ""
    co_units: str = ""
    window: Window | None = None
    examined: str = ""
    days: Days | None = None
    staff: int | None = None
    note: str = ""
    section: str = ""
    raw: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def identity(self) -> tuple[str, str]:
        """What tells the enterprise: its sound tax code, else its folded name and address."""
        if self.tax_code.kind not in (CodeKind.EMPTY, CodeKind.INVALID):
            return "code", self.tax_code.digits
        return "name", f"{fold(self.name)}|{fold(self.address)}"


class RowKind(StrEnum):
    """What a row of a file turned out to be."""

    DATA = "data"
    TITLE = "title"
    HEADER = "header"
    NUMBERING = "numbering"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    UNCLEAR = "unclear"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Line:
    """A row that plans nothing, and what it says."""

    kind: RowKind
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of the file: where its headings (or first row) stand, what is proposed, and how many rows it gave."""

    place: Place
    proposal: Proposal
    rows: int
    is_headless: bool


@dataclass(frozen=True, slots=True)
class PlanReading:
    """All that a file says. Every row of it with something in it is one of `rows` or one of `lines`.

    Lines of kind UNCLEAR each have a fault.
    """

    rows: tuple[PlanRow, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    tables: tuple[ReadTable, ...]

    @property
    def counts(self) -> dict[RowKind, int]:
        """Rows of the file by what they are; they add up to all that have something in them."""
        counts = dict.fromkeys(RowKind, 0)
        counts[RowKind.DATA] = len(self.rows)
        for line in self.lines:
            counts[line.kind] += 1
        return counts

    @property
    def has_faults(self) -> bool:
        """Whether something was lost or is doubtful, beyond remarks."""
        return any(not fault.is_remark for fault in self.faults)


def overlap_record(row: PlanRow, *, rid: str, unit: str, tier: int | None) -> dict[str, str | int | None]:
    """Return the row as `haidang overlaps resolve` takes it; `unit` and `tier` are of the agency whose plan it is."""
    return {
        "rid": rid,
        "unit": unit,
        "tier": tier,
        "name": row.name,
        "mst": row.tax_code.digits,
        "addr": row.address,
        "content": row.content,
        "month": row.window.month if row.window else None,
        "days": int(row.days.most.to_integral_value(rounding="ROUND_CEILING")) if row.days else None,
        "staff": row.staff,
    }
