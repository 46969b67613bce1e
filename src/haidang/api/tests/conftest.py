"""A round that is open, the court that reports in it, and its own system, which calls with a key."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.services import Answer, Change, RoundRules, open_round, save_entries
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.keys.services import create_api_key

ROUND = "HP-PCI-2024-Y"
REPORT = f"/api/v1/rounds/{ROUND}/units/TAND"


@pytest.fixture
def round_(system, at):
    rules = RoundRules(
        ROUND, parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"), CutoffScheme.CALENDAR, 5
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at)


@pytest.fixture
def assignment(round_):
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


class System:
    """A unit's own software: every call carries its key."""

    def __init__(self, text, report=REPORT):
        self.client, self.text, self.report = Client(), text, report

    def send(self, method, path, sent=None, key=None, **more):
        headers = {"Authorization": f"Bearer {self.text}"} | ({"Idempotency-Key": key} if key else {})
        url = path if path.startswith("/api") else f"{self.report}/{path}"
        arguments = {} if sent is None else {"data": sent, "content_type": "application/json"}
        return getattr(self.client, method)(url, headers=headers, **(arguments | more))

    def upload(self, path, file, key=None, **fields):
        headers = {"Authorization": f"Bearer {self.text}"} | ({"Idempotency-Key": key} if key else {})
        url = path if path.startswith("/api") else f"{self.report}/{path}"
        return self.client.post(url, {"file": file, **fields}, headers=headers)

    def form(self):
        return self.send("get", "form").json()


def key_of(unit_code, by, name="Phần mềm"):
    now = timezone.now()
    expires = timezone.localdate(now) + timedelta(days=9)
    return create_api_key(unit_code=unit_code, name=name, expires_on=expires, by=by, at=now)[1]


@pytest.fixture
def court(assignment, system):
    """The system of the court."""
    return System(key_of("TAND", system))


@pytest.fixture
def stranger(assignment, system):
    """The system of another unit, calling for the report of the court."""
    return System(key_of("STP", system))


@pytest.fixture
def filled(assignment, actor_for, at):
    """The report of the court with an answer in every cell, and what looks wrong explained over the API."""
    changes = [Change(e, Answer("value", Decimal(1)), e.version) for e in assignment.entries.all()]
    save_entries(assignment=assignment, changes=changes, origin="test", by=actor_for("canbo"), at=at)
    return assignment


@pytest.fixture
def handed_over(court, filled):
    for suspicion in court.form()["suspicions"]:
        sent = {"fingerprint": suspicion["fingerprint"], "text": "Số liệu để thử nghiệm."}
        assert court.send("post", "explanations", sent).status_code == 200
    assert court.send("post", "hand-over", {"incomplete": True}).status_code == 200
    return filled


@pytest.fixture
def approved(handed_over, signed_in):
    assert signed_in("thutruong").post(f"{REPORT}/approve").status_code == 201
    return handed_over
