"""The scenes of a round that are measured, each with the plain SELECT of the same rows."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench.rounds.measuring import REPEATS, Measured, measure, pages
from bench.rounds.world import AT, WORKING_UNITS, rules
from django.db import connection
from django.test import Client

from haidang.apps.reporting.models import Assignment, Entry, Narrative, Round
from haidang.apps.reporting.services import Answer, Change, open_round, save_entries
from haidang.foundation.accounts.actor import Actor, actor_of
from haidang.foundation.accounts.models import User

SYSTEM = Actor.system("bench")
PAGE = 100


def signed_in(name: str) -> Client:
    """A browser in which somebody is signed in."""
    client = Client(headers={"host": "localhost"})
    user = User.objects.get(username=name.lower())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def plain(name: str, sql: str, parameters: list[Any]) -> Measured:
    """The baseline: the same rows, fetched with one SELECT."""

    def select() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            cursor.fetchall()

    return measure(name, [select] * REPEATS)


def measure_opening() -> list[Measured]:
    """Opening asks every unit for 300 figures; the memory is what it adds to the peak of the process."""
    before = _peak()
    found = measure("opening the round", [lambda: open_round(rules=rules(), by=SYSTEM, at=AT)])
    print(f"opening: {Entry.objects.count()} cells, peak memory +{_peak() - before:.0f} MB", file=sys.stderr)
    return [found]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_reports() -> list[Measured]:
    """A form of 300 cells from the first cell to its acceptance."""
    assignments = list(
        Assignment.objects.filter(
            round__code=rules().code, unit__code__lte=f"U{WORKING_UNITS:05d}"
        ).select_related("unit", "round")
    )
    for assignment in assignments:
        _fill(assignment)
    first = assignments[0]
    base = f"/ky-bao-cao/{first.round.code}/don-vi/{first.unit.code}"
    officer = signed_in(f"canbo-{first.unit.code}")
    found = [
        plain("  SELECT of its 300 cells", *_cells(first)),
        pages(officer, "form with 300 cells", f"{base}/"),
        measure("autosave of one cell", _autosaves(officer, base, first)),
        measure("handing over", [_step(a, "canbo", "trinh", incomplete="1") for a in assignments]),
        measure("approving 300 figures", [_step(a, "thutruong", "duyet") for a in assignments]),
    ]
    submission = pages(signed_in("dieuphoi"), "submission with 300 figures", f"{base}/bao-cao/")
    accepting = measure("accepting 300 figures", [_step(a, None, "tiep-nhan") for a in assignments])
    assert (
        not Assignment.objects.filter(pk__in=[a.pk for a in assignments]).exclude(status="accepted").exists()
    )
    return [*found, submission, accepting]


def _fill(assignment: Assignment) -> None:
    by = actor_of(User.objects.get(username=f"canbo-{assignment.unit.code}".lower()), AT.date())
    changes = [
        Change(e, Answer("value", Decimal(110 + e.pk % 37)), e.version) for e in assignment.entries.all()
    ]
    save_entries(assignment=assignment, changes=changes, origin="bench", by=by, at=AT)


def _cells(assignment: Assignment) -> tuple[str, list[Any]]:
    entries = assignment.entries.select_related("indicator", "about", "task")
    return entries.query.sql_with_params()


def _autosaves(client: Client, base: str, assignment: Assignment) -> list[Callable[[], None]]:
    entry = assignment.entries.order_by("position")[7]

    def save(step: int) -> Callable[[], None]:
        data = {f"e{entry.pk}-value": str(120 + step), f"e{entry.pk}-version": str(entry.version + step)}
        return lambda: _expect(
            client.post(f"{base}/o/{entry.pk}/", data, headers={"hx-request": "true"}), 200
        )

    return [save(step) for step in range(REPEATS + 1)]


def _step(assignment: Assignment, who: str | None, step: str, **data: str) -> Callable[[], None]:
    client = signed_in(f"{who}-{assignment.unit.code}" if who else "dieuphoi")
    address = f"/ky-bao-cao/{assignment.round.code}/don-vi/{assignment.unit.code}/buoc/{step}/"
    return lambda: _expect(client.post(address, data), 302)


def _expect(answer: Any, status: int) -> None:
    assert answer.status_code == status, (answer.status_code, answer.content[:500])


def measure_board(units: int) -> list[Measured]:
    """The board when two thirds of the reports are in, seen by the co-ordinator."""
    round_ = Round.objects.get(code=rules().code)
    _let_reports_come_in(round_)
    client = signed_in("dieuphoi")
    address, last = f"/ky-bao-cao/{round_.code}/", -(-units // PAGE)
    rows = round_.assignments.select_related("unit").order_by("unit__search")
    return [
        plain("  SELECT of 100 units", *rows[:PAGE].query.sql_with_params()),
        pages(client, "board, first page", address),
        pages(client, "board, last page", f"{address}?page={last}"),
        pages(client, "board, words and state", f"{address}?q=xa+hoa&status=received"),
        pages(client, "board, overdue", f"{address}?only=overdue"),
        plain("  SELECT of all units", *rows.query.sql_with_params()),
        pages(client, "export of the board", f"{address}bang-theo-doi.csv"),
        pages(client, "list of rounds", "/ky-bao-cao/"),
    ]


def _let_reports_come_in(round_: Round) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reporting_assignment SET status = 'received', appendix = 'yes', received_on = %s "
            "WHERE round_id = %s AND status = 'expected' AND unit_id %% 3 > 0",
            [AT.date(), round_.pk],
        )
        cursor.execute(
            "UPDATE reporting_tally SET answered = asked WHERE assignment_id IN "
            "(SELECT id FROM reporting_assignment WHERE status = 'received')"
        )
    assert Narrative.objects.filter(assignment__round=round_).exists()
