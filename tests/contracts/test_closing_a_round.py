"""Closing a round while a unit writes, in real transactions: either comes first, and nothing comes in afterwards."""

import pytest

SCRIPT = """
import threading, time
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone
from haidang.apps.organisations.models import Unit
from haidang.apps.reporting.services import RoundRules, begin_report, close_round, open_round
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor

by, at = Actor.system("test"), timezone.now()
rules = RoundRules(
    "CLOSING", parse_period("2024-Y"), None, Unit.objects.get(code="SKHDT"), CutoffScheme.CALENDAR, 5
)
round_ = open_round(rules=rules, by=by, at=at)
report = round_.assignments.get(unit__code="TAND")
STEPS = {{
    "write": lambda: begin_report(assignment=report, by=by, at=at),
    "close": lambda: close_round(round_=round_, by=by, at=at),
}}
begun = threading.Event()

def first(name):
    with transaction.atomic():
        STEPS[name]()
        begun.set()
        time.sleep(1)
        print(name, flush=True)
    connections.close_all()

def second(name):
    begun.wait()
    try:
        STEPS[name]()
        print(name, flush=True)
    except ValidationError as refusal:
        print(name, refusal.code, flush=True)
    connections.close_all()

threads = [threading.Thread(target=first, args=("{first}",)), threading.Thread(target=second, args=("{second}",))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("write", "close", ["write", "close"]), ("close", "write", ["close", "write round_closed"])],
)
def test_the_second_waits_for_the_first(first, second, told, home):
    done = home.run("django", "shell", "--no-imports", "-c", SCRIPT.format(first=first, second=second))
    assert done.stdout.splitlines() == told, done.stderr
