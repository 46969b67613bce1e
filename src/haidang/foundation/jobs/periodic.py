"""Which work comes again by itself. Rooms register theirs in `apps.py`; the worker's beat enqueues it."""

from __future__ import annotations

from typing import Any

from django_tasks.base import Task

_PERIODIC: list[tuple[Task[..., Any], int]] = []


def repeat(task: Task[..., Any], *, seconds: int) -> None:
    """Let a task run again and again, so many seconds apart."""
    _PERIODIC.append((task, seconds))


def periodic_tasks() -> tuple[tuple[Task[..., Any], int], ...]:
    """Every periodic task with its distance in seconds."""
    return tuple(_PERIODIC)
