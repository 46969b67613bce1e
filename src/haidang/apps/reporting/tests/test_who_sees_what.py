"""Role × unit: a draft is seen by its own unit alone, what was approved by unit and centre."""

from decimal import Decimal

import pytest
from django.urls import reverse

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Evidence
from haidang.apps.reporting.services import (
    Answer,
    RoundRules,
    add_evidence,
    approve_report,
    hand_over,
    open_round,
    save_entry,
)
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db

CODE = "HP-PCI-2026-Y"
SECRET = "4.711"

# who looks at the court's report: s = sent to sign in, o = seen, x = refused, n = does not exist
#                    page of the draft · its workbook · what was approved · its file
TABLE = {
    "nobody":                "s s s s",
    "officer of the court":  "o o o o",
    "head of the court":     "o o o o",
    "officer of justice":    "n n n n",
    "head of justice":       "n n n n",
    "co-ordinator":          "x x o o",
    "leader":                "x x o o",
    "auditor":               "x x o o",
    "administrator":         "x x x x",
}  # fmt: skip
STATUS = {"o": 200, "s": 302, "x": 403, "n": 404}
ACCOUNTS = {
    "nobody": "", "officer of the court": "canbo", "head of the court": "thutruong", "co-ordinator": "dieuphoi",
    "leader": "lanhdao", "auditor": "kiemtra", "administrator": "quantri", "officer of justice": "tuphap",
    "head of justice": "giamdoctuphap",
}  # fmt: skip


@pytest.fixture
def court(system, at):
    rules = RoundRules(
        CODE,
        parse_period("2026-Y"),
        Plan.objects.first(),
        Unit.objects.get(code="STC-2025"),
        CutoffScheme.ND09,
        5,
    )
    round_ = open_round(rules=rules, by=system, at=at)
    for username, role in (("tuphap", Role.REPORTING_OFFICER), ("giamdoctuphap", Role.UNIT_HEAD)):
        user = User.objects.create(username=username, full_name=username, created_at=at)
        RoleGrant.objects.create(user=user, role=role, unit_code="STP", valid_from=at.date())
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


@pytest.fixture
def drafted(court, system, at):
    """The court has written a number and enclosed a file; nothing is approved."""
    entry = court.entries.get(indicator__code="court.commercial.accepted")
    save_entry(entry=entry, answer=Answer("value", Decimal(4711)), seen_version=0, by=system, at=at)
    add_evidence(assignment=court, task=None, content=b"a;b\n1;2\n", name="minh-chung.csv", by=system, at=at)
    return court


def pages(court):
    code = [court.round.code, court.unit.code]
    sha256 = Evidence.objects.get(assignment=court).file_id
    return [
        reverse("reporting:form", args=code),
        reverse("reporting:workbook", args=code),
        reverse("reporting:submission", args=code),
        reverse("files:download", args=[sha256]),
    ]


@pytest.mark.parametrize("who", TABLE)
def test_each_role_in_each_unit_gets_what_the_table_says(who, drafted, signed_in):
    client = signed_in(ACCOUNTS[who])
    found = [client.get(page).status_code for page in pages(drafted)]
    assert found == [STATUS[letter] for letter in TABLE[who].split()]


@pytest.mark.parametrize("who", [who for who in TABLE if "court" not in who and who != "nobody"])
def test_what_is_drafted_stands_on_no_page_of_others(who, drafted, signed_in):
    client = signed_in(ACCOUNTS[who])
    looked_at = [
        reverse("reporting:round", args=[CODE]),
        reverse("reporting:export-board", args=[CODE]),
        reverse("reporting:submission", args=[CODE, "TAND"]),
        reverse("observations:list") + "?period=2026-Y",
        reverse("observations:findings"),
        reverse("desk:home"),
        reverse("desk:search") + "?q=an+thuong+mai",
    ]
    for page in looked_at:
        assert SECRET not in client.get(page).content.decode(), page


@pytest.mark.parametrize("who", ["officer of justice", "head of justice"])
def test_a_unit_sees_on_the_board_of_others_not_even_how_far_they_are(who, drafted, signed_in):
    content = signed_in(ACCOUNTS[who]).get(reverse("reporting:round", args=[CODE])).content.decode()
    assert "Sở Tư pháp" in content
    assert "Tòa án nhân dân" not in content


WRITES = {
    "reporting:autosave-entry": lambda court: [CODE, "TAND", court.entries.first().pk],
    "reporting:autosave-narrative": lambda court: [CODE, "TAND", court.narratives.first().pk],
    "reporting:take-values": lambda _court: [CODE, "TAND"],
    "reporting:enclose": lambda _court: [CODE, "TAND"],
    "reporting:take-out": lambda court: [CODE, "TAND", court.evidence.first().pk],
    "reporting:explain": lambda _court: [CODE, "TAND"],
    "reporting:workbook-upload": lambda _court: [CODE, "TAND"],
    "reporting:workbook-take": lambda _court: [CODE, "TAND"],
    "reporting:form": lambda _court: [CODE, "TAND"],
}


@pytest.mark.parametrize("route", WRITES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("officer of justice", 404), ("head of justice", 404), ("co-ordinator", 403), ("auditor", 403)],
)
def test_nobody_else_writes_in_a_draft(route, who, status, drafted, signed_in):
    response = signed_in(ACCOUNTS[who]).post(
        reverse(route, args=WRITES[route](drafted)), {"source": "computed"}
    )
    assert response.status_code == status


# which step whom is open: the officer hands over, the head approves, the co-ordinator judges
STEPS = {
    "trinh":       {"officer of the court", "head of the court"},
    "rut-ve":      {"officer of the court", "head of the court"},
    "chuyen-lai":  {"head of the court"},
    "duyet":       {"head of the court"},
    "tiep-nhan":   {"co-ordinator"},
    "gia-han":     {"co-ordinator"},
    "mien":        {"co-ordinator"},
    "yeu-cau-lai": {"co-ordinator"},
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", [who for who in TABLE if who != "nobody"])
def test_each_step_is_open_to_those_in_the_table(step, who, drafted, signed_in):
    data = {"reason": "một lý do nào đó", "due_on": "30/12/2026"}
    response = signed_in(ACCOUNTS[who]).post(reverse("reporting:step", args=[CODE, "TAND", step]), data)
    if who in STEPS[step]:
        assert response.status_code == 302
    else:
        assert response.status_code in (403, 404)
    assert drafted.decisions.exclude(kind="opened").exists() is (
        who in STEPS[step] and step in ("gia-han", "mien")
    )


def test_once_approved_the_centre_reads_it_and_other_units_still_do_not(drafted, system, at, signed_in):
    hand_over(assignment=drafted, incomplete=True, by=system, at=at)
    approve_report(assignment=drafted, by=Actor.system("head"), at=at)
    page = reverse("reporting:submission", args=[CODE, "TAND"])
    assert SECRET in signed_in("dieuphoi").get(page).content.decode()
    assert signed_in("tuphap").get(page).status_code == 404
    figures = reverse("observations:list") + "?period=2026-Y"
    assert SECRET not in signed_in("tuphap").get(figures).content.decode()
