"""A plan filed again: what was decided about a visit goes on where the new plan says the very same of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from haidang.apps.inspections.models import Merge
from haidang.apps.inspections.services import (
    Decision,
    adopt_unopposed,
    decide_merge,
    drop_proposal,
    give_opinion,
    propose_merges,
    send_proposal,
)
from haidang.apps.inspections.tests.conftest import ONE, TWO, row

pytestmark = pytest.mark.django_db
OURS = row("Công ty A", ONE, content="Lao động", time="Tháng 4")


@pytest.fixture
def sent(file_plan, resolve, year, inspectorate, clock, at):
    file_plan("SCT", row("Công ty A", ONE, time="Tháng 3"), row("Công ty B", TWO, time="Tháng 6"))
    file_plan("SNV", OURS, row("Công ty B", TWO, content="Lao động", time="Tháng 6"))
    resolve()
    proposal = propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    return send_proposal(proposal=proposal, answer_by=at.date(), by=inspectorate, at=clock())


@pytest.fixture
def adopted(sent, inspectorate, at):
    assert adopt_unopposed(proposal=sent, by=inspectorate, at=at + timedelta(days=2)) == 2
    return sent


def names_in_force():
    return sorted(Merge.objects.adopted().values_list("name", flat=True))


def test_the_same_plan_again_leaves_every_team(adopted, file_plan):
    file_plan("SNV", OURS, row("Công ty B", TWO, content="Lao động", time="Tháng 6"))
    assert names_in_force() == ["Công ty A", "Công ty B"]


def test_a_visit_that_changes_voids_its_own_team_alone(adopted, file_plan):
    file_plan("SNV", OURS, row("Công ty B", TWO, content="Lao động", time="Tháng 9"))
    assert names_in_force() == ["Công ty A"]


def test_nothing_decided_goes_over_to_another_enterprise_under_the_same_code(adopted, file_plan):
    other = row("Công ty Cánh Buồm Nâu", ONE, content="Lao động", time="Tháng 4")
    file_plan("SNV", other, row("Công ty B", TWO, content="Lao động", time="Tháng 6"))
    assert names_in_force() == ["Công ty B"]


def test_a_team_whose_visit_is_gone_cannot_be_adopted(sent, file_plan, unit, inspectorate, clock, at):
    file_plan("SNV", OURS)
    gone = sent.merges.get(name="Công ty B")
    with pytest.raises(ValidationError, match="no longer planned"):
        decide_merge(merge=gone, decision=Decision(True, unit("SCT"), 6), by=inspectorate, at=clock())
    assert adopt_unopposed(proposal=sent, by=inspectorate, at=at + timedelta(days=2)) == 1


def test_what_was_decided_outlives_the_rest_of_its_proposal(sent, unit, inspectorate, clock):
    merge = sent.merges.get(name="Công ty A")
    decide_merge(merge=merge, decision=Decision(True, merge.lead, merge.month), by=inspectorate, at=clock())
    drop_proposal(proposal=sent, by=inspectorate, at=clock())
    sent.refresh_from_db()
    assert sent.state == "settled"
    assert names_in_force() == ["Công ty A"]


def test_nobody_speaks_of_a_team_that_is_decided(adopted, actor_for, unit, clock, system):
    with pytest.raises(ValidationError):
        give_opinion(
            merge=adopted.merges.first(), unit=unit("SNV"), agrees=False, text="Muộn", by=system, at=clock()
        )
