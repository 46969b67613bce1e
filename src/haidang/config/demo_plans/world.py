"""Enterprises that do not exist, and who plans to visit them: the truth behind the files."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import yaml

from haidang.config.environment import packs_folder

PACK = "hai-phong-plans-2024"
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
"""Of the digits of a tax code, for its check digit."""
_RANGE = "0299"
"""Tax codes of Hải Phòng begin with 02; this far up none has been given out."""
_PARTS = ("Số {house} {street}, phường {ward}, quận {district}", "Lô {lot}, KCN {street}, huyện {rural}")
_WARDS = ("Bến Sóng", "Cầu Mây", "Đồng Sen", "Gò Dừa", "Hồ Trúc", "Lạch Đào")
_DISTRICTS = ("Hồng Bàng", "Ngô Quyền", "Lê Chân", "Hải An", "Kiến An")
_RURAL = ("An Dương", "Thủy Nguyên", "An Lão", "Kiến Thụy")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who files a plan; `form` is what all its visits are, "" where it carries out both."""

    unit: str
    name: str
    layout: str
    weight: int
    tier: int
    form: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """`forms` is its kind, `trades` its lines of business, each in full and as offices shorten them."""

    key: str
    kind: tuple[str, str]
    trades: tuple[tuple[str, str], ...]
    brand: str
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One row of a plan, as it is to be read again; `name` as this agency writes it."""

    entity: str
    name: str
    code: str
    address: str
    content: str
    form: str
    first: date
    last: date
    days: int
    staff: int
    note: str


@dataclass(frozen=True, slots=True)
class World:
    """The plans by agency."""

    year: int
    plans: tuple[tuple[Agency, tuple[Visit, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Settings:
    year: int
    seed: int
    rows: int
    overlapping_rows: int
    overlapping_enterprises: int


def pack_folder() -> Path:
    """Where the word lists and the agencies stand."""
    return packs_folder() / PACK


def make_world() -> World:
    """Return all plans: as many rows, overlaps and enterprises as the pack says."""
    record = yaml.safe_load((pack_folder() / "pack.yaml").read_text(encoding="utf-8"))
    settings = _Settings(**{name: record[name] for name in _Settings.__slots__})
    random = Random(settings.seed)  # noqa: S311 - the same world every time is what is wanted
    agencies = _agencies()
    single = settings.rows - settings.overlapping_rows
    enterprises = _enterprises(random, single + settings.overlapping_enterprises)
    visited = _visited(random, agencies, enterprises, settings)
    plans = []
    for agency in agencies:
        chosen = visited[agency.name]
        random.shuffle(chosen)
        plans.append((agency, tuple(_visit(random, agency, one, settings.year) for one in chosen)))
    return World(settings.year, tuple(plans))


@cache
def _words(kind: str) -> tuple[tuple[str, str, int], ...]:
    with (pack_folder() / "words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["written"], row["short"], int(row["weight"] or 1))
            for row in csv.DictReader(file)
            if row["kind"] == kind
        )


def _agencies() -> list[Agency]:
    with (pack_folder() / "agencies.csv").open(encoding="utf-8", newline="") as file:
        return [
            Agency(row["unit"], row["name"], row["layout"], int(row["weight"]), int(row["tier"]), row["form"])
            for row in csv.DictReader(file)
        ]


def _enterprises(random: Random, count: int) -> list[Enterprise]:
    codes = random.sample(range(100_000), count + count // 5)
    sound = [code for nine in codes if (code := _with_check_digit(f"{_RANGE}{nine:05d}"))]
    kinds = _words("form")
    brands: set[str] = set()
    found = []
    for place, code in enumerate(sound[:count]):
        kind = random.choices(kinds, [weight for *_, weight in kinds])[0]
        trades = random.sample(_words("trade"), random.choice((0, 1, 1, 2, 2, 3)))
        brand = _brand(random)
        while brand in brands:
            brand = _brand(random)
        brands.add(brand)
        found.append(
            Enterprise(
                f"E{place + 1:04d}",
                kind[:2],
                tuple(trade[:2] for trade in trades),
                brand,
                code,
                _address(random),
            )
        )
    return found


def _with_check_digit(nine: str) -> str:
    check = 10 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, nine, strict=True)) % 11
    return f"{nine}{check}" if check < 10 else ""


def _brand(random: Random) -> str:
    if random.random() < 0.2:
        return f"{random.choice(_words('latin'))[0]} {random.choice(_words('latin'))[0]}"
    return " ".join(word for word, *_ in random.sample(_words("syllable"), random.choice((2, 2, 3))))


def _address(random: Random) -> str:
    return random.choice(_PARTS).format(
        house=random.randint(1, 400),
        street=random.choice(_words("street"))[0],
        ward=random.choice(_WARDS),
        district=random.choice(_DISTRICTS),
        rural=random.choice(_RURAL),
        lot=f"{random.choice('ABCD')}{random.randint(1, 30)}",
    )


def _visited(
    random: Random, agencies: Sequence[Agency], enterprises: Sequence[Enterprise], settings: _Settings
) -> dict[str, list[Enterprise]]:
    """Return who visits whom: the first enterprises are visited by two or three agencies, all others by one."""
    left = dict(zip([agency.name for agency in agencies], _shares(agencies, settings.rows), strict=True))
    visited: dict[str, list[Enterprise]] = {name: [] for name in left}
    doubled = settings.overlapping_enterprises
    thrice = settings.overlapping_rows - 2 * doubled
    for place, enterprise in enumerate(enterprises):
        times = 1 if place >= doubled else 3 if place < thrice else 2
        names = sorted(left, key=lambda name: -left[name] * (0.2 + random.random()))[:times]
        for name in names:
            visited[name].append(enterprise)
            left[name] -= 1
    return visited


def _shares(agencies: Sequence[Agency], rows: int) -> list[int]:
    """Divide the rows by weight, the largest remainders rounded up."""
    total = sum(agency.weight for agency in agencies)
    exact = [agency.weight * rows / total for agency in agencies]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: rows - sum(shares)]:
        shares[place] += 1
    return shares


def _visit(random: Random, agency: Agency, enterprise: Enterprise, year: int) -> Visit:
    first, last = _time(random, agency.layout, year)
    days = random.choice((3, 5, 5, 7, 10))
    return Visit(
        entity=enterprise.key,
        name=_written(random, enterprise),
        code=enterprise.code if random.random() < 0.7 else "",
        address=enterprise.address if random.random() < 0.85 else "",
        content=random.choice(_words("content"))[0],
        form=agency.form or random.choice(("thanh_tra", "kiem_tra", "kiem_tra")),
        first=first,
        last=last,
        days=days,
        staff=random.randint(2, 6),
        note=random.choice(("", "", "", "Theo chuyên đề", "Chuyển từ năm 2023")),
    )


def _time(random: Random, layout: str, year: int) -> tuple[date, date]:
    """Return a month, a quarter or days, by how a layout tells time."""
    month = random.randint(1, 12)
    if layout == "grouped":
        first = date(year, month, random.randint(1, 20))
        return first, first + timedelta(days=random.randint(2, 8))
    if layout == "document":
        month = 3 * ((month - 1) // 3) + 1
        return date(year, month, 1), _end_of(year, month + 2)
    return date(year, month, 1), _end_of(year, month)


def _end_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _written(random: Random, enterprise: Enterprise) -> str:
    """Return the name as somebody in an office writes it."""
    is_short = random.random() < 0.4
    kind = enterprise.kind[1] if is_short else enterprise.kind[0]
    trades = [short if is_short else full for full, short in enterprise.trades]
    joined = (" & " if is_short else " và ").join(trades) if len(trades) < 3 else ", ".join(trades)
    name = " ".join(part for part in (kind, joined, enterprise.brand) if part)
    return name.upper() if random.random() < 0.15 else name
