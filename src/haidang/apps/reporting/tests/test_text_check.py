"""The text of a report is recomputed as any reader would; what contradicts itself is mended or explained."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.building import build_report
from haidang.apps.reporting.models import TextExplanation
from haidang.apps.reporting.services import FreezeRefused, explain_text_finding, freeze_report
from haidang.apps.reporting.text_check import check_report_text
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

WHY = "Mẫu số là số thủ tục của kỳ trước, đã nêu ở phụ lục."


@pytest.fixture
def contradicting(small, load):
    """A report whose words put a rate on counts that do not make it; no relation between figures says so."""
    small["sections"][1]["blocks"][0]["p"] = (
        "Trong tổng số {{dvc.total}} dịch vụ, có {{dvc.integrated}} dịch vụ thanh toán không dùng tiền mặt, "
        "đạt {{cashless.schools_rate}}."
    )
    return load(small)


def checked(report):
    return check_report_text(report, assemble(report))


def explain(report, finding, by, at, why=WHY):
    return explain_text_finding(report=report, fingerprint=finding.fingerprint, explanation=why, by=by, at=at)


def test_quotes_are_recomputed_in_the_sentence_they_stand_in(contradicting):
    (finding,) = checked(contradicting).findings
    assert finding.is_open
    assert finding.block == "two.1"
    assert finding.arithmetic_vi == "1.237/1.916 = 64,56%, không phải 90,61%"
    assert [piece.text for piece in finding.pieces if piece.is_figure] == ["1.916", "1.237", "90,61"]


def test_what_a_finding_between_figures_says_is_not_said_twice(report):
    check = checked(report)
    assert check.findings == ()
    assert check.relations > 20
    assert check.figures > check.relations


def test_an_open_contradiction_in_the_text_keeps_the_report_from_being_frozen(contradicting, system, at):
    with pytest.raises(FreezeRefused, match="90,61%"):
        freeze_report(report=contradicting, by=system, at=at)


def test_an_explanation_stays_and_lets_the_report_be_frozen(contradicting, system, at):
    (finding,) = checked(contradicting).findings
    explain(contradicting, finding, system, at)
    (finding,) = checked(contradicting).findings
    assert not finding.is_open
    assert finding.explanation.explanation == WHY
    assert AuditEvent.objects.filter(action="reporting.text-explained").count() == 1
    assert freeze_report(report=contradicting, by=system, at=at).is_frozen


def test_an_explanation_ends_with_the_figures_it_was_given_for(contradicting, system, at, revise):
    (finding,) = checked(contradicting).findings
    explain(contradicting, finding, system, at)
    revise("dvc.integrated", 1200)
    assert [f.is_open for f in checked(contradicting).findings] == [True]


def test_a_mended_figure_ends_the_contradiction(contradicting, revise):
    revise("dvc.integrated", 1736)
    assert checked(contradicting).findings == ()


def test_only_what_the_text_says_now_can_be_explained(contradicting, system, at):
    (finding,) = checked(contradicting).findings
    with pytest.raises(ValidationError):
        explain_text_finding(report=contradicting, fingerprint="0" * 64, explanation=WHY, by=system, at=at)
    with pytest.raises(ValidationError):
        explain(contradicting, finding, system, at, why="ok")
    assert not TextExplanation.objects.exists()


@pytest.mark.parametrize("who", ["lanhdao", "kiemtra", "quantri"])
def test_who_may_not_explain_findings_may_not_explain_the_text(contradicting, actor_for, at, who):
    (finding,) = checked(contradicting).findings
    with pytest.raises(PermissionDenied):
        explain(contradicting, finding, actor_for(who), at)


def test_the_findings_of_the_files_tell_of_the_text_too(contradicting, at):
    built = build_report(contradicting, at=at)
    told = [entry for entry in json.loads(built.files["findings.json"]) if entry["finding"] == "text"]
    assert [(entry["state"], entry["block"]) for entry in told] == [("open", "two.1")]
    assert [finding.block for finding in built.text_findings] == ["two.1"]


def test_the_page_shows_the_contradiction_in_place_and_takes_the_explanation(contradicting, signed_in):
    page = reverse("reporting:check-text", args=[contradicting.code])
    client = signed_in("dieuphoi")
    shown = client.get(page).content.decode()
    assert ">90,61</mark>" in shown
    (finding,) = checked(contradicting).findings
    refused = client.post(page, {"fingerprint": finding.fingerprint, "explanation": "ok"})
    assert refused.status_code == 400
    taken = client.post(page, {"fingerprint": finding.fingerprint, "explanation": WHY})
    assert taken.status_code == 302
    assert WHY in client.get(page).content.decode()


def test_an_explanation_of_what_the_text_no_longer_says_is_refused_and_not_lost(
    contradicting, signed_in, revise
):
    page = reverse("reporting:check-text", args=[contradicting.code])
    (finding,) = checked(contradicting).findings
    revise("dvc.integrated", 1736)
    refused = signed_in("dieuphoi").post(page, {"fingerprint": finding.fingerprint, "explanation": WHY})
    assert refused.status_code == 400
    shown = refused.content.decode()
    assert 'role="alert"' in shown
    assert WHY in shown


def test_a_reader_without_a_pen_sees_no_form(contradicting, signed_in):
    shown = (
        signed_in("lanhdao").get(reverse("reporting:check-text", args=[contradicting.code])).content.decode()
    )
    assert ">90,61</mark>" in shown
    assert "<textarea" not in shown
