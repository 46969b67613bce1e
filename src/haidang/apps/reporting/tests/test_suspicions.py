"""What looks wrong in a draft is told with its arithmetic, explained by the unit, and goes with the figure."""

import pytest

from haidang.apps.observations.models import Figure, Finding
from haidang.apps.reporting.models import Submission
from haidang.apps.reporting.services import save_entry
from haidang.apps.reporting.suspicions import list_suspicions

from .filling import answer

pytestmark = pytest.mark.django_db


class TestWhatLooksWrong:
    def suspected(self, assignment, officer, at, code, text):
        entry = assignment.entries.get(indicator__code=code)
        save_entry(entry=entry, answer=answer(text), seen_version=entry.version, by=officer, at=at)
        return [s for s in list_suspicions(assignment) if entry.pk in s.entries]

    def test_a_count_of_the_year_below_the_one_of_nine_months_cannot_be(self, assignment, officer, at):
        (found,) = self.suspected(assignment, officer, at, "court.commercial.accepted", "60")
        assert found.is_contradiction
        assert "60 < 68" in found.arithmetic_vi

    def test_a_share_above_100_cannot_be(self, assignment, officer, at):
        found = self.suspected(assignment, officer, at, "court.commercial.resolution_rate", "101")
        assert any("101" in s.arithmetic_vi and s.is_contradiction for s in found)

    def test_a_rate_that_does_not_follow_from_its_counts_is_told_with_the_arithmetic(
        self, assignment, officer, at
    ):
        for code, text in (("court.commercial.accepted", "80"), ("court.commercial.resolved", "20")):
            self.suspected(assignment, officer, at, code, text)
        found = self.suspected(assignment, officer, at, "court.commercial.resolution_rate", "75")
        assert any("20/80" in s.arithmetic_vi for s in found)

    def test_what_fits_is_not_suspected(self, assignment, officer, at):
        assert self.suspected(assignment, officer, at, "court.commercial.accepted", "90") == []


class TestExplanationsTravel:
    """What a unit explained goes with the figure: into the submission, the observation and the finding."""

    def test_from_the_draft_to_the_figure_and_its_finding(self, received, at):
        submission = Submission.objects.get(assignment=received)
        said = submission.content["suspicions"]
        assert said
        assert all(suspicion["explanation"] == "Số liệu để thử nghiệm." for suspicion in said)
        entry = received.entries.get(indicator__code="court.commercial.resolution_rate")
        figure = Figure.objects.select_related("latest").get(
            indicator=entry.indicator, unit=entry.about, period="2024-Y", basis="reported"
        )
        assert "Giải trình: Số liệu để thử nghiệm." in figure.latest.note
        findings = Finding.objects.filter(figures=figure, period="2024-Y")
        assert findings
        assert {finding.state for finding in findings} == {"explained"}
        assert {finding.explained_by for finding in findings} == {submission.approved_by_name}
