"""A draft follows its figures; a frozen report stays as it was signed, and says when it is outdated."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Figure, Finding, Indicator, Observation
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.building import build_report, fragment_of
from haidang.apps.reporting.models import Artefact, Deviation, Quote, Report
from haidang.apps.reporting.selectors import find_report_of_round, get_report, list_deviations, list_reports
from haidang.apps.reporting.services import (
    FreezeRefused,
    ReportTextError,
    freeze_report,
    notice_deviations,
    refresh_generated_blocks,
)
from haidang.domain.official_document import plain_text
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.events.services import deliver_pending
from haidang.foundation.files.selectors import read_content

pytestmark = pytest.mark.django_db

FILES = [
    "findings.json", "provenance.csv", "provenance.xlsx", "report.docx", "report.html", "report.pdf", "unbound.csv",
]  # fmt: skip
KEPT = sorted([*FILES, "screen.html"])


@pytest.fixture
def freeze(system, at):
    return lambda report, by=system: freeze_report(report=report, by=by, at=at)


@pytest.fixture
def frozen(small, load, freeze):
    """A small frozen report."""
    return freeze(load(small))


def shown(report):
    return [text for _quote, _section, text in assemble(report).quotes]


def hashes(report):
    return dict(report.artefacts.values_list("name", "file__sha256"))


def test_a_draft_follows_its_figures(small, load, revise):
    report = load(small)
    assert shown(report)[:3] == ["1.237", "1.916", "64,56%"]
    revise("dvc.total", 2000)
    assert shown(report)[:3] == ["1.237", "2.000", "64,56%"]


def test_the_report_of_the_pack_is_not_frozen_while_its_contradictions_are_open(report, freeze):
    with pytest.raises(FreezeRefused) as refused:
        freeze(report)
    assert len(refused.value.obstacles) == 4
    report.refresh_from_db()
    assert not report.is_frozen
    assert not Artefact.objects.exists()
    assert not Quote.objects.filter(pinned__isnull=False).exists()


def test_one_open_finding_is_enough(report, freeze, explain_all):
    explain_all()
    Finding.objects.filter(relation__code="R04").update(
        state="open", explanation="", explained_by="", explained_at=None
    )
    with pytest.raises(FreezeRefused, match="C1"):
        freeze(report)


def test_a_finding_in_figures_that_the_report_does_not_quote_is_no_obstacle(frozen):
    assert Finding.objects.filter(state="open").count() == 4
    assert frozen.is_frozen


@pytest.mark.parametrize(
    ("where", "text"),
    [("p", "Có thêm 12 dịch vụ."), ("p", "Tăng 5,5%."), ("caption", "Bảng 3"), ("subject", "Về 7 việc")],
)
def test_a_numeral_without_source_or_reason_is_an_obstacle(where, text, small, load, freeze):
    if where == "p":
        small["sections"][0]["blocks"].append({"key": "one.9", "p": text})
    elif where == "caption":
        small["sections"][1]["blocks"][1]["table"]["caption"] = text
    else:
        small["header"]["subject"] = text
    with pytest.raises(FreezeRefused):
        freeze(load(small))


def test_a_reason_makes_a_numeral_acceptable(small, load, freeze):
    small["sections"][0]["blocks"].append({"key": "one.9", "p": "Tháng [[date:9/2024]], đợt [[ordinal:2]]."})
    assert freeze(load(small)).is_frozen


def test_the_report_of_the_pack_is_frozen_once_everything_is_explained(report, freeze, explain_all, at):
    explain_all()
    frozen = freeze(report)
    assert (frozen.is_frozen, frozen.frozen_at, frozen.frozen_by) == (True, at, "haidang test")
    quotes = Quote.objects.filter(block__section__report=report).select_related("figure")
    assert quotes.count() == 177
    assert all(quote.pinned_id == quote.figure.latest_id for quote in quotes)
    assert sorted(hashes(frozen)) == KEPT
    event = AuditEvent.objects.filter(action="reporting.report-frozen").latest("pk")
    assert event.data == {"quotes": 177}


def test_the_kept_files_are_what_they_were(frozen):
    for artefact in frozen.artefacts.select_related("file"):
        assert hashlib.sha256(read_content(artefact.file)).hexdigest() == artefact.file.sha256
    assert b"D\xe1\xbb\xb0 TH\xe1\xba\xa2O" not in read_content(frozen.artefacts.get(name="report.html").file)


def test_making_the_files_of_a_draft_twice_gives_the_same_bytes(small, load, at):
    report = load(small)
    first, again = (build_report(report, at=at).files for _ in range(2))
    assert {name for name in FILES if first[name] != again[name]} == set()


def test_what_changes_later_does_not_move_a_frozen_report(frozen, revise, at):
    before, text, kept = (
        shown(frozen),
        plain_text(assemble(frozen).document).text,
        build_report(frozen, at=at).files,
    )
    revise("dvc.total", 2000)
    frozen.refresh_from_db()
    assert shown(frozen) == before
    assert plain_text(assemble(frozen).document).text == text
    assert build_report(frozen, at=at + timedelta(days=9)).files == kept
    assert sorted(kept) == FILES


def test_but_the_report_is_told_that_it_is_outdated(frozen, revise, at):
    revise("dvc.total", 2000)
    assert not list_deviations(frozen)
    deliver_pending(at=at)
    found = list_deviations(frozen)
    assert {(str(d.quote.pinned.value), str(d.observation.value)) for d in found} == {("1916", "2000")}
    assert len(found) == 3
    assert AuditEvent.objects.filter(action="reporting.deviation-noticed").count() == 3


def test_hearing_twice_is_noted_once(frozen, revise, at):
    revise("dvc.total", 2000)
    deliver_pending(at=at)
    figure = Quote.objects.filter(figure__indicator__code="dvc.total").first().figure
    payload = {"changes": [{"figure": figure.pk, "observation": figure.latest_id}]}
    notice_deviations(payload, at)
    assert Deviation.objects.count() == 3


def test_a_draft_has_no_deviations(small, load, revise, at):
    load(small)
    revise("dvc.total", 2000)
    deliver_pending(at=at)
    assert not Deviation.objects.exists()


def test_a_revision_that_the_report_already_pins_is_no_deviation(
    small, load, freeze, revise, explain_all, at
):
    report = load(small)
    revise("dvc.total", 2000)
    explain_all()
    freeze(report)
    deliver_pending(at=at)
    assert not Deviation.objects.exists()


def test_a_frozen_report_is_not_frozen_again_and_not_rewritten(frozen, small, load, freeze, system, at):
    with pytest.raises(FreezeRefused):
        freeze(frozen)
    with pytest.raises(ReportTextError, match="frozen"):
        load(small)
    assert refresh_generated_blocks(report=frozen, by=system, at=at) == 0


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_centre_freezes(username, small, load, freeze, actor_for):
    report = load(small)
    with pytest.raises(PermissionDenied):
        freeze(report, by=actor_for(username))
    report.refresh_from_db()
    assert not report.is_frozen


@pytest.mark.parametrize(
    ("username", "draft", "final"),
    [
        ("dieuphoi", True, True),
        ("lanhdao", True, True),
        ("kiemtra", True, True),
        ("thutruong", False, True),
        ("canbo", False, True),
        ("quantri", False, False),
    ],
)
def test_units_see_a_report_once_it_is_frozen(
    username, draft, final, small, load, freeze, actor_for, signed_in
):
    def sees(report):
        try:
            get_report(actor_for(username), report.code)
        except Http404:
            return False
        return True

    report = load(small)
    assert (sees(report), report in list_reports(actor_for(username))) == (draft, draft)
    freeze(report)
    assert (sees(report), report in list_reports(actor_for(username))) == (final, final)
    answer = signed_in(username).get("/api/v1/reports/SMALL/quotes")
    assert (answer.status_code == 200) is final


def test_the_newest_report_of_a_round_is_the_one_meant(small, load, report):
    assert find_report_of_round("HP-PCI-2024-9M") == report
    newer = load(small)
    assert find_report_of_round("HP-PCI-2024-9M") == newer
    assert find_report_of_round("HP-PCI-1999") is None
    assert isinstance(newer, Report)


def test_a_frozen_report_does_not_follow_renamed_documents_and_indicators(frozen):
    before = fragment_of(frozen, assemble(frozen))
    Indicator.objects.filter(code="dvc.integrated_rate").update(decimals=4)
    Document.objects.filter(number="197/KH-UBND").update(type_name="Đề án")
    assert shown(frozen)[:3] == ["1.237", "1.916", "64,56%"]
    assert fragment_of(frozen, assemble(frozen)) == before


def test_a_correction_that_the_freeze_had_seen_is_no_deviation_when_it_is_told_late(
    small, load, freeze, revise, explain_all, at
):
    report = load(small)
    revise("dvc.total", 2000)
    revise("dvc.total", 2001)
    explain_all()
    freeze(report)
    deliver_pending(at=at)
    assert not Deviation.objects.exists()


def test_a_freeze_judges_the_relations_once_more(small, load, freeze, system, at):
    report = load(small)
    figure = Figure.objects.get(indicator__code="dvc.total", basis="reported", period="2024-9M")
    Observation.objects.create(
        figure=figure, revision=99, status="value", value="3000", stage="final", provenance="reported",
        source_urn="urn:test", recorded_at=at, recorded_by_id="x", recorded_by_name="x",
    )  # fmt: skip
    figure.latest = figure.observations.get(revision=99)
    figure.save()
    with pytest.raises(FreezeRefused, match="R10"):
        freeze(report)


def test_figures_that_nobody_accepted_are_not_frozen_where_every_unit_would_read_them(
    small, load, provisional, explain_all, freeze
):
    report = load(small)
    provisional("dvc.total", 4711)
    explain_all()
    with pytest.raises(FreezeRefused, match=r"quoted figures of .* are not accepted yet"):
        freeze(report)
