"""Final figures are shared; a provisional one does not exist for other units, on whatever way they come."""

import pytest
from django.http import Http404

from haidang.apps.observations.models import Figure
from haidang.apps.observations.selectors import (
    FigureQuery,
    get_figure,
    get_finding,
    list_figures,
    list_findings,
    list_periods,
    list_siblings,
)

pytestmark = pytest.mark.django_db

PERIOD = "2026-Q1"


@pytest.fixture
def draft(entry, take):
    """A provisional figure of the department of justice."""
    take(entry("12345", indicator="dvc.total", unit="STP", period=PERIOD, stage="provisional"))
    return Figure.objects.get(period=PERIOD)


SEES = {
    "dieuphoi": True,
    "lanhdao": True,
    "kiemtra": True,
    "thutruong": False,
    "canbo": False,
    "quantri": False,
}


@pytest.mark.parametrize(("username", "sees"), SEES.items())
def test_in_lists_and_searches(username, sees, draft, actor_for):
    actor = actor_for(username)
    queries = [
        FigureQuery(),
        FigureQuery(words="tu phap"),
        FigureQuery(unit="STP"),
        FigureQuery(period=PERIOD),
    ]
    assert [draft in list_figures(actor, query) for query in queries] == [sees] * 4
    assert (PERIOD in list_periods(actor)) is sees


@pytest.mark.parametrize(("username", "sees"), SEES.items())
def test_by_its_number(username, sees, draft, actor_for):
    if sees:
        assert get_figure(actor_for(username), draft.pk) == draft
        return
    with pytest.raises(Http404):
        get_figure(actor_for(username), draft.pk)


@pytest.mark.parametrize(("username", "sees"), SEES.items())
def test_beside_its_siblings(username, sees, draft, figure, actor_for):
    final = figure("dvc.total")
    assert (draft in list_siblings(actor_for(username), final)) is sees


@pytest.mark.parametrize(("username", "sees"), SEES.items())
def test_through_the_api(username, sees, draft, signed_in):
    client = signed_in(username)
    page = client.get("/api/v1/figures", {"limit": 100, "period": PERIOD})
    listed = page.json().get("items", []) if page.status_code == 200 else []
    assert bool(listed) is sees
    detail = client.get(f"/api/v1/figures/{draft.pk}")
    assert (detail.status_code == 200) is sees
    assert (b"12345" in detail.content) is sees


@pytest.mark.parametrize("username", ["thutruong", "canbo"])
def test_the_own_unit_sees_its_provisional_figure(username, entry, take, actor_for):
    take(entry("1", unit="TAND", period=PERIOD, stage="provisional"))
    assert list_figures(actor_for(username), FigureQuery(period=PERIOD)).count() == 1


def test_a_figure_is_shared_once_it_is_final(draft, entry, take, actor_for):
    take(entry("12345", indicator="dvc.total", unit="STP", period=PERIOD))
    assert get_figure(actor_for("canbo"), draft.pk)


@pytest.mark.parametrize(
    ("username", "codes"),
    [
        ("dieuphoi", ["R04", "R05", "R35", "R36"]),
        ("lanhdao", ["R04", "R05", "R35", "R36"]),
        ("kiemtra", ["R04", "R05", "R35", "R36"]),
        ("thutruong", ["R35", "R36"]),
        ("canbo", ["R35", "R36"]),
        ("quantri", []),
    ],
)
def test_findings_concern_their_units_and_the_centre(username, codes, actor_for, signed_in):
    actor = actor_for(username)
    assert [finding.relation.code for finding in list_findings(actor)] == codes
    for finding in list_findings(actor_for("dieuphoi")):
        if finding.relation.code in codes:
            assert get_finding(actor, finding.pk)
        else:
            with pytest.raises(Http404):
                get_finding(actor, finding.pk)
    answer = signed_in(username).get("/api/v1/findings")
    assert [item["relation"] for item in answer.json().get("items", [])] == codes


def test_words_find_figures_by_indicator_and_unit_without_marks(actor_for):
    found = list_figures(actor_for("canbo"), FigureQuery(words="TOA AN kinh doanh"))
    assert all(figure.unit.code == "TAND" for figure in found)
    assert list_figures(actor_for("canbo"), FigureQuery(words="không có từ này")).count() == 0


def test_open_findings_are_counted_beside_each_figure(actor_for):
    found = list_figures(actor_for("dieuphoi"), FigureQuery(with_findings=True))
    counted = {figure.indicator.code: figure.open_findings for figure in found}
    assert counted["court.commercial.resolved"] == 2
    assert counted["court.commercial.accepted"] == 1
    assert len(counted) == len(found) == 8
