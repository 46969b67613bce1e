"""Lists come in pages whose size and beginning are bounded; words to search for are cut."""

import pytest

from haidang.api import v1

LISTS = ["units", "figures", "tasks", "findings", "rounds", "reports/HP-PCI-2024-9M-REPORT/quotes"]


@pytest.fixture
def get(signed_in):
    client = signed_in("dieuphoi")
    return lambda path, **query: client.get(f"/api/v1/{path}", query)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 1001}, {"limit": -1}, {"offset": -1}, {"offset": 10**9 + 1}, {"limit": "x"}],
)
def test_what_is_no_page_is_refused(path, query, get):
    assert get(path, **query).status_code == 422


@pytest.mark.parametrize("path", LISTS)
def test_the_widest_page_is_given(path, get):
    answer = get(path, limit=1000)
    assert answer.status_code == 200
    assert len(answer.json()["items"]) == min(1000, answer.json()["count"])


@pytest.mark.parametrize("path", LISTS)
def test_behind_the_end_is_an_empty_page(path, get):
    answer = get(path, offset=10**9)
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    assert answer.json()["count"] > 0


def test_a_page_has_100_unless_told(get):
    first = get("figures").json()
    assert first["count"] > 100
    assert len(first["items"]) == 100
    second = get("figures", offset=100, limit=1).json()["items"]
    assert [row["id"] for row in second] == [get("figures", limit=101).json()["items"][100]["id"]]


def test_words_are_cut_to_a_hundred_characters(get, monkeypatch):
    searched = []
    monkeypatch.setattr(v1, "list_units", lambda query, kind: searched.append(query) or [])
    assert get("units", q="x" * 5000).status_code == 200
    assert searched == ["x" * 100]
    for path in ("figures", "tasks"):
        assert get(path, q="khongco " * 500).json()["items"] == []
