"""The simulator, the way to a rank, scenarios, sub-indices and comparison on screen."""

import io

import openpyxl
import pytest
from django.urls import reverse

from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.simulating import find_base

pytestmark = pytest.mark.django_db

SIMULATION, WAY = reverse("competitiveness:simulation"), reverse("competitiveness:way")
COMPARISON, SCENARIOS = reverse("competitiveness:comparison"), reverse("competitiveness:scenarios")
SAVE = reverse("competitiveness:save-scenario")


def page(client, url, status=200, **more):
    response = client.get(url, **more)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_change_is_worth_its_weight(signed_in):
    shown = page(signed_in("lanhdao"), SIMULATION + "?s-transparency=7,22")
    assert "70,76 → 71,26" in shown
    assert "+0,500" in shown
    assert "suy ra" in shown
    assert "Chưa biết thứ hạng" in shown
    assert "Sai số chọn mẫu" in shown


def test_as_one_moves_only_the_result_comes(signed_in):
    shown = page(signed_in("lanhdao"), SIMULATION + "?s-transparency=7,22", headers={"HX-Request": "true"})
    assert "71,26" in shown
    assert "<html" not in shown


@pytest.mark.parametrize("score", ["10,01", "0,5", "abc", "-3", "1e1", "7,1234567890123", "=1+1", "9" * 50])
def test_a_score_that_cannot_be_is_told_at_its_field_and_nothing_is_computed(score, signed_in):
    client = signed_in("lanhdao")
    query = {"s-transparency": score}
    response = client.get(SIMULATION, query)
    assert response.status_code == 400
    assert response.content.decode().count('class="field__error"') == 1
    assert "id_s-transparency_error" in response.content.decode()
    fragment = client.get(SIMULATION, query, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert "Tính minh bạch:" in fragment.content.decode()


def test_an_empty_score_is_that_of_the_year(signed_in):
    assert "70,76 → 70,76" in page(signed_in("lanhdao"), SIMULATION + "?s-transparency=")


@pytest.mark.parametrize(
    "query", ["?year=x", "?year=2023", "?year=99999999999999999999", "?province=Atlantis"]
)
def test_what_is_no_start_gives_way_to_the_last_year(query, signed_in):
    assert "xuất phát từ điểm năm 2022" in page(signed_in("canbo"), SIMULATION + query)


def test_among_all_provinces_the_rank_and_its_interval_are_told(signed_in, all_provinces):
    shown = page(signed_in("lanhdao"), SIMULATION + "?year=2022&s-transparency=9")
    assert "Thứ hạng tính trong tất cả" in shown
    assert "1.000 lần chạy" in shown
    assert "trọng số, vì là trọng số suy ra" in shown


def test_the_way_says_what_it_costs_or_that_there_is_none(signed_in, all_provinces):
    client = signed_in("lanhdao")
    assert "Lộ trình ít tốn kém nhất đến vị trí" in page(client, WAY)
    assert "Đã đạt vị trí 63" in page(client, WAY + "?c-target=63")
    nothing = "&".join(f"c-{code}=" for code in find_base("Hải Phòng", 2022).scores)
    assert "Không đạt được vị trí 1" in page(client, f"{WAY}?c-target=1&{nothing}")


@pytest.mark.parametrize(
    "query", ["?c-target=0", "?c-target=64", "?c-target=x", "?c-target=1&c-transparency=-1"]
)
def test_a_target_or_cost_that_cannot_be_is_told(query, signed_in, all_provinces):
    assert "field__error" in page(signed_in("lanhdao"), WAY + query, 400)


def test_a_way_needs_others(signed_in):
    assert "hãy nhập điểm thành phần năm 2022" in page(signed_in("lanhdao"), WAY)


def test_a_scenario_is_saved_opened_renamed_and_deleted(signed_in):
    client = signed_in("dieuphoi")
    query = "?year=2022&s-transparency=7,5"
    assert "Lưu thành phương án" in page(client, SAVE + query)
    assert client.post(SAVE + query, {"name": ""}).status_code == 400
    assert client.post(SAVE + query, {"name": "<b>Bạch</b>", "note": "=1+1"}).status_code == 302
    kept = Scenario.objects.get()
    url = reverse("competitiveness:scenario", args=[kept.pk])
    shown = page(client, url)
    assert "&lt;b&gt;Bạch&lt;/b&gt;" in shown
    assert kept.data_sha256 in shown
    assert client.post(f"{url}sua/", {"name": "Khác", "note": ""}).status_code == 302
    assert "Khác" in page(client, SCENARIOS)
    assert "sẽ mất đối với mọi người" in page(client, f"{url}xoa/")
    assert client.post(f"{url}xoa/").status_code == 302
    assert "Chưa lưu phương án nào" in page(client, SCENARIOS)


def test_wrong_scores_are_not_saved_but_sent_back(signed_in):
    response = signed_in("dieuphoi").post(SAVE + "?s-transparency=11", {"name": "x"})
    assert response.url.startswith(SIMULATION)
    assert not Scenario.objects.exists()


def test_of_others_one_sees_scenarios_and_changes_none(signed_in, keep):
    kept = keep("dieuphoi", transparency="7")
    url = reverse("competitiveness:scenario", args=[kept.pk])
    client = signed_in("lanhdao")
    assert "Đổi tên" not in page(client, url)
    for what in ("sua", "xoa"):
        assert client.post(f"{url}{what}/", {"name": "x"}).status_code == 403
    assert signed_in("canbo").get(url).status_code == 403
    assert Scenario.objects.get().name == "Minh bạch hơn"


def test_scenarios_stand_side_by_side_in_few_queries(
    signed_in, keep, all_provinces, django_assert_max_num_queries
):
    kept = [keep("dieuphoi", name=f"P{n}", year=year, transparency=str(n)) for n, year in
            enumerate((2022, 2021, 2020, 2019, 2018, 2017), start=3)]  # fmt: skip
    client = signed_in("kiemtra")
    url = reverse("competitiveness:compare-scenarios")
    with django_assert_max_num_queries(20):
        shown = page(client, url + "?" + "&".join(f"id={k.pk}" for k in kept))
    assert shown.count("bar-chart__mark") == 60
    assert "P8" in shown
    assert "Chưa chọn đủ hai phương án" in page(client, url + "?id=x&id=99999999999999999999&id=-1")


def test_files_hold_numbers_and_nothing_that_runs(signed_in, keep):
    kept = keep("dieuphoi", name="=cmd|' /C calc'!A0", note="@SUM(1)", transparency="7.5")
    client = signed_in("dieuphoi")
    url = reverse("competitiveness:export-scenario", args=[kept.pk, "csv"])
    lines = client.get(url).content.decode("utf-8-sig").splitlines()
    assert not any(
        cell.startswith(("=", "@", "+")) for line in lines for cell in line.replace('"', "").split(";")
    )
    assert any(line.startswith("Tính minh bạch;0,05;6,22;7,5;0,64") for line in lines)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(url.replace(".csv", ".xlsx")).content), data_only=False
    )
    cells = {cell.value: cell.data_type for row in book.active for cell in row}
    assert cells[7.5] == "n"
    assert "f" not in cells.values()


@pytest.mark.parametrize("name", ["export-profile", "export-change"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_are_taken_away(name, form, signed_in):
    response = signed_in("canbo").get(reverse(f"competitiveness:{name}", args=[form]))
    assert response.status_code == 200
    assert f'.{form}"' in response["Content-Disposition"]
    assert len(response.content) > 500


def test_a_file_of_another_form_does_not_exist(signed_in):
    assert signed_in("canbo").get(reverse("competitiveness:export-profile", args=["exe"])).status_code == 404


def test_the_comparison_shows_leader_and_nearest_or_the_chosen(signed_in, all_provinces):
    client = signed_in("canbo")
    shown = page(client, COMPARISON)
    assert "A. Tỉnh 61" in shown
    assert "Thứ hạng" in shown
    assert "bar-chart" in shown
    chosen = page(client, COMPARISON + "?with=Tỉnh 07&with=Tỉnh 09&with=Atlantis")
    assert "B. Tỉnh 09" in chosen
    assert "C. Tỉnh 07" in chosen
    many = "&".join(f"with=Tỉnh {n:02d}" for n in range(12))
    assert "Chỉ hiện 8 tỉnh đầu tiên" in page(client, f"{COMPARISON}?{many}")
    file = client.get(reverse("competitiveness:export-comparison", args=["csv"]) + "?with=Tỉnh 07")
    assert "Tỉnh 07" in file.content.decode()


def test_a_comparison_needs_others(signed_in):
    assert "hãy nhập điểm thành phần năm 2022" in page(signed_in("canbo"), COMPARISON)
    assert (
        signed_in("canbo").get(reverse("competitiveness:export-comparison", args=["csv"])).status_code == 404
    )


def test_a_sub_index_shows_scores_weights_tasks_figures_and_others(signed_in, all_provinces):
    shown = page(signed_in("canbo"), reverse("competitiveness:subindex", args=["transparency"]))
    for words in ("Tính minh bạch", "6,22", "20%", "nhiệm vụ của kế hoạch", "Số liệu phía sau", "Tỉnh 61"):
        assert words in shown


def test_who_may_not_see_figures_sees_none_behind_a_sub_index(signed_in):
    shown = page(signed_in("quantri"), reverse("competitiveness:subindex", args=["transparency"]))
    assert "Số liệu phía sau" not in shown


@pytest.mark.parametrize("code", ["luck", "..", "%00", "<script>"])
def test_a_sub_index_that_is_none_does_not_exist(code, signed_in):
    assert signed_in("canbo").get(f"/chi-so/thanh-phan/{code}/").status_code in (400, 404)


def test_a_sub_index_without_scores_says_what_to_do(signed_in):
    shown = page(signed_in("dieuphoi"), reverse("competitiveness:subindex", args=["compliance_costs"]))
    assert "Hãy nhập điểm" in shown


def test_of_a_year_without_scores_the_change_says_why_and_shows_what_was_reported(signed_in):
    shown = page(signed_in("canbo"), reverse("competitiveness:change") + "?from=2022&to=2023")
    assert "Không tính được thay đổi: năm 2023" in shown
    assert "không có số liệu tính toán nào được ghi" in shown
    assert "Báo cáo" in shown


def test_the_counted_change_links_its_figures(signed_in):
    shown = page(signed_in("canbo"), reverse("competitiveness:change") + "?from=2021&to=2022")
    assert "Số liệu đã ghi, để báo cáo trích dẫn" in shown


def test_of_another_province_no_figures_of_ours_are_shown(signed_in, all_provinces):
    shown = page(
        signed_in("canbo"), reverse("competitiveness:change") + "?province=Tỉnh 07&from=2021&to=2022"
    )
    assert "Tỉnh 07, 2021 – 2022" in shown
    assert "Số liệu đã ghi" not in shown


def test_no_page_takes_many_queries(signed_in, all_provinces, django_assert_max_num_queries):
    client = signed_in("dieuphoi")
    for url in (SIMULATION, WAY, COMPARISON, reverse("competitiveness:subindex", args=["transparency"])):
        with django_assert_max_num_queries(22):
            page(client, url)
