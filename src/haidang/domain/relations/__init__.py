"""The arithmetic between figures: do totals, rates and parts agree, and if not, which is off?"""

from haidang.domain.relations.explain import arithmetic_en, arithmetic_vi
from haidang.domain.relations.formula import Formula, FormulaError, parse_formula
from haidang.domain.relations.intervals import Interval
from haidang.domain.relations.judge import Judgement, Reason, Verdict, judge
from haidang.domain.relations.quantity import Qualifier, Quantity
from haidang.domain.relations.relation import Compare, Relation, RelationKind
from haidang.domain.relations.repairs import Evidence, Repair, repairs
from haidang.domain.relations.screening import Screen

__all__ = [
    "Compare",
    "Evidence",
    "Formula",
    "FormulaError",
    "Interval",
    "Judgement",
    "Qualifier",
    "Quantity",
    "Reason",
    "Relation",
    "RelationKind",
    "Repair",
    "Screen",
    "Verdict",
    "arithmetic_en",
    "arithmetic_vi",
    "judge",
    "parse_formula",
    "repairs",
]
