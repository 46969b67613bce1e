"""What the inspectorate gets of the pages and operations of inspections."""

import pytest

from tests.architecture.conduct_addresses import conduct_address, conduct_address_of
from tests.architecture.conduct_tables import API, INSPECTORATE, PAGES, WRITES
from tests.architecture.route_tables import STATUS


@pytest.mark.parametrize("name", PAGES)
def test_the_inspectorate_gets_what_the_table_says(name, signed_in, django_assert_max_num_queries):
    url, client = conduct_address(name), signed_in("thanhtra")
    with django_assert_max_num_queries(30):
        response = client.get(url)
    assert response.status_code == STATUS[PAGES[name].split()[INSPECTORATE]], response.content[:300]


@pytest.mark.parametrize("path", API)
def test_the_inspectorate_reads_what_the_table_says(path, signed_in):
    response = signed_in("thanhtra").get(conduct_address_of(path))
    assert response.status_code == int(API[path].split()[INSPECTORATE])


@pytest.mark.parametrize("call", WRITES)
def test_the_inspectorate_writes_what_the_table_says(call, signed_in):
    method, path = call.split()
    client = signed_in("thanhtra")
    url = f"/api/v1{conduct_address_of(path)}"
    response = getattr(client, method.lower())(url, "{}", content_type="application/json")
    assert response.status_code == int(WRITES[call].split()[INSPECTORATE]), response.content
