"""The form of a unit as people see it: what saving a cell answers, and what that costs."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haidang.apps.observations.models import Indicator
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Assignment, Entry
from haidang.apps.reporting.selectors import get_form_row, get_progress, list_form_groups
from haidang.apps.reporting.services import Answer, Change, RoundRules, open_round, save_entries
from haidang.domain.vietnamese import sort_key
from haidang.domain.worktime import CutoffScheme, parse_period

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


@pytest.fixture
def round_(system, at):
    rules = RoundRules(
        "HP-PCI-2024-Y", parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR, 5,
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at)


@pytest.fixture
def assignment(round_):
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


@pytest.fixture
def save(signed_in):
    """`save(entry, "12")` types into a cell; the answer of the server."""
    client = signed_in("canbo")

    def run(entry, text, version=0):
        address = f"/ky-bao-cao/{entry.assignment.round.code}/don-vi/TAND/o/{entry.pk}/"
        data = {f"e{entry.pk}-value": text, f"e{entry.pk}-version": version}
        return client.post(address, data, headers={"hx-request": "true", "accept-language": "vi"})

    return run


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        answer = work()
    assert answer.status_code == 200
    return len(queries)


def ask_for_more(assignment, count=60):
    """Let the form have many more cells than it has."""
    model = assignment.entries.first()
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"more.{n}", name_vi=f"Chỉ tiêu {n}", kind="count", unit_measure="vụ")
        for n in range(count)
    )
    Entry.objects.bulk_create(
        Entry(assignment=assignment, task=model.task, indicator=i, about=model.about, period=model.period, position=900)
        for i in indicators
    )  # fmt: skip


def test_a_saved_cell_says_so_and_moves_the_progress(assignment, save):
    entry = assignment.entries.get(indicator__code="court.commercial.accepted")
    told = save(entry, "90").content.decode()
    asked = assignment.entries.count()
    assert f'id="e{entry.pk}-version" value="1"' in told
    assert f"<dd>1<small>/{asked}</small></dd>" in told
    entry.refresh_from_db()
    assert entry.value == Decimal(90)


def test_a_saved_cell_says_at_once_what_looks_wrong(assignment, save):
    entry = assignment.entries.get(indicator__code="court.commercial.accepted")
    assert "60 &lt; 68" in save(entry, "60").content.decode()


def test_one_cell_is_suspected_of_just_what_the_whole_form_suspects_it_of(assignment, actor_for, at):
    changes = [Change(e, Answer("value", Decimal(1 + e.pk % 7)), e.version) for e in assignment.entries.all()]
    save_entries(assignment=assignment, changes=changes, origin="test", by=actor_for("canbo"), at=at)
    rows = [row for group in list_form_groups(assignment) for row in group.rows]
    assert any(s.is_contradiction for row in rows for s in row.suspicions)
    for row in rows:
        alone = get_form_row(assignment, row.entry.pk)
        assert alone.suspicions == row.suspicions
        assert alone.neighbours == row.neighbours


def test_progress_counts_what_the_groups_of_the_form_hold(assignment, actor_for, at):
    for entry in assignment.entries.all()[:3]:
        Entry.objects.filter(pk=entry.pk).update(returned="Xem lại")
        save_entries(
            assignment=assignment, changes=[Change(entry, Answer("missing"), 0)], origin="test",
            by=actor_for("canbo"), at=at,
        )  # fmt: skip
    groups, progress = list_form_groups(assignment), get_progress(assignment)
    cells = [row.entry for group in groups for row in group.rows]
    assert (progress.answered, progress.asked, progress.returned_cells) == (3, len(cells), 3)
    assert progress.tasks_total == len(groups)
    done = [
        group
        for group in groups
        if all(row.entry.is_answered for row in group.rows)
        and not (group.narrative and group.narrative.is_required and not group.narrative.text)
    ]
    assert progress.tasks_done == len(done)


def test_queries_do_not_grow_with_the_cells(assignment, signed_in, save):
    client = signed_in("canbo")
    address = f"/ky-bao-cao/{assignment.round.code}/don-vi/TAND/"
    entry = assignment.entries.first()
    save(entry, "1")
    page, cell = queries_of(lambda: client.get(address)), queries_of(lambda: save(entry, "2", version=1))
    ask_for_more(assignment)
    assert queries_of(lambda: client.get(address)) <= page <= MOST_QUERIES
    assert queries_of(lambda: save(entry, "3", version=2)) <= cell <= MOST_QUERIES


def test_the_board_stands_in_the_order_of_the_vietnamese_alphabet(round_, signed_in):
    page = signed_in("dieuphoi").get(f"/ky-bao-cao/{round_.code}/")
    names = [row.assignment.unit.name_vi for row in page.context["rows"]]
    assert names == sorted(names, key=sort_key)
    assert len(names) == Assignment.objects.filter(round=round_).count() == 45


def test_a_whole_form_that_says_nothing_new_asks_for_no_cell(assignment, signed_in):
    """Handing over posts every field, also those that were saved while typing."""
    client = signed_in("canbo")
    address = f"/ky-bao-cao/{assignment.round.code}/don-vi/TAND/"
    data = {
        f"n{n.pk}-{name}": value
        for n in assignment.narratives.all()
        for name, value in (("version", 0), ("text", ""))
    }
    for entry in assignment.entries.all():
        data |= {f"e{entry.pk}-version": 0, f"e{entry.pk}-value": "", f"e{entry.pk}-status": "value"}
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, data)
    assert answer.status_code == 302
    assert len(queries) <= MOST_QUERIES // 2


def test_taking_a_value_over_does_not_overwrite_what_somebody_else_wrote(
    assignment, actor_for, signed_in, at
):
    entry = assignment.entries.get(indicator__code="court.commercial.accepted")
    change = Change(entry, Answer("value", Decimal(99)), 0)
    save_entries(assignment=assignment, changes=[change], origin="x", by=actor_for("thutruong"), at=at)
    address = f"/ky-bao-cao/{assignment.round.code}/don-vi/TAND/lay-so/"
    signed_in("canbo").post(address, {"source": "previous", "entry": f"{entry.pk}.0"})
    entry.refresh_from_db()
    assert entry.value == Decimal(99)
    signed_in("canbo").post(address, {"source": "previous", "entry": f"{entry.pk}.1"})
    entry.refresh_from_db()
    assert entry.value == Decimal(68)
