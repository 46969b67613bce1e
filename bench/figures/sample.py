"""Synthetic texts: as dense with figures as a real report, and far denser."""

import random
from collections.abc import Iterator
from decimal import Decimal

from haidang.domain.figures.tests.generator import examples
from haidang.domain.figures.tests.templates import WORKING
from haidang.domain.vietnamese import format_number

PROSE = (
    "Các sở, ban, ngành và địa phương tiếp tục rà soát, đơn giản hóa quy trình nội bộ, công khai đầy đủ danh mục "
    "thủ tục trên cổng thông tin và phối hợp chặt chẽ trong tiếp nhận, giải quyết kiến nghị của doanh nghiệp. ",
    "Công tác tuyên truyền được đổi mới về hình thức, bám sát nhu cầu của người dân; cán bộ một cửa được bồi dưỡng "
    "kỹ năng giao tiếp, thái độ phục vụ và trách nhiệm giải trình. ",
    "Thực hiện Kế hoạch số 85/KH-UBND ngày 05/4/2024, đơn vị chủ trì đã có văn bản đôn đốc, tổng hợp khó khăn, "
    "vướng mắc và đề xuất giải pháp tháo gỡ trong giai đoạn 2021-2025. ",
)
SENTENCES_BETWEEN_FIGURES = 4
"""Sentences of prose for one with figures: a report of 70 kB has some 140 figures."""


def dense(size: int) -> str:
    """Return `size` bytes (UTF-8) or a little more of sentences with figures only."""
    return _joined(_sentences(), size)


def like_a_report(size: int) -> str:
    """Return `size` bytes or a little more in which most sentences have no figures."""
    return _joined(_mixed(), size)


def table(rows: int) -> str:
    """Return a table in which every row adds up, with a total of each column."""
    rng = random.Random(13)
    lines = [
        "| STT | Đơn vị | Tiếp nhận | Đã giải quyết | Đang giải quyết | Tỷ lệ (%) |",
        "|---|---|---|---|---|---|",
    ]
    received = solved = 0
    for row in range(1, rows + 1):
        part, rest = rng.randint(100, 9999), rng.randint(1, 99)
        received, solved = received + part + rest, solved + part
        lines.append(f"| {row} | Đơn vị số {row} |{_cells(part + rest, part)}")
    lines.append(f"| | Tổng cộng |{_cells(received, solved)}")
    return "\n".join(lines)


def _cells(received: int, solved: int) -> str:
    figures = [format_number(figure) for figure in (received, solved, received - solved)]
    rate = format_number(100 * Decimal(solved) / received, decimals=2)
    return f" {' | '.join(figures)} | {rate} |"


def _joined(pieces: Iterator[str], size: int) -> str:
    chosen: list[str] = []
    total = 0
    while total < size:
        chosen.append(next(pieces))
        total += len(chosen[-1].encode()) + 1
    return "\n".join(chosen)


def _sentences() -> Iterator[str]:
    rng = random.Random(7)
    while True:
        yield from (example.text for example in examples(WORKING, rng, 1, wrong=False))


def _mixed() -> Iterator[str]:
    rng = random.Random(11)
    for sentence in _sentences():
        prose = "".join(rng.choice(PROSE) for _ in range(SENTENCES_BETWEEN_FIGURES))
        yield prose + sentence
