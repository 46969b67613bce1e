"""Typed objects from plain data and back: what a YAML or JSON file holds. Unknown names are refused, never ignored."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar

from haidang.domain.composite.errors import SpecificationError

_T = TypeVar("_T")


def as_plain(value: Any) -> Any:
    """Dataclasses as mappings, enumerations as their words, tuples as lists; functions are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: as_plain(entry) for name, entry in pairs if not callable(entry)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_plain(entry) for entry in value]
    return value


def from_plain(kind: type[_T], plain: Any, where: str) -> _T:
    """An object of a frozen dataclass from a mapping. Raises SpecificationError naming the entry that does not fit."""
    if not isinstance(plain, Mapping):
        raise SpecificationError(where, f"is {plain!r}, not a mapping of names to values")
    hints = typing.get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind) if f.init}  # type: ignore[arg-type]
    if unknown := [str(name) for name in plain if name not in fields]:
        raise SpecificationError(
            f"{where}.{unknown[0]}", "is no known entry", f"use one of: {', '.join(sorted(fields))}"
        )
    for name, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and name not in plain:
            raise SpecificationError(where, f"has no {name}", "add it")
    return kind(**{name: _value(hints[name], value, f"{where}.{name}") for name, value in plain.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        if value is None and type(None) in arguments:
            return None
        return _value(next(a for a in arguments if a is not type(None)), value, where)
    if origin is tuple:
        return _tuple(arguments, value, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enumeration(hint, value, where)
    return _scalar(hint, value, where)


def _tuple(arguments: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if isinstance(value, Mapping):
        value = list(value.items())
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise SpecificationError(where, f"is {value!r}, not a list")
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_value(arguments[0], entry, f"{where}[{i}]") for i, entry in enumerate(value))
    if len(value) != len(arguments):
        raise SpecificationError(where, f"has {len(value)} entries", f"give {len(arguments)}")
    return tuple(_value(hint, entry, where) for hint, entry in zip(arguments, value, strict=True))


def _enumeration(hint: type[Enum], value: Any, where: str) -> Enum:
    try:
        return hint(value)
    except ValueError:
        words = ", ".join(str(member.value) for member in hint)
        raise SpecificationError(where, f"is {value!r}", f"use one of: {words}") from None


def _scalar(hint: Any, value: Any, where: str) -> Any:
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if hint in {int, str, bool} and type(value) is hint:
        return value
    wanted = {float: "a number", int: "a whole number", str: "a text (in quotes)", bool: "true or false"}
    raise SpecificationError(
        where, f"is {value!r}", f"give {wanted.get(hint, 'nothing: it cannot stand in a file')}"
    )


def read_entries(kind: type[_T], plain: Any, where: str) -> tuple[_T, ...]:
    """A list of such objects."""
    if not isinstance(plain, Sequence) or isinstance(plain, str):
        raise SpecificationError(where, f"is {plain!r}, not a list")
    return tuple(
        from_plain(kind, entry, f"{where}[{_label(entry, number)}]")
        for number, entry in enumerate(plain, start=1)
    )


def _label(entry: Any, number: int) -> str:
    return str(entry["code"]) if isinstance(entry, Mapping) and "code" in entry else str(number)
