"""Writes enterprises.csv: a synthetic registry for the demonstration. The same seed gives the same bytes.

    python packs/enterprises-sample/make.py [--count 600] [--seed 2025] [--out enterprises.csv]

Nobody real is meant, and nobody real can be: tax codes begin with 99, which no tax office issues, and the fourth digit
of personal numbers says a century that has not come (7 to 9). Names are put together from the words below.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
COLUMNS = (
    "tax_code", "name", "kind", "state", "state_since", "founded_on", "address", "former_address", "sector",
    "further_sectors", "former_names", "short_name", "foreign_name", "register_name", "provenance",
)  # fmt: skip
FORMS = (
    ("Công ty TNHH", 40), ("Công ty cổ phần", 28), ("Công ty TNHH một thành viên", 20), ("Doanh nghiệp tư nhân", 6),
)  # fmt: skip
LINES = {
    "thương mại": "4669", "vận tải": "4933", "xây dựng": "4102", "cơ khí": "2592", "may mặc": "1410",
    "thực phẩm": "1079", "dịch vụ cảng": "5222", "kho bãi": "5210", "du lịch": "7912", "phần mềm": "6201",
    "nhựa": "2220", "thép": "2410", "giày dép": "1520", "điện tử": "2610", "môi trường": "3822",
}  # fmt: skip
FIRST = [
    "Sóng",
    "Muối",
    "Hoa",
    "Gạo",
    "Ngọn",
    "Buồm",
    "Đá",
    "Mỏ",
    "Cánh",
    "Chim",
    "Rặng",
    "Thông",
    "Bến",
    "Đò",
    "Phao",
]
SECOND = [
    "Xanh",
    "Nâu",
    "Trắng",
    "Tím",
    "Vàng",
    "Đỏ",
    "Bạc",
    "Lam",
    "Hồng",
    "Chàm",
    "Ngà",
    "Than",
    "Rêu",
    "Nghệ",
    "Cốm",
    "Tro",
]
STREETS = ["phố Mẫu Một", "phố Mẫu Hai", "đường Mẫu Ba", "đường Mẫu Bốn", "ngõ Mẫu Năm", "đường Mẫu Sáu"]
TRADES = {"tạp hóa": "4711", "quán ăn": "5610", "sửa xe": "4542", "may đo": "1410", "cắt tóc": "9631"}
REGISTER = "Dữ liệu giả lập để trình diễn"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--out", type=Path, default=HERE / "enterprises.csv")
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(make_rows(args.count, args.seed))


def make_rows(count: int, seed: int) -> Iterator[dict[str, str]]:
    """`count` rows: about 70 % enterprises, 10 % branches of them, 5 % co-operatives, 15 % households."""
    rng = random.Random(seed)  # noqa: S311  made up on purpose
    wards = _wards()
    numbers = iter(rng.sample(range(1, 10_000_000), count * 2))
    heads: list[dict[str, str]] = []
    branches: Counter[str] = Counter()
    for number in range(count):
        share = rng.random()
        if share < 0.10 and heads:
            head = rng.choice(heads)
            branches[head["tax_code"]] += 1
            yield _branch(rng, head, branches[head["tax_code"]], wards)
        elif share < 0.25:
            yield _household(rng, number, wards)
        else:
            row = _enterprise(rng, _tax_code(numbers), wards, is_cooperative=share < 0.30)
            if row["kind"] == "enterprise":
                heads.append(row)
            yield row


def _wards() -> list[dict[str, str]]:
    with (HERE.parent / "places" / "wards-2025.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tax_code(numbers: Iterator[int]) -> str:
    """Ten digits that begin with 99, with a check digit; numbers whose check would be 10 are passed over."""
    while True:
        stem = f"99{next(numbers):07d}"
        check = 10 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, stem, strict=True)) % 11
        if check < 10:
            return stem + str(check)


def _brand(rng: random.Random) -> str:
    brand = f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
    return f"{brand} {rng.randint(1, 30)}" if rng.random() < 0.4 else f"{brand} {rng.choice(FIRST)}"


def _place(rng: random.Random, wards: list[dict[str, str]]) -> dict[str, str]:
    ward, house = rng.choice(wards), f"Số {rng.randint(1, 400)} {rng.choice(STREETS)}"
    place = {"address": f"{house}, {ward['commune']}, Thành phố Hải Phòng"}
    if rng.random() < 0.5:
        place["former_address"] = f"{house}, {ward['ward']}, {ward['district']}, {ward['province']}"
    return place


def _state(rng: random.Random) -> dict[str, str]:
    founded = date(2005, 1, 3) + timedelta(days=rng.randint(0, 7300))
    row = {
        "founded_on": founded.isoformat(),
        "state": rng.choices(("active", "suspended", "dissolved"), (88, 8, 4))[0],
    }
    if row["state"] != "active":
        row["state_since"] = (date(2025, 2, 3) + timedelta(days=rng.randint(0, 400))).isoformat()
    return row


def _enterprise(
    rng: random.Random, tax_code: str, wards: list[dict[str, str]], *, is_cooperative: bool
) -> dict[str, str]:
    form = "Hợp tác xã" if is_cooperative else rng.choices(*zip(*FORMS, strict=True))[0]
    line, sector = rng.choice(list(LINES.items()))
    brand = _brand(rng)
    row = {
        "tax_code": tax_code, "kind": "cooperative" if is_cooperative else "enterprise", "sector": sector,
        "name": f"{form} {line} {brand}", "register_name": REGISTER, "provenance": "synthetic",
        **_place(rng, wards), **_state(rng),
    }  # fmt: skip
    if rng.random() < 0.3:
        row["further_sectors"] = ";".join(sorted(rng.sample(sorted(set(LINES.values()) - {sector}), 2)))
    if rng.random() < 0.12:
        last = date.fromisoformat(row["founded_on"]) + timedelta(days=rng.randint(100, 500))
        row["former_names"] = f"{form} {line} {_brand(rng)} (đến {last:%d/%m/%Y})"
    return row


def _branch(
    rng: random.Random, head: dict[str, str], number: int, wards: list[dict[str, str]]
) -> dict[str, str]:
    return {
        "tax_code": f"{head['tax_code']}{number:03d}", "kind": "branch", "sector": head["sector"],
        "name": f"Chi nhánh {head['name']} số {number}", "register_name": REGISTER, "provenance": "synthetic",
        **_place(rng, wards), **_state(rng),
    }  # fmt: skip


def _household(rng: random.Random, number: int, wards: list[dict[str, str]]) -> dict[str, str]:
    trade, sector = rng.choice(list(TRADES.items()))
    return {
        "tax_code": f"031{rng.randint(7, 9)}{rng.randint(0, 99):02d}{number:06d}", "kind": "household",
        "sector": sector,
        "name": f"Hộ kinh doanh {trade} {_brand(rng)}", "register_name": REGISTER, "provenance": "synthetic",
        **_place(rng, wards), **_state(rng),
    }  # fmt: skip


if __name__ == "__main__":
    main()
