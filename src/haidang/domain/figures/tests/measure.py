"""Counts how a checker does on generated texts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from haidang.domain.figures import Verdict, check_text
from haidang.domain.figures.tests.generator import Example, same_kind


@dataclass
class Tally:
    """What was found and what was missed; `missed` and `alarms` count wordings."""

    relations: int = 0
    found: int = 0
    wrong: int = 0
    caught: int = 0
    flags: int = 0
    right: int = 0
    clean: int = 0
    clean_alarms: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    def add(self, example: Example) -> None:
        """Check one text and count."""
        relations = check_text(example.text).relations
        flags = [relation for relation in relations if relation.verdict is Verdict.INCONSISTENT]
        self.flags += len(flags)
        kind = example.kind
        right = [flag for flag in flags if example.wrong and kind is not None and same_kind(flag.kind, kind)]
        self.right += len(right)
        self.alarms[example.template] += len(flags) - len(right)
        if kind is None:
            self.clean += 1
            self.clean_alarms += len(flags)
            return
        self.relations += 1
        found = any(same_kind(relation.kind, kind) for relation in relations)
        self.found += found
        self.wrong += example.wrong
        self.caught += example.wrong and bool(right)
        if not found or (example.wrong and not right):
            self.missed[example.template] += 1

    def summary(self) -> str:
        """Return the figures in one line."""
        return (
            f"relations {self.found}/{self.relations}, contradictions {self.caught}/{self.wrong}, "
            f"flags right {self.right}/{self.flags}, alarms on clean texts {self.clean_alarms}/{self.clean}"
        )


def tally(examples: Iterable[Example]) -> Tally:
    """Return the counts over all examples."""
    result = Tally()
    for example in examples:
        result.add(example)
    return result
