# ruff: noqa: E402  Django is set up before its models are imported
"""Brings rounds to where a journey begins, through the same services as the pages.

    python send_reports.py draft ROUND        the court has written its figures, and its report is being written
    python send_reports.py send ROUND COUNT   so many units have sent their report, and the others are urged by a letter

A round that is not open yet is opened. Units come in alphabetical order, the court excepted, whose people the journeys
are. Every third report that has figures comes without one of them, so that its appendix is incomplete.
"""

import os
import sys
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.config.settings")

import django

django.setup()

from django.utils import timezone

from haidang.apps.observations.models import IndicatorKind
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.letters import usual_words
from haidang.apps.reporting.models import Round
from haidang.apps.reporting.selectors import list_owing
from haidang.apps.reporting.services import (
    Answer,
    Change,
    RoundRules,
    approve_report,
    draft_urging_letter,
    explain_suspicion,
    hand_over,
    open_round,
    save_entries,
    save_narrative,
    take_back,
)
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.domain.vietnamese import sort_key
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor

ANSWERS = ("90", "60", "66.67", "22", "20", "1")
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


def opened(code):
    known = Round.objects.filter(code=code).first()
    if known is not None:
        return known
    rules = RoundRules(
        code, parse_period(code.removeprefix("HP-PCI-")), Plan.objects.get(), Unit.objects.get(code="STC-2025"),
        CutoffScheme.ND09, 5,
    )  # fmt: skip
    return open_round(rules=rules, by=OFFICER, at=timezone.now())


def draft(code):
    at = timezone.now()
    court = opened(code).assignments.select_related("unit", "round").get(unit__code="TAND")
    if court.status == "handed_over":
        take_back(assignment=court, by=OFFICER, at=at)
    entries = court.entries.select_related("indicator").order_by("position")
    changes = [
        Change(entry, Answer("value", Decimal(text)), entry.version)
        for entry, text in zip(entries, ANSWERS, strict=True)
    ]
    save_entries(assignment=court, changes=changes, origin="thử nghiệm", by=OFFICER, at=at)
    for narrative in court.narratives.filter(text=""):
        narrative.assignment = court
        save_narrative(
            narrative=narrative, text="Đã thực hiện.", seen_version=narrative.version, by=OFFICER, at=at
        )


def send_many(code, count):
    at = timezone.now()
    round_ = opened(code)
    owed = round_.assignments.outstanding().exclude(unit__code="TAND").select_related("unit", "round")
    chosen = sorted(owed, key=lambda a: sort_key(a.unit.name_vi))[
        : count - round_.assignments.received().count()
    ]
    for number, assignment in enumerate(chosen):
        send(assignment, at, leave_out=number % 3 == 2)
    owing = list_owing(round_, timezone.localdate(at))
    if not round_.letters.exists():
        words = usual_words(round_, owing, timezone.localdate(at))
        codes = [assignment.unit.code for assignment in owing]
        draft_urging_letter(round_=round_, unit_codes=codes, words=words, by=OFFICER, at=at)


match sys.argv[1:]:
    case ["draft", code]:
        draft(code)
    case ["send", code, count]:
        send_many(code, int(count))
