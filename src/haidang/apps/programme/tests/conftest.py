"""Obligations to work with. The demonstration's head and officer work in the court (TAND), which leads T5.5b."""

import pytest

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan, Task
from haidang.apps.programme.services import NewObligation, Progress, create_obligation, report_progress

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"


@pytest.fixture
def units():
    """`units("TAND", "STP")` are the units with these codes."""
    return lambda *codes: [Unit.objects.get(code=code) for code in codes]


@pytest.fixture
def register(system, at, units):
    """`register(obligation="publication", due_date=…)` is an obligation of the court."""

    def make(*, leads=("TAND",), helpers=(), **values):
        new = NewObligation(
            **{
                "plan": Plan.objects.get(code="197/KH-UBND"),
                "title": "Một việc",
                "obligation": "task",
                **values,
            },
            leads=units(*leads),
            helpers=units(*helpers),
        )
        return create_obligation(new=new, by=system, at=at)

    return make


@pytest.fixture
def tell(system, at):
    """`tell(task, "done", done_on=…)` reports on a task as somebody who has just looked at it; returns it anew."""

    def report(task, status="", text="Đã làm", by=None, **values):
        task = Task.objects.get(pk=task.pk)
        progress = Progress(text=text, status=status, seen_version=task.version, **values)
        report_progress(task=task, progress=progress, by=by or system, at=at)
        return Task.objects.get(pk=task.pk)

    return report
