"""The index on screen."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

PROFILE, CHANGE = reverse("competitiveness:profile"), reverse("competitiveness:change")


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_profile_shows_the_province_of_the_house(signed_in):
    shown = page(signed_in("canbo"), PROFILE)
    assert "PCI của Hải Phòng qua các năm" in shown
    assert "74,84" in shown
    assert shown.count('<svg class="year-chart"') == 11


def test_what_is_not_known_is_said(signed_in):
    shown = page(signed_in("canbo"), PROFILE)
    assert "Chưa có điểm chỉ số thành phần của năm 2023, 2024" in shown
    assert "không tính được" in shown


def test_how_sure_the_weights_are_stands_beside_every_year(signed_in):
    shown = page(signed_in("canbo"), PROFILE)
    for words in ("trọng số chính thức", "trọng số khôi phục", "trọng số suy ra"):
        assert words in shown


def test_without_other_provinces_the_page_says_what_to_import(signed_in):
    shown = page(signed_in("dieuphoi"), PROFILE)
    assert "hãy nhập điểm thành phần năm 2022 của các tỉnh khác" in shown


def test_with_others_it_shows_the_distance_and_calls_no_place_among_few_a_rank(
    signed_in, take_scores, rows_of
):
    take_scores(*rows_of("An Giang", 2022, 9))
    shown = page(signed_in("canbo"), PROFILE)
    assert "An Giang" in shown
    assert "19,24" in shown
    assert "Chưa đủ các tỉnh" in shown
    distances = shown[shown.index("Khoảng cách") :]
    assert "trọng số suy ra" in distances


def test_the_change_counts_what_went_up_and_down(signed_in):
    shown = page(signed_in("canbo"), f"{CHANGE}?from=2021&to=2022")
    assert "5 tăng, 5 giảm" in shown
    assert "trong đó do trọng số" in shown


def test_within_a_methodology_no_weight_moves(signed_in):
    assert "trong đó do trọng số" not in page(signed_in("canbo"), f"{CHANGE}?from=2020&to=2021")


@pytest.mark.parametrize("query", ["?from=x&to=", "?from=2022&to=2022", "?province=Atlantis"])
def test_years_that_cannot_be_compared_give_way_to_those_that_can(query, signed_in):
    assert "Hải Phòng, 2021 – 2022" in page(signed_in("canbo"), CHANGE + query)


def test_a_house_without_scores_says_what_to_do(signed_in):
    from haidang.apps.competitiveness.models import ProvinceResult, ProvinceScore

    ProvinceScore.objects.all().delete()
    ProvinceResult.objects.all().delete()
    assert "Chưa có điểm nào" in page(signed_in("dieuphoi"), PROFILE)
    assert "Chưa có hai năm để so sánh" in page(signed_in("dieuphoi"), CHANGE)


def test_the_number_of_queries_does_not_grow_with_provinces(
    signed_in, take_scores, rows_of, django_assert_max_num_queries
):
    for n in range(20):
        take_scores(*rows_of(f"Tỉnh {n}", 2022, 5))
    client = signed_in("canbo")
    with django_assert_max_num_queries(14):
        page(client, PROFILE)
