"""What the tables of roles are tried on: addresses of things that exist, made where the pack has none."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from haidang.apps.competitiveness.models import ProvinceScore
from haidang.apps.competitiveness.services import save_scenario
from haidang.apps.competitiveness.simulating import find_base
from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.adjusted import adjusted_visits
from haidang.apps.inspections.models import IssuedPlan, Merge, MergeProposal, MergeTurn, PlanLine
from haidang.apps.inspections.services import open_year, take_plan
from haidang.apps.inspections.services.filing import keep_source
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
from haidang.apps.reporting.models import Block, ReminderRule, Report, Section
from haidang.apps.reporting.services import (
    bring_returned,
    create_link,
    issue_docx,
    register_proposal,
)
from haidang.domain.plan_tables import open_source
from haidang.foundation.accounts.actor import Actor, actor_of
from haidang.foundation.accounts.keys.services import create_api_key
from haidang.foundation.accounts.models import User
from haidang.foundation.files.models import StoredFile
from tests.architecture.conduct_addresses import conduct_address, conduct_address_of
from tests.architecture.conduct_tables import PAGES
from tests.architecture.route_tables import REPORTS_OF_UNITS, TABLE

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
REPORT = "HP-PCI-2024-9M-REPORT"
OPEN_ROUND = "HP-PCI-2026-Y"


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


PLANNED_YEAR = 2024


def joint_team_of_the_court():
    """A joint team that was sent to the court and a department, and a draft that the court brought."""
    by, at = Actor.system("test"), AT
    year = open_year(year=PLANNED_YEAR, by=by, at=at)
    for code in ("TAND", "SCT"):
        draft = _draft_of(year, code)
        take_plan(filing=draft, seen=draft.seen, by=by, at=at)
    lines = PlanLine.objects.filter(year=year)
    lines.update(entity="a1")
    court = Unit.objects.get(code="TAND")
    proposal = MergeProposal.objects.create(
        year=year, state="sent", status="optimal", gap=0, change=0, overload=0, at=at
    )
    merge = Merge.objects.create(
        proposal=proposal,
        entity="a1",
        name="Công ty A",
        lead=court,
        month=5,
        proposed_lead=court,
        proposed_month=5,
    )
    MergeTurn.objects.bulk_create(MergeTurn(merge=merge, line=line) for line in lines)
    return merge, _draft_of(year, "TAND")


def _draft_of(year, code):
    content = "Tên doanh nghiệp,Mã số thuế,Thời gian\nCông ty A,9900000016,Tháng 5\n".encode()
    return keep_source(
        year=year, unit=Unit.objects.get(code=code), source=open_source(content, "kh.csv"), content=content,
        by=Actor.system("test"), at=AT,
    )  # fmt: skip


def arguments_of_inspections(name):
    merge, draft = joint_team_of_the_court()
    verb = name.partition(":")[2]
    if verb == "inspection-plan":
        publish_a_plan(merge)
    further = {
        "years": None,
        "plan": "TAND",
        "agree-all": "TAND",
        "line": merge.turns.first().line_id,
        "answer": 1,
        "undo": 1,
        "publish": 1,
        **dict.fromkeys(("merge", "opinion", "settle"), merge.pk),
        **dict.fromkeys(("filing", "take", "drop", "original"), draft.pk),
    }
    if verb == "years":
        return []
    return [PLANNED_YEAR, *([further[verb]] if verb in further else [])]


def publish_a_plan(merge):
    visits = [visit.as_dict() for visit in adjusted_visits(merge.proposal.year)]
    IssuedPlan.objects.create(
        year=merge.proposal.year, number=1, content={"visits": visits}, at=AT, published_at=AT
    )


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


def registered_proposal():
    report = Report.objects.get(code=REPORT)
    return register_proposal(report=report, block_key="III.1.1", by=Actor.system("test"), at=timezone.now())


def secret_of_link():
    now, report = timezone.now(), Report.objects.get(code=REPORT)
    _link, secret = create_link(
        report=report, purpose="để thử", expires_on=timezone.localdate(now), by=Actor.system("test"), at=now
    )
    return secret


def address(name):
    if name in PAGES:
        return conduct_address(name)
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
        **{
            f"reporting:{name}": [REPORT]
            for name in ("read", "compare", "share", "proposals", "register-proposal")
        },
        "reporting:way": [REPORT, "q-I.1.a.1-1"],
        "reporting:revoke-link": [REPORT, 1],
        "reporting:proposal-task": [REPORT, 1],
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
                "block-more",
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
    if name.startswith("inspections:") or name == "portal:inspection-plan":
        arguments[name] = arguments_of_inspections(name)
    if name == "reporting:returned":
        arguments[name] = [REPORT, returned_file().pk]
    if name == "reporting:proposal":
        arguments[name] = [REPORT, registered_proposal().number]
    if name == "portal:shared-report":
        arguments[name] = [secret_of_link()]
    if name == "keys:revoke":
        arguments[name] = [key_of("TAND").prefix]
    return reverse(name, args=arguments.get(name, []))


def key_of(unit_code):
    now = timezone.now()
    key, _secret = create_api_key(
        unit_code=unit_code, name="phần mềm", expires_on=timezone.localdate(now) + timedelta(days=9),
        by=Actor.system("test"), at=now,
    )  # fmt: skip
    return key


def address_of(path):
    is_of_plans = "/inspection-plans/" in path
    if not is_of_plans and ("/inspections" in path or path.endswith(("/visits", "/reform-plans"))):
        return conduct_address_of(path)
    code = OPEN_ROUND if "/rounds/" in path else REPORT
    scenario = scenario_of_the_coordinator().pk if "/index/" in path else 0
    merge, draft = joint_team_of_the_court() if is_of_plans else (None, None)
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
        key="opening.1",
        year=PLANNED_YEAR,
        filing=draft.pk if draft else 0,
        team=merge.pk if merge else 0,
        question=1,
    )
