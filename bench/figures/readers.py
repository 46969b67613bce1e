"""Three readers of numbers behind one face: ours and two packages that turn words into numbers.

The packages get the number alone, ours the text in which it stands. An exception is a refusal, and so is 0 where a
package says it for anything it cannot read: both to their advantage.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, metadata

from bench.figures.cases import Case, Values

from haidang.domain.figures import check_text


class Outcome(StrEnum):
    """How a reader did."""

    RIGHT = "read right"
    REFUSED = "refused"
    WRONG = "silently wrong"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said about a case."""

    outcome: Outcome
    said: str


def ours(case: Case) -> Answer:
    """Read with the checker: values, ranges, qualifiers and sorts have to be right."""
    found = check_text(case.text).quantities
    said = "; ".join(f"{item.text} = {item.value:f}" for item in found)
    values: Values = tuple((item.low if _is_range(item.text) else item.value, item.value) for item in found)
    if values == case.values:
        meanings = {meaning for item in found for meaning in (item.qualifier.value, item.measure.value)}
        right = not case.meaning or case.meaning in meanings
        return Answer(Outcome.RIGHT if right else Outcome.WRONG, f"{said} ({', '.join(sorted(meanings))})")
    return Answer(Outcome.REFUSED if Counter(values) < Counter(case.values) else Outcome.WRONG, said)


def _is_range(text: str) -> bool:
    return "-" in text or "–" in text


def others() -> dict[str, Callable[[Case], Answer]]:
    """Return the readers that are installed, by name."""
    readers: dict[str, Callable[[Case], Answer]] = {}
    try:
        from vietnam_number import w2n  # noqa: PLC0415

        readers["vietnam-number"] = lambda case: _judged(case, w2n)
    except ImportError:
        pass
    try:
        from vn_numberwords import words_to_number  # noqa: PLC0415
        from vn_numberwords.core import parse_vietnamese_number  # noqa: PLC0415

        def either(text: str) -> object:
            try:
                return parse_vietnamese_number(text)
            except ValueError:
                return words_to_number(text)

        readers["vn-numberwords"] = lambda case: _judged(case, either)
    except ImportError:
        pass
    return readers


def version(name: str) -> str:
    """Return version and licence of an installed package."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return "not installed"
    return f"{about['Version']}, {about.get('License-Expression') or about['License']}"


def _judged(case: Case, read: Callable[[str], object]) -> Answer:
    """Ask a package that knows one number and no qualifiers."""
    try:
        value = Decimal(str(read(case.number)))
    except Exception as error:
        return Answer(Outcome.RIGHT if not case.values else Outcome.REFUSED, type(error).__name__)
    said = f"{value:f}"
    if case.values == ((value, value),):
        return Answer(Outcome.RIGHT, said)
    if value == 0:
        return Answer(Outcome.RIGHT if not case.values else Outcome.REFUSED, said)
    return Answer(Outcome.WRONG, said)
