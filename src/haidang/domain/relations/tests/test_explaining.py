"""The arithmetic is shown in one sentence, in the reader's way of writing numbers."""

from decimal import Decimal

import pytest

from haidang.domain.relations import (
    Compare,
    Qualifier,
    Quantity,
    Relation,
    RelationKind,
    arithmetic_en,
    arithmetic_vi,
    judge,
)


def _of(text: str, power: int = 0, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity.of(Decimal(text), power, qualifier)


def _explained(relation: Relation, stated: Quantity | None, *operands: Quantity | None) -> tuple[str, str]:
    judgement = judge(relation, stated, operands)
    return (
        arithmetic_vi(relation, stated, operands, judgement),
        arithmetic_en(relation, stated, operands, judgement),
    )


def _relation(kind: str, formula: str, compare: str, decimals: int, operands: int) -> Relation:
    names = tuple(f"figure {number}" for number in range(1, operands + 1))
    return Relation(RelationKind(kind), formula, Compare(compare), decimals, names)


NINE_MILLION = _of("9", 6, Qualifier.NEARLY)
SEVENTEEN_MILLION = _of("17000", 3, Qualifier.NEARLY)


@pytest.mark.parametrize(
    ("relation", "stated", "operands", "vietnamese", "english"),
    [
        (
            _relation("share", "100*o1/o2", "eq", 2, 2),
            _of("77.94"),
            [_of("15"), _of("68")],
            "15/68 = 22,06%, không phải 77,94%",
            "15/68 = 22.06%, not 77.94%",
        ),
        (
            _relation("sum", "o1+o2", "eq", 0, 2),
            _of("12776"),
            [_of("5672"), _of("7104")],
            "5.672 + 7.104 = 12.776",
            "5,672 + 7,104 = 12,776",
        ),
        (
            _relation("change", "100*o2/(o1-o2)", "eq", 1, 2),
            _of("11.4"),
            [_of("7104"), _of("727")],
            "727/(7.104 − 727) = 11,4%",
            "727/(7,104 − 727) = 11.4%",
        ),
        (
            _relation("average", "o1/274", "eq", 0, 1),
            SEVENTEEN_MILLION,
            [NINE_MILLION],
            "gần 9 triệu / 274 ≈ 32.847, không phải gần 17.000 nghìn",
            "nearly 9 million / 274 ≈ 32,847, not nearly 17,000 thousand",
        ),
        (
            _relation("repeat", "o1", "eq", 0, 1),
            _of("1"),
            [_of("5")],
            "cùng một số liệu nhưng nêu hai giá trị khác nhau: 5 và 1",
            "the same figure has two different values: 5 and 1",
        ),
        (
            _relation("list_count", "o1", "eq", 0, 1),
            _of("13"),
            [_of("12")],
            "đếm được 12, không phải 13",
            "12 counted, not 13",
        ),
        (
            _relation("remainder", "o1-2*o2", "ge0", 0, 2),
            None,
            [_of("277"), _of("129")],
            "277 − 2 × 129 = 19",
            "277 − 2 × 129 = 19",
        ),
        (
            _relation("remainder", "o1-o2", "ge0", 0, 2),
            None,
            [_of("75"), _of("81")],
            "75 − 81 = −6, không thể là số âm",
            "75 − 81 = −6, which cannot be negative",
        ),
        (
            _relation("change", "o1-o2", "gt0", 0, 2),
            None,
            [_of("15"), _of("15")],
            "15 − 15 = 0, phải lớn hơn 0",
            "15 − 15 = 0, which must be above 0",
        ),
        (
            _relation("share", "", "interval", 2, 4),
            None,
            [_of("9031"), _of("71.71"), _of("3531"), _of("28.04")],
            "9.031 (71,71%) và 3.531 (28,04%) cùng suy ra một mẫu số từ 12.593 đến 12.594",
            "9,031 (71.71%) and 3,531 (28.04%) imply one common base from 12,593 to 12,594",
        ),
        (
            _relation("share", "", "interval", 2, 4),
            None,
            [_of("9031"), _of("71.71"), _of("3531"), _of("29.04")],
            "9.031 (71,71%) và 3.531 (29,04%) không thể có chung một mẫu số",
            "9,031 (71.71%) and 3,531 (29.04%) cannot have one common base",
        ),
        (
            _relation("share", "100*o1/o2", "eq", 2, 2),
            _of("50"),
            [_of("15"), None],
            "chưa tính được, còn thiếu: figure 2",
            "cannot be computed yet, missing: figure 2",
        ),
        (
            _relation("share", "100*o1/o2", "eq", 2, 2),
            None,
            [_of("1"), _of("0")],
            "chưa tính được vì số chia có thể bằng 0",
            "cannot be computed because the divisor may be 0",
        ),
        (
            _relation("average", "o1/o2", "none", 0, 2),
            None,
            [_of("24.5", 9), _of("72944")],
            "24,5 tỷ / 72.944 = 335.874",
            "24.5 billion / 72,944 = 335,874",
        ),
        (
            _relation("share", "", "none", 2, 0),
            _of("90.61"),
            [],
            "không có phép tính để kiểm tra",
            "there is no arithmetic to check",
        ),
    ],
)
def test_sentences(
    relation: Relation, stated: Quantity | None, operands: list[Quantity], vietnamese: str, english: str
) -> None:
    assert _explained(relation, stated, *operands) == (vietnamese, english)


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("o1-(o2-o3)", "8 − (4 − 2) = 6"),
        ("(o1-o2)-o3", "8 − 4 − 2 = 2"),
        ("o1/(o2/o3)", "8/(4/2) = 4"),
        ("o1/o2/o3", "8/4/2 = 1"),
        ("(o1+o2)*o3", "(8 + 4) × 2 = 24"),
        ("o1+o2*o3", "8 + 4 × 2 = 16"),
        ("o1*(o2*o3)", "8 × 4 × 2 = 64"),
        ("o1/(o2*o3)", "8/(4 × 2) = 1"),
        ("-o1+o2*o3", "−8 + 4 × 2 = 0"),
        ("o1*-o2+o3", "8 × (−4) + 2 = −30"),
        ("0.5*o1+o2-o3", "0,5 × 8 + 4 − 2 = 6"),
    ],
)
def test_parentheses_stand_where_they_are_needed(formula: str, written: str) -> None:
    relation = _relation("product", formula, "none", 0, 3)
    assert _explained(relation, None, _of("8"), _of("4"), _of("2"))[0] == written


def test_absurd_sizes_are_still_explained() -> None:
    relation = _relation("product", "o1*o2", "none", 0, 2)
    figure = _of("9" * 30, 12)
    assert _explained(relation, None, figure, figure)[0].endswith("= 1,00E+84")
    tiny = _of("0.1", -30)
    assert "1,00E" in _explained(relation, None, tiny, tiny)[0]


def test_numbers_that_differ_are_not_shown_alike() -> None:
    relation = _relation("average", "o1/o2", "eq", 0, 2)
    assert _explained(relation, _of("4.4"), _of("19"), _of("5"))[0] == "19/5 = 3,8, không phải 4,4"
