"""Tables by the hundred: clean ones must stay silent, one wrong cell must be told."""

import random
from collections.abc import Callable

import pytest

from haidang.domain.figures import check_text
from haidang.domain.vietnamese import format_number

UNITS = [
    "Hòa Cường", "Thuận Phước", "Bình Hiên", "Nam Dương", "An Hải", "Vĩnh Niệm", "Đằng Lâm", "Cát Bi", "Tràng Minh",
    "Kiến An", "Đồ Sơn", "Hưng Đạo", "Lê Chân", "Ngô Quyền",
]  # fmt: skip
Rows = list[list[str]]
Made = tuple[list[str], Rows, list[tuple[int, int]]]


def whole(value: float) -> str:
    return format_number(round(value), decimals=0)


def decimal(value: float, decimals: int = 1) -> str:
    text = format_number(round(abs(value), decimals), decimals=decimals)
    return f"-{text}" if value < 0 and text.strip("0,") else text


def names(rng: random.Random, least: int = 3, most: int = 9) -> list[str]:
    return rng.sample(UNITS, rng.randint(least, most))


def size(rng: random.Random) -> tuple[int, int]:
    return rng.choice([(20, 99), (60, 900), (300, 9000), (10_000, 90_000), (200_000, 9_000_000)])


def totals(columns: list[list[int]]) -> list[int]:
    return [sum(column) for column in columns]


def backlog(rng: random.Random) -> Made:
    """Received = done + rest, a rate, and a total row."""
    rows: Rows = []
    low, high = size(rng)
    units = names(rng)
    data = [(rng.randint(low, high), rng.uniform(0.5, 0.97)) for _ in units]
    done = [max(1, round(all_ * share)) for all_, share in data]
    numbers = [[d[0] for d in data], done, [d[0] - x for d, x in zip(data, done, strict=True)]]
    for place, unit in enumerate(units):
        a, b, c = (column[place] for column in numbers)
        rows.append([f"Phường {unit}", whole(a), whole(b), whole(c), decimal(100 * b / a, 2)])
    a, b, c = totals(numbers)
    total = [
        rng.choice(["Tổng cộng", "Cộng", "Tổng số", "Toàn thành phố"]),
        whole(a),
        whole(b),
        whole(c),
        decimal(100 * b / a, 2),
    ]
    rows = [total, *rows] if rng.random() < 0.3 else [*rows, total]
    heads = [
        "Đơn vị",
        "Tiếp nhận",
        "Đã giải quyết",
        rng.choice(["Đang giải quyết", "Chưa giải quyết", "Còn lại"]),
        "Tỷ lệ (%)",
    ]
    return heads, rows, [(r, c) for r in range(len(rows)) for c in range(1, 5)]


def plan(rng: random.Random) -> Made:
    """Plan, actual and their rate, without a total."""
    rows: Rows = []
    for name in names(rng, 4, 8):
        low, high = size(rng)
        planned = rng.randint(low, high) / 10
        done = round(planned * rng.uniform(0.7, 1.3), 1)
        rows.append([name, decimal(planned), decimal(done), decimal(100 * done / planned)])
    return ["Chỉ tiêu", "Kế hoạch", "Thực hiện", "TH/KH (%)"], rows, [(r, 3) for r in range(len(rows))]


def growth(rng: random.Random) -> Made:
    """Two years, the difference and the growth rate."""
    rows: Rows = []
    low, high = size(rng)
    columns: list[list[int]] = [[], []]
    for name in names(rng, 4, 9):
        old = rng.randint(low, high)
        new = round(old * rng.uniform(0.6, 1.5))
        columns[0].append(old)
        columns[1].append(new)
        rows.append([name, whole(old), whole(new), sign(new - old), decimal(100 * (new - old) / old)])
    old, new = totals(columns)
    rows.append(["Cộng", whole(old), whole(new), sign(new - old), decimal(100 * (new - old) / old)])
    return (
        ["Huyện", "2022", "2023", "Tăng, giảm", "Tốc độ tăng (%)"],
        rows,
        [(r, c) for r in range(len(rows)) for c in (1, 2, 3, 4)],
    )


def sign(value: int) -> str:
    return f"-{whole(-value)}" if value < 0 else whole(value)


def shares(rng: random.Random) -> Made:
    """Amounts and their shares of the total."""
    low, high = size(rng)
    units = names(rng, 4, 8)
    amounts = [rng.randint(low, high) for _ in units]
    whole_ = sum(amounts)
    rows = [[unit, whole(a), decimal(100 * a / whole_, 2)] for unit, a in zip(units, amounts, strict=True)]
    rows.append(["Tổng", whole(whole_), "100"])
    return (
        ["Lĩnh vực", "Số hồ sơ", "Tỷ trọng (%)"],
        rows,
        [(r, c) for r in range(len(rows)) for c in (1, 2)][:-1],
    )


def bill(rng: random.Random) -> Made:
    """Quantity times price, added up."""
    rows: Rows = []
    sum_ = 0
    for name in names(rng, 4, 8):
        number, price = rng.randint(2, 300), rng.randint(20, 4000) * 5
        sum_ += number * price
        rows.append([name, whole(number), whole(price), whole(number * price)])
    rows.append(["Cộng", "", "", whole(sum_)])
    return (
        ["Nội dung", "Số lượng", "Đơn giá (nghìn đồng)", "Thành tiền (nghìn đồng)"],
        rows,
        [(r, 3) for r in range(len(rows))],
    )


def density(rng: random.Random) -> Made:
    """People by area."""
    rows: Rows = []
    for name in names(rng, 4, 8):
        area, people = rng.randint(200, 9000) / 10, rng.randint(9_000, 300_000)
        rows.append([name, decimal(area), whole(people), whole(people / area)])
    return (
        ["Khu vực", "Diện tích (km²)", "Dân số (người)", "Mật độ (người/km²)"],
        rows,
        [(r, 3) for r in range(len(rows))],
    )


def quarters(rng: random.Random) -> Made:
    """Three months and their quarter, by group, with a total row."""
    low, high = size(rng)
    units = names(rng, 3, 7)
    months = [[rng.randint(low, high) for _ in units] for _ in range(3)]
    columns = [*months, [sum(row) for row in zip(*months, strict=True)]]
    rows = [[unit, *(whole(column[r]) for column in columns)] for r, unit in enumerate(units)]
    rows.append(["Tổng", *(whole(value) for value in totals(columns))])
    return (
        ["Nhóm", "Tháng 7", "Tháng 8", "Tháng 9", "Quý III"],
        rows,
        [(r, c) for r in range(len(rows)) for c in range(1, 5)],
    )


def points(rng: random.Random) -> Made:
    """Two rates and their difference in points."""
    rows: Rows = []
    for name in names(rng, 5, 9):
        old, new = rng.randint(700, 950), rng.randint(700, 990)
        rows.append([name, decimal(new / 10), decimal(old / 10), decimal((new - old) / 10)])
    return (
        ["Địa bàn", "Tỷ lệ 2023 (%)", "Tỷ lệ 2022 (%)", "Tăng, giảm (điểm %)"],
        rows,
        [(r, 3) for r in range(len(rows))],
    )


def nested(rng: random.Random) -> Made:
    """Blocks with their sums over them and a grand total."""
    rows: Rows = []
    grand = [0, 0]
    low, high = size(rng)
    for mark in ("I", "II", "III"):
        block = [[rng.randint(low, high) for _ in range(2)] for _ in range(rng.randint(2, 4))]
        sums = [sum(column) for column in zip(*block, strict=True)]
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
        rows.append([mark, f"Khối {mark}", *map(whole, sums)])
        rows += [
            [str(n), f"Xã {rng.choice(UNITS)}", *map(whole, values)] for n, values in enumerate(block, 1)
        ]
    rows.append(["", "Tổng cộng", *map(whole, grand)])
    return ["STT", "Đơn vị", "Số hộ", "Số khẩu"], rows, [(r, c) for r in range(len(rows)) for c in (2, 3)]


RELATED: list[Callable[[random.Random], Made]] = [
    backlog, plan, growth, shares, bill, density, quarters, points, nested,
]  # fmt: skip


ALONE = [
    "Số trường", "Số thôn", "Diện tích (ha)", "Thu ngân sách", "Số vụ", "Số hộ", "Tỷ lệ che phủ rừng (%)", "Xếp hạng",
    "Tỷ lệ hộ nghèo (%)", "Thu nhập bình quân", "Tổng điểm", "Năm thành lập", "Tổng đàn", "Giảm nghèo (hộ)", "Kế hoạch",
    "Vượt kế hoạch (%)", "Tổng vốn", "Chưa có", "Sản lượng (tấn)", "So với 2022 (%)", "Cả năm", "Đã có", "Còn lại",
    "Chi ngân sách",
]  # fmt: skip


def unrelated(rng: random.Random) -> Made:
    """Return what does not relate: indicators side by side, small numbers, ranks, years, averages under "Chung"."""
    chosen = rng.sample(ALONE, rng.randint(2, 7))
    spans = {head: size(rng) for head in chosen}
    rows: Rows = []
    for name in names(rng, 2, 9):
        rows.append([name, *(_alone(head, spans[head], rng) for head in chosen)])
    if rng.random() < 0.4:
        rows.append(
            [
                rng.choice(["Chung", "Bình quân", "Trung bình", "Trung vị"]),
                *(_middle(head, rows, c, rng) for c, head in enumerate(chosen, 1)),
            ]
        )
    return ["Đơn vị", *chosen], rows, []


def _alone(head: str, span: tuple[int, int], rng: random.Random) -> str:
    if "%" in head:
        return decimal(rng.uniform(1, 130), rng.choice([1, 2]))
    if "Năm" in head:
        return str(rng.randint(1960, 2020))
    if head == "Xếp hạng":
        return str(rng.randint(1, 12))
    if "bình quân" in head or "điểm" in head:
        return decimal(rng.uniform(20, 95), 1)
    return whole(rng.randint(*span))


def _middle(head: str, rows: Rows, column: int, rng: random.Random) -> str:
    if "%" in head or "bình quân" in head:
        return rng.choice(rows)[column]
    return ""


def written(made: Made, rng: random.Random) -> str:
    """Write a table with pipes or tabs, with or without a column of running numbers."""
    heads, rows, _ = made
    style = rng.choice(["pipes", "pipes", "tabs", "bare"])
    if heads[0] != "STT" and rng.random() < 0.4:
        heads = ["TT", *heads]
        rows = [[str(n), *row] for n, row in enumerate(rows, 1)]
    if style == "tabs":
        return "\n".join("\t".join(row) for row in [heads, *rows])
    lines = ["| " + " | ".join(row) + " |" for row in [heads, *rows]]
    if style == "pipes":
        lines.insert(1, "|" + "---|" * len(heads))
    return "Kết quả như sau\n" + "\n".join(lines)


def slipped(text: str, rng: random.Random) -> str | None:
    """Return a figure as a slip of the keyboard would leave it; None where it is too small for a slip that shows."""
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    if len(digits) < 3 or text.startswith("0"):
        return None
    swaps = [
        i
        for i in range(len(digits) - 2)
        if text[digits[i]] != text[digits[i + 1]] and text[digits[i + 1]] != "0"
    ]
    chars = list(text)
    if swaps and rng.random() < 0.6:
        at = rng.choice(swaps)
        one, two = digits[at], digits[at + 1]
        chars[one], chars[two] = chars[two], chars[one]
    else:
        at = digits[rng.randrange(0, len(digits) - 1)]
        chars[at] = rng.choice([d for d in "123456789" if d != chars[at]])
    return "".join(chars)


@pytest.mark.parametrize("make", [*RELATED, unrelated], ids=lambda make: make.__name__)
def test_clean_tables_raise_no_alarm(make):
    rng = random.Random(7)
    alarms = [found for _ in range(60) if (found := check_text(written(make(rng), rng)).contradictions)]
    assert not alarms


@pytest.mark.parametrize("make", RELATED, ids=lambda make: make.__name__)
def test_one_wrong_cell_is_told(make):
    rng = random.Random(11)
    told = tried = 0
    for _ in range(60):
        heads, rows, cells = make(rng)
        row, column = rng.choice(cells)
        wrong = slipped(rows[row][column], rng)
        if wrong is None:
            continue
        rows[row][column] = wrong
        tried += 1
        contradictions = check_text(written((heads, rows, []), rng)).contradictions
        told += any(wrong.lstrip("-") in (found.stated, *found.operands) for found in contradictions)
    assert tried > 10
    assert told >= 0.95 * tried
