"""What is claimed about figures: a formula, and how its result is compared with the stated one."""

from dataclasses import dataclass
from enum import StrEnum

from haidang.domain.relations.formula import Formula, FormulaError, parse_formula
from haidang.domain.relations.quantity import MAX_DECIMALS


class RelationKind(StrEnum):
    """What the figures mean to each other; it decides the wording, not the arithmetic."""

    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    REMAINDER = "remainder"
    CHANGE = "change"
    AVERAGE = "average"
    REPEAT = "repeat"
    LIST_COUNT = "list_count"
    PRODUCT = "product"


class Compare(StrEnum):
    """How a relation is judged.

    EQ        the computed number must be the stated one, after rounding or cutting off digits
    GE0, GT0  the computed number must not be negative, must be positive; nothing is stated
    INTERVAL  operands are pairs of a part and its rate in percent; all pairs must allow one common base
    NONE      the arithmetic is shown, never judged
    """

    EQ = "eq"
    GE0 = "ge0"
    GT0 = "gt0"
    INTERVAL = "interval"
    NONE = "none"


@dataclass(frozen=True)
class Relation:
    """A claim about figures.

    `formula` is over o1, o2, … in the order of `operand_names`; it is empty for INTERVAL, which has none, and
    may be empty for NONE. `decimals` are those of the result in base units. Raises FormulaError for a bad
    formula and ValueError for operands that do not fit it.
    """

    kind: RelationKind
    formula: str
    compare: Compare
    decimals: int
    operand_names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MAX_DECIMALS:
            raise ValueError(f"decimals must lie between 0 and {MAX_DECIMALS}, not {self.decimals}")
        if self.compare is Compare.INTERVAL:
            self._require_pairs()
        elif self.formula:
            self._require_operands(parse_formula(self.formula))
        elif self.compare is not Compare.NONE:
            raise FormulaError(self.formula, f"a relation compared by {self.compare} needs one")

    @property
    def expression(self) -> Formula | None:
        """The parsed formula, or None when there is none to compute."""
        if self.compare is Compare.INTERVAL or not self.formula:
            return None
        return parse_formula(self.formula)

    def _require_pairs(self) -> None:
        if len(self.operand_names) < 4 or len(self.operand_names) % 2:
            raise ValueError("a common base needs at least two pairs of a part and its rate")

    def _require_operands(self, expression: Formula) -> None:
        if expression.operand_count > len(self.operand_names):
            missing = f"o{expression.operand_count}"
            raise ValueError(f"the formula {self.formula!r} uses {missing}, but {missing} has no name")
