"""Which column holds what: proposed, changed by people, remembered by the headings of a table."""

import hashlib
import json
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from haidang.domain.plan_tables.fields import Field, plain_heading

_VERSION = 1


class Ground(StrEnum):
    """What a proposal rests on."""

    HEADING = "heading"
    VALUES = "values"
    BOTH = "both"
    DISAGREE = "disagree"
    REMEMBERED = "remembered"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds. `is_mark`: its crosses stand for what its heading says (a quarter, a form)."""

    heading: str
    field: Field
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table, by number from 1, for tables with these headings. Plain data: change it, keep it."""

    columns: MappingType[int, Column]

    @property
    def fingerprint(self) -> str:
        """What tables with the same headings in the same order share: years, case and marks do not count."""
        return fingerprint_of({number: column.heading for number, column in self.columns.items()})

    def changed(self, number: int, field: Field) -> "Mapping":
        """Return the mapping with another field for a column; a field stands once, so who had it is ignored.

        Raises KeyError for a column that the table does not have.
        """
        columns = dict(self.columns)
        columns[number]  # raises
        for other, column in columns.items():
            if column.field is field and field is not Field.IGNORED:
                columns[other] = replace(column, field=Field.IGNORED, is_mark=False)
        columns[number] = replace(columns[number], field=field, is_mark=False)
        return Mapping(columns)

    def numbers(self, field: Field) -> list[int]:
        """Return the columns that hold a field: one, or several with marks."""
        return self.by_field().get(field, [])

    def by_field(self) -> dict[Field, list[int]]:
        """Return the columns of each field."""
        found: dict[Field, list[int]] = {}
        for number, column in sorted(self.columns.items()):
            found.setdefault(column.field, []).append(number)
        return found


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What a column probably holds: `confidence` 0 to 1, `share` of its cells that fit, and the ground for it."""

    number: int
    heading: str
    field: Field
    confidence: float
    ground: Ground
    share: float = 0.0
    is_mark: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the columns of a table probably hold."""

    columns: tuple[ColumnProposal, ...]

    @property
    def mapping(self) -> Mapping:
        """The proposal as a mapping."""
        return Mapping(
            {column.number: Column(column.heading, column.field, column.is_mark) for column in self.columns}
        )

    @property
    def confidence(self) -> float:
        """That of the least sure column that is not ignored; 0 without names and codes."""
        used = [column for column in self.columns if column.field is not Field.IGNORED]
        if not any(column.field in (Field.NAME, Field.TAX_CODE) for column in used):
            return 0.0
        return min(column.confidence for column in used)


def fingerprint_of(headings: MappingType[int, str]) -> str:
    """Return the fingerprint of headings by column."""
    plain = "|".join(plain_heading(text) for _, text in sorted(headings.items()))
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def mappings_as_json(mappings: Sequence[Mapping]) -> str:
    """Return mappings as JSON, to be kept per agency."""
    records = [
        {
            "fingerprint": mapping.fingerprint,
            "columns": [
                {
                    "number": number,
                    "heading": column.heading,
                    "field": column.field.value,
                    "is_mark": column.is_mark,
                }
                for number, column in sorted(mapping.columns.items())
            ],
        }
        for mapping in mappings
    ]
    return json.dumps({"version": _VERSION, "mappings": records}, ensure_ascii=False)


def mappings_from_json(text: str) -> tuple[Mapping, ...]:
    """Return the mappings that `mappings_as_json` wrote. Raises ValueError for anything else."""
    try:
        record = json.loads(text)
        if record["version"] != _VERSION:
            raise ValueError(f"mappings of version {record['version']} are not known")
        return tuple(_mapping(entry) for entry in record["mappings"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is not the record of mappings") from error


def _mapping(record: dict[str, Any]) -> Mapping:
    columns: dict[int, Column] = {}
    for entry in record["columns"]:
        number, heading, is_mark = entry["number"], entry["heading"], entry["is_mark"]
        if not (isinstance(number, int) and isinstance(heading, str) and isinstance(is_mark, bool)):
            raise TypeError("a column has a number, a heading and a mark")
        columns[number] = Column(heading, Field(entry["field"]), is_mark)
    return Mapping(columns)
