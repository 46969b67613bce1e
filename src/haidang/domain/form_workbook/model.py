"""The form that a unit answers, as plain records."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """How a figure is answered. Not answered, zero, missing and not applicable are four different things."""

    UNANSWERED = ""
    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Qualifier(StrEnum):
    """What stands before a number: gần, hơn, ít nhất …"""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One figure to be answered.

    `key` names the row in the file and is unique in the form; `measure` is the unit of measurement in words.
    `previous`, `last_year` and `computed` are texts to be shown. `value`, `qualifier` and `note` are what has been
    answered so far; `value` counts only where `status` is "value".
    """

    key: str
    name: str
    measure: str
    decimals: int = 0
    is_whole: bool = False
    previous: str = ""
    last_year: str = ""
    computed: str = ""
    status: str = Status.UNANSWERED
    value: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The figures of one task of the plan, and the narrative on it. `narrative_key` "" means: none is asked for."""

    code: str
    title: str
    rows: tuple[FormRow, ...] = ()
    narrative_key: str = ""
    narrative: str = ""
    narrative_required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What one unit is asked in one round; `deadline` is a text to be shown."""

    round_code: str
    unit_code: str
    title: str
    unit_name: str
    period_name: str
    deadline: str
    groups: tuple[FormGroup, ...]

    @property
    def rows(self) -> dict[str, FormRow]:
        """All figures by key."""
        return {row.key: row for group in self.groups for row in group.rows}

    @property
    def narratives(self) -> dict[str, FormGroup]:
        """The tasks that ask for a narrative, by the key of the narrative."""
        return {group.narrative_key: group for group in self.groups if group.narrative_key}
