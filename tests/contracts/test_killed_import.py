"""An import that is killed in the middle leaves nothing half done, and can simply be repeated."""

import csv
import json
import os
import signal
import time

import pytest

ROWS = 20_000
UNITS, INDICATORS, FIRST_YEAR = 50, 8, 1950
TABLES = [
    "observations_figure", "observations_observation", "observations_finding", "audit_auditevent",
    "importing_importrun", "files_storedfile", "events_outboxevent",
]  # fmt: skip


@pytest.fixture
def table(home, tmp_path):
    """Twenty thousand observations of the years from 1950 on."""
    units = [code for (code,) in home.query("SELECT code FROM organisations_unit ORDER BY code")][:UNITS]
    indicators = [code for (code,) in home.query("SELECT code FROM observations_indicator ORDER BY code")]
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "unit", "period", "value"])
        for number in range(ROWS):
            rest, unit = divmod(number, UNITS)
            year, indicator = divmod(rest, INDICATORS)
            writer.writerow([indicators[indicator], units[unit], f"{FIRST_YEAR + year}-Y", number])
    return path


def test_killed_in_the_middle_and_repeated(home, table, stop, until):
    before = {name: home.count(name) for name in TABLES}
    process = home.start("import", "observations", table)
    stop(process)
    until(lambda: process.poll() is not None or home.is_being_written(), 60, every=0.01)
    time.sleep(0.3)
    assert process.poll() is None, "the import ended before it could be killed"
    assert home.is_being_written()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert {name: home.count(name) for name in TABLES} == before
    assert home.run("audit", "verify").returncode == 0

    again = home.run("import", "observations", table, "--format", "json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["created"] == ROWS
    assert home.count("observations_observation") == before["observations_observation"] + ROWS
    assert home.count("importing_importrun") == before["importing_importrun"] + 1
