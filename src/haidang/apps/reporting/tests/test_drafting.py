"""The consolidated report begins as a draft made of what the units submitted."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Quote
from haidang.apps.reporting.services import (
    Answer,
    RoundRules,
    approve_report,
    draft_report,
    hand_over,
    open_round,
    save_entry,
    save_narrative,
)
from haidang.domain.worktime import CutoffScheme, parse_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(system, at):
    rules = RoundRules(
        "HP-PCI-2024-Y", parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR, 5, head_approves_own=True,
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at)


@pytest.fixture
def sent(round_, system, at):
    """The court's report: 90 cases, and words with hostile brackets and a numeral."""
    court = round_.assignments.select_related("unit", "round").get(unit__code="TAND")
    entry = court.entries.get(indicator__code="court.commercial.accepted")
    save_entry(entry=entry, answer=Answer("value", Decimal(90)), seen_version=0, by=system, at=at)
    narrative = court.narratives.get(task=entry.task)
    text = "Đã thụ lý {{x}} án [[year:1]] [^f], tăng 22 vụ.\nĐoạn hai."
    save_narrative(narrative=narrative, text=text, seen_version=0, by=system, at=at)
    hand_over(assignment=court, incomplete=True, by=system, at=at)
    approve_report(assignment=court, by=system, at=at)


@pytest.mark.usefixtures("sent")
def test_every_figure_is_a_quote_and_every_text_stands_as_its_unit_wrote_it(round_, system, at):
    report = draft_report(round_=round_, by=system, at=at)
    quoted = Quote.objects.filter(block__section__report=report)
    assert quoted.filter(
        figure__indicator__code="court.commercial.accepted", figure__period="2024-Y"
    ).exists()
    assert quoted.filter(figure__indicator__code="report.units_received").exists()
    said = report.sections.get(task__code="T5.5b").blocks.values_list("content", flat=True)
    texts = [content["text"] for content in said]
    assert any(
        text.startswith("Tòa án nhân dân thành phố: Đã thụ lý { {x}} án [ [year:1]]") for text in texts
    )
    assert "Đoạn hai." in texts


@pytest.mark.usefixtures("sent")
def test_it_is_drafted_once_so_that_nobody_loses_what_was_written_in_it(round_, system, at):
    draft_report(round_=round_, by=system, at=at)
    with pytest.raises(ValidationError):
        draft_report(round_=round_, by=system, at=at)


@pytest.mark.parametrize("odd", ["\x07", "\x7f", "\x85", "\ufffe", "\u202e"])
def test_what_cannot_be_printed_in_the_words_of_one_unit_does_not_stop_the_report(odd, round_, system, at):
    court = round_.assignments.select_related("unit", "round").get(unit__code="TAND")
    narrative = court.narratives.select_related("task").first()
    save_narrative(narrative=narrative, text=f"Đã{odd} xong.", seen_version=0, by=system, at=at)
    hand_over(assignment=court, incomplete=True, by=system, at=at)
    approve_report(assignment=court, by=system, at=at)
    report = draft_report(round_=round_, by=system, at=at)
    said = report.sections.get(task=narrative.task).blocks.values_list("content", flat=True)
    text = " ".join(content["text"] for content in said)
    assert "Đã" in text
    assert "xong." in text
    assert odd not in text


def test_of_nothing_nothing_is_drafted(round_, system, at):
    with pytest.raises(ValidationError):
        draft_report(round_=round_, by=system, at=at)
