"""Every route declares who may enter, and refuses everybody else: one table, roles across, routes down."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from haidang.api.access import Requires
from haidang.api.v1 import api
from haidang.apps.competitiveness.models import ProvinceScore
from haidang.apps.competitiveness.services import save_scenario
from haidang.apps.competitiveness.simulating import find_base
from haidang.apps.enterprises.models import Enterprise
from haidang.apps.observations.models import Figure, Finding
from haidang.apps.organisations.models import Position, Unit
from haidang.apps.programme.models import Plan
from haidang.apps.programme.services import (
    NewObligation,
    Progress,
    Upload,
    create_obligation,
    report_progress,
)
from haidang.apps.reporting.letters import usual_words
from haidang.apps.reporting.models import Block, ReminderRule, Report, Section, Submission
from haidang.apps.reporting.services import (
    RoundRules,
    bring_returned,
    draft_urging_letter,
    issue_docx,
    open_round,
)
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor, actor_of
from haidang.foundation.accounts.keys.services import create_api_key
from haidang.foundation.accounts.models import User
from haidang.foundation.files.models import StoredFile
from haidang.foundation.permissions import PERMISSIONS, Permission

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ROLES = ("", "dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri")
REPORT = "HP-PCI-2024-9M-REPORT"
OPEN_ROUND = "HP-PCI-2026-Y"

# what each role gets: o = 200, s = sent to sign in, x = refused (403), n = does not exist for them (404),
# m = wrong method for a look (405)
# steps of rounds and reports that only a form takes
STEPS = (
    "draft-report", "close", "autosave-entry", "autosave-narrative", "take-values", "enclose", "take-out",
    "explain", "workbook-take", "step", "return", "remark", "block-write", "block-save", "block-draft",
    "block-leave", "block-move", "block-remove", "block-comment", "comment-settle", "block-add", "footnote-add",
    "section-add", "section-change", "block-bring-back", "refresh", "account-for", "lay-before", "decide",
    "returned-decide",
)  # fmt: skip
TABLE = {
    **{f"reporting:{step}": "m m m m m m m" for step in STEPS},
    #                                    nobody coord leader head officer auditor admin
    "portal:home":                       "o o o o o o o",
    "portal:health":                     "o o o o o o o",
    "portal:figure-check":               "o o o o o o o",
    "portal:commitments":                "o o o o o o o",
    "accounts:sign-in":                  "o r r r r r r",
    "accounts:sign-out":                 "m m m m m m m",
    "accounts:password":                 "s o o o o o o",
    "accounts:set-language":             "r r r r r r r",
    "desk:home":                         "s o o o o o o",
    "desk:search":                       "s o o o o o o",
    "programme:list":                    "s o o o o o o",
    "programme:units":                   "s o o o o o o",
    "programme:task":                    "s o o o o o o",
    "programme:export":                  "s o o o o o o",
    "programme:timeline":                "s o o o o o o",
    "programme:gaps":                    "s o o o o o o",
    "programme:create":                  "s o x o x x x",
    "programme:report":                  "s o x o o x x",
    "programme:check":                   "s o x o o x x",
    "programme:correct":                 "s o x x x x x",
    "programme:reopen":                  "s o x x x x x",
    "programme:release":                 "m m m m m m m",
    "programme:evidence":                "s o o o o o x",
    "observations:list":                 "s o o o o o x",
    "observations:figure":               "s o o o o o x",
    "observations:revise":               "s o x x x x x",
    "observations:findings":             "s o o o o o x",
    "observations:finding":              "s o o o o o x",
    "observations:relations":            "s o o x x o x",
    "enterprises:list":                  "s o o o o o x",
    "enterprises:export":                "s o o o o o x",
    "enterprises:enterprise":            "s o o o o o x",
    "enterprises:reveal":                "s o x x x o x",
    "enterprises:update":                "s o x x x x x",
    "enterprises:take":                  "m m m m m m m",
    "organisations:list":                "s o o o o o o",
    "organisations:unit":                "s o o o o o o",
    "organisations:merge":               "s o x x x x o",
    "organisations:end":                 "s o x x x x o",
    "organisations:people":              "s x x x x x o",
    "organisations:employ":              "s x x x x x o",
    "organisations:appoint":             "s x x x x x o",
    "organisations:end-position":        "s x x x x x o",
    "documents:list":                    "s o o o o o o",
    "competitiveness:profile":           "s o o o o o o",
    "competitiveness:change":            "s o o o o o o",
    "competitiveness:export-profile":    "s o o o o o o",
    "competitiveness:export-change":     "s o o o o o o",
    "competitiveness:export-comparison": "s o o o o o o",
    "competitiveness:comparison":        "s o o o o o o",
    "competitiveness:subindex":          "s o o o o o o",
    "competitiveness:simulation":        "s o o o o o o",
    "competitiveness:way":               "s o o o o o o",
    "competitiveness:save-scenario":     "s o o x x x x",
    "competitiveness:scenarios":         "s o o x x o x",
    "competitiveness:scenario":          "s o o x x o x",
    "competitiveness:export-scenario":   "s o o x x o x",
    "competitiveness:compare-scenarios": "s o o x x o x",
    "competitiveness:export-scenarios":  "s o o x x o x",
    "competitiveness:rename-scenario":   "s o x x x x x",
    "competitiveness:delete-scenario":   "s o x x x x x",
    "reporting:rounds":                  "s o o o o o x",
    "reporting:round":                   "s o o o o o x",
    "reporting:open":                    "s o x x x x x",
    "reporting:export-board":            "s o o o o o x",
    "reporting:cross-check":             "s o o x x o x",
    "reporting:chase":                   "s o x x x x x",
    "reporting:add-reminder":            "s o x x x x x",
    "reporting:reminder":                "s o x x x x x",
    "reporting:letter":                  "s o x x x x x",
    "reporting:letter-shown":            "s o x x x x x",
    "reporting:form":                    "s x x o o x x",
    "reporting:workbook":                "s x x o o x x",
    "reporting:workbook-upload":         "s x x o o x x",
    "reporting:submission":              "s o o o o o x",
    "reporting:report":                  "s o o n n o x",
    "reporting:download":                "s o o n n o x",
    "reporting:freeze":                  "s o x x x x x",
    "reporting:check-text":              "s o o x x o x",
    "reporting:correct":                 "s o x x x x x",
    "reporting:editor":                  "s o o x x o x",
    "reporting:presence":                "s o o x x o x",
    "reporting:find-figures":            "s o o x x o x",
    "reporting:block":                   "s r r x x r x",
    "reporting:block-versions":          "s o o x x o x",
    "reporting:narratives":              "s o x x x x x",
    "reporting:frame":                   "s o x x x x x",
    "reporting:work-list":               "s o o x x o x",
    "reporting:returned-files":          "s o x x x x x",
    "reporting:returned":                "s o o x x o x",
    "notifications:mine":                "s o o o o o o",
    "notifications:open":                "m m m m m m m",
    "notifications:read":                "m m m m m m m",
    "notifications:read-all":            "m m m m m m m",
    "notifications:outgoing":            "s o x x x o o",
    "notifications:resend":              "m m m m m m m",
    "keys:list":                         "s x x o x x o",
    "keys:create":                       "s x x o x x o",
    "keys:revoke":                       "s x x o x x o",
    "importing:upload":                  "s o x x x x x",
    "importing:confirm":                 "m m m m m m m",
    "audit:trail":                       "s o x x x o o",
    "files:file":                        "s o o o o o x",
    "files:download":                    "s o o o o o x",
}  # fmt: skip
REPORTS_OF_UNITS = {
    f"reporting:{name}"
    for name in (
        "form", "take-values", "enclose", "explain", "workbook", "workbook-upload", "workbook-take", "submission",
        "return", "remark",
    )
}  # fmt: skip
STATUS = {"o": 200, "s": 302, "r": 302, "x": 403, "n": 404, "m": 405}


def routes(patterns=None, namespace=""):
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace and entry.namespace.startswith("api"):
                continue
            yield from routes(entry.url_patterns, entry.namespace or namespace)
        elif isinstance(entry, URLPattern):
            if "api" in str(entry.callback.__module__) and "ninja" in str(entry.callback.__module__):
                continue
            yield f"{namespace}:{entry.name}", entry.callback


def test_every_route_declares_who_may_enter():
    silent = [
        name
        for name, view in routes()
        if not getattr(view, "is_public", False) and not getattr(view, "required_permissions", ())
    ]
    assert silent == []


def test_every_route_stands_in_the_table():
    assert {name for name, _view in routes()} == set(TABLE)


def proven_commitment():
    """A commitment of the court, where the demonstration's unit works, with a file that proves something."""
    by, at = Actor.system("test"), timezone.now()
    court = Unit.objects.get(code="TAND")
    new = NewObligation(
        plan=Plan.objects.get(), title="Cam kết", obligation="commitment", leads=[court], due_date=at.date()
    )
    task = create_obligation(new=new, by=by, at=at)
    proof = Upload("anh.csv", b"a,b\n1,2\n")
    update = report_progress(task=task, progress=Progress("Đã làm", evidence=(proof,)), by=by, at=at)
    return task.code, update.evidence.get().pk


def returned_file():
    """The Word file of the draft as it went out, brought back."""
    by, at, report = Actor.system("test"), timezone.now(), Report.objects.get(code=REPORT)
    content = issue_docx(report=report, by=by, at=at)
    return bring_returned(report=report, content=content, name="ban-word.docx", by=by, at=at)


def scenario_of_the_coordinator():
    """A scenario that the co-ordinator saved, in a year of which another province is known."""
    by, at = actor_of(User.objects.get(username="dieuphoi"), AT.date()), AT
    base = find_base("Hải Phòng", 2022)
    ProvinceScore.objects.bulk_create(
        ProvinceScore(index="PCI", province="An Giang", year=2022, subindex=code, score=5)
        for code in base.scores
    )
    return save_scenario(
        base=base, assumed={"transparency": Decimal(7)}, name="Minh bạch", note="", by=by, at=at
    )


def address(name):
    commitment, proof = proven_commitment()
    finding = Finding.objects.get(relation__code="R35")
    report = [OPEN_ROUND, "TAND"]
    arguments = {
        **dict.fromkeys((name for name in TABLE if name in REPORTS_OF_UNITS), report),
        "reporting:autosave-entry": [*report, 1],
        "reporting:autosave-narrative": [*report, 1],
        "reporting:take-out": [*report, 1],
        "reporting:step": [*report, "trinh"],
        "reporting:export-board": ["HP-PCI-2024-9M"],
        **{
            f"reporting:{name}": [OPEN_ROUND]
            for name in ("chase", "cross-check", "add-reminder", "letter", "draft-report")
        },
        "reporting:reminder": [OPEN_ROUND, ReminderRule.objects.values_list("pk", flat=True).first()],
        "reporting:letter-shown": [OPEN_ROUND, 1],
        "reporting:close": ["HP-PCI-2024-9M"],
        "programme:task": ["T4.4a"],
        **{f"programme:{verb}": [commitment] for verb in ("report", "check", "correct", "reopen", "release")},
        "programme:evidence": [commitment, proof],
        "observations:figure": [finding.figures.first().pk],
        "observations:revise": [Figure.objects.first().pk],
        "observations:finding": [finding.pk],
        "notifications:open": [1],
        "notifications:read": [1],
        "notifications:resend": [1],
        "enterprises:export": ["csv"],
        "enterprises:enterprise": [Enterprise.objects.first().pk],
        "enterprises:reveal": [Enterprise.objects.exclude(personal_number=None).first().pk],
        "organisations:unit": ["STP"],
        "organisations:end": ["STP"],
        "organisations:end-position": [
            Position.objects.get(person__full_name__startswith="Lãnh đạo Tòa án").pk
        ],
        "reporting:round": ["HP-PCI-2024-9M"],
        "reporting:report": [REPORT],
        "reporting:freeze": [REPORT],
        **{
            f"reporting:{name}": [REPORT]
            for name in (
                "correct",
                "editor",
                "presence",
                "find-figures",
                "block-add",
                "footnote-add",
                "section-add",
                "refresh",
                "frame",
                "work-list",
                "lay-before",
                "decide",
            )
        },
        **{
            f"reporting:{name}": [REPORT, Block.objects.filter(section__report__code=REPORT).first().pk]
            for name in (
                "block",
                "block-write",
                "block-save",
                "block-draft",
                "block-leave",
                "block-versions",
                "block-move",
                "block-remove",
                "block-comment",
                "account-for",
            )
        },
        **{
            f"reporting:{name}": [REPORT, Section.objects.filter(report__code=REPORT).first().pk]
            for name in ("narratives", "section-change")
        },
        "reporting:comment-settle": [REPORT, 1],
        "reporting:block-bring-back": [REPORT, 1],
        "reporting:returned-files": [REPORT],
        "reporting:returned-decide": [REPORT, 1, 0],
        "reporting:check-text": [REPORT],
        "reporting:download": [REPORT, "unbound.csv"],
        "files:file": [StoredFile.objects.get(name="observations.csv").sha256],
        "files:download": [StoredFile.objects.get(name="observations.csv").sha256],
    }
    if name.startswith("competitiveness:"):
        kept = scenario_of_the_coordinator()
        if name.startswith("competitiveness:export-"):
            arguments[name] = ["csv"]
        if name == "competitiveness:export-scenarios":
            return f"{reverse(name, args=['csv'])}?id={kept.pk}"
        if name == "competitiveness:subindex":
            arguments[name] = ["transparency"]
        if (name.endswith("-scenario") and not name.endswith(":save-scenario")) or name.endswith(":scenario"):
            arguments[name] = [kept.pk, *arguments.get(name, [])]
    if name == "reporting:returned":
        arguments[name] = [REPORT, returned_file().pk]
    if name == "keys:revoke":
        arguments[name] = [key_of("TAND").prefix]
    return reverse(name, args=arguments.get(name, []))


@pytest.fixture(scope="module", autouse=True)
def _a_round_is_open(django_db_setup, django_db_blocker):
    """… in which the court has an approved report, as head and officer of the demonstration see. Made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        by = Actor.system("test")
        rules = RoundRules(
            OPEN_ROUND,
            parse_period("2026-Y"),
            Plan.objects.get(),
            Unit.objects.get(code="STC-2025"),
            CutoffScheme.ND09,
            deadline_days=5,
        )
        round_ = open_round(rules=rules, by=by, at=AT)
        words = usual_words(round_, [], AT.date())
        draft_urging_letter(round_=round_, unit_codes=["TAND"], words=words, by=by, at=AT)
        content = {"figures": [], "narratives": [], "evidence": [], "suspicions": []}
        Submission.objects.create(
            assignment=round_.assignments.get(unit__code="TAND"), number=1, content=content, sha256="0" * 64,
            approved_by_id="x", approved_by_name="X", approved_at=AT,
        )  # fmt: skip
        yield
        transaction.set_rollback(True)


def key_of(unit_code):
    now = timezone.now()
    key, _secret = create_api_key(
        unit_code=unit_code, name="phần mềm", expires_on=timezone.localdate(now) + timedelta(days=9),
        by=Actor.system("test"), at=now,
    )  # fmt: skip
    return key


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_gets_what_the_table_says(name, column, username, signed_in, django_assert_max_num_queries):
    """… and no page takes more than 30 queries."""
    expected, url, client = TABLE[name].split()[column], address(name), signed_in(username)
    with django_assert_max_num_queries(30):
        response = client.get(url)
    assert response.status_code == STATUS[expected], response.content[:300]
    if expected == "s":
        assert response.url.startswith(reverse("accounts:sign-in"))


API = {
    #                             nobody coord leader head officer auditor admin
    "/api/v1/units":              "401 200 200 200 200 200 200",
    "/api/v1/figures":            "401 200 200 200 200 200 403",
    "/api/v1/figures/check":      "405 405 405 405 405 405 405",
    "/api/v1/figures/{figure_id}": "401 200 200 200 200 200 403",
    "/api/v1/tasks":              "401 200 200 200 200 200 200",
    "/api/v1/tasks/{task_code}/updates": "401 200 200 200 200 200 200",
    "/api/v1/enterprises":        "401 200 200 200 200 200 403",
    "/api/v1/enterprises/{enterprise_id}": "401 200 200 200 200 200 403",
    "/api/v1/findings":           "401 200 200 200 200 200 403",
    "/api/v1/rounds":             "401 200 200 200 200 200 403",
    "/api/v1/rounds/{code}":      "401 200 200 200 200 200 403",
    "/api/v1/rounds/{code}/board": "401 200 200 200 200 200 403",
    "/api/v1/rounds/{code}/packages": "405 405 405 405 405 405 405",
    "/api/v1/rounds/{code}/units/{unit}/form": "401 403 403 200 200 403 403",
    "/api/v1/rounds/{code}/units/{unit}/submissions": "401 200 200 200 200 200 403",
    "/api/v1/rounds/{code}/units/{unit}/submissions/{number}": "401 200 200 200 200 200 403",
    "/api/v1/rounds/{code}/units/{unit}/submissions/{number}/package": "401 200 200 200 200 200 403",
    "/api/v1/index/methodologies": "401 200 200 200 200 200 200",
    "/api/v1/index/scores":       "401 200 200 200 200 200 200",
    "/api/v1/index/totals":       "401 200 200 200 200 200 200",
    "/api/v1/index/profile":      "401 200 200 200 200 200 200",
    "/api/v1/index/change":       "401 200 200 200 200 200 200",
    "/api/v1/index/comparison":   "401 200 200 200 200 200 200",
    "/api/v1/index/scenarios":    "401 200 200 403 403 200 403",
    "/api/v1/index/scenarios/{scenario}": "401 200 200 403 403 200 403",
    "/api/v1/reports/{code}/quotes": "401 200 200 404 404 200 403",
}  # fmt: skip
# what writes is told by a call without content: 422 = let in, and the content is missed (or the step does not fit)
WRITES = {
    #                                        nobody coord leader head officer auditor admin
    "POST /tasks/{task_code}/updates":       "401 422 403 422 422 403 403",
    "POST /rounds/{code}/packages":          "401 403 403 422 422 403 403",
    "PUT /rounds/{code}/units/{unit}/entries": "401 403 403 422 422 403 403",
    "PUT /rounds/{code}/units/{unit}/narratives": "401 403 403 422 422 403 403",
    "POST /rounds/{code}/units/{unit}/evidence": "401 403 403 422 422 403 403",
    "DELETE /rounds/{code}/units/{unit}/evidence/{evidence}": "401 403 403 404 404 403 403",
    "POST /rounds/{code}/units/{unit}/explanations": "401 403 403 422 422 403 403",
    "POST /rounds/{code}/units/{unit}/hand-over": "401 403 403 422 422 403 403",
    "POST /rounds/{code}/units/{unit}/take-back": "401 403 403 422 422 403 403",
    "POST /rounds/{code}/units/{unit}/approve": "401 403 403 422 403 403 403",
    "POST /rounds/{code}/units/{unit}/accept": "401 422 403 403 403 403 403",
    "POST /rounds/{code}/units/{unit}/return": "401 422 403 403 403 403 403",
    "POST /rounds/{code}/units/{unit}/remarks": "401 422 403 422 422 403 403",
    "POST /index/simulate":                  "401 422 422 422 422 422 422",
    "POST /index/way":                       "401 422 422 422 422 422 422",
    "POST /index/scenarios":                 "401 422 422 403 403 403 403",
    "PUT /index/scenarios/{scenario}":       "401 422 422 403 403 403 403",
    "DELETE /index/scenarios/{scenario}":    "401 204 403 403 403 403 403",
}  # fmt: skip


def operations_of_the_api():
    """Address, method and operation of everything that the API offers."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield f"{prefix}{path}", method, operation


def test_every_operation_of_the_api_names_permissions_or_is_public_and_stands_in_the_tables():
    public, written = [], []
    for path, method, operation in operations_of_the_api():
        if getattr(operation.view_func, "is_public", False):
            public += [(path, method)]
            assert operation.auth_callbacks == []
            continue
        if method == "GET":
            assert f"/api/v1{path}" in API
        else:
            written += [f"{method} {path}"]
        (auth,) = operation.auth_callbacks
        assert isinstance(auth, Requires)
        assert auth.permissions
    assert public == [("/figures/check", "POST")]
    assert sorted(written) == sorted(WRITES)


def address_of(path):
    code = OPEN_ROUND if "/rounds/" in path else REPORT
    scenario = scenario_of_the_coordinator().pk if "/index/" in path else 0
    queries = {"/api/v1/index/change": "?first=2021&last=2022", "/api/v1/index/comparison": "?year=2022"}
    return (path + queries.get(path, "")).format(
        scenario=scenario,
        figure_id=Figure.objects.first().pk,
        enterprise_id=Enterprise.objects.first().pk,
        code=code,
        task_code="T5.5b",
        unit="TAND",
        number=1,
        evidence=1,
    )


@pytest.mark.parametrize("path", API)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_gets_what_the_table_says_of_the_api(path, column, username, signed_in):
    response = signed_in(username).get(address_of(path))
    assert response.status_code == int(API[path].split()[column])


@pytest.mark.parametrize("call", WRITES)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_writes_over_the_api_what_the_table_says(call, column, username, signed_in):
    method, path = call.split()
    client = signed_in(username)
    response = getattr(client, method.lower())(
        f"/api/v1{address_of(path)}", "{}", content_type="application/json"
    )
    assert response.status_code == int(WRITES[call].split()[column]), response.content


def test_every_permission_is_given_to_somebody():
    assert set(PERMISSIONS) == set(Permission)
    assert all(PERMISSIONS.values())
