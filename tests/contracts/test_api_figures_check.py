"""`POST /api/v1/figures/check`: what it answers, how it refuses, what OpenAPI says of it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haidang.api import figure_check
from haidang.api.schemas import CheckOut, ProblemOut
from haidang.api.v1 import api
from haidang.domain.file_text.tests.making import word_document, workbook
from haidang.foundation.confinement import Limit, Overrun
from haidang.foundation.web import public_checks
from haidang.foundation.web.admission import Places, Rate

URL = "/api/v1/figures/check"
WRONG = "Tiếp nhận 68 vụ, đã giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."


@pytest.fixture
def post(client, django_db_blocker):
    """`post(text=…)`, `post(content=…, name=…)` or `post(body=…)`, by a stranger, with the token check as in
    earnest and no database in reach."""
    client.handler.enforce_csrf_checks = True

    def send(text=None, content=None, name="a.txt", body=None, content_type="application/json"):
        with django_db_blocker.block():
            if content is not None:
                return client.post(URL, {"file": SimpleUploadedFile(name, content)})
            return client.generic("POST", URL, body or json.dumps({"text": text}), content_type=content_type)

    return send


def problem_of(response, status, code):
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    ProblemOut.model_validate(problem)
    assert (problem["status"], problem["code"]) == (status, code)
    return problem


def test_a_text(post):
    response = post(WRONG)
    answer = response.json()
    CheckOut.model_validate(answer)
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    (relation,) = answer["relations"]
    assert relation["suggestions"][0] == relation["repairs"][0]["text"] == "53"
    for figure in relation["figures"]:
        assert answer["text"][figure["start"] : figure["end"]] == figure["text"]


def test_the_example_of_the_description_is_what_is_answered(post):
    answer = post(WRONG).json()
    CheckOut.model_validate(answer)
    assert answer == figure_check._EXAMPLE_ANSWER


@pytest.mark.parametrize(
    ("content", "name", "media", "place"),
    [
        (WRONG.encode(), "a.txt", "txt", {"line": 1, "column": 60}),
        (word_document("Mở đầu", WRONG), "a.docx", "docx", {"paragraph": 2}),
        (workbook([WRONG]), "a.xlsx", "xlsx", {"sheet": "Sheet", "cell": "A1"}),
    ],
    ids=["txt", "docx", "xlsx"],
)
def test_a_file(content, name, media, place, post):
    answer = post(content=content, name=name).json()
    CheckOut.model_validate(answer)
    assert answer["media"] == media
    assert [relation["place"] for relation in answer["relations"]] == [place]


def test_what_was_not_checked_and_counts(post):
    answer = post("Có 13 Sở.").json()
    assert answer["unchecked"] == [{"start": 3, "end": 5, "text": "13", "place": {"line": 1, "column": 4}}]
    assert answer["counts"]["figures"] == answer["counts"]["unchecked"] == 1


@pytest.mark.parametrize("text", ["5 \ud800", "5 \x00", "\u202e5%", "5\r\n6"])
def test_odd_texts_come_back_as_they_were_sent(text, post):
    assert post(text).json()["text"] == text


@pytest.mark.parametrize(
    "body", ["", "{", "[1]", '"text"', "{}", '{"text": 5}', '{"text": null}', b"\xff", "[" * 100_000]
)
def test_other_bodies_are_refused(body, post):
    problem_of(post(body=body or " "), 400, "not_json")


def test_a_broken_form_is_refused(post):
    problem_of(post(body="x", content_type="multipart/form-data; boundary=x"), 400, "nothing_sent")
    problem_of(post(body="x", content_type="multipart/form-data"), 400, "not_json")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"text": "  "}, 400, "nothing_sent"),
        ({"text": "5" * 500_001}, 413, "text_too_long"),
        ({"text": "5" * 2_100_000}, 413, "text_too_long"),
        ({"content": b""}, 400, "empty"),
        ({"content": b"abc\xff"}, 422, "not_text"),
        ({"content": word_document(WRONG)[:-500], "name": "a.docx"}, 422, "damaged"),
    ],
    ids=["blank", "long", "longer", "empty", "no text", "damaged"],
)
def test_refusals(sent, status, code, post):
    problem = problem_of(post(**sent), status, code)
    assert problem["detail"] != problem["title"]


def test_what_takes_too_long(post, monkeypatch):
    def overrun(_text):
        raise Overrun(Limit.TIME)

    monkeypatch.setattr(figure_check, "check_plain", overrun)
    problem_of(post(WRONG), 422, "overrun_time")


def test_busy_and_too_many(post, client, monkeypatch):
    places = Places(at_once=1, waiting=0, seconds=0)
    monkeypatch.setattr(public_checks, "PLACES", places)
    with places.place():
        response = post(WRONG)
    problem_of(response, 503, "busy")
    assert int(response.headers["Retry-After"]) > 0
    monkeypatch.setattr(public_checks, "RATE", Rate(1))
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.7"
    assert post(WRONG).status_code == 200
    problem_of(post(WRONG), 429, "too_many_requests")


def test_it_is_described(db):
    operation = json.loads(json.dumps(api.get_openapi_schema(), default=str))["paths"][URL]["post"]
    assert operation["security"] == []
    assert set(operation["requestBody"]["content"]) == {"application/json", "multipart/form-data"}
    assert set(operation["responses"]) == {"200", "400", "413", "422", "429", "500", "503"}
    ok = operation["responses"]["200"]["content"]["application/json"]
    assert ok["schema"] == {"$ref": "#/components/schemas/CheckOut"}
    CheckOut.model_validate(ok["example"])
    assert all(
        list(operation["responses"][status]["content"]) == ["application/problem+json"]
        for status in ("400", "413", "422", "429", "500", "503")
    )


def test_a_form_of_too_many_fields_is_refused_like_any_other_that_cannot_be_read(client):
    response = client.post(URL, {f"f{number}": "x" for number in range(6_000)})
    problem_of(response, 400, "not_json")
