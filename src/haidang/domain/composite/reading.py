"""Specifications from plain data: what a YAML file holds after parsing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from haidang.domain.composite.errors import SpecificationError
from haidang.domain.composite.hierarchy import Group, Hierarchy, Indicator
from haidang.domain.composite.mappings import from_plain, read_entries
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import STEPS, Step

_TEXTS = ("code", "version", "title_vi", "title_en", "unit_column", "period_column")


def read_specification(plain: Any) -> Specification:
    """A specification from a mapping with code, indicators, groups, steps and perhaps weights.

    Raises SpecificationError naming the entry that is missing, unknown or does not fit.
    """
    if not isinstance(plain, Mapping):
        raise SpecificationError(
            "specification", "is not a mapping of names to values", "see the README for the form"
        )
    known = {*_TEXTS, "indicators", "groups", "steps", "weights"}
    if unknown := [str(name) for name in plain if name not in known]:
        raise SpecificationError(unknown[0], "is no known entry", f"use one of: {', '.join(sorted(known))}")
    for name in ("code", "indicators", "groups", "steps"):
        if plain.get(name) is None:
            raise SpecificationError(name, "is missing", "add it")
    texts = {name: plain[name] for name in _TEXTS if plain.get(name) is not None}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise SpecificationError(name, f"is {text!r}", "give a text (in quotes)")
    hierarchy = Hierarchy(
        read_entries(Indicator, plain["indicators"], "indicators"),
        read_entries(Group, plain["groups"], "groups"),
    )
    specification = Specification(hierarchy=hierarchy, steps=_steps(plain["steps"]), **texts)
    weights = plain.get("weights")
    return specification if weights is None else specification.with_weights(_weights(weights))


def _steps(plain: Any) -> tuple[Step, ...]:
    if not isinstance(plain, Sequence) or isinstance(plain, str):
        raise SpecificationError("steps", f"is {plain!r}, not a list")
    return tuple(_step(entry) for entry in plain)


def _step(entry: Any) -> Step:
    name, options = (entry, {}) if isinstance(entry, str) else _only(entry)
    if name not in STEPS:
        raise SpecificationError(f"steps.{name}", "is no known step", f"use one of: {', '.join(STEPS)}")
    step: Step = from_plain(STEPS[name], options or {}, name)
    return step


def _only(entry: Any) -> tuple[str, Any]:
    if not isinstance(entry, Mapping) or len(entry) != 1:
        raise SpecificationError("steps", f"{entry!r} is no step", "write its name, a colon and its options")
    name, options = next(iter(entry.items()))
    return str(name), options


def _weights(plain: Any) -> dict[str, float]:
    if not isinstance(plain, Mapping):
        raise SpecificationError("weights", f"is {plain!r}, not a mapping of codes to numbers")
    for code, weight in plain.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise SpecificationError(f"weights.{code}", f"is {weight!r}", "give a number")
    return {str(code): float(weight) for code, weight in plain.items()}
