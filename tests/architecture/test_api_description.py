"""The description of the API (OpenAPI) is whole: every operation says what it is, what it takes, what it answers."""

import json

import pytest

from haidang.api.v1 import api

METHODS = {"get", "put", "post", "delete"}


@pytest.fixture(scope="module")
def described():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def operations(described):
    for path, item in described["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method} {path}", path, operation


def test_every_operation_has_its_own_name_a_summary_words_and_answers(described):
    names = []
    for name, _path, operation in operations(described):
        names.append(operation["operationId"])
        assert operation["summary"], name
        assert operation["description"], name
        successes = [status for status in operation["responses"] if status.startswith("2")]
        assert successes, name
    assert len(names) == len(set(names))


def test_every_parameter_of_an_address_is_described(described):
    for name, path, operation in operations(described):
        told = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert told == {part.split("}")[0] for part in path.split("{")[1:]}, name


def test_every_reference_leads_somewhere(described):
    def references(node):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            for child in node.values():
                yield from references(child)
        elif isinstance(node, list):
            for child in node:
                yield from references(child)

    for reference in references(described):
        place = described
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
        assert place


def test_calls_that_write_reports_may_be_repeated_and_tell_their_problems(described):
    for name, path, operation in operations(described):
        if "/rounds/{code}" not in path:
            continue
        assert {"401", "403", "404"} <= set(operation["responses"]), name
        problems = operation["responses"]["404"]["content"]
        assert list(problems) == ["application/problem+json"], name
        if name.startswith("get"):
            continue
        headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
        assert headers == {"Idempotency-Key"}, name
        assert "422" in operation["responses"], name


def test_bodies_of_reports_come_with_examples(described):
    schemas = described["components"]["schemas"]
    for name in ("AnswerIn", "NarrativeIn", "ReturnIn"):
        assert schemas[name]["examples"]
        assert schemas[name]["additionalProperties"] is False
