"""Makes texts with known relations: true ones, contradicted ones, and clean texts made to tempt.

Every figure is drawn at random; a contradiction changes exactly one figure by a slip (two digits swapped, one digit
wrong, the complement, the rate of another year, the rate on the wrong base) so that no rounding can excuse it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from haidang.domain.vietnamese import format_number

NOUNS = [
    "hồ sơ",
    "đơn",
    "vụ",
    "việc",
    "doanh nghiệp",
    "kiến nghị",
    "thủ tục",
    "lượt",
    "dự án",
    "trường hợp",
    "hộ",
    "cơ sở",
]
PLACES = [
    "An Lão",
    "Kiến Thụy",
    "Tiên Lãng",
    "Vĩnh Bảo",
    "Cát Hải",
    "Thủy Nguyên",
    "An Dương",
    "Đồ Sơn",
    "Hồng Bàng",
]
STEPS = [
    "hoàn thiện thể chế",
    "đơn giản hóa thủ tục",
    "đào tạo cán bộ",
    "đầu tư hạ tầng số",
    "tăng cường kiểm tra",
    "đẩy mạnh truyền thông",
]
BEFORE = [
    "",
    "Theo Kế hoạch số 85/KH-UBND ngày 05/4/2024, các đơn vị đã triển khai đồng bộ. ",
    "Năm 2024, công tác này được quan tâm. ",
]
AFTER = [
    "",
    " Các sở, ngành tiếp tục thực hiện.",
    " Thời gian tới sẽ rà soát theo Công văn số 3145/KHĐT-DN ngày 13/9/2024.",
]

KIND_OF_RECIPE = {
    "ratio": "ratio_pct", "sum3": "sum_of_parts", "sum2": "sum_of_parts", "rest": "part_plus_rest",
    "change_by": "change_pct", "change_from": "change_pct", "diff": "change_abs", "points": "point_diff",
    "average": "average", "per_day": "average", "product": "product", "multiple": "multiple",
    "count_names": "list_count", "count_steps": "list_count", "table": "part_plus_rest", "table_total": "sum_of_parts",
}  # fmt: skip
SWAPPABLE = [{"sum_of_parts", "part_plus_rest"}, {"change_pct", "change_abs", "point_diff"}]


@dataclass(frozen=True)
class Example:
    """A text; `kind` is the relation in it, None for a clean text; `wrong` when that relation is contradicted."""

    text: str
    kind: str | None
    wrong: bool
    template: str


def same_kind(left: str, right: str) -> bool:
    """True for kinds that a reader may mix up without harm."""
    return left == right or any(left in group and right in group for group in SWAPPABLE)


def percent(value: Decimal, decimals: int) -> str:
    return format_number(
        value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP), decimals=decimals
    )


def whole(value: int) -> str:
    return format_number(value, leading_zero=True)


def swap_digits(rng: random.Random, text: str) -> str:
    """Swap two neighbouring digits that differ, or change one digit."""
    places = [i for i in range(len(text)) if text[i].isdigit()]
    pairs = [(i, j) for i, j in pairwise(places) if text[i] != text[j] and not (i == 0 and text[j] == "0")]
    if pairs and rng.random() < 0.7:
        i, j = rng.choice(pairs)
        letters = list(text)
        letters[i], letters[j] = letters[j], letters[i]
        return "".join(letters)
    at = rng.choice(places)
    return text[:at] + str((int(text[at]) + rng.choice([2, 3, 4])) % 10 or 5) + text[at + 1 :]


def slots_of(recipe: str, rng: random.Random) -> tuple[dict[str, str], list[str]]:
    """Return figures for a recipe, and the slots in which a slip makes a contradiction."""
    big = rng.choice([90, 900, 9000, 90000])
    decimals = rng.choice([0, 1, 2, 2])
    slots: dict[str, str] = {"u": rng.choice(NOUNS), "dir": "tăng", "months": str(rng.choice([6, 9]))}
    if recipe == "ratio":
        b = rng.randint(40, big + 40)
        a = rng.randint(b // 3, b - 1)
        slots |= {"a": whole(a), "b": whole(b), "p": percent(Decimal(100 * a) / b, decimals)}
        return slots, ["p"]
    if recipe in ("sum3", "sum2", "table_total"):
        parts = [rng.randint(10, big + 10) for _ in range(2 if recipe == "sum2" else 3)]
        slots |= dict(zip("xyz", map(whole, parts), strict=False)) | {"t": whole(sum(parts))}
        return slots, ["t", "x", "y"]
    if recipe == "rest":
        x, y = rng.randint(20, big + 20), rng.randint(2, 60)
        return slots | {"t": whole(x + y), "x": whole(x), "y": whole(y)}, ["t", "x"]
    if recipe == "change_by":
        a, d = rng.randint(100, big + 100), rng.randint(3, 80)
        slots["dir"] = rng.choice(["tăng", "giảm"])
        base = a - d if slots["dir"] == "tăng" else a + d
        return slots | {"a": whole(a), "d": whole(d), "p": percent(Decimal(100 * d) / base, decimals)}, ["p"]
    return _more_slots(recipe, rng, slots, big, decimals)


def _more_slots(
    recipe: str, rng: random.Random, slots: dict[str, str], big: int, decimals: int
) -> tuple[dict[str, str], list[str]]:
    if recipe in ("change_from", "diff"):
        b = rng.randint(100, big + 100)
        a = b + rng.randint(5, max(6, b // 2))
        rate = percent(Decimal(100 * (a - b)) / b, decimals)
        figures = {"a": whole(a), "b": whole(b), "p": rate, "d": whole(a - b)}
        return slots | figures, ["p" if recipe == "change_from" else "d"]
    if recipe == "points":
        q, d = Decimal(rng.randint(4000, 8000)) / 100, Decimal(rng.randint(110, 1900)) / 100
        return slots | {"p": percent(q + d, 2), "q": percent(q, 2), "d": percent(d, 2)}, ["d"]
    if recipe == "table":
        return slots | _rows(rng, big), ["cell"]
    if recipe.startswith("count"):
        return slots | _names(rng), ["n"]
    return _quotients(recipe, rng, slots, big)


def _quotients(
    recipe: str, rng: random.Random, slots: dict[str, str], big: int
) -> tuple[dict[str, str], list[str]]:
    if recipe == "average":
        n, t = rng.randint(20, 900), rng.randint(2000, 90000)
        return slots | {"n": whole(n), "t": whole(t), "m": percent(Decimal(t) / n, 1)}, ["m"]
    if recipe == "per_day":
        t, months = rng.randint(90000, 9000000), int(slots["months"])
        return slots | {"t": whole(t), "m": whole(round(t / (months * 30.4)))}, ["m"]
    if recipe == "product":
        n, e = rng.randint(12, 600), rng.choice([2, 5, 15, 20, 300, 500])
        return slots | {"n": whole(n), "e": whole(e), "t": whole(n * e)}, ["t"]
    b, tenths = rng.randint(20, big + 20), rng.choice([15, 21, 25, 32])
    a = round(b * tenths / 10)
    return slots | {"a": whole(a), "b": whole(b), "k": percent(Decimal(a) / b, 1)}, ["k"]


def _names(rng: random.Random) -> dict[str, str]:
    n = rng.randint(3, 6)
    names, steps = rng.sample(PLACES, n), rng.sample(STEPS, n)
    joined = ", ".join(names[:-1]) + " và " + names[-1]
    marked = "; ".join(f"({i}) {step}" for i, step in enumerate(steps, 1))
    return {"n": whole(n), "names": joined, "steps": "; ".join(steps), "marked": marked}


def _rows(rng: random.Random, big: int) -> dict[str, str]:
    rows = []
    for name in rng.sample(PLACES, 3):
        x, y = rng.randint(30, big + 30), rng.randint(2, 60)
        rows.append((name, x + y, x, y))
    pipes = "\n".join(f"| {n} | {whole(t)} | {whole(x)} | {whole(y)} |" for n, t, x, y in rows)
    tabs = "\n".join(
        f"{i}\t{n}\t{whole(t)}\t{whole(x)}\t{whole(y)}" for i, (n, t, x, y) in enumerate(rows, 1)
    )
    numbered = "\n".join(
        f"| {i} | {n} | {whole(t)} | {whole(x)} | {whole(y)} |" for i, (n, t, x, y) in enumerate(rows, 1)
    )
    return {"rows3": pipes, "tabs3": tabs, "numbered3": numbered, "cell": whole(rows[1][2])}


def examples(
    templates: dict[str, list[str]], rng: random.Random, rounds: int, wrong: bool
) -> Iterator[Example]:
    """Yield an example for every template, `rounds` times."""
    for _ in range(rounds):
        for recipe, wordings in templates.items():
            for wording in wordings:
                slots, slips = slots_of(recipe, rng)
                if wrong:
                    slots = _spoilt(slots, rng.choice(slips), recipe, rng)
                text = rng.choice(BEFORE) + wording.format(**slots) + rng.choice(AFTER)
                if "\n" in wording:
                    text = wording.format(**slots)
                yield Example(text, KIND_OF_RECIPE[recipe], wrong, wording)


def _spoilt(slots: dict[str, str], slot: str, recipe: str, rng: random.Random) -> dict[str, str]:
    """Return the slots with one slip that cannot be excused by rounding."""
    if slot == "cell":
        return _spoilt_table(slots, rng)
    change: Callable[[str], str] = lambda text: swap_digits(rng, text)  # noqa: E731
    if recipe == "ratio" and rng.random() < 0.3:
        change = _complement
    if recipe in ("multiple", "average", "per_day"):
        change = lambda text: _far_from(text, rng)  # noqa: E731
    if recipe.startswith("count"):
        change = lambda text: whole(int(text) + rng.choice([1, 2]))  # noqa: E731
    for _ in range(30):
        new = change(slots[slot])
        if _differs(new, slots[slot]):
            return slots | {slot: new}
    return slots | {slot: whole(int(re_digits(slots[slot])) + 37)}


def re_digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _complement(text: str) -> str:
    value = Decimal(100) - Decimal(text.replace(".", "").replace(",", "."))
    return percent(value, len(text.partition(",")[2]))


def _far_from(text: str, rng: random.Random) -> str:
    value = Decimal(text.replace(".", "").replace(",", ".")) * rng.choice(
        [Decimal("0.4"), Decimal("2.7"), Decimal(10)]
    )
    return percent(value, len(text.partition(",")[2]))


def _differs(new: str, old: str) -> bool:
    if len(new) > 1 and new[0] == "0" and new[1] != "," and len(re_digits(new)) > 2:
        return False
    if old[0] != "0" and new[0] == "0" and not new.startswith("0,"):
        return False
    left, right = (Decimal(text.replace(".", "").replace(",", ".")) for text in (new, old))
    unit = Decimal(1).scaleb(-len(old.partition(",")[2]))
    return abs(left - right) > 2 * unit


def _spoilt_table(slots: dict[str, str], rng: random.Random) -> dict[str, str]:
    cell = slots["cell"]
    for _ in range(30):
        new = swap_digits(rng, cell)
        if _differs(new, cell):
            return slots | {
                key: slots[key].replace(f" {cell} ", f" {new} ").replace(f"\t{cell}\t", f"\t{new}\t")
                for key in ("rows3", "tabs3", "numbered3")
            }
    return slots


def clean_examples(templates: list[str], rng: random.Random, rounds: int) -> Iterator[Example]:
    """Yield clean texts: nothing in them can be called wrong."""
    for _ in range(rounds):
        for wording in templates:
            t = rng.randint(300, 9000)
            slots = {name: whole(rng.randint(300, 9000)) for name in "ab"} | {
                "u": rng.choice(NOUNS),
                "t": whole(t),
                "x": whole(rng.randint(11, t // 3)),
                "y": whole(rng.randint(11, t // 4)),
                "n": str(rng.randint(100, 290)),
                "p": percent(Decimal(rng.randint(1000, 9900)) / 100, rng.choice([0, 1, 2])),
                "q": percent(Decimal(rng.randint(100, 4000)) / 100, rng.choice([0, 1, 2])),
                "months": str(rng.choice([6, 9])),
            }
            yield Example(
                rng.choice(BEFORE) + wording.format(**slots) + rng.choice(AFTER), None, False, wording
            )
