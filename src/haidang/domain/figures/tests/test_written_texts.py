"""Texts written by hands that had not seen the checker (data/written), every relation labelled: it must not get worse.

Floors lie a little under what is reached today. A file's first sight, before anything was changed for it, was lower:
see the README. `python -m bench.figures.quality` prints the measures with intervals, for each kind of relation.
"""

from dataclasses import dataclass
from functools import cache

import pytest

from haidang.domain.figures import check_text
from haidang.domain.figures.tests.scoring import WRITTEN, Score, read_labelled, score, written_files

MOST_BYTES = 380_000


@dataclass(frozen=True, slots=True)
class Floor:
    """The least shares of a file, and the most alarms on its clean texts."""

    relations_found: float
    contradictions_caught: float
    flags_right: float
    meant_first: float
    meant_among_three: float
    alarms_on_clean_texts: int = 0


FLOORS = {
    "a": Floor(0.94, 0.88, 0.99, 0.75, 0.89),
    "b": Floor(0.97, 0.91, 0.97, 0.76, 0.89),
    "c": Floor(0.96, 0.91, 0.98, 0.77, 0.96),
    "d": Floor(0.96, 0.94, 0.99, 0.69, 0.89),
    "e": Floor(0.94, 0.85, 0.98, 0.73, 0.93),
    "f": Floor(0.92, 0.82, 0.98, 0.81, 0.95),
    "g": Floor(0.94, 0.82, 0.96, 0.83, 0.92, 1),
    "k": Floor(0.95, 0.86, 0.98, 0.77, 0.91),
    "m": Floor(0.95, 0.85, 0.97, 0.72, 0.91, 1),
    "n": Floor(0.90, 0.85, 0.98, 0.50, 0.70),
    "p": Floor(0.91, 0.83, 0.97, 0.76, 0.90),
    "q": Floor(0.93, 0.84, 0.97, 0.78, 0.90),
    "r": Floor(0.87, 0.74, 0.98, 0.74, 0.88),
    "s": Floor(0.96, 0.82, 0.95, 0.70, 0.90, 2),
    "t": Floor(0.90, 0.79, 0.94, 0.78, 0.93, 3),
    "v": Floor(0.93, 0.83, 0.97, 0.88, 0.95),
    "w": Floor(0.94, 0.79, 0.95, 0.76, 0.92),
}


@cache
def scored(name: str) -> Score:
    return score(read_labelled(WRITTEN / f"{name}.jsonl"), lambda text: check_text(text).relations)


@pytest.mark.parametrize("name", FLOORS)
def test_relations_are_found(name: str) -> None:
    assert scored(name).found / scored(name).relations >= FLOORS[name].relations_found


@pytest.mark.parametrize("name", FLOORS)
def test_contradictions_are_caught(name: str) -> None:
    assert scored(name).caught / scored(name).contradictions >= FLOORS[name].contradictions_caught, scored(
        name
    ).missed


@pytest.mark.parametrize("name", FLOORS)
def test_flags_are_right(name: str) -> None:
    assert scored(name).right / scored(name).flags >= FLOORS[name].flags_right, scored(name).alarms


@pytest.mark.parametrize("name", FLOORS)
def test_clean_texts_raise_no_alarm(name: str) -> None:
    assert scored(name).clean_alarms <= FLOORS[name].alarms_on_clean_texts, scored(name).alarms


@pytest.mark.parametrize("name", FLOORS)
def test_the_figure_that_was_meant_is_proposed(name: str) -> None:
    counts, floor = scored(name), FLOORS[name]
    assert counts.first / counts.proposals >= floor.meant_first
    assert counts.close / counts.proposals >= floor.meant_among_three


def test_every_file_has_a_floor_and_can_be_read_at_a_glance() -> None:
    assert [path.stem for path in written_files()] == sorted(FLOORS)
    assert all(path.stat().st_size < MOST_BYTES for path in written_files())


def test_every_label_stands_in_its_text() -> None:
    lost = [
        (item["id"], claim["span_text"])
        for path in written_files()
        for item in read_labelled(path)
        for claim in item["claims"]
        if claim["span_text"] not in item["text"]
        or claim["stated"] not in claim["span_text"]
        or any(operand not in item["text"] for operand in claim["operands"])
    ]
    assert lost == []
