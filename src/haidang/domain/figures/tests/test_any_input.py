"""Any text gets an answer, in time that grows with its length only."""

import sys
import unicodedata
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from haidang.domain.figures import Verdict, as_record, check_text
from haidang.domain.vietnamese import format_number

FRAGMENTS = [
    "1.237", "64,56%", "(", ")", "/", ", ", "; ", ": ", ". ", "\n", "- ", "| ", "\t", " và ", " gồm ", " trong đó ",
    " tăng ", " giảm ", " đạt ", " tỷ lệ ", " chiếm ", " còn lại ", " bình quân ", " lượt/ngày", " vụ", " hồ sơ", "5",
    "05", "0", "2024", " năm 2023", " tỷ đồng", " triệu", " nghìn", " rưỡi", "³", "[1]", "hai mươi", " phẩy ", " gấp ",
    " lần", " so với ", " cùng kỳ ", " từ ", " lên ", " tổng cộng ", " mỗi hộ ", "…", "1/500", "-", "–", "(1) ",
    "\u0301", "e\u0302\u0301", "842¹", "|", "²", "\ud800", "\u202e", "(3=1+2)", "٣", "hai nghìn ", " linh năm",
    "9" * 30, "9" * 18, " nghìn tỷ đồng", "0,00",
]  # fmt: skip
LENGTH = 2000


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    check_text(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_any_mixture_of_what_officials_write_gets_an_answer(text: str) -> None:
    report = check_text(text)
    for relation in report.relations:
        assert 0 <= relation.start < relation.end <= len(text)
        assert relation.stated in unicodedata.normalize("NFC", text)
        assert set(as_record(relation)) >= {
            "kind",
            "start",
            "end",
            "operands",
            "stated",
            "verdict",
            "suggestions",
        }
        assert relation.arithmetic_vi
        assert (relation.verdict is Verdict.INCONSISTENT) or not relation.suggestions
    assert all(unicodedata.normalize("NFC", text[q.start : q.end]) == q.text for q in report.quantities)


@pytest.mark.parametrize(
    "text",
    [
        "Đạt 0% (3/7 xã).",
        "V|842¹|\n||¹",
        f"| A | B | C |\n| (1) | (2) | (3={'9' * 5_000}+1) |\n| 5 | 6 | 11 |\n| 5 | 6 | 11 |",
        "Có 5\u0301 vụ, gồm 3\u0301 vụ và 2\u0301\u0302 vụ.",
        "e\u0302\u0301\u0301 5\u0301\u0301 e\u0301 vụ",
        "1" * 10_000,
        "1/" * 5_000,
        "1." * 5_000,
        "," * 10_000,
        "([" * 5_000 + "5" + "])" * 5_000,
        "hai nghìn " * 1_000 + "ba",
        "Có \ud800 5 vụ\udfff, \u202egồm 3 vụ và 2 vụ.",
        "Xã có 12 thôn, 30 vụ, bình quân 0 vụ/thôn.",
        "Chi 999999999999999999 nghìn tỷ đồng, gồm 888888888888888888 nghìn tỷ đồng và 1 đồng, đạt 12,34%.",
        "Năm nay 3 nghìn tỷ đồng, tăng 0,01% so với 888888888888888888 nghìn tỷ đồng.",
        "| A | 2023 | 2024 | Tăng |\n|---|---|---|---|\n| a | 0 | 888888888888888888 nghìn tỷ | 5% |\n"
        "| b | 1 | 0 | 0% |\n| Cộng | 1 | 5,00% | −100% |",
    ],
    ids=range(16),
)  # fmt: skip
def test_what_tempted_it_to_fail(text: str) -> None:
    """Found by bench.figures.fuzz: all figures stand where they are said to."""
    report = check_text(text)
    for quantity in report.quantities:
        assert unicodedata.normalize("NFC", text[quantity.start : quantity.end]) == quantity.text
    for relation in report.relations:
        assert all(relation.start <= figure.start < figure.end <= relation.end for figure in relation.figures)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 2))
def test_a_true_rate_is_never_flagged(one: int, other: int, decimals: int) -> None:
    part, whole = min(one, other), max(one, other)
    rate = format_number(100 * Decimal(part) / whole, decimals=decimals)
    text = f"Đã giải quyết {format_number(part)}/{format_number(whole)} hồ sơ, đạt tỷ lệ {rate}%."
    assert check_text(text).contradictions == ()


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6))
@example([1, 7000, 1, 1, 1304, 5649])  # what follows the second nearly makes it up
def test_a_true_sum_is_never_flagged_and_a_wrong_one_always(parts: list[int]) -> None:
    items = ", ".join(
        f"nhóm {letter} {format_number(part)} hồ sơ" for letter, part in zip("ABCDEG", parts, strict=False)
    )
    total = sum(parts)
    assert check_text(f"Có {format_number(total)} hồ sơ, gồm: {items}.").contradictions == ()
    wrong = total + max(2, total // 50)
    assert len(check_text(f"Có {format_number(wrong)} hồ sơ, gồm: {items}.").contradictions) == 1


@given(st.integers(101, 10**6), st.integers(1, 100))
def test_a_repaired_text_is_consistent(part: int, rest: int) -> None:
    whole, wrong = part + rest, part + 7 * rest + 3
    (flag,) = check_text(f"Nhận {whole} đơn, đã giải quyết {wrong} đơn, còn lại {rest} đơn.").contradictions
    mended = flag.suggestions[0].text
    assert flag.suggestions
    texts = [f"Nhận {mended} đơn, đã giải quyết {wrong} đơn, còn lại {rest} đơn."]
    texts.append(f"Nhận {whole} đơn, đã giải quyết {mended} đơn, còn lại {rest} đơn.")
    texts.append(f"Nhận {whole} đơn, đã giải quyết {wrong} đơn, còn lại {mended} đơn.")
    assert any(not check_text(text).contradictions for text in texts)


@pytest.mark.parametrize(
    "piece",
    ["1", "1.111", "1,111", "1 ", "1/", "(", "(1 ", "12 vụ, ", "5%, ", "3/4 xã ", "hai ", "ba phẩy ", "5 xã: A, ",
     "| a | 1 | 2 |\n", "1\t2\n", "5 xã:\n- 3 xã\n", "¹", "a@", "1-", "1 tỷ 2 triệu ", "tăng 5 vụ (5%), ", "5 xã và ",
     "(1) a; ", "e\u0301", "Có 5 xã đạt. ", "bình quân 2 tỷ đồng/xã, ",
     "hai nghìn ", "ba phẩy năm ", "1,1", "1.1", "\u202e5 vụ\u202c ", "\ud800 5 ", "(5 (5%", "[1", "5\u0301 "],
)  # fmt: skip
def test_work_grows_with_length_only(piece: str) -> None:
    """Counted in calls, not seconds: the same on every machine. Four times the text, at most twelve times the calls."""

    def calls(length: int) -> int:
        text = (piece * (length // len(piece) + 1))[:length]
        count = 0

        def tally(_frame: FrameType, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tally)
        try:
            check_text(text)
        finally:
            sys.setprofile(None)
        return count

    calls(100)
    assert calls(4 * LENGTH) <= 12 * max(calls(LENGTH), 1_000)
