"""Short texts worded anew after real reports, every relation in them labelled (data/labelled.jsonl)."""

import json
from pathlib import Path

import pytest

from haidang.domain.figures import Relation, Verdict, check_text
from haidang.domain.figures.tests.generator import same_kind

TEXTS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "labelled.jsonl").open(encoding="utf-8")
]


def overlapping(relations: tuple[Relation, ...], text: str, claim: dict[str, str]) -> list[Relation]:
    start = text.find(claim["span_text"])
    end = start + len(claim["span_text"])
    return [r for r in relations if r.start < end and start < r.end and same_kind(r.kind, claim["kind"])]


@pytest.mark.parametrize("item", TEXTS, ids=lambda item: item["id"])
def test_every_labelled_relation_is_found_and_judged(item: dict) -> None:
    relations = check_text(item["text"]).relations
    for claim in item["claims"]:
        near = overlapping(relations, item["text"], claim)
        assert claim["verdict"] in {relation.verdict for relation in near}, claim


@pytest.mark.parametrize("item", TEXTS, ids=lambda item: item["id"])
def test_no_contradiction_is_seen_where_there_is_none(item: dict) -> None:
    for flag in check_text(item["text"]).contradictions:
        right = [
            c
            for c in item["claims"]
            if c["verdict"] == "inconsistent" and overlapping((flag,), item["text"], c)
        ]
        assert right, flag.arithmetic_vi


def test_the_figure_that_was_meant_is_among_the_first_three_proposals() -> None:
    meant = [(item, item["intended"]) for item in TEXTS if item["intended"] and item["intended"][0].isdigit()]
    simple = [(item, figure) for item, figure in meant if " " not in figure]
    missed = [
        item["id"]
        for item, figure in simple
        if not any(
            figure.rstrip("%") in [suggestion.text for suggestion in flag.suggestions[:3]]
            for flag in check_text(item["text"]).contradictions
        )
    ]
    assert missed == []


def test_all_verdicts_are_told_apart() -> None:
    verdicts = {relation.verdict for item in TEXTS for relation in check_text(item["text"]).relations}
    assert Verdict.CONSISTENT in verdicts
    assert Verdict.INCONSISTENT in verdicts
