"""What the checker finds: quantities, relations between them, and a report on a text."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a relation claims."""

    RATIO_PCT = "ratio_pct"
    SUM_OF_PARTS = "sum_of_parts"
    PART_PLUS_REST = "part_plus_rest"
    CHANGE_PCT = "change_pct"
    CHANGE_ABS = "change_abs"
    POINT_DIFF = "point_diff"
    AVERAGE = "average"
    LIST_COUNT = "list_count"
    PRODUCT = "product"
    MULTIPLE = "multiple"
    REPEAT_EQUAL = "repeat_equal"


class Verdict(StrEnum):
    """What the arithmetic says."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNDETERMINED = "undetermined"


class Reason(StrEnum):
    """Why the verdict is what it is."""

    AGREES = "agrees"
    DIFFERS = "differs"
    BASE_NOT_STATED = "base_not_stated"
    BASE_UNCLEAR = "base_unclear"
    LIST_MAY_BE_OPEN = "list_may_be_open"
    ROUNDING_HIDES_IT = "rounding_hides_it"
    DIVISION_BY_ZERO = "division_by_zero"


class Qualifier(StrEnum):
    """How exactly a number claims to be meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Measure(StrEnum):
    """What sort of thing is counted; figures of different sorts are never added."""

    COUNT = "count"
    PEOPLE = "people"
    MONEY = "money"
    TIME = "time"
    SIZE = "size"
    PERCENT = "percent"
    POINTS = "points"
    RANK = "rank"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in the text.

    `text` is the numeral at `start`..`end` (with a multiplier where it is inseparable from it: "2 tỷ rưỡi");
    `value` is in base units (24,5 tỷ is 24500000000; a percentage is its number), `step` the worth of the last
    place stated, `power` the power of ten of the multiplier. `unit` is the key by which nouns are compared,
    `phrase` the noun with what follows it, in lower case, `per` what stands after a fraction bar (lượt/ngày).
    The number may be anything from `low` to `high`.
    """

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    decimals: int
    power: int
    qualifier: Qualifier
    measure: Measure
    unit: str
    phrase: str
    per: str
    low: Decimal
    high: Decimal

    @property
    def is_whole(self) -> bool:
        """True for a count stated to the last one: nothing was rounded."""
        return self.low == self.high

    @property
    def is_counted(self) -> bool:
        """True for a number without decimals and multiplier, whatever the words around it."""
        return not self.decimals and not self.power


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure that would make a relation true: `text` as it would stand in the text, `because` in Vietnamese.

    `chance` is that of such a repair fitting by coincidence: near 0 it tells much, 1 nothing (one always fits).
    """

    text: str
    because: str
    chance: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A claim about figures, judged. `operands` and `stated` are as written in the text.

    `figures` are the quantities that take part (names in a list are none); `arithmetic_vi` is one sentence.
    """

    kind: Kind
    start: int
    end: int
    operands: tuple[str, ...]
    stated: str
    verdict: Verdict
    reason: Reason
    arithmetic_vi: str
    suggestions: tuple[Suggestion, ...]
    figures: tuple[Quantity, ...]

    @property
    def span(self) -> tuple[int, int]:
        """First and last offset (half open) of the figures in the text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Report:
    """All quantities of a text, the relations between them, and the quantities no relation speaks of."""

    quantities: tuple[Quantity, ...]
    relations: tuple[Relation, ...]
    unchecked: tuple[Quantity, ...]

    @property
    def contradictions(self) -> tuple[Relation, ...]:
        """The relations that cannot be true."""
        return tuple(relation for relation in self.relations if relation.verdict is Verdict.INCONSISTENT)
