"""Words about inspections for templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from haidang.apps.inspections.course import Course, hindrance
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.procedures import get_procedure

register = template.Library()


@register.simple_tag
def step_name(inspection: Inspection) -> str:
    """The step whose deadline runs first."""
    step = get_procedure(inspection.procedure).step(inspection.due_step)
    return step.name if step else ""


@register.simple_tag
def basis_of(violation: dict[str, Any]) -> str:
    """The legal basis of a rule, as it was kept with an inspection."""
    return str(violation["basis_en" if get_language() == "en" else "basis_vi"])


@register.simple_tag
def why_not(course: Course, key: str, unmended: int) -> str:
    """Why a step cannot be recorded now; "" where it can."""
    why = hindrance(course, key, unmended)
    return why[0] if why else ""
