"""Synthetic texts: as dense with figures as a real report, and far denser."""

import random
from collections.abc import Iterator

from haidang.domain.figures.tests.generator import examples
from haidang.domain.figures.tests.templates import WORKING

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
