"""Create what is new, change what differs, leave the rest: the common case of an import, in three queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from haidang.foundation.importing.importer import Change, Context, Record

M = TypeVar("M", bound=models.Model)


def upsert(
    model: type[M],
    rows: Sequence[tuple[Record, Mapping[str, Any]]],
    *,
    key: tuple[str, ...],
    key_column: str,
    label: Callable[[M], str],
    context: Context,
    existing: Any = None,
    derive: Callable[[M], Mapping[str, Any]] = lambda _obj: {},
) -> dict[tuple[Any, ...], M]:
    """Write `rows` (record, field values incl. the key); returns all touched objects by key.

    A key that occurs twice in the file is a fault. `existing` narrows the queryset searched for old rows. `derive`
    computes fields from the others, such as the words for search; they are kept up to date and not told.
    """
    manager = existing if existing is not None else model._default_manager.all()
    known: dict[tuple[Any, ...], M] = {_key(obj, key): obj for obj in manager}
    result: dict[tuple[Any, ...], M] = {}
    fresh: list[M] = []
    stale: list[M] = []
    touched: set[str] = set()
    for record, values in rows:
        identity = tuple(values[name] for name in key)
        if identity in result:
            context.fault(record, key_column, _("this entry occurs twice"), _("delete one of the rows"))
            continue
        obj = known.get(identity)
        if obj is None:
            obj = model(**values)
            _assign(obj, derive(obj))
            fresh.append(obj)
            context.created.append(Change(label(obj)))
        else:
            differences = _assign(obj, _stated(record, values))
            derived = _assign(obj, derive(obj))
            if differences:
                context.note_changed(record, label(obj), differences)
            else:
                context.note_unchanged(record)
            if differences or derived:
                stale.append(obj)
                touched.update(differences, derived)
        _check(record, values, model, key_column, context)
        result[identity] = obj
    if not context.faults:
        model._default_manager.bulk_create(fresh, batch_size=500)
        if stale:
            model._default_manager.bulk_update(stale, sorted(touched), batch_size=500)
    return result


def _stated(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without the columns that the file does not have: it says nothing about them."""
    return {name: value for name, value in values.items() if name in record or name not in record.values}


def _check(
    record: Record, values: Mapping[str, Any], model: type[models.Model], key_column: str, context: Context
) -> None:
    """Note what the database would refuse, or cut off: too long a text, a number out of range."""
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        if field.is_relation or value in field.empty_values:
            continue
        try:
            field.run_validators(value)
        except ValidationError as error:
            column = name if name in record else key_column
            what = " ".join(error.messages).rstrip(".")
            context.fault(record, column, what, _("correct the cell"))


def _key(obj: models.Model, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(obj, name) for name in key)


def _assign(obj: models.Model, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    differences: dict[str, tuple[str, str]] = {}
    for name, value in values.items():
        is_key = isinstance(value, models.Model)
        before = getattr(obj, f"{name}_id" if is_key else name)
        after = value.pk if is_key else value
        if before != after:
            differences[name] = (_shown(before), _shown(after))
            setattr(obj, name, value)
    return differences


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
