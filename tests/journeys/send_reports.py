# ruff: noqa: E402  Django is set up before its models are imported
"""Fills a round through the same services as the pages: `python send_reports.py ROUND COUNT` sends COUNT reports.

Of the units in alphabetical order, the court excepted, whose people the journeys are. Every third report that has
figures comes without one of them, so that its appendix is incomplete.
"""

import os
import sys
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.config.settings")

import django

django.setup()

from django.utils import timezone

from haidang.apps.observations.models import IndicatorKind
from haidang.apps.reporting.models import Round
from haidang.apps.reporting.services import (
    Answer,
    Change,
    approve_report,
    explain_suspicion,
    hand_over,
    save_entries,
    save_narrative,
)
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor

OFFICER, HEAD = Actor.system("officer"), Actor.system("head")


def value_of(entry):
    return Decimal(90) if entry.indicator.kind == IndicatorKind.PERCENT else Decimal(1_000_000)


def send(assignment, at, leave_out):
    entries = list(assignment.entries.select_related("indicator"))
    if leave_out:
        entries = entries[1:]
    changes = [Change(entry, Answer("value", value_of(entry)), entry.version) for entry in entries]
    save_entries(assignment=assignment, changes=changes, origin="thử nghiệm", by=OFFICER, at=at)
    narrative = assignment.narratives.first()
    if narrative is not None:
        save_narrative(narrative=narrative, text="Đã thực hiện.", seen_version=0, by=OFFICER, at=at)
    for found in list_suspicions(assignment):
        explain_suspicion(
            assignment=assignment,
            fingerprint=found.fingerprint,
            text="Số liệu để thử nghiệm.",
            by=OFFICER,
            at=at,
        )
    hand_over(assignment=assignment, incomplete=True, by=OFFICER, at=at)
    approve_report(assignment=assignment, by=HEAD, at=at)


def main(code, count):
    at = timezone.now()
    owed = Round.objects.get(code=code).assignments.outstanding().exclude(unit__code="TAND")
    chosen = sorted(owed.select_related("unit", "round"), key=lambda a: sort_key(a.unit.name_vi))[:count]
    for number, assignment in enumerate(chosen):
        send(assignment, at, leave_out=number % 3 == 2)


main(sys.argv[1], int(sys.argv[2]))
