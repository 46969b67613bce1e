"""What is measured in a world: run as a process of its own for each size, it prints one JSON object."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from statistics import median
from typing import Any

import django
from django.conf import settings

REPEATS = 7


@dataclass(frozen=True)
class Measured:
    """A page or a step: queries, and seconds in the server (the median of several)."""

    name: str
    queries: int
    seconds: float


def prepare() -> None:
    """Set up Django without what is of no interest here: manifests of static files."""
    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def measure(name: str, works: Iterable[Callable[[], Any]]) -> Measured:
    """Run each work; the queries of the last one, the median of the seconds."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    *timed, counted = works
    seconds = []
    for work in timed:
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        counted()
        if not seconds:
            seconds.append(time.perf_counter() - start)
    return Measured(name, len(queries), median(seconds))


def pages(client: Any, name: str, address: str) -> Measured:
    """A page, asked for several times; the first does not count."""

    def get() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        assert answer.content

    get()
    return measure(name, [get] * REPEATS)


def run(units: int) -> list[Measured]:
    """Build the world, open the round, fill reports, and measure on the way."""
    from bench.rounds.scenes import measure_board, measure_opening, measure_reports  # noqa: PLC0415
    from bench.rounds.world import build_world, refresh_statistics  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    build_world(units)
    refresh_statistics()
    found = measure_opening()
    refresh_statistics()
    return [*found, *measure_reports(), *measure_board(units)]


def main(arguments: list[str]) -> int:
    """`python -m bench.rounds.measuring UNITS` in the environment of a temporary home."""
    prepare()
    found = run(int(arguments[0]))
    json.dump([asdict(measured) for measured in found], sys.stdout, default=Decimal)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
