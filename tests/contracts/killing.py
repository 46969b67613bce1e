"""Runs inside a home, in `haidang django shell`: takes a report through its steps, killed again and again on the way.

Each request is made in a child that kills itself with SIGKILL: at a write, just before the commit, just after it, or
while a file is written. After each death the parent looks whether anything at all changed. Prints one JSON object.
"""

import hashlib
import json
import os
import re
import signal
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from haidang.apps.observations.models import Observation
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Assignment, Decision, Evidence, Submission
from haidang.apps.reporting.services import RoundRules, explain_suspicion, hand_over, open_round
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor, actor_of
from haidang.foundation.accounts.models import User
from haidang.foundation.audit.models import AuditEvent

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
ROUND, UNIT = "HP-PCI-2024-Y", "TAND"
BASE = f"/ky-bao-cao/{ROUND}/don-vi/{UNIT}/"
BEFORE_COMMIT, AFTER_COMMIT, IN_FILE = "before the commit", "after the commit", "in the file"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(moment, work):
    """Run `work` in a child that dies at a moment (a number: at that write); how many writes there were until then."""
    connections.close_all()
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        _arm(moment, writing)
        work()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        writes = len(pipe.read())
    _pid, status = os.waitpid(child, 0)
    return writes, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _arm(moment, writing):
    commit, done = connection._commit, [0]

    def watched(execute, sql, params, many, context):
        if (
            sql.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE", "COPY")
            and "django_session" not in sql
        ):
            done[0] += 1
            os.write(writing, b".")
            if done[0] == moment:
                die()
        return execute(sql, params, many, context)

    def committing():
        if done[0] and moment == BEFORE_COMMIT:
            die()
        commit()
        if done[0] and moment == AFTER_COMMIT:
            die()

    connection.execute_wrappers.append(watched)
    connection._commit = committing
    if moment == IN_FILE:
        os.fsync = lambda _handle: die()


def world():
    """A hash over every row of every table, but for sessions; and which files are whole."""
    seen = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model is not Session:
            seen.update(repr([model._meta.label, *model.objects.order_by("pk").values_list()]).encode())
    return seen.hexdigest()


def files():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if len(path.name) == 64)


def go_through(work, *, writes_file=False):
    """Kill a step five times, the last time when it was done; then repeat it to its end.

    A file goes first: once its bytes are in place they are not written again.
    """
    start, stored = world(), files()
    told = {"killed": [], "unchanged": []}
    if writes_file:
        told["killed"].append(killed_at(IN_FILE, work)[1])
        told["unchanged"].append(world() == start)
        told["left_by_the_file"] = len(files()) - len(stored)
    writes, died = killed_at(BEFORE_COMMIT, work)
    told["killed"].append(died)
    told["unchanged"].append(world() == start)
    for moment in (1, writes // 2 + 1) if writes_file else (1, writes // 3 + 1, 2 * writes // 3 + 1):
        told["killed"].append(killed_at(moment, work)[1])
        told["unchanged"].append(world() == start)
    told["killed"].append(killed_at(AFTER_COMMIT, work)[1])
    done = world()
    told["done"] = done != start
    told["repeated"] = not killed_at(None, work)[1]
    told["same_after_repeating"] = world() == done
    return told


def signed_in(name):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
    return client


def assignment():
    return Assignment.objects.select_related("round", "unit").get(round__code=ROUND, unit__code=UNIT)


def prepare(at):
    rules = RoundRules(
        ROUND,
        parse_period("2024-Y"),
        Plan.objects.first(),
        Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR,
        5,
    )
    open_round(rules=rules, by=Actor.system("test"), at=at)


def filled_workbook(client):
    """The unit's own workbook with a number in each cell for an answer."""
    book = load_workbook(BytesIO(client.get(f"{BASE}bieu-mau.xlsx").content))
    for (cell,) in book["Số liệu"]["H7:H200"]:
        if not cell.protection.locked and cell.value is None:
            cell.value = 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def explain_all(by, at):
    for suspicion in list_suspicions(assignment()):
        explain_suspicion(
            assignment=assignment(),
            fingerprint=suspicion.fingerprint,
            text="Số liệu để thử nghiệm.",
            by=by,
            at=at,
        )


def facts():
    """What an approved report consists of."""
    mine = assignment()
    return {
        "status": mine.status,
        "submissions": Submission.objects.filter(assignment=mine).count(),
        "answered": mine.entries.exclude(status="").count(),
        "observations": Observation.objects.filter(
            source_urn__startswith="urn:haidang:submission:", stage="provisional"
        ).count(),
        "final": Observation.objects.filter(
            source_urn__startswith="urn:haidang:submission:", stage="final"
        ).count(),
        "decisions": list(Decision.objects.filter(assignment=mine).values_list("kind", flat=True)),
        "events": AuditEvent.objects.filter(action="reporting.report-approved").count(),
        "evidence": Evidence.objects.filter(assignment=mine).count(),
    }


def main():
    at = timezone.now()
    prepare(at)
    officer, head, centre = (signed_in(name) for name in ("canbo", "thutruong", "dieuphoi"))
    by = actor_of(User.objects.get(username="canbo"), timezone.localdate())
    told = {}
    proof = b"%PDF-1.4\n" + b"x" * 200_000 + b"\n%%EOF"
    told["evidence"] = go_through(
        lambda: officer.post(f"{BASE}minh-chung/", {"file": SimpleUploadedFile("anh.pdf", proof)}),
        writes_file=True,
    )
    content = filled_workbook(officer)
    told["workbook"] = go_through(
        lambda: officer.post(f"{BASE}nop-bieu-mau/", {"file": SimpleUploadedFile("bieu.xlsx", content)}),
        writes_file=True,
    )
    page = officer.post(
        f"{BASE}nop-bieu-mau/", {"file": SimpleUploadedFile("bieu.xlsx", content)}
    ).content.decode()
    data = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "take": re.findall(r'name="take" value="(\w+)"', page),
    }
    data |= dict(re.findall(r'name="(seen-\w+)" value="(\d+)"', page))
    told["taking"] = go_through(lambda: officer.post(f"{BASE}nhan-bieu-mau/", data)) | {
        "chosen": len(data["take"])
    }
    explain_all(by, at)
    hand_over(assignment=assignment(), incomplete=True, by=by, at=at)
    told["before"] = facts()
    told["approval"] = go_through(lambda: head.post(f"{BASE}buoc/duyet/"))
    told["approved"] = facts()
    told["acceptance"] = go_through(lambda: centre.post(f"{BASE}buoc/tiep-nhan/"))
    told["accepted"] = facts()
    print(json.dumps(told))


main()
