"""What templates ask of imports."""

from __future__ import annotations

from typing import Any

from django import template

from haidang.foundation.importing.importer import importers

register = template.Library()


@register.filter
def title_of_kind(kind: str) -> Any:
    """The title of a kind of import; a kind that is gone keeps its name."""
    importer = importers().get(kind)
    return importer.title if importer else kind


@register.filter
def field_of(name: str, kind: str) -> Any:
    """What a field of a change is called."""
    importer = importers().get(kind)
    return importer.title_of(name) if importer else name


@register.simple_tag
def told(kind: str, field: str, value: str) -> str:
    """A value of a change in words."""
    importer = importers().get(kind)
    return importer.told(field, value) if importer else value
