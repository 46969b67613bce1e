"""Numbers as officials write them, each with its value: written by hand (readings.csv) and spelled out by rule.

A case has the text, the number alone (what one would hand to a library that reads numbers), the values expected, and
what is meant by them: a qualifier ("more_than") or a sort ("percent"). No value: nothing in the text is a figure.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

READINGS = Path(__file__).parent / "readings.csv"
SEED = 20240930
Values = tuple[tuple[Decimal, Decimal], ...]
"""The least and the greatest number meant by each figure, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the number in it, and what a reader should say."""

    category: str
    text: str
    number: str
    values: Values
    meaning: str = ""


def all_cases() -> list[Case]:
    """Return the cases written by hand, then those made by rule."""
    return [*written(), *spelled(), *grouped()]


def written() -> list[Case]:
    """Return the cases of readings.csv."""
    with READINGS.open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                row["category"],
                row["text"],
                row["number"] or row["text"],
                _values(row["value"]),
                row["meaning"],
            )
            for row in csv.DictReader(lines)
        ]


def spelled() -> Iterator[Case]:
    """Yield whole numbers in words, from one to billions, in the spellings of North and South."""
    rng = random.Random(SEED)
    noun = ("hồ sơ", "hộ", "người", "đồng", "vụ", "đơn vị")
    sizes = [(6, 99, 40), (100, 999, 40), (1000, 999_999, 40), (10**6, 10**9 - 1, 20), (10**9, 10**12, 20)]
    for least, most, count in sizes:
        for _ in range(count):
            number = rng.randint(least, most)
            if number >= 10**6 and rng.random() < 0.7:
                number = number // 10**5 * 10**5  # amounts in words are mostly round
            words = spell(number, southern=rng.random() < 0.3)
            name = "words by rule, below a thousand" if most < 1000 else "words by rule, above"
            yield Case(name, f"{words} {rng.choice(noun)}", words, _values(str(number)))


def grouped() -> Iterator[Case]:
    """Yield whole numbers and decimals in figures, the Vietnamese way."""
    rng = random.Random(SEED + 1)
    for _ in range(60):
        number = rng.randint(1000, 10 ** rng.randint(4, 11))
        text = f"{number:,}".replace(",", ".")
        yield Case("figures by rule", f"{text} hồ sơ", text, _values(str(number)))
    for _ in range(40):
        number = Decimal(rng.randint(1, 10**6)).scaleb(-rng.randint(1, 2))
        text = f"{number:,f}".translate(str.maketrans(",.", ".,"))
        yield Case("figures by rule", f"đạt {text}%", f"{text}%", _values(str(number)), "percent")


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(number: int, *, southern: bool = False) -> str:
    """Return a positive whole number in words."""
    words = _large(number, leading=True)
    if southern:
        words = words.replace("nghìn", "ngàn").replace("linh", "lẻ").replace("tỷ", "tỉ")
    return words


def _large(number: int, *, leading: bool) -> str:
    for power, word in ((9, "tỷ"), (6, "triệu"), (3, "nghìn")):
        above, rest = divmod(number, 10**power)
        if above:
            head = f"{_large(above, leading=leading)} {word}"
            return f"{head} {_large(rest, leading=False)}" if rest else head
    return _below_thousand(number, leading=leading)


def _below_thousand(number: int, *, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or not leading else []
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        words.append(f"linh {_DIGITS[ones]}" if words else _DIGITS[ones])
    elif tens == 1:
        words.append("mười" if not ones else f"mười {'lăm' if ones == 5 else _DIGITS[ones]}")
    elif tens:
        last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(ones, f" {_DIGITS[ones]}")
        words.append(f"{_DIGITS[tens]} mươi{last}")
    return " ".join(words)


def _values(text: str) -> Values:
    """Read "5", "41;45" (two figures) and "5..10" (anything between)."""
    pairs = (part.split("..") for part in text.split(";") if part)
    return tuple((Decimal(pair[0]), Decimal(pair[-1])) for pair in pairs)
