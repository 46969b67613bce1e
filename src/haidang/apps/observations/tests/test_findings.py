"""The contradictions of the report are found, all of them and nothing else; people mend or explain them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.observations.checks import judge_relations
from haidang.apps.observations.models import Finding, Relation
from haidang.apps.observations.selectors import FigureQuery, list_figures, list_findings_of
from haidang.apps.observations.services import check_period, check_touched, explain_finding
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

PERIOD = "2024-9M"
WHY = "Đã đối chiếu với sổ thụ lý của Tòa án."


@pytest.fixture
def check(system, at):
    return lambda: check_period(period=PERIOD, by=system, at=at)


@pytest.fixture
def explain(system, at):
    def run(code, by=system, text=WHY, moment=at):
        return explain_finding(finding=finding(code), explanation=text, by=by, at=moment)

    return run


def finding(code):
    return Finding.objects.get(relation__code=code)


def states():
    return dict(Finding.objects.order_by("relation__code").values_list("relation__code", "state"))


def test_the_pack_holds_exactly_its_known_contradictions():
    assert states() == dict.fromkeys(["R04", "R05", "R35", "R36"], "open")
    assert {code: finding(code).name for code in states()} == {
        "R04": "C1",
        "R05": "C2",
        "R35": "C3",
        "R36": "C3",
    }


def test_every_relation_of_the_pack_is_judged():
    verdicts = {outcome.relation.code: outcome.judgement.verdict.value for outcome in judge_relations(PERIOD)}
    assert set(verdicts) == set(Relation.objects.values_list("code", flat=True))
    assert {code for code, verdict in verdicts.items() if verdict == "inconsistent"} == set(states())
    not_judged = set(Relation.objects.filter(compare="none").values_list("code", flat=True))
    assert {code for code, verdict in verdicts.items() if verdict == "undetermined"} == not_judged


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("R04", ["5", "1"]),
        ("R05", ["32.847", "17.000"]),
        ("R35", ["15/68", "22,06%", "77,94%"]),
        ("R36", ["15", "0"]),
    ],
)
def test_a_finding_shows_the_arithmetic(code, says):
    assert all(part in finding(code).arithmetic_vi for part in says)
    assert finding(code).arithmetic_en != finding(code).arithmetic_vi


def test_a_likely_repair_is_named():
    assert any("53" in repair for repair in finding("R35").repairs)


def test_a_finding_knows_the_figures_it_touches():
    codes = finding("R35").figures.values_list("indicator__code", flat=True)
    assert set(codes) == {
        "court.commercial.resolution_rate", "court.commercial.resolved", "court.commercial.accepted",
    }  # fmt: skip


def test_checking_again_changes_nothing(check):
    before = list(Finding.objects.order_by("pk").values()), AuditEvent.objects.count()
    summary = check()
    assert (summary.inconsistent, summary.opened, summary.mended) == (4, 0, 0)
    assert before == (list(Finding.objects.order_by("pk").values()), AuditEvent.objects.count())


def test_the_right_number_mends_both_findings_of_the_court(figure, revise):
    revise(figure("court.commercial.resolved"), "53")
    assert states() == {"R04": "open", "R05": "open", "R35": "mended", "R36": "mended"}
    told = AuditEvent.objects.filter(action="observations.finding-mended").values_list("label", "unit_code")
    assert list(told) == [("C3", "TAND")] * 2


def test_a_wrong_number_again_opens_them_again(figure, revise):
    revise(figure("court.commercial.resolved"), "53")
    revise(figure("court.commercial.resolved"), "15")
    assert states()["R35"] == "open"


def test_an_explained_finding_stands_and_is_not_open(explain, check, at):
    explain("R35")
    explained = finding("R35")
    assert (explained.state, explained.explanation, explained.explained_at) == ("explained", WHY, at)
    check()
    assert finding("R35").state == "explained"


def test_an_explanation_does_not_cover_other_figures(explain, figure, revise):
    explain("R35")
    revise(figure("court.commercial.resolved"), "16")
    again = finding("R35")
    assert (again.state, again.explanation, again.explained_by, again.explained_at) == ("open", "", "", None)
    assert "16/68" in again.arithmetic_vi


def test_an_explanation_outlives_the_correction_of_something_else(explain, figure, revise):
    explain("R35")
    revise(figure("dvc.integrated_rate"), "64.57")
    assert finding("R35").state == "explained"


def test_an_explanation_may_be_bettered(explain, at):
    explain("R35")
    explain("R35", text="Một giải trình khác, rõ hơn.", moment=at + timedelta(hours=1))
    assert finding("R35").explanation == "Một giải trình khác, rõ hơn."
    assert AuditEvent.objects.filter(action="observations.finding-explained").count() == 2


@pytest.mark.parametrize("text", ["", "   ", "đúng", "  ngắn quá  "])
def test_a_word_is_no_explanation(text, explain):
    with pytest.raises(ValidationError):
        explain("R35", text=text)
    assert finding("R35").state == "open"


def test_what_is_mended_needs_no_explanation(figure, revise, explain):
    revise(figure("court.commercial.resolved"), "53")
    with pytest.raises(ValidationError):
        explain("R35")
    assert finding("R35").state == "mended"


@pytest.mark.parametrize(
    ("username", "may"),
    [
        ("dieuphoi", {"R04", "R05", "R35", "R36"}),
        ("thutruong", {"R35", "R36"}),
        ("canbo", {"R35", "R36"}),
        ("lanhdao", set()),
        ("kiemtra", set()),
        ("quantri", set()),
    ],
)
def test_a_finding_is_explained_by_its_unit_or_by_the_centre(username, may, explain, actor_for):
    explained = set()
    for code in states():
        try:
            explain(code, by=actor_for(username))
        except PermissionDenied:
            continue
        explained.add(code)
    assert explained == may
    assert {code for code, state in states().items() if state == "explained"} == may


def test_who_explained_what_is_on_record(explain, actor_for):
    explain("R35", by=actor_for("canbo"))
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor_id, event.unit_code) == (
        "observations.finding-explained",
        "user:canbo",
        "TAND",
    )
    assert event.data == {"explanation": WHY}


def test_a_figure_of_the_year_is_checked_with_the_nine_months_that_speak_of_it(entry, take, system, at):
    """9 of 12 planned inspections are 75 %; of 13 they are not."""
    planned = entry("13", indicator="reform_inspection.units_planned", unit="SNV", period="2024-Y")
    done = take(planned)
    check_touched(periods=done.periods, by=system, at=at)
    assert Finding.objects.get(relation__code="R02").state == "open"


def test_an_explanation_given_for_other_figures_is_refused(figure, revise, system, at):
    finding = Finding.objects.get(relation__code="R35")
    revise(figure("court.commercial.resolved"), "16")
    with pytest.raises(ValidationError):
        explain_finding(finding=finding, explanation="Đã đối chiếu với đơn vị.", by=system, at=at)


def test_the_page_of_a_figure_shows_only_findings_within_reach(figure, actor_for):
    visits = figure("portal.visits.total")
    assert list_findings_of(actor_for("dieuphoi"), visits).exists()
    assert not list_findings_of(actor_for("canbo"), visits).exists()
    query = FigureQuery(words="portal.visits.total")
    assert list_figures(actor_for("canbo"), query).get().open_findings == 0
