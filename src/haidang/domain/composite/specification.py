"""The specification of an index: its tree and its steps. Frozen, checked when made, with a hash that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from haidang.domain.composite.errors import SpecificationError
from haidang.domain.composite.hierarchy import Hierarchy, check_weight
from haidang.domain.composite.mappings import as_plain
from haidang.domain.composite.steps import (
    Aggregate,
    Denominate,
    Normalise,
    Scaling,
    Step,
    step_name,
)

_S = TypeVar("_S", bound=Step)


@dataclass(frozen=True, kw_only=True)
class Specification:
    """Everything that decides an index but the data. Raises SpecificationError naming the element at fault.

    `unit_column`, `period_column` say which columns of a file name the unit and the period.
    """

    code: str
    hierarchy: Hierarchy
    steps: tuple[Step, ...]
    version: str = "1"
    title_vi: str = ""
    title_en: str = ""
    unit_column: str = "unit"
    period_column: str | None = None

    def __post_init__(self) -> None:
        names = [step_name(step) for step in self.steps]
        for name in names:
            if names.count(name) > 1:
                raise SpecificationError(name, "stands twice among the steps")
        if not names or names[-1] != "aggregate":
            raise SpecificationError("steps", "must end with aggregate")
        if "normalise" in names and names.index("normalise") != len(names) - 2:
            raise SpecificationError("normalise", "must stand right before aggregate")
        self._check_methods()

    def _check_methods(self) -> None:
        aggregate = self.step(Aggregate)
        for group, _ in aggregate.by_group if aggregate else ():
            if group not in self.hierarchy.children:
                raise SpecificationError(group, "aggregate.by_group names it, and there is no such group")
        for level, _ in aggregate.by_level if aggregate else ():
            if level not in range(2, self.hierarchy.levels[self.hierarchy.root] + 1):
                raise SpecificationError(
                    f"level {level}", "aggregate.by_level names it, and there is no such level"
                )
        normalise = self.step(Normalise)
        for leaf in self.hierarchy.indicators:
            if normalise and normalise.method is Scaling.GOALPOSTS and leaf.goalposts is None:
                raise SpecificationError(leaf.code, "has no goalposts", "give the two bounds of its scale")
            if normalise and normalise.method is Scaling.DISTANCE_TO_TARGET and leaf.target is None:
                raise SpecificationError(leaf.code, "has no target", "give the value to reach")
            if leaf.denominator and not self.step(Denominate):
                raise SpecificationError(
                    leaf.code, "has a denominator, and no step denominates", "add the step"
                )

    def step(self, kind: type[_S]) -> _S | None:
        """The step of a kind, or None."""
        return next((step for step in self.steps if isinstance(step, kind)), None)

    def with_step(self, step: Step) -> Specification:
        """The same with the step of this kind replaced. Raises SpecificationError if there is none."""
        if self.step(type(step)) is None:
            raise SpecificationError(
                step_name(step), "is no step of this specification, so it cannot be replaced"
            )
        return replace(self, steps=tuple(step if type(old) is type(step) else old for old in self.steps))

    def with_weights(self, weights: Mapping[str, float]) -> Specification:
        """The same with some weights changed. Raises SpecificationError naming an unknown code or a bad weight."""
        for code, weight in weights.items():
            if code not in self.hierarchy.nodes:
                raise SpecificationError(code, "has a weight, and there is no such element", "check the code")
            check_weight(code, weight)
        indicators = tuple(
            replace(leaf, weight=weights.get(leaf.code, leaf.weight)) for leaf in self.hierarchy.indicators
        )
        groups = tuple(
            replace(group, weight=weights.get(group.code, group.weight)) for group in self.hierarchy.groups
        )
        return replace(self, hierarchy=Hierarchy(indicators, groups))

    def with_goalposts(self, goalposts: Mapping[str, tuple[float, float]]) -> Specification:
        """The same with fixed bounds. Raises SpecificationError naming an unknown indicator or reversed bounds."""
        if unknown := goalposts.keys() - set(self.hierarchy.codes):
            raise SpecificationError(min(unknown), "has goalposts, and there is no such indicator")
        indicators = tuple(
            replace(leaf, goalposts=goalposts.get(leaf.code, leaf.goalposts))
            for leaf in self.hierarchy.indicators
        )
        return replace(self, hierarchy=Hierarchy(indicators, self.hierarchy.groups))

    def without(self, code: str) -> Specification:
        """The same without one element and what is below it."""
        smaller = replace(self, hierarchy=self.hierarchy.without(code), steps=self._steps_without(code))
        return smaller

    def _steps_without(self, code: str) -> tuple[Step, ...]:
        left = self.hierarchy.without(code)
        top = left.levels[left.root]
        return tuple(
            replace(
                step,
                by_group=tuple(entry for entry in step.by_group if entry[0] in left.children),
                by_level=tuple(entry for entry in step.by_level if entry[0] <= top),
            )
            if isinstance(step, Aggregate)
            else step
            for step in self.steps
        )

    def as_mapping(self) -> dict[str, Any]:
        """Plain data, as a file would hold it; `read_specification` gives the same specification back."""
        plain: dict[str, Any] = as_plain(self)
        hierarchy: dict[str, Any] = plain.pop("hierarchy")
        hierarchy.pop("root")
        plain["steps"] = [{step_name(step): as_plain(step)} for step in self.steps]
        return plain | hierarchy

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the specification in canonical form."""
        text = json.dumps(
            _canonical(self.as_mapping()), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(text.encode()).hexdigest()


def _canonical(plain: Any) -> Any:
    """The same plain data with every number a float: 1 and 1.0 are the same weight."""
    if isinstance(plain, dict):
        return {name: _canonical(value) for name, value in plain.items()}
    if isinstance(plain, list):
        return [_canonical(value) for value in plain]
    return float(plain) if isinstance(plain, int) and not isinstance(plain, bool) else plain
