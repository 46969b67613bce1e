"""Generated texts: wordings that were worked with, and wordings that were held out while the rules were written.

By now all have been looked at, so these are floors against regressions; the README tells how each held-out set did
at first sight.
"""

import random
from itertools import chain

import pytest

from haidang.domain.figures.tests.generator import clean_examples, examples
from haidang.domain.figures.tests.measure import Tally, tally
from haidang.domain.figures.tests.templates import CLEAN_HELD_OUT, CLEAN_WORKING, HELD_OUT, WORKING
from haidang.domain.figures.tests.templates_final import BLIND, CLEAN_BLIND, CLEAN_FINAL, FINAL

ROUNDS = 4
SETS = {
    "working": (WORKING, CLEAN_WORKING),
    "held out": (HELD_OUT, CLEAN_HELD_OUT),
    "final": (FINAL, CLEAN_FINAL),
    "blind": (BLIND, CLEAN_BLIND),
}


@pytest.fixture(scope="module", params=SETS, ids=str)
def counts(request: pytest.FixtureRequest) -> Tally:
    wordings, clean = SETS[request.param]
    rng = random.Random(20241015)
    return tally(
        chain(
            examples(wordings, rng, ROUNDS, wrong=False),
            examples(wordings, rng, ROUNDS, wrong=True),
            clean_examples(clean, rng, 3 * ROUNDS),
        )
    )


def test_relations_are_found(counts: Tally) -> None:
    assert counts.found >= 0.95 * counts.relations, counts.missed


def test_contradictions_are_caught(counts: Tally) -> None:
    assert counts.caught >= 0.93 * counts.wrong, counts.missed


def test_flags_are_right(counts: Tally) -> None:
    assert counts.right >= 0.99 * counts.flags, counts.alarms


def test_clean_texts_stay_clean(counts: Tally) -> None:
    assert counts.clean_alarms <= 0.01 * counts.clean, counts.alarms
