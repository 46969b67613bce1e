"""Clean tables made to tempt: something nearly fits, or fits in some rows, and nothing is wrong."""

import random

import pytest

from haidang.domain.figures import check_text
from haidang.domain.figures.tests.test_tables_generated import (
    Made,
    Rows,
    decimal,
    names,
    size,
    whole,
    written,
)

INDICATORS = [
    ("Tổng diện tích gieo trồng", "ha"), ("Tổng đàn lợn", "con"), ("Tỷ lệ hộ nghèo", "%"), ("Tỷ lệ thất nghiệp", "%"),
    ("Thu ngân sách", "tỷ đồng"), ("Tổng vốn đầu tư", "tỷ đồng"), ("Thu nhập bình quân", "triệu đồng"),
    ("Giảm sinh", "‰"), ("Số xã đạt chuẩn", "xã"), ("Tỷ lệ che phủ rừng", "%"),
]  # fmt: skip
VOTES = [
    "Đồng ý",
    "Không đồng ý",
    "Ý kiến khác",
    "Tổng số phiếu",
    "Vắng",
    "Nam",
    "Nữ",
    "Tỷ lệ (%)",
    "Còn lại",
    "Số tổ",
]
SMALL = ["Số xã", "Số thôn", "Số tổ", "Tổng số điểm", "Số trường", "Số trạm", "Đã có", "Chưa có"]


def small_numbers(rng: random.Random) -> Made:
    heads = rng.sample(VOTES, rng.randint(2, 6))
    return ["Đơn vị", *heads], [[n, *(str(rng.randint(0, 9)) for _ in heads)] for n in names(rng, 4, 12)], []


def parts_that_need_not_be_all(rng: random.Random) -> Made:
    low, high = size(rng)
    rows: Rows = []
    for name in names(rng, 4, 10):
        total = rng.randint(low, high)
        women = round(total * rng.uniform(0.1, 0.6))
        old = round((total - women) * rng.choice([1, 1, rng.uniform(0.3, 0.9)]))
        rows.append([name, whole(total), whole(women), whole(old)])
    return ["Đơn vị", "Tổng số", "Trong đó: nữ", "Trong đó: trên 50 tuổi"], rows, []


def means_in_the_total_row(rng: random.Random) -> Made:
    low, high = size(rng)
    staff = [(name, rng.randint(low, high), rng.randint(20, 59)) for name in names(rng, 4, 10)]
    rows = [[name, whole(a), str(b), decimal(rng.uniform(3, 9))] for name, a, b in staff]
    mean = round(sum(b for _, _, b in staff) / len(staff))
    label = rng.choice(["Tổng", "Chung", "Toàn tỉnh"])
    rows.append([label, whole(sum(a for _, a, _ in staff)), str(mean), decimal(rng.uniform(4, 8))])
    return ["Đơn vị", "Số cán bộ", "Tuổi", "Số năm công tác"], rows, []


def the_greatest_only(rng: random.Random) -> Made:
    low, high = size(rng)
    data = [(name, rng.randint(low, high), rng.randint(low, high)) for name in names(rng, 4, 10)]
    rows = [[name, whole(a), whole(b)] for name, a, b in data]
    more = rng.uniform(1.2, 3)
    sums = [sum(a for _, a, _ in data) * more, sum(b for _, _, b in data) * more * rng.uniform(0.8, 1.2)]
    total = [rng.choice(["Tổng cộng", "Toàn tỉnh"]), *map(whole, sums)]
    return (
        ["Đơn vị tiêu biểu", "Số hồ sơ", "Số lượt"],
        [total, *rows] if rng.random() < 0.5 else [*rows, total],
        [],
    )


def less_is_more(rng: random.Random) -> Made:
    rows: Rows = []
    for name, unit in rng.sample(INDICATORS, rng.randint(4, 9)):
        plan = rng.randint(20, 9000) / 10
        done = round(plan * rng.uniform(0.8, 1.2), 1)
        rate = 100 * done / plan
        if unit in "%‰":
            rate = rng.choice([100 * plan / done, done - plan, rate])
        rows.append([name, unit, decimal(plan), decimal(done), decimal(rate)])
    return ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Đạt (%)"], rows, []


def running_sums(rng: random.Random) -> Made:
    low, high = size(rng)
    rows: Rows = []
    sum_ = 0
    for month in range(1, rng.randint(5, 12)):
        value = rng.randint(low, high)
        sum_ += value
        rows.append([f"Tháng {month}", whole(value), whole(sum_)])
    return ["Kỳ", "Trong tháng", "Lũy kế"], rows, []


def equal_columns(rng: random.Random) -> Made:
    low, high = size(rng)
    rows: Rows = []
    for name in names(rng, 4, 10):
        plan = rng.randint(low, high)
        done = plan if rng.random() < 0.7 else rng.randint(low, high)
        content = decimal(rng.choice([100, 100, rng.uniform(80, 100)]))
        rows.append(
            [name, whole(plan), whole(done), whole(rng.choice([0, 0, 0, rng.randint(0, 9)])), content]
        )
    return ["Đơn vị", "Kế hoạch", "Thực hiện", "Chưa đạt", "Tỷ lệ hài lòng (%)"], rows, []


def mean_of_rates(rng: random.Random) -> Made:
    rows: Rows = []
    rates: list[float] = []
    for name in names(rng, 4, 9):
        part, all_ = sorted((rng.randint(50, 900), rng.randint(50, 900)))
        rates.append(100 * part / all_)
        rows.append([name, whole(all_), whole(part), decimal(rates[-1])])
    rows.append([rng.choice(["Bình quân", "Trung bình", "Chung"]), "", "", decimal(sum(rates) / len(rates))])
    return ["Xã", "Tổng số hộ", "Hộ dùng nước sạch", "Tỷ lệ (%)"], rows, []


def others_at_the_end(rng: random.Random) -> Made:
    heads = rng.sample(SMALL, rng.randint(2, 5))
    rows = [[name, *(str(rng.randint(1, 30)) for _ in heads)] for name in names(rng, 2, 6)]
    label = rng.choice(["Tổng hợp", "Khối khác", "Nhóm khác", "Tổng công ty"])
    return ["Huyện", *heads], [*rows, [label, *(str(rng.randint(5, 60)) for _ in heads)]], []


TEMPTING = [
    small_numbers, parts_that_need_not_be_all, means_in_the_total_row, the_greatest_only, less_is_more, running_sums,
    equal_columns, mean_of_rates, others_at_the_end,
]  # fmt: skip


@pytest.mark.parametrize("make", TEMPTING, ids=lambda make: make.__name__)
def test_tempting_tables_raise_no_alarm(make):
    rng = random.Random(13)
    texts = [written(make(rng), rng) for _ in range(60)]
    alarms = [(text, told) for text in texts if (told := check_text(text).contradictions)]
    assert not alarms
