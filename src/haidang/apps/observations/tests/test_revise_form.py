"""What the form of a correction takes: only what can be meant for this figure."""

from __future__ import annotations

import pytest

from haidang.apps.observations.forms import ReviseForm
from haidang.apps.observations.models import Indicator


def _form(text: str, **indicator: object) -> ReviseForm:
    measured = {"code": "x", "name_vi": "x", "kind": "count", "unit_measure": "vụ", **indicator}
    data = {"seen_revision": 1, "status": "value", "value": text, "qualifier": "exact", "reason": "đã hỏi"}
    return ReviseForm(data, indicator=Indicator(**measured))


@pytest.mark.parametrize("text", ["1,237", "53,5", "53%", "53 vụ", "1.23", "1234567890123456"])
def test_a_count_is_a_whole_number_in_its_unit(text: str) -> None:
    assert "value" in _form(text).errors


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("1.237", {}),
        ("53,0", {}),
        ("8,9", {"unit_mult": 6, "unit_measure": "lượt"}),
        ("64,56%", {"kind": "percent", "unit_measure": "%"}),
        ("24,5", {"kind": "money", "unit_measure": "đồng", "unit_mult": 9}),
    ],
)
def test_what_can_be_meant_is_taken(text: str, indicator: dict[str, object]) -> None:
    assert not _form(text, **indicator).errors


def test_the_unit_of_measure_stands_beside_the_field() -> None:
    form = _form("9", unit_mult=6, unit_measure="lượt")
    assert "triệu lượt" in str(form.fields["value"].help_text)


def test_who_was_overtaken_reads_the_new_value_and_may_then_correct_it(signed_in, figure, revise) -> None:
    resolved = figure("court.commercial.resolved")
    path = f"/so-lieu/{resolved.pk}/dieu-chinh/"
    answer = {"seen_revision": 1, "status": "value", "value": "53", "qualifier": "exact", "reason": "đã hỏi"}
    revise(resolved, "52")
    client = signed_in("dieuphoi")
    overtaken = client.post(path, answer)
    assert overtaken.status_code == 400
    shown = overtaken.context["form"]
    assert (shown["value"].value(), shown["seen_revision"].value()) == ("53", "2")
    assert client.post(path, {**answer, "seen_revision": 2}).status_code == 302
