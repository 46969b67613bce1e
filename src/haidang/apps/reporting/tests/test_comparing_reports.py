"""What changed since the last report: figures with the right difference, paragraphs with their words."""

from decimal import Decimal

import pytest
from django.urls import reverse

from haidang.apps.observations.models import Figure, Indicator, Observation
from haidang.apps.reporting.report_changes import compare_reports, list_earlier, write_difference
from haidang.apps.reporting.services import freeze_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(small, load, round_, at):
    """The report of the next round: two figures of the year, one new; one paragraph changed, one gone, one new."""
    for code, value in (("dvc.integrated", 1300), ("dvc.integrated_rate", "70.00")):
        old = Figure.objects.get(indicator__code=code, basis="reported", period="2024-9M")
        figure = Figure.objects.create(
            indicator=old.indicator, unit=old.unit, period="2024-Y", basis="reported"
        )
        figure.latest = Observation.objects.create(
            figure=figure, revision=1, status="value", value=Decimal(value), stage="final", provenance="reported",
            source_urn="urn:test", recorded_at=at, recorded_by_id="x", recorded_by_name="X",
        )  # fmt: skip
        figure.save()
    load(small)
    small |= {"code": "LATER", "round": round_.code, "footnotes": {}}
    small["sections"] = [
        {
            "key": "one",
            "title": "Một",
            "blocks": [
                {"key": "one.1", "p": "Đã có {{dvc.integrated}} dịch vụ, đạt {{dvc.integrated_rate}}."},
                {"key": "one.3", "p": "Một đoạn mới."},
            ],
        }
    ]
    return load(small)


@pytest.fixture
def earlier(later, actor_for):
    return next(r for r in list_earlier(actor_for("dieuphoi"), later) if r.code == "SMALL")


def test_the_earlier_report_is_the_one_of_the_round_before(later, actor_for):
    found = [report.code for report in list_earlier(actor_for("dieuphoi"), later)]
    assert set(found) == {"SMALL", "HP-PCI-2024-9M-REPORT"}
    assert list_earlier(actor_for("canbo"), later) == []  # drafts are not theirs


def test_a_frozen_report_of_the_same_round_is_the_one_that_is_corrected(
    small, load, explain_all, system, at, actor_for
):
    explain_all()
    first = freeze_report(report=load(small), by=system, at=at)
    second = load(small | {"code": "SECOND"})
    assert list_earlier(actor_for("dieuphoi"), second)[0] == first
    assert first not in list_earlier(actor_for("dieuphoi"), first)


def test_figures_are_compared_by_series_whatever_the_period(later, earlier, actor_for):
    comparison = compare_reports(earlier, later, actor_for("dieuphoi"))
    told = {
        c.figure.indicator.code: (c.kind, c.old.text, c.new.text, c.difference) for c in comparison.changed
    }
    assert told == {
        "dvc.integrated": ("changed", "1.237", "1.300", "+63 dịch vụ"),
        "dvc.integrated_rate": ("changed", "64,56%", "70,00%", "+5,44 điểm phần trăm"),
    }
    assert [change.figure.indicator.code for change in comparison.gone] == ["dvc.total"]
    assert comparison.added == []


def test_paragraphs_are_compared_by_key_and_word(later, earlier, actor_for):
    comparison = compare_reports(earlier, later, actor_for("dieuphoi"))
    kinds = {block.key: block.kind for block in comparison.blocks}
    assert kinds == {
        "one.1": "changed", "one.3": "new", "one.2": "gone", "two.1": "gone", "two.2": "gone", "fn.note": "gone",
    }  # fmt: skip
    (changed,) = (block for block in comparison.blocks if block.key == "one.1")
    assert "Đã" in "".join(word.text for word in changed.words if word.kind == "ins")
    text = "".join(word.text for word in changed.words)
    assert "{{" not in text
    assert Indicator.objects.get(code="dvc.integrated").name in text


@pytest.mark.parametrize(
    ("kind", "mult", "measure", "difference", "written"),
    [
        ("percent", 0, "%", "-1.25", "−1,25 điểm phần trăm"),
        ("count", 0, "hồ sơ", "1200", "+1.200 hồ sơ"),
        ("money", 9, "đồng", "0.5", "+0,5 tỷ đồng"),
        ("count", 0, "hồ sơ", "0", "0 hồ sơ"),
    ],
)
def test_a_difference_has_the_unit_it_should_have(kind, mult, measure, difference, written):
    indicator = Indicator(kind=kind, unit_mult=mult, unit_measure=measure)
    assert write_difference(Decimal(difference), indicator) == written


def test_a_withheld_figure_has_neither_value_nor_difference(
    secret_report, small, load, explain_all, system, at, actor_for, signed_in
):
    explain_all()
    second = freeze_report(report=load(small | {"code": "SECOND"}), by=system, at=at)
    comparison = compare_reports(secret_report, second, actor_for("thutruong"))
    (total,) = (c for c in comparison.figures if c.figure.indicator.code == "dvc.total")
    assert (total.old.text, total.old.value, total.difference) == ("[chưa công bố]", None, "")
    url = reverse("reporting:compare", args=["SECOND"])
    assert "4.711" not in signed_in("thutruong").get(url).content.decode()


def test_the_page_shows_both_and_without_an_earlier_report_says_what_to_do(later, report, signed_in):
    client = signed_in("dieuphoi")
    content = client.get(reverse("reporting:compare", args=["LATER"]) + "?voi=SMALL").content.decode()
    assert "+5,44 điểm phần trăm" in content
    assert client.get(reverse("reporting:compare", args=["LATER"]) + "?voi=NONE").status_code == 404
    first = client.get(reverse("reporting:compare", args=["HP-PCI-2024-9M-REPORT"])).content.decode()
    assert "Chưa có báo cáo" in first
