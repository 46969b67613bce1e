"""The index over the API: exact numbers as text, the same rules as on the pages."""

from decimal import Decimal

import pytest
from django.test import Client

from haidang.apps.competitiveness.models import ProvinceScore, Scenario

pytestmark = pytest.mark.django_db
INDEX = "/api/v1/index"


@pytest.fixture
def others():
    """Two other provinces with all scores of 2022."""
    codes = list(ProvinceScore.objects.filter(year=2022).values_list("subindex", flat=True))
    ProvinceScore.objects.bulk_create(
        ProvinceScore(index="PCI", province=name, year=2022, subindex=code, score=score)
        for name, score in (("An Giang", "7.5"), ("Cà Mau", "5"))
        for code in codes
    )


@pytest.fixture
def post(signed_in):
    def send(username, path, sent, method="post"):
        client = signed_in(username)
        return getattr(client, method)(f"{INDEX}/{path}", sent, content_type="application/json")

    return send


def test_methodologies_say_how_sure_each_weight_is(signed_in):
    found = {m["code"]: m for m in signed_in("canbo").get(f"{INDEX}/methodologies").json()}
    assert sum(Decimal(sub["weight"]) for sub in found["PCI-2022"]["subindices"]) == 1
    assert {sub["status"] for sub in found["PCI-2022"]["subindices"]} == {"inferred"}
    assert {sub["weight"] for sub in found["PCI-2025"]["subindices"]} == {None}
    assert found["PCI-2022"]["misfits"][0]["year"] == 2023


def test_scores_and_totals_come_in_pages_as_published(signed_in):
    client = signed_in("canbo")
    found = client.get(f"{INDEX}/scores", {"province": "Hải Phòng", "year": 2006, "limit": 3}).json()
    assert (found["count"], len(found["items"])) == (10, 3)
    assert found["items"][0]["score"] == "4.979119"
    (total,) = client.get(f"{INDEX}/totals", {"year": 2024}).json()["items"]
    assert (total["total"], total["rank"]) == ("74.84", 1)


def test_the_profile_keeps_published_and_computed_apart(signed_in):
    years = {y["year"]: y for y in signed_in("canbo").get(f"{INDEX}/profile").json()}
    assert (years[2022]["published"], years[2022]["weights"]) == ("70.76", ["inferred"])
    assert Decimal(years[2022]["computed"]) == Decimal("70.76")
    assert (years[2023]["computed"], years[2023]["scores"]) == (None, {})
    assert signed_in("canbo").get(f"{INDEX}/profile", {"province": "Atlantis"}).status_code == 404


def test_a_change_adds_up_and_one_that_cannot_be_computed_does_not_exist(signed_in):
    client = signed_in("canbo")
    found = client.get(f"{INDEX}/change", {"first": 2021, "last": 2022}).json()
    assert (found["risen"], found["fallen"], found["counted"]) == (5, 5, True)
    assert sum(Decimal(m["points"]) for m in found["movements"]) == Decimal(found["change"])
    assert not client.get(f"{INDEX}/change", {"first": 2008, "last": 2009}).json()["counted"]
    assert client.get(f"{INDEX}/change", {"first": 2022, "last": 2023}).status_code == 404
    assert client.get(f"{INDEX}/change", {"first": "x", "last": 2023}).status_code == 422


def test_provinces_are_compared(signed_in, others):
    client = signed_in("canbo")
    found = client.get(f"{INDEX}/comparison", {"year": 2022, "with": ["Cà Mau"]}).json()
    assert [p["province"] for p in found["provinces"]] == ["Hải Phòng", "Cà Mau"]
    assert [p["place"] for p in found["provinces"]] == [2, 3]
    assert (found["known"], found["ranked"], found["is_whole"]) == (3, 63, False)
    assert client.get(f"{INDEX}/comparison", {"year": 2021}).status_code == 404
    many = {"year": 2022, "with": [str(n) for n in range(9)]}
    assert client.get(f"{INDEX}/comparison", many).status_code == 422


def test_a_simulation_says_what_it_is_worth_and_what_its_interval_comprises(post, others):
    sent = {"province": "Hải Phòng", "year": 2022, "scores": {"transparency": "7.22"}}
    found = post("canbo", "simulate", sent).json()
    assert (Decimal(found["gain"]), found["place_before"], found["is_whole"]) == (Decimal("0.5"), 2, False)
    assert (found["varies"], found["movement_years"]) == (["weights"], [])
    assert Decimal(found["gain_low"]) < Decimal("0.5") < Decimal(found["gain_high"])
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("scores", "place"),
    [({"transparency": "11"}, None), ({"luck": "5"}, "luck"), ({"transparency": "x"}, None), ({"a\x00": "5"}, None)],
)  # fmt: skip
def test_scores_that_cannot_be_are_told(scores, place, post):
    response = post("canbo", "simulate", {"province": "Hải Phòng", "year": 2022, "scores": scores})
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    if place:
        assert response.json()["faults"][0]["place"] == place


def test_a_year_without_scores_is_no_start(post):
    sent = {"province": "Hải Phòng", "year": 2023, "scores": {}}
    assert post("canbo", "simulate", sent).status_code == 404


def test_the_way_to_a_place(post, others):
    sent = {
        "province": "Hải Phòng",
        "year": 2022,
        "target": 1,
        "costs": {"informal_charges": "2", "transparency": "1"},
    }
    found = post("canbo", "way", sent).json()
    assert found["reached"] is False
    found = post("canbo", "way", sent | {"within_reach": False}).json()
    assert (found["reached"], found["proved"], found["simulation"]["place_after"]) == (True, True, 1)
    assert post("canbo", "way", sent | {"costs": {"luck": "1"}}).status_code == 422
    assert post("canbo", "way", sent | {"costs": {"transparency": "-1"}}).status_code == 422


def test_a_scenario_is_kept_read_renamed_and_deleted(post, signed_in):
    sent = {"province": "Hải Phòng", "year": 2022, "scores": {"transparency": "7.5"}, "name": "Minh bạch"}
    made = post("dieuphoi", "scenarios", sent)
    assert made.status_code == 201
    path = f"scenarios/{made.json()['id']}"
    found = signed_in("kiemtra").get(f"{INDEX}/{path}").json()
    assert (found["is_as_saved"], Decimal(found["simulation"]["gain"])) == (True, Decimal("0.64"))
    assert post("lanhdao", path, {"name": "x"}, "put").status_code == 403
    assert post("lanhdao", path, {}, "delete").status_code == 403
    assert post("dieuphoi", path, {"name": "Khác"}, "put").json()["name"] == "Khác"
    assert signed_in("dieuphoi").get(f"{INDEX}/scenarios").json()["count"] == 1
    assert post("dieuphoi", path, {}, "delete").status_code == 204
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("change", [{"name": " "}, {"name": "x" * 121}, {"note": "y" * 2001}, {"else": 1}])
def test_a_scenario_that_cannot_be_kept_is_refused(change, post):
    sent = {"province": "Hải Phòng", "year": 2022, "scores": {}, "name": "Minh bạch"} | change
    assert post("dieuphoi", "scenarios", sent).status_code == 422
    assert not Scenario.objects.exists()


def test_strangers_and_forged_calls_are_refused(signed_in):
    assert Client().get(f"{INDEX}/scores").status_code == 401
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("dieuphoi").cookies
    assert client.post(f"{INDEX}/scenarios", {}, content_type="application/json").status_code == 403
