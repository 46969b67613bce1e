"""Formulas over operands o1, o2, …: "100*o1/(o1-o2)".

Formulas come from data, so only arithmetic is let in: numbers, operands, + - * /, unary minus, parentheses.
Python's own parser reads the text and a whitelist translates its tree into ours; nothing is ever executed.
"""

import ast
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

MAX_LENGTH = 200
MAX_DEPTH = 24
MAX_OPERANDS = 20

_ALLOWED = re.compile(r"[0-9o+\-*/(). ]*")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_OPERAND = re.compile(r"o([1-9][0-9]?)")


class FormulaError(ValueError):
    """A text that is no formula of ours; `text` as given, `problem` says why."""

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(f"{text[:MAX_LENGTH]!r} is not a formula: {problem}")
        self.text = text
        self.problem = problem


class Operator(StrEnum):
    """The four operations."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True)
class Operand:
    """The operand `position`, counted from 1."""

    position: int


@dataclass(frozen=True)
class Negation:
    """The negative of `term`."""

    term: "Node"


@dataclass(frozen=True)
class Operation:
    """`left` `operator` `right`."""

    operator: Operator
    left: "Node"
    right: "Node"


Node: TypeAlias = Number | Operand | Negation | Operation


@dataclass(frozen=True)
class Formula:
    """A parsed formula; equal texts give equal formulas."""

    text: str
    root: Node

    @property
    def operand_count(self) -> int:
        """The highest operand position, 0 for a constant: so many operands must be given."""
        return max(operand_positions(self.root), default=0)


def operand_positions(node: Node) -> list[int]:
    """Return the position of every operand in `node`, from left to right, repeated as often as it occurs."""
    match node:
        case Operand(position):
            return [position]
        case Negation(term):
            return operand_positions(term)
        case Operation(_, left, right):
            return operand_positions(left) + operand_positions(right)
        case Number():
            return []


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> Formula:
    """Read a formula. Raises FormulaError for anything but plain arithmetic, and for long or deep texts."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(text, f"it is longer than {MAX_LENGTH} characters")
    if not _ALLOWED.fullmatch(text):
        raise FormulaError(text, "only numbers, operands o1, o2, …, + - * / and parentheses are known")
    clean = text.strip()
    try:
        tree = ast.parse(clean, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(text, "it is not complete arithmetic; check operators and parentheses") from error
    return Formula(clean, _translated(tree.body, clean, MAX_DEPTH))


_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: Operator.ADD,
    ast.Sub: Operator.SUBTRACT,
    ast.Mult: Operator.MULTIPLY,
    ast.Div: Operator.DIVIDE,
}


def _translated(node: ast.expr, text: str, depth_left: int) -> Node:
    if depth_left == 0:
        raise FormulaError(text, f"it is nested more than {MAX_DEPTH} levels deep")
    match node:
        case ast.Constant():
            return _number(ast.get_source_segment(text, node) or "", text)
        case ast.Name(id=name):
            return _operand(name, text)
        case ast.UnaryOp(op=ast.USub(), operand=term):
            return Negation(_translated(term, text, depth_left - 1))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Operation(
                _OPERATORS[type(op)],
                _translated(left, text, depth_left - 1),
                _translated(right, text, depth_left - 1),
            )
        case _:
            raise FormulaError(text, f"{type(node).__name__} is not allowed; use + - * / and parentheses")


def _number(digits: str, text: str) -> Number:
    if not _NUMBER.fullmatch(digits):
        raise FormulaError(text, f"{digits!r} is not a plain number of at most 15 digits")
    return Number(Fraction(digits))


def _operand(name: str, text: str) -> Operand:
    match = _OPERAND.fullmatch(name)
    if match is None or int(match[1]) > MAX_OPERANDS:
        raise FormulaError(text, f"{name!r} is not an operand; they are called o1 to o{MAX_OPERANDS}")
    return Operand(int(match[1]))
