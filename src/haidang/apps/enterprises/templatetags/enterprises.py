"""What templates ask of enterprises."""

from __future__ import annotations

from typing import Any

from django import template

from haidang.apps.enterprises.formatting import title_of, told

register = template.Library()


@register.filter
def enterprise_field(name: str) -> Any:
    """What a field is called."""
    return title_of(name)


@register.filter
def enterprise_value(value: str, name: str) -> str:
    """A value of a field in words."""
    return told(name, value)
