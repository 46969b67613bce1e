"""Every service that acts for somebody asks whether he or she may, before it writes anything."""

import inspect
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied

from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.simulating import find_base
from haidang.apps.enterprises.models import Enterprise
from haidang.apps.observations.models import Figure, Finding
from haidang.apps.observations.services import Correction
from haidang.apps.organisations.models import Person, Position, Unit
from haidang.apps.programme.models import Plan, Task
from haidang.apps.programme.services import Correction as Correcting
from haidang.apps.programme.services import NewObligation, Progress, PublicationCheck
from haidang.apps.reporting.letters import usual_words
from haidang.apps.reporting.models import (
    Assignment,
    Block,
    BlockComment,
    BlockVersion,
    Entry,
    Evidence,
    Narrative,
    Proposal,
    Report,
    ReportLink,
    ReturnedFile,
    Round,
    Section,
    Submission,
)
from haidang.apps.reporting.services import (
    Answer,
    Frame,
    NewDecision,
    NewTask,
    NumeralPlace,
    RoundRules,
    RuleText,
)
from haidang.apps.reporting.workbooks import Difference
from haidang.domain.report_package import Party, ReportHead, ReportPackage
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import ApiKey, RoleGrant, User
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.files.models import StoredFile
from haidang.foundation.importing.importer import Context
from haidang.foundation.notifications.models import Message
from haidang.foundation.permissions import Permission, Role
from tests.contracts.conduct_arguments import CONDUCT
from tests.contracts.plan_arguments import PLANS

pytestmark = pytest.mark.django_db

ROOMS = [
    "haidang.foundation.accounts.services",
    "haidang.foundation.accounts.keys.services",
    "haidang.foundation.audit.services",
    "haidang.foundation.files.services",
    "haidang.foundation.importing.services",
    "haidang.foundation.notifications.services",
    "haidang.foundation.idempotency.services",
    "haidang.apps.organisations.services",
    "haidang.apps.observations.services",
    "haidang.apps.enterprises.services",
    "haidang.apps.inspections.services",
    "haidang.apps.programme.services",
    "haidang.apps.competitiveness.services",
    "haidang.apps.reporting.services",
]
# what only follows from a deed that was already permitted asks nobody again
FOLLOWS = {
    "record",
    "record_each",
    "store_file",
    "check_period",
    "carry_explanations",
    "check_touched",
    "close_grant",
    "queue_message",
    "queue_messages",
    "resolve_year",
}

DAY = date(2026, 6, 30)
AT = datetime(2026, 6, 30, tzinfo=UTC)


def unit(code="STP"):
    return Unit.objects.get(code=code)


def assignment():
    return Assignment.objects.select_related("unit", "round").get(unit__code="STP")


def package():
    head = ReportHead("R-1", "2024-Y", "R-1/STP", 1, datetime(2025, 1, 2, tzinfo=UTC))
    return ReportPackage("m", head.approved_at, Party("STP"), Party("SKHDT"), head)


def evidence():
    return Evidence(assignment=assignment())


def block():
    return Block.objects.filter(kind="paragraph").first()


def section():
    return Section.objects.first()


def rules():
    return RoundRules("R-1", parse_period("2024-Y"), None, unit(), CutoffScheme.CALENDAR, 5)


def task():
    return Task.objects.get(code="T5.5b")


ARGUMENTS = {
    **CONDUCT,
    **PLANS,
    "open_round": lambda: {"rules": rules()},
    "close_round": lambda: {"round_": Round.objects.first()},
    "begin_report": lambda: {"assignment": assignment()},
    "save_entry": lambda: {"entry": Entry(assignment=assignment()), "answer": Answer(""), "seen_version": 0},
    "save_entries": lambda: {"assignment": assignment(), "changes": [], "origin": "x"},
    "take_answers": lambda: {"assignment": assignment(), "answers": [], "origin": "x"},
    "take_narratives": lambda: {"assignment": assignment(), "narratives": []},
    "take_package": lambda: {"assignment": assignment(), "package": package()},
    "save_narrative": lambda: {"narrative": Narrative(assignment=assignment()), "text": "x", "seen_version": 0},
    "add_evidence": lambda: {"assignment": assignment(), "task": None, "content": b"a,b\n", "name": "x.csv"},
    "remove_evidence": lambda: {"evidence": evidence()},
    "explain_suspicion": lambda: {"assignment": assignment(), "fingerprint": "0" * 64, "text": "a sentence of it"},
    "take_workbook": lambda: {
        "assignment": assignment(), "difference": Difference(), "chosen": (), "file": StoredFile.objects.first(),
    },
    "change_reminder": lambda: {
        "round_": Round.objects.first(), "rule": None, "text": RuleText(0, "both", "x", "y", True),
    },
    "remind_units": lambda: {"round_": Round.objects.first(), "unit_codes": [], "subject": "x", "body": "y"},
    "draft_report": lambda: {"round_": Round.objects.first()},
    "draft_urging_letter": lambda: {
        "round_": Round.objects.first(), "unit_codes": [],
        "words": usual_words(Round.objects.first(), [], DAY),
    },
    "hand_over": lambda: {"assignment": assignment(), "incomplete": True},
    "take_back": lambda: {"assignment": assignment()},
    "send_back": lambda: {"assignment": assignment(), "reason": "because of it"},
    "approve_report": lambda: {"assignment": assignment()},
    "accept_report": lambda: {"assignment": assignment()},
    "return_report": lambda: {"assignment": assignment(), "reason": "because", "entries": {}, "narratives": {}},
    "extend_deadline": lambda: {"assignment": assignment(), "due_on": DAY, "reason": "because of it"},
    "excuse_unit": lambda: {"assignment": assignment(), "reason": "because of it"},
    "ask_again": lambda: {"assignment": assignment(), "reason": "because of it"},
    "add_remark": lambda: {"assignment": assignment(), "text": "a remark"},
    "record_table": lambda: {"label": "x", "source": "urn:x", "sha256": "0" * 64},
    "finalise_figures": lambda: {"figure_ids": [], "label": "x", "permission": Permission.JUDGE_SUBMISSIONS},
    "create_account": lambda: {"username": "an", "full_name": "An", "password": "mot-cau-dai-kho-doan"},
    "grant_role": lambda: {"user": User.objects.first(), "role": Role.AUDITOR, "valid_from": DAY},
    "end_grant": lambda: {"grant": RoleGrant.objects.first(), "last_day": DAY},
    "create_api_key": lambda: {"unit_code": "TAND", "name": "x", "expires_on": DAY},
    "revoke_api_key": lambda: {"key": ApiKey(unit_code="TAND")},
    "resend_message": lambda: {"message": Message(recipient=User.objects.first())},
    "mark_read": lambda: {"message": Message(recipient=User.objects.first())},
    "mark_all_read": dict,
    "run_import": lambda: {"kind": "units", "content": b"code,name_vi,kind\nA,B,commune\n", "name": "u.csv"},
    "preview_import": lambda: {"kind": "units", "content": b"code,name_vi,kind\nA,B,commune\n", "name": "u.csv"},
    "take_rows": lambda: {
        "rows": [], "is_complete": False, "context": Context(Actor.anonymous(), AT, "x", "urn:x", "0" * 64),
    },
    "reveal_personal_number": lambda: {
        "enterprise": Enterprise.objects.exclude(personal_number=None).first(), "reason": "a sentence of why",
    },
    "merge_units": lambda: {
        "predecessors": [unit()], "successor": unit("SCT"), "effective_on": DAY, "basis": "x",
    },
    "end_unit": lambda: {"unit": unit(), "last_day": DAY, "basis": "x"},
    "appoint_person": lambda: {
        "person": Person.objects.first(), "unit": unit(), "title": "x", "role": Role.AUDITOR, "valid_from": DAY,
    },
    "employ_person": lambda: {
        "username": "an", "full_name": "An", "password": "mot-cau-dai-kho-doan", "email": "", "unit": unit(),
        "title": "x", "role": Role.AUDITOR, "valid_from": DAY,
    },
    "end_position": lambda: {"position": Position.objects.first(), "last_day": DAY},
    "record_observations": lambda: {"entries": [], "label": "x"},
    "revise_figure": lambda: {
        "figure": Figure.objects.first(), "correction": Correction("value", Decimal(1), "exact", "because", 1),
    },
    "collect_measures": lambda: {"period": parse_period("2024-9M")},
    "explain_finding": lambda: {"finding": Finding.objects.first(), "explanation": "a sentence of explanation"},
    "explain_text_finding": lambda: {
        "report": Report.objects.first(), "fingerprint": "0" * 64, "explanation": "a sentence of explanation",
    },
    "create_obligation": lambda: {
        "new": NewObligation(
            plan=Plan.objects.get(), title="x", obligation="commitment", leads=[unit()], due_date=DAY
        ),
    },
    "report_progress": lambda: {"task": task(), "progress": Progress("done so far", "in_progress")},
    "correct_obligation": lambda: {"task": task(), "correction": Correcting("x", DAY, [unit()], [], "because", 0)},
    "reopen_task": lambda: {"task": task(), "reason": "because", "seen_version": 0},
    "check_publication": lambda: {"task": task(), "check": PublicationCheck("https://example.org", True, DAY)},
    "release_commitment": lambda: {"task": task(), "released": True},
    "save_scenario": lambda: {"base": find_base("Hải Phòng", 2022), "assumed": {}, "name": "x", "note": ""},
    "rename_scenario": lambda: {"scenario": Scenario(by_id="user:a"), "name": "x", "note": ""},
    "delete_scenario": lambda: {"scenario": Scenario(by_id="user:a")},
    "load_report": lambda: {"content": b"code: X\n"},
    "refresh_generated_blocks": lambda: {"report": Report.objects.first()},
    "issue_docx": lambda: {"report": Report.objects.first()},
    "bring_returned": lambda: {"report": Report.objects.first(), "content": b"x", "name": "x.docx"},
    "take_over_block": lambda: {"returned": ReturnedFile(), "number": 0},
    "pass_over_block": lambda: {"returned": ReturnedFile(), "number": 0, "reason": "because"},
    "open_block": lambda: {"block": block()},
    "renew_block": lambda: {"block": block(), "text": "x"},
    "leave_block": lambda: {"block": block()},
    "save_block": lambda: {"block": block(), "text": "x", "seen_version": 1},
    "add_block": lambda: {"section": section(), "after": None, "kind": "item"},
    "add_footnote": lambda: {"report": Report.objects.first(), "text": "x"},
    "take_narrative": lambda: {
        "section": section(), "after": None, "submission": Submission(assignment=assignment()), "text": "x",
    },
    "move_block": lambda: {"block": block(), "section": section(), "after": None},
    "remove_block": lambda: {"block": block()},
    "bring_back": lambda: {"version": BlockVersion(text="x"), "section": section()},
    "add_section": lambda: {"report": Report.objects.first(), "parent": None, "title": "x"},
    "rename_section": lambda: {"section": section(), "title": "x"},
    "move_section": lambda: {"section": section(), "up": True},
    "remove_section": lambda: {"section": section()},
    "change_frame": lambda: {"report": Report.objects.first(), "frame": Frame("x", "", "y", "", "")},
    "mark_numeral": lambda: {"place": NumeralPlace(block(), 0, "5", 1), "kind": "year"},
    "bind_numeral": lambda: {"place": NumeralPlace(block(), 0, "5", 1), "figure": Figure.objects.first()},
    "add_comment": lambda: {"block": block(), "text": "x"},
    "settle_comment": lambda: {"comment": BlockComment(report=Report.objects.first(), block_key="x")},
    "ask_opinion": lambda: {"report": Report.objects.first(), "note": ""},
    "give_opinion": lambda: {
        "report": Report.objects.first(), "is_approved": True, "seen_sha256": "", "note": "",
    },
    "begin_correction": lambda: {"report": Report.objects.first(), "note": "x"},
    "restore_version": lambda: {"block": block(), "version": BlockVersion(text="x"), "seen_version": 1},
    "create_link": lambda: {"report": Report.objects.first(), "purpose": "for a test", "expires_on": DAY},
    "revoke_link": lambda: {"link": ReportLink(report=Report.objects.first())},
    "register_proposal": lambda: {"report": Report.objects.first(), "block_key": "I"},
    "decide_proposal": lambda: {
        "proposal": Proposal(report=Report.objects.first()),
        "decision": NewDecision("accepted", "UBND", "1/TB", DAY),
    },
    "give_task": lambda: {
        "proposal": Proposal(report=Report.objects.first()),
        "new": NewTask(Plan.objects.first(), "x", [unit()], DAY),
    },
    "freeze_report": lambda: {"report": Report.objects.first()},
}  # fmt: skip


def services():
    for room in ROOMS:
        module = import_module(room)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_ours = function.__module__.startswith(room)
            if is_ours and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                yield name, function


SERVICES = dict(services())


def test_every_service_that_acts_for_somebody_stands_here():
    assert set(SERVICES) == set(ARGUMENTS) | FOLLOWS


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
@pytest.mark.parametrize("by", [Actor("user:a", "A"), Actor.anonymous()], ids=["without a role", "nobody"])
def test_without_the_permission_nothing_happens(name, by, at):
    arguments = ARGUMENTS[name]()
    events = AuditEvent.objects.count()
    with pytest.raises(PermissionDenied):
        SERVICES[name](**arguments, by=by, at=at)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    ("username", "allowed"), [("dieuphoi", True), ("lanhdao", False), ("kiemtra", False)]
)
def test_who_only_reads_a_draft_does_not_write_in_it(username, allowed, actor_for, at):
    refresh = SERVICES["refresh_generated_blocks"]
    if allowed:
        assert refresh(report=Report.objects.get(), by=actor_for(username), at=at) == 0
        return
    with pytest.raises(PermissionDenied):
        refresh(report=Report.objects.get(), by=actor_for(username), at=at)
