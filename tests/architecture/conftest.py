"""A round for all that look at pages of this folder."""

import pytest
from django.db import transaction

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.letters import usual_words
from haidang.apps.reporting.models import Submission
from haidang.apps.reporting.services import (
    RoundRules,
    draft_urging_letter,
    open_round,
)
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor
from tests.architecture.addresses import AT, OPEN_ROUND


@pytest.fixture(scope="module", autouse=True)
def _a_round_is_open(django_db_setup, django_db_blocker):
    """… in which the court has an approved report, as head and officer of the demonstration see. Made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        by = Actor.system("test")
        rules = RoundRules(
            OPEN_ROUND,
            parse_period("2026-Y"),
            Plan.objects.get(),
            Unit.objects.get(code="STC-2025"),
            CutoffScheme.ND09,
            deadline_days=5,
        )
        round_ = open_round(rules=rules, by=by, at=AT)
        words = usual_words(round_, [], AT.date())
        draft_urging_letter(round_=round_, unit_codes=["TAND"], words=words, by=by, at=AT)
        content = {"figures": [], "narratives": [], "evidence": [], "suspicions": []}
        Submission.objects.create(
            assignment=round_.assignments.get(unit__code="TAND"), number=1, content=content, sha256="0" * 64,
            approved_by_id="x", approved_by_name="X", approved_at=AT,
        )  # fmt: skip
        yield
        transaction.set_rollback(True)
