"""Whoever pulls the plug while a report is written or decided finds all of a step afterwards, or nothing of it."""

import json
from pathlib import Path

import pytest

from tests.contracts.conftest import copy_of

SCRIPT = Path(__file__).with_name("killing.py")
STEPS = ["evidence", "workbook", "taking", "approval", "acceptance"]


@pytest.fixture(scope="module")
def home(prepared, tmp_path_factory):
    with copy_of(prepared, tmp_path_factory.mktemp("killed") / "home") as copy:
        yield copy


@pytest.fixture(scope="module")
def told(home):
    """What the script saw that takes one report through its steps, killed five times in each."""
    done = home.run("django", "shell", "--no-imports", "-c", SCRIPT.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_five_moments_a_step_leaves_nothing_or_everything(told, step):
    assert told[step]["killed"] == [True] * 5
    assert told[step]["unchanged"] == [True] * 4
    assert told[step]["done"]


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_it_was_done_it_can_be_repeated_and_is_not_done_twice(told, step):
    assert told[step]["repeated"]
    assert told[step]["same_after_repeating"]


@pytest.mark.parametrize("step", ["evidence", "workbook"])
def test_a_file_is_whole_or_not_there(told, step):
    assert told[step]["left_by_the_file"] == 0


def test_a_workbook_is_taken_with_all_its_answers(told):
    assert told["taking"]["chosen"] > 1
    assert told["before"]["answered"] == told["taking"]["chosen"]


def test_an_approved_report_has_all_that_belongs_to_it(told):
    before, after = told["before"], told["approved"]
    assert (before["status"], after["status"]) == ("handed_over", "received")
    assert (before["submissions"], before["observations"], before["events"]) == (0, 0, 0)
    assert (after["submissions"], after["events"]) == (1, 1)
    assert after["observations"] == after["answered"] > 0
    assert after["decisions"].count("approved") == 1
    assert after["evidence"] == 1


def test_an_accepted_report_is_final_to_the_last_figure(told):
    after = told["accepted"]
    assert after["status"] == "accepted"
    assert after["final"] == after["observations"] == after["answered"]
    assert after["decisions"].count("accepted") == 1


def test_the_audit_trail_is_whole(told, home):
    assert told["accepted"]
    assert home.run("audit", "verify").returncode == 0
