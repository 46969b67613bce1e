"""Model fields that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    _Base = models.CharField[Decimal | str | None, Decimal | None]
else:
    _Base = models.CharField


class ExactDecimalField(_Base):
    """A `Decimal` kept as text in plain notation, digit for digit ("64.50" stays "64.50").

    SQLite would turn a decimal column into floating point. Sum and compare such values in Python.
    """

    description = "Exact decimal number"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError(f"not a decimal number: {value!r}") from error
        if not number.is_finite():
            raise ValidationError(f"not a finite number: {value!r}")
        return number

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else format(number, "f")

    def run_validators(self, value: Any) -> None:
        """The limits are those of the text that is kept."""
        super().run_validators(self.get_prep_value(value))
