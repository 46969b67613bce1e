"""Learn how figures are meant from labelled texts: `python -m bench.figures.learn` from the root of the repository.

A conditional logit (McFadden 1974) over the readings of each figure and "no reading"; features are words and places
(`binding/readings/features.py`), never the arithmetic, so that a text with a wrong figure teaches and is judged like
any other. Plain NumPy, full batch, Adam, ridge penalty; the same input gives the same weights.

Without arguments every file of labelled texts is judged by weights learnt from the other files: what to expect of
unseen texts as far as the readings go (the rules of wording had seen them). The baseline is the same without readings.
`--write` learns from all files and writes `binding/readings/weights.csv`.
"""

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import localcontext
from pathlib import Path

import numpy as np
from bench.figures.quality import print_score

from haidang.domain.figures import check_text
from haidang.domain.figures.binding.readings import priors
from haidang.domain.figures.binding.readings.candidates import Question, readings_of
from haidang.domain.figures.binding.readings.features import features, features_of_none
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.binding.weighing import claim_of
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Verdict
from haidang.domain.figures.passages import contexts_of
from haidang.domain.figures.tests.generator import clean_examples, same_kind
from haidang.domain.figures.tests.scoring import Label, Labelled, Score, read_labelled, score, written_files
from haidang.domain.figures.tests.templates import CLEAN_HELD_OUT, CLEAN_WORKING
from haidang.domain.figures.tests.templates_final import CLEAN_BLIND, CLEAN_FINAL

WEIGHTS = Path("src/haidang/domain/figures/binding/readings/weights.csv")
TEMPTING = (*CLEAN_WORKING, *CLEAN_HELD_OUT, *CLEAN_FINAL, *CLEAN_BLIND)
ROUNDS = 3
RARE = 3
RIDGE = 1.0
STEPS = 250
RATE = 0.1
SMALLEST = 0.04
DIGITS = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """One figure and one question: the features of each option, "no reading" first, and which is right.

    Several readings may carry the same label (a part of a base, and the base of the part, both wrong): one of them is
    meant, and which one is learnt with the rest.
    """

    options: Sequence[Sequence[str]]
    meant: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Batch:
    """Choices as arrays: feature `index` of option `option`, the choice of each option, and what was meant."""

    index: np.ndarray
    option: np.ndarray
    choice: np.ndarray
    meant: np.ndarray

    def chances(self, weights: np.ndarray) -> np.ndarray:
        """Return the chance of each option; they sum to 1 over each choice."""
        scores = np.bincount(self.option, weights[self.index], minlength=len(self.choice))
        number = int(self.choice[-1]) + 1
        starts = np.flatnonzero(np.diff(self.choice, prepend=-1))
        greatest = np.maximum.reduceat(scores, starts)
        parts = np.exp(scores - greatest[self.choice])
        return parts / np.bincount(self.choice, parts, minlength=number)[self.choice]

    def shared(self, chances: np.ndarray) -> np.ndarray:
        """Return the chance that each option is the one meant, given that one of those labelled is."""
        meant = chances * self.meant
        return meant / np.bincount(self.choice, meant)[self.choice]


def choices_of(item: Labelled) -> Iterator[Choice]:
    """Yield what a labelled text teaches."""
    for context in contexts_of(item["text"]):
        for stated in context.mentions:
            for question, readings in readings_of(context, stated).items():
                if not readings:
                    continue
                labels, holding = _labels(item["claims"], question, readings)
                none = list(features_of_none(context, stated))
                if any(labels):
                    options = [none, *(list(features(context, reading)) for reading in readings)]
                    yield Choice(options, [False, *labels])
                elif not _is_claimed(item["claims"], question, stated.quantity.text):
                    failing = [r for r, holds in zip(readings, holding, strict=True) if not holds]
                    options = [none, *(list(features(context, reading)) for reading in failing)]
                    yield Choice(options, [True, *(False for _ in failing)])


def _labels(
    claims: Sequence[Label], question: Question, readings: Sequence[Reading]
) -> tuple[list[bool], list[bool]]:
    """Return which readings are labelled with the verdict that they have, and which hold."""
    labels, holding = [], []
    for reading in readings:
        with localcontext(prec=DIGITS):
            holds = judge(claim_of(reading, question)).verdict is Verdict.CONSISTENT
        figures = {_bare(m.quantity.text) for m in (*reading.operands, reading.stated)}
        labels.append(
            any(
                same_kind(reading.kind, claim["kind"])
                and figures == {_bare(text) for text in (*claim["operands"], claim["stated"])}
                and holds == (claim["verdict"] == Verdict.CONSISTENT)
                for claim in claims
            )
        )
        holding.append(holds)
    return labels, holding


def _is_claimed(claims: Sequence[Label], question: Question, stated: str) -> bool:
    """True where a label speaks of a figure though no reading of it was found: it teaches nothing."""
    rates = ("ratio_pct", "change_pct", "point_diff")
    return any(
        _bare(claim["stated"]) == _bare(stated) and (question is Question.RATE) == (claim["kind"] in rates)
        for claim in claims
    )


def _bare(text: str) -> str:
    return re.sub(r"[^\d,.]", "", text).strip(".,").lstrip("0") or text.strip()


def learn(choices: Sequence[Choice]) -> dict[str, float]:
    """Return the weight of each feature that occurs in `RARE` choices and more."""
    seen = Counter(name for choice in choices for name in {n for names in choice.options for n in names})
    vocabulary = {name: number for number, name in enumerate(sorted(n for n in seen if seen[n] >= RARE))}
    batch = _batch(choices, vocabulary)
    weights = np.zeros(len(vocabulary))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = batch.chances(weights)
        error = (chances - batch.shared(chances))[batch.option]
        slope = np.bincount(batch.index, error, minlength=len(weights)) + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: float(weights[number]) for name, number in vocabulary.items()}


def _batch(choices: Sequence[Choice], vocabulary: Mapping[str, int]) -> Batch:
    index: list[int] = []
    option: list[int] = []
    choice: list[int] = []
    meant: list[bool] = []
    for number, one in enumerate(choices):
        for names, share in zip(one.options, one.meant, strict=True):
            known = [vocabulary[name] for name in names if name in vocabulary]
            index += known
            option += [len(choice)] * len(known)
            choice.append(number)
            meant.append(share)
    return Batch(np.array(index), np.array(option), np.array(choice), np.array(meant))


def write(weights: Mapping[str, float]) -> int:
    """Write the weights that matter, and return their number."""
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerows((name, f"{kept[name]:.2f}") for name in sorted(kept))
    return len(kept)


def tempting_choices() -> list[Choice]:
    """Return what generated texts teach whose figures are not related, though they look it."""
    examples = clean_examples(list(TEMPTING), random.Random(7), ROUNDS)
    return [choice for example in examples for choice in choices_of({"text": example.text, "claims": []})]


def _judged_by(weights: Mapping[str, float], texts: Sequence[Labelled]) -> Score:
    """Return how the checker does with other weights than those it ships."""
    shipped = priors.weights
    parted = priors.by_way(weights)
    priors.weights = lambda: parted  # type: ignore[assignment]
    try:
        return score(texts, lambda text: check_text(text).relations)
    finally:
        priors.weights = shipped


def _add(total: Score, score_of_file: Score) -> Score:
    """Add the counts of a file to a total, and return them."""
    for name in ("relations", "found", "contradictions", "caught", "flags", "right", "clean", "clean_alarms"):
        setattr(total, name, getattr(total, name) + getattr(score_of_file, name))
    for name in ("proposals", "first", "close"):
        setattr(total, name, getattr(total, name) + getattr(score_of_file, name))
    total.alarms += score_of_file.alarms
    return score_of_file


def main(arguments: list[str]) -> int:
    """Print what weights learnt from other files are worth, or write those learnt from all."""
    texts = {path.stem: read_labelled(path) for path in written_files()}
    choices = {name: [c for item in items for c in choices_of(item)] for name, items in texts.items()}
    print(f"{sum(map(len, texts.values()))} texts, {sum(map(len, choices.values()))} figures to read")
    tempting = tempting_choices()
    if "--write" in arguments:
        print(
            f"{write(learn([*tempting, *(c for some in choices.values() for c in some)]))} weights written to {WEIGHTS}"
        )
        return 0
    total = Score()
    for name, items in texts.items():
        unseen = [c for other, some in choices.items() if other != name for c in some]
        others = learn([*tempting, *unseen])
        print_score(
            f"{name}: with weights learnt from the other files", _add(total, _judged_by(others, items))
        )
    print_score("all, each judged by weights learnt from the other files", total)
    for line in total.alarms if "--failures" in arguments else ():
        print(f"    false: {line}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
