"""The report to be read: every figure with its source in the margin, and nothing that the reader may not see."""

import re

import pytest
from django.urls import reverse
from lxml import html

from haidang.apps.observations.models import Observation
from haidang.apps.reporting.models import Quote
from haidang.apps.reporting.services import accept_report, return_report
from haidang.foundation.files.sources import resolve_sources

pytestmark = pytest.mark.django_db

SECRET = "4.711"
# a unit that is not the one whose figure it is
STRANGERS = ["thutruong", "canbo"]
CENTRE = ["dieuphoi", "lanhdao", "kiemtra"]


def page(client, name, *args):
    return html.fromstring(client.get(reverse(f"reporting:{name}", args=args)).content.decode())


def test_each_figure_leads_to_its_note_and_the_note_back(small, load, signed_in):
    report = load(small)
    tree = page(signed_in("dieuphoi"), "read", report.code)
    figures = tree.find_class("quoted-figure")
    assert len(figures) == Quote.objects.filter(block__section__report=report).count() == 6
    for figure in figures:
        (link,) = figure.iter("a")
        note = tree.get_element_by_id(link.get("href").removeprefix("#"))
        back = note.find_class("note__value")[0]
        assert back.get("href") == f"#{figure.get('id')}"
        assert back.text.strip() == figure.text_content()


def test_a_note_tells_unit_period_basis_who_when_and_state(small, load, signed_in):
    report = load(small)
    tree = page(signed_in("dieuphoi"), "read", report.code)
    quotes = Quote.objects.filter(block__section__report=report)
    quote = quotes.get(figure__indicator__code="dvc.integrated_rate")
    margin = next(tree.get_element_by_id(f"nguon-{quote.tag}").iterancestors("details")).text_content()
    told = [quote.figure.indicator.name_vi, quote.figure.unit.name_vi, "9 tháng năm 2024", "haidang test"]
    told += ["15:00, 23/11/2026", "observations.csv, dòng"]
    assert [words for words in told if words not in margin] == []


def test_the_margin_stands_beside_its_block_and_below_a_table(small, load, signed_in):
    tree = page(signed_in("dieuphoi"), "read", load(small).code)
    beside = [tree.get_element_by_id(f"block:{key}").getnext() for key in ("one.1", "two.1")]
    assert ["margin" in aside.get("class").split() for aside in beside] == [True, True]
    below = tree.get_element_by_id("block:two.2").getparent().getnext()
    assert "margin--table" in below.get("class")
    assert below.get("open") is None
    note = tree.get_element_by_id("footnote:fn.note")
    assert len(note.find_class("margin")) == 1


def test_the_text_is_the_one_of_the_report_page(small, load, signed_in):
    report, client = load(small), signed_in("dieuphoi")
    read, shown = page(client, "read", report.code), page(client, "report", report.code)
    for margin in read.find_class("margin"):
        margin.drop_tree()

    def words(tree):
        return "".join(tree.find_class("official-document")[0].text_content().split())

    assert words(read) == words(shown)


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_reads_a_frozen_report_without_what_was_not_accepted(username, secret_report, signed_in):
    content = signed_in(username).get(reverse("reporting:read", args=["SMALL"])).content.decode()
    assert SECRET not in content
    assert "4711" not in content
    assert "Người nhập số" not in content
    assert content.count("[chưa công bố]") == 3
    assert "1.237" in content


@pytest.mark.parametrize("username", CENTRE)
def test_the_centre_reads_all_of_it(username, secret_report, signed_in):
    content = signed_in(username).get(reverse("reporting:read", args=["SMALL"])).content.decode()
    assert SECRET in content
    assert "chưa công bố" not in content


def test_a_remark_that_names_a_withheld_figure_is_withheld_with_it(secret_report, signed_in):
    assert any("4.711" in remark["text"] for remark in secret_report.remarks)
    url = reverse("reporting:read", args=["SMALL"])
    assert "draft-remark" in signed_in("dieuphoi").get(url).content.decode()
    assert "draft-remark" not in signed_in("thutruong").get(url).content.decode()


def test_what_was_accepted_later_with_the_same_value_is_no_secret(secret_report, signed_in, at):
    figure = (
        Quote.objects.filter(block__section__report__code="SMALL", figure__indicator__code="dvc.total")
        .first()
        .figure
    )
    names = ("status", "value", "qualifier", "source_urn", "provenance")
    same = {name: getattr(figure.latest, name) for name in names}
    figure.latest = Observation.objects.create(
        figure=figure, revision=100, stage="final", recorded_at=at, recorded_by_id="y", recorded_by_name="Y", **same
    )  # fmt: skip
    figure.save()
    assert SECRET in signed_in("thutruong").get(reverse("reporting:read", args=["SMALL"])).content.decode()


def test_the_way_of_a_withheld_figure_does_not_exist(secret_report, signed_in):
    tag = (
        Quote.objects.filter(block__section__report__code="SMALL", figure__indicator__code="dvc.total")
        .first()
        .tag
    )
    url = reverse("reporting:way", args=["SMALL", tag])
    assert signed_in("thutruong").get(url).status_code == 404
    assert signed_in("dieuphoi").get(url).status_code == 200
    assert signed_in("dieuphoi").get(reverse("reporting:way", args=["SMALL", "q-none"])).status_code == 404


def stations(client, tag, code="SMALL"):
    tree = page(client, "way", code, tag)
    return [" ".join(station.text_content().split()) for station in tree.find_class("path__station")]


def test_the_way_of_an_imported_figure_of_a_draft(small, load, signed_in):
    load(small)
    found = stations(signed_in("dieuphoi"), "q-one.1-1")
    assert found[0].startswith("Ô trong tệp")
    assert len(found) == 4
    assert "chưa" in found[-1]


def test_the_way_of_a_frozen_figure_ends_at_its_files(secret_report, signed_in):
    found = stations(signed_in("dieuphoi"), "q-one.1-1")
    assert len(found) == 5
    assert secret_report.artefacts.get(name="report.pdf").file_id in "".join(found)


@pytest.fixture
def quoted_submission(received, small, load):
    """A report that quotes what the court's head approved."""
    entry = received.entries.filter(status="value", about__code="TAND", dimensions="").first()
    small["round"] = received.round.code
    token = f"{{{{{entry.indicator.code} unit=TAND}}}}"
    small["sections"] = [{"key": "one", "title": "Một", "blocks": [{"key": "one.1", "p": f"Có {token}."}]}]
    small["footnotes"] = {}
    return load(small), received


def test_the_way_of_what_a_unit_sent_names_each_step(quoted_submission, coordinator, signed_in, at):
    _report, assignment = quoted_submission
    found = stations(signed_in("dieuphoi"), "q-one.1-1")
    submission = assignment.submissions.get()
    assert len(found) == 7
    assert submission.approved_by_name in found[2]
    assert "15:00, 23/11/2026" in found[2]
    assert "chưa" in found[3]  # not accepted yet
    accept_report(assignment=assignment, by=coordinator, at=at)
    assert coordinator.name in stations(signed_in("dieuphoi"), "q-one.1-1")[3]


def test_a_returned_submission_says_so(quoted_submission, coordinator, signed_in, at):
    _report, assignment = quoted_submission
    return_report(
        assignment=assignment, reason="cần xem lại số", entries={}, narratives={}, by=coordinator, at=at
    )
    assert "trả lại" in stations(signed_in("dieuphoi"), "q-one.1-1")[3]


def test_many_sources_take_as_many_queries_as_one(quoted_submission, django_assert_num_queries):
    _report, assignment = quoted_submission
    urns = [f"{assignment.submissions.get().urn}#entry={pk}" for pk in range(50)]
    with django_assert_num_queries(1):
        found = resolve_sources(urns)
    assert {re.sub(r"#e\d+$", "", source.url) for source in found.values()} == {
        reverse("reporting:submission", args=[assignment.round.code, "TAND"]) + "?lan=1"
    }
