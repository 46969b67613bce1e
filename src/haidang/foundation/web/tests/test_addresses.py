"""An address with a NUL names nothing: PostgreSQL would fail on it, so no view is asked."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/ky-bao-cao/a%00b/", "/ky-bao-cao/?q=%00", "/dang-nhap/?next=%00"])
def test_a_page_with_a_nul_in_its_address_is_a_bad_request(path, signed_in):
    assert signed_in("canbo").get(path).status_code == 400


@pytest.mark.parametrize(
    "path", ["tasks/%00/updates", "figures?unit=a%00", "findings?state=%00", "reports/%00/quotes"]
)
def test_the_api_says_it_in_json(path, signed_in):
    answer = signed_in("canbo").get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_address")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_other_odd_characters_find_nothing_and_break_nothing(signed_in):
    client = signed_in("canbo")
    for path in (
        "/api/v1/figures?unit=%25_%5C%27",
        "/api/v1/tasks?q=%E2%80%AE%25",
        "/api/v1/units?kind=%ED%A0%80",
    ):
        assert client.get(path).json() == {"items": [], "count": 0}
