"""Generated appendices are made of quotes, follow what they are made of, and say that they illustrate."""

from decimal import Decimal

import pytest

from haidang.apps.competitiveness.models import ProvinceScore
from haidang.apps.observations.models import Figure
from haidang.apps.observations.services import NewObservation, record_observations
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.models import Assignment, Block, Quote, Round
from haidang.apps.reporting.selectors import get_round, list_assignments, list_rounds
from haidang.apps.reporting.services import add_block, refresh_generated_blocks
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def refresh(report, system, at):
    return lambda: refresh_generated_blocks(report=report, by=system, at=at)


def rows(key):
    return Block.objects.get(section__report__code="HP-PCI-2024-9M-REPORT", key=key).content["rows"]


def test_every_unit_of_the_round_stands_in_the_first_appendix():
    table = rows("A1.table")
    assert len(table) == 45
    assert [row[0] for row in table] == [f"[[list_marker:{number}]]" for number in range(1, 46)]
    assert sum(1 for row in table if row[2] == "Đã gửi") == 41


def test_departments_come_before_districts_each_in_alphabetical_order():
    names = [row[1] for row in rows("A1.table")]
    assert names.index("Sở Y tế") < names.index("Huyện An Dương") < names.index("Quận Đồ Sơn")
    districts = [name for name in names if name.startswith("Quận")]
    assert districts == [
        "Quận Dương Kinh", "Quận Đồ Sơn", "Quận Hải An", "Quận Hồng Bàng", "Quận Kiến An", "Quận Lê Chân",
        "Quận Ngô Quyền",
    ]  # fmt: skip


def test_rates_are_quotes_best_first():
    quotes = Quote.objects.filter(block__key="A2.table").select_related("figure__latest").order_by("position")
    values = [quote.figure.latest.value for quote in quotes]
    assert len(values) == 32
    assert values == sorted(values, reverse=True)


def test_both_say_that_they_illustrate(report):
    document = assemble(report).document
    for appendix in document.appendices:
        kinds = {getattr(block, "kind", "") for block in appendix.blocks}
        assert "illustrative" in kinds


def test_making_them_again_changes_nothing(refresh):
    assert refresh() == 0


def test_another_rate_moves_its_row_and_keeps_its_quote(refresh, system, at):
    lowest = min(
        Figure.objects.filter(indicator__code="validity.first_submission_rate").select_related("latest"),
        key=lambda f: f.latest.value,
    )
    tag = Quote.objects.get(figure=lowest, block__key="A2.table").tag
    entry = NewObservation(
        indicator=lowest.indicator, unit=lowest.unit, period=lowest.period, basis=lowest.basis,
        value=Decimal(100), source_urn="urn:test", provenance="illustrative",
    )  # fmt: skip
    record_observations(entries=[entry], label="test", by=system, at=at)
    assert refresh() == 1
    quote = Quote.objects.get(figure=lowest, block__key="A2.table")
    assert quote.tag == tag
    assert quote.position < 14


def test_a_report_that_arrives_shows_in_the_first_appendix(refresh):
    late = Assignment.objects.filter(status="missing").first()
    Assignment.objects.filter(pk=late.pk).update(status="received")
    assert refresh() == 1
    assert sum(1 for row in rows("A1.table") if row[2] == "Đã gửi") == 42


def test_a_round_counts_what_came_in(system, actor_for):
    round_ = get_round(system, "HP-PCI-2024-9M")
    assert (round_.expected, round_.received) == (45, 41)
    assert len(list_assignments(system, round_)) == 45
    assert [a.unit.code for a in list_assignments(actor_for("thutruong"), round_)] in ([], ["TAND"])


@pytest.mark.parametrize(("username", "count"), [("dieuphoi", 45), ("kiemtra", 45), ("quantri", 0)])
def test_who_sees_what_the_units_sent(username, count, actor_for):
    round_ = Round.objects.get()
    assert len(list_assignments(actor_for(username), round_)) == count
    assert len(list_rounds(actor_for(username))) == bool(count)


@pytest.fixture
def movements(report, refresh):
    """The generated table of movements as a block of the report, filled."""
    content = {"caption": "", "columns": ["Năm"], "rows": []}
    Block.objects.create(
        section=report.sections.first(), key="one.movements", kind="table", content=content, position=900,
        generator="index_movements",
    )  # fmt: skip
    assert refresh() == 1
    return lambda: (refresh(), Block.objects.get(key="one.movements"))[1]


def test_movements_of_the_index_are_quotes_of_computed_figures(movements):
    block = movements()
    assert [row[0] for row in block.content["rows"]] == [f"[[year:{year}]]" for year in range(2018, 2023)]
    quotes = Quote.objects.filter(block=block).select_related("figure__latest", "figure__indicator")
    last = [q.figure for q in quotes if q.figure.period == "2022-Y"]
    assert {f.indicator.code: int(f.latest.value) for f in last} == {
        "pci.subindices_up": 5, "pci.subindices_down": 5,
    }  # fmt: skip
    assert {q.figure.basis for q in quotes} == {"computed"}


def test_a_year_whose_scores_are_unknown_has_no_row_until_they_come(movements, system, at):
    assert "[[year:2023]]" not in [row[0] for row in movements().content["rows"]]
    codes = [s.subindex for s in ProvinceScore.objects.filter(province="Hải Phòng", year=2022)]
    rows = [f"Hải Phòng,2023,{code},8" for code in codes]
    content = "\n".join(["province,year,subindex,score", *rows]).encode()
    assert not run_import(kind="scores", content=content, name="s.csv", by=system, at=at).faults
    assert movements().content["rows"][-1][0] == "[[year:2023]]"


def test_the_sentence_of_the_index_names_the_newest_year_that_is_known(report, system, at):
    section = report.sections.first()
    block = add_block(section=section, after=None, kind="", generator="index_sentence", by=system, at=at)
    quoted = block.quotes.select_related("figure__latest").order_by("position")
    assert "năm [[year:2022]]" in block.content["text"]
    assert [int(quote.figure.latest.value) for quote in quoted] == [5, 5]
