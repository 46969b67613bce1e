"""Read official numbers with three readers: `python -m bench.figures.reading` from the root of the repository.

Prints for each category how many were read right, refused and silently read wrong, the ratios, and every failure of
ours. Ends with 1 when ours reads more than one in a thousand silently wrong.
"""

import sys
from collections import Counter
from collections.abc import Sequence

from bench.figures.cases import Case, all_cases
from bench.figures.readers import Answer, Outcome, others, ours, version

OURS = "ours"
GOAL = 0.999
"""Share of numbers without a silent wrong value."""
EXAMPLES = 5
Answers = dict[str, list[Answer]]


def main() -> int:
    """Print the comparison; 1 if the goal is missed."""
    cases = all_cases()
    readers = {OURS: ours, **others()}
    answers = {name: [read(case) for case in cases] for name, read in readers.items()}
    print(f"{len(cases)} numbers; right / refused / silently wrong")
    for name in readers:
        print(f"  {name:15} {version(name) if name != OURS else 'haidang.domain.figures'}")
    for category in dict.fromkeys(case.category for case in cases):
        _print_row(
            category, [place for place, case in enumerate(cases) if case.category == category], answers
        )
    everything = list(range(len(cases)))
    _print_row("in all", everything, answers)
    _print_row("figures only", [place for place in everything if cases[place].values], answers)
    _print_row("no figures", [place for place in everything if not cases[place].values], answers)
    _print_ratios(answers)
    _print_failures(cases, answers)
    share = 1 - _count(answers[OURS], Outcome.WRONG) / len(cases)
    print(f"ours without a silent wrong value: {share:.4f}, goal {GOAL}")
    return 0 if share >= GOAL else 1


def _count(answers: Sequence[Answer], outcome: Outcome) -> int:
    return sum(answer.outcome is outcome for answer in answers)


def _print_row(title: str, places: Sequence[int], answers: Answers) -> None:
    cells = []
    for name, said in answers.items():
        counts = Counter(said[place].outcome for place in places)
        cells.append(f"{name} " + " / ".join(f"{counts[outcome]:3}" for outcome in Outcome))
    print(f"  {title:34} {len(places):4}  {'   '.join(cells)}")


def _print_ratios(answers: Answers) -> None:
    right = _count(answers[OURS], Outcome.RIGHT)
    wrong = _count(answers[OURS], Outcome.WRONG)
    for name, said in answers.items():
        if name == OURS:
            continue
        theirs, theirs_wrong = _count(said, Outcome.RIGHT), _count(said, Outcome.WRONG)
        print(
            f"  ours reads {right / max(1, theirs):.2f} x as many right as {name} and "
            f"{wrong / max(1, theirs_wrong):.3f} x as many silently wrong ({wrong} : {theirs_wrong})"
        )


def _print_failures(cases: Sequence[Case], answers: Answers) -> None:
    for outcome in (Outcome.WRONG, Outcome.REFUSED):
        print(f"ours, {outcome}:")
        for case, answer in zip(cases, answers[OURS], strict=True):
            if answer.outcome is outcome:
                expected = "; ".join(f"{high:f}" for _, high in case.values) or "no figure"
                print(
                    f"  [{case.category}] {case.text!r}: expected {expected} {case.meaning}, said {answer.said}"
                )
    for name, said in answers.items():
        if name != OURS:
            wrong = [
                f"{case.number!r} = {answer.said}"
                for case, answer in zip(cases, said, strict=True)
                if answer.outcome is Outcome.WRONG
            ]
            print(
                f"{name}, silently wrong, for example: {', '.join(wrong[:: max(1, len(wrong) // EXAMPLES)])}"
            )


if __name__ == "__main__":
    sys.exit(main())
