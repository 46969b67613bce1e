"""The tree of an index: indicators under groups (sub-indices, survey and hard data) under one root."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TypeVar

from haidang.domain.composite.errors import SpecificationError

_Node = TypeVar("_Node", "Indicator", "Group")


class Direction(Enum):
    """Whether more of an indicator is better."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> float:
        """1 where more is better, -1 where less is."""
        return 1.0 if self is Direction.UP else -1.0


class Source(Enum):
    """Where an indicator comes from; PCI weighs the survey 60 and hard data 40 within most sub-indices."""

    SURVEY = "survey"
    HARD = "hard"
    UNSTATED = "unstated"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A measured quantity: a leaf of the tree.

    `weight` counts among its siblings and need not be normalised. `goalposts` are fixed bounds (worst and best
    regardless of direction: low < high) in units of the indicator after denomination and treatment; `target` is
    used by the distance to a target. `denominator` names a column of the data, which `scale` multiplies.
    """

    code: str
    parent: str
    direction: Direction = Direction.UP
    weight: float = 1.0
    goalposts: tuple[float, float] | None = None
    target: float | None = None
    denominator: str | None = None
    scale: float = 1.0
    source: Source = Source.UNSTATED
    name_vi: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        check_weight(self.code, self.weight)
        if self.goalposts is not None:
            low, high = self.goalposts
            if not (math.isfinite(low) and math.isfinite(high)):
                raise SpecificationError(self.code, f"goalposts {low} and {high} are not finite")
            if low >= high:
                raise SpecificationError(
                    self.code,
                    f"goalposts are reversed or equal: low {low:g}, high {high:g}",
                    "write the smaller first; `direction` says which of them is good",
                )
        if not math.isfinite(self.scale) or self.scale == 0:
            raise SpecificationError(
                self.code, f"scale of the denominator is {self.scale}", "give a number but 0"
            )


@dataclass(frozen=True, kw_only=True)
class Group:
    """An inner node: a sub-index, a part of one, or the index itself (no `parent`)."""

    code: str
    parent: str | None = None
    weight: float = 1.0
    name_vi: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        check_weight(self.code, self.weight)


def check_weight(code: str, weight: float) -> None:
    """Refuse weights that are no weights. Raises SpecificationError naming the code."""
    if not math.isfinite(weight) or weight < 0:
        raise SpecificationError(
            code, f"weight {weight} is not a number from 0", "a reversed indicator has direction down"
        )


@dataclass(frozen=True)
class Hierarchy:
    """Indicators and groups that form one tree. Raises SpecificationError naming the element that does not fit."""

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    root: str = field(init=False)

    def __post_init__(self) -> None:
        self._check_codes()
        self._check_parents()
        self._check_cycles()
        roots = [group.code for group in self.groups if group.parent is None]
        if len(roots) != 1:
            found = ", ".join(roots) or "none"
            raise SpecificationError(found, "there must be one group without a parent: the index")
        object.__setattr__(self, "root", roots[0])
        self._check_children()

    def _check_codes(self) -> None:
        if not self.indicators:
            raise SpecificationError("indicators", "there are none", "list at least one")
        seen: set[str] = set()
        for node in self._elements:
            if not node.code or node.code != node.code.strip():
                raise SpecificationError(repr(node.code), "is no code: empty, or blanks at its ends")
            if node.code in seen:
                raise SpecificationError(
                    node.code, "is used for two elements", "give every element its own code"
                )
            seen.add(node.code)

    def _check_parents(self) -> None:
        groups, leaves = {group.code for group in self.groups}, {leaf.code for leaf in self.indicators}
        for node in self._elements:
            if node.parent in leaves:
                raise SpecificationError(node.code, f"its parent {node.parent} is an indicator, not a group")
            if node.parent is not None and node.parent not in groups:
                raise SpecificationError(
                    node.code, f"its parent {node.parent} does not exist", "add the group"
                )

    def _check_cycles(self) -> None:
        parents = {group.code: group.parent for group in self.groups}
        for start in parents:
            path: list[str] = []
            node: str | None = start
            while node is not None and node not in path:
                path.append(node)
                node = parents[node]
            if node is not None:
                cycle = " → ".join([*path[path.index(node) :], node])
                raise SpecificationError(node, f"is above itself: {cycle}", "break the cycle")

    def _check_children(self) -> None:
        for group in self.groups:
            children = self.children.get(group.code, ())
            if not children:
                raise SpecificationError(
                    group.code, "has nothing below it", "remove it or give it indicators"
                )
            if not sum(self.weight(code) for code in children):
                raise SpecificationError(
                    group.code, "all weights below it are 0", "give at least one a weight"
                )

    @property
    def _elements(self) -> tuple[Indicator | Group, ...]:
        return (*self.indicators, *self.groups)

    @cached_property
    def nodes(self) -> Mapping[str, Indicator | Group]:
        """Every element by code: indicators first, as listed."""
        return {node.code: node for node in self._elements}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the indicators, as listed."""
        return tuple(leaf.code for leaf in self.indicators)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Codes right below each group, as listed: indicators first."""
        below: dict[str, list[str]] = {}
        for node in self._elements:
            if node.parent is not None:
                below.setdefault(node.parent, []).append(node.code)
        return {code: tuple(children) for code, children in below.items()}

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """1 for indicators, for a group one more than the highest below it."""
        known = dict.fromkeys(self.codes, 1)
        for code in self.upwards:
            known[code] = 1 + max(known[child] for child in self.children[code])
        return known

    @cached_property
    def upwards(self) -> tuple[str, ...]:
        """Codes of the groups, children before parents; the root is last."""
        order: list[str] = []
        waiting = [self.root]
        while waiting:
            code = waiting.pop()
            order.append(code)
            waiting += [child for child in self.children[code] if child in self.children]
        return tuple(reversed(order))

    def weight(self, code: str) -> float:
        """The weight of an element among its siblings, as given."""
        return self.nodes[code].weight

    def shares(self, group: str) -> tuple[float, ...]:
        """The weights right below a group, made to sum to 1."""
        weights = [self.weight(code) for code in self.children[group]]
        total = math.fsum(weights)
        return tuple(weight / total for weight in weights)

    def nominal_weights(self) -> Mapping[str, float]:
        """What each indicator weighs in the whole index where all means are arithmetic; sums to 1."""
        down = {self.root: 1.0}
        for code in reversed(self.upwards):
            for child, share in zip(self.children[code], self.shares(code), strict=True):
                down[child] = down[code] * share
        return {code: down[code] for code in self.codes}

    def without(self, code: str) -> Hierarchy:
        """The tree without one element and all below it; a group that this empties goes with it."""
        if code not in self.nodes:
            raise SpecificationError(code, "is not in the specification, so it cannot be removed")
        gone = {code}
        while True:
            more = {node.code for node in self.nodes.values() if node.parent in gone}
            more |= {group for group, children in self.children.items() if set(children) <= gone}
            if more <= gone:
                break
            gone |= more
        if self.root in gone:
            raise SpecificationError(code, "cannot be removed: nothing of the index would be left")
        return Hierarchy(_but(self.indicators, gone), _but(self.groups, gone))


def _but(nodes: Iterable[_Node], gone: set[str]) -> tuple[_Node, ...]:
    return tuple(node for node in nodes if node.code not in gone)
