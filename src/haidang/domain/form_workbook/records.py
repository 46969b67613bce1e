"""A ReadForm as JSON, on its way out of the confined process and back."""

import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from haidang.domain.form_workbook.result import Answer, FaultCode, FormFault, NarrativeAnswer, ReadForm

_Record = TypeVar("_Record")


def as_json(read: ReadForm) -> str:
    """Return a ReadForm as one JSON object; numbers are strings, so that every digit is kept."""
    return json.dumps(asdict(read), ensure_ascii=False, default=str)


def read_form_json(text: str) -> ReadForm:
    """Return the ReadForm that as_json wrote. Raises ValueError for anything else."""
    try:
        record = json.loads(text)
        return ReadForm(
            round_code=_text(record["round_code"]),
            unit_code=_text(record["unit_code"]),
            answers=_each(record["answers"], _answer),
            narratives=_each(record["narratives"], _narrative),
            faults=_each(record["faults"], _fault),
            remarks=_each(record["remarks"], _fault),
            keys=_each(record["keys"], _text),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation, RecursionError) as error:
        raise ValueError("this is not the record of a form") from error


def _each(records: object, make: Callable[[Any], _Record]) -> tuple[_Record, ...]:
    if not isinstance(records, list):
        raise TypeError("expected a list")
    return tuple(make(record) for record in records)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("expected a text")
    return value


def _answer(record: dict[str, object]) -> Answer:
    number = record["value"]
    return Answer(
        **{name: _text(record[name]) for name in ("key", "sheet", "cell", "status", "qualifier", "note")},
        value=None if number is None else Decimal(_text(number)),
    )


def _narrative(record: dict[str, object]) -> NarrativeAnswer:
    return NarrativeAnswer(**{name: _text(record[name]) for name in ("key", "sheet", "cell", "text")})


def _fault(record: dict[str, object]) -> FormFault:
    code = FaultCode(_text(record["code"]))
    return FormFault(code, **{name: _text(record[name]) for name in ("sheet", "cell", "text")})
