"""Who is who: what is linked unseen, what is asked, what is never joined."""

import math
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.overlaps.resolving import Linking, resolve
from haidang.domain.overlaps.resolving.clusters import Clusters
from haidang.domain.overlaps.resolving.resolution import _linked_unseen

STREETS = ["Lạch Tray", "Tô Hiệu", "Cầu Đất", "Hoàng Văn Thụ", "Đà Nẵng", "Lương Khánh Thiện"]
SYLLABLES = [
    "An",
    "Bảo",
    "Cẩm",
    "Duy",
    "Gia",
    "Hà",
    "Khôi",
    "Lâm",
    "Minh",
    "Ngân",
    "Phú",
    "Quang",
    "Sơn",
    "Tâm",
    "Uy",
    "Vinh",
    "Xuân",
    "Yên",
    "Đức",
    "Hải",
]


def crowd(count: int = 300, seed: int = 1) -> list[dict]:
    """Other enterprises, which tell how common words are."""
    chance = random.Random(seed)
    return [
        {
            "name": f"Công ty TNHH {' '.join(chance.sample(SYLLABLES, 2))} {number % 97}",
            "mst": "",
            "addr": f"Số {number + 1} {chance.choice(STREETS)}, Phường Cầu Tre, Quận Ngô Quyền, TP. Hải Phòng",
            "unit": "",
        }
        for number in range(count)
    ]


def row(name: str = "", mst: str = "", addr: str = "", unit: str = "") -> dict:
    return {"name": name, "mst": mst, "addr": addr, "unit": unit}


def together(*rows: dict, linking: Linking = Linking.SURE) -> list[int]:
    """The groups of `rows` among a crowd, numbered as they appear."""
    found = resolve(pl.DataFrame([*rows, *crowd()]), linking).entity[: len(rows)]
    return [found.index(group) for group in found]


AT_HOME = "Số 893 Bạch Đằng, Phường Hiệp Sơn, Thị xã Kinh Môn, Tỉnh Hải Dương"


def test_one_code_is_one_enterprise_however_it_is_written() -> None:
    rows = [
        row("CTCP Vosco Sông Cấm", "0100233488"),
        row("VOSCO SONG CAM", "100233488"),
        row("Vosco Sông Cấm", "0100 233 488"),
    ]
    assert together(*rows) == [0, 0, 0]


def test_name_and_address_link_without_a_code() -> None:
    same = row(
        "CTY TNHH TMDV Thiện Vinh Khang", addr="893 Bạch Đằng, P. Hiệp Sơn, TX. Kinh Môn, T. Hải Dương"
    )
    assert together(row("Công ty TNHH Thương mại Dịch vụ Thiện Vinh Khang", addr=AT_HOME), same) == [0, 0]


def test_one_wrong_digit_in_a_code_does_not_part_one_name() -> None:
    assert together(row("CTCP Vosco Sông Cấm", "0100233488"), row("Cty CP Vosco Sông Cấm", "0100233588")) == [
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("CTCP Lilama 5", addr=AT_HOME), row("CTCP Lilama 7", addr=AT_HOME)),
        (row("CTCP Lilama", "0100233488", AT_HOME), row("CTCP Lilama", "0200253985", AT_HOME)),
        (row("CTCP Sông Cấm", addr=AT_HOME), row("Chi nhánh CTCP Sông Cấm tại Hà Nội", addr=AT_HOME)),
        (row("CN CTCP Sông Cấm", "0100233488-001"), row("CN CTCP Sông Cấm", "0100233488-002")),
        (row("CTCP Sông Cấm", "0100233488"), row("CN CTCP Sông Cấm", "0100233488-001")),
    ],
    ids=["numbers", "codes", "branch", "two branches", "parent"],
)
def test_what_is_never_one_enterprise(one: dict, other: dict) -> None:
    assert together(one, other, linking=Linking.LIKELY) == [0, 1]


def test_two_codes_are_not_chained_over_a_row_without_one() -> None:
    codes = ("0100233488", "", "0200253985")
    rows = [row("CTCP Vosco Sông Cấm", code) for code in codes]
    groups = together(*rows, linking=Linking.LIKELY)
    assert groups[0] != groups[2]


def test_a_name_alone_is_asked_about_with_reasons() -> None:
    rows = [row("CTCP Vosco Sông Cấm", "0100233488"), row("Cty CP Vosco Sông Cấm"), *crowd()]
    found = resolve(pl.DataFrame(rows), Linking.SURE)
    assert found.entity[0] != found.entity[1]
    first = found.reviews[0]
    assert {first.a, first.b} == {0, 1}
    assert 0.5 < first.chance < 0.99
    assert "tên riêng giống" in first.reasons


def chance_of(one: dict, other: dict) -> float:
    """The chance of being one enterprise that is stated for two rows; 0 if nobody is asked."""
    found = resolve(pl.DataFrame([one, other, *crowd()]), Linking.SURE)
    return next((review.chance for review in found.reviews if {review.a, review.b} == {0, 1}), 0.0)


def test_a_rare_form_parts_namesakes_better_than_one_that_most_have() -> None:
    usual = chance_of(row("Công ty TNHH Vosco Sông Cấm"), row("Cty TNHH Vosco Sông Cấm"))
    rare = chance_of(row("Hợp tác xã Vosco Sông Cấm"), row("HTX Vosco Sông Cấm"))
    assert rare > usual > 0.5


def test_other_marks_are_another_name_where_both_are_marked() -> None:
    names = [row("CTCP Vosco Hưng Cấm"), row("Cty CP Vosco Hùng Cấm"), row("CTY CP VOSCO HUNG CAM")]
    assert chance_of(names[0], names[2]) > chance_of(names[0], names[1]) + 0.3
    assert chance_of(row("CTCP Vosco Hoà"), row("CTCP Vosco Hòa")) > 0.5


def test_two_business_lines_written_in_full_are_not_one_because_their_letters_are() -> None:
    full, other, short = (row(f"CTCP {line} Vosco Sông Cấm") for line in ("Đầu tư", "Điện tử", "ĐT"))
    assert chance_of(full, short) > chance_of(full, other) + 0.3


def test_what_two_answers_will_tell_is_asked_last() -> None:
    same = [row(f"{form} Vosco Sông Cấm") for form in ("CTCP", "Cty CP", "Công ty Cổ phần")]
    less = [row("CTCP Lilama Tam Bạc"), row("Lilama Tam Bạc")]
    found = resolve(pl.DataFrame([*same, *less, *crowd()]), Linking.SURE).reviews
    asked = [{review.a, review.b} for review in found if review.a < 5 and review.b < 5]
    assert asked.index({3, 4}) < 3
    assert {3, 4} not in (asked[0], asked[1], asked[-1])
    assert len(asked) == 4


@pytest.mark.parametrize(("sure", "answered", "linked"), [(5, 0, 0), (60, 0, 3), (5, 60, 3)])
def test_doubtful_pairs_are_linked_unseen_while_few_are_wrong_together(
    sure: int, answered: int, linked: int
) -> None:
    """Pairs of which one in 21 is wrong after certain ones: one link in 400 may be, those answered counted."""
    scores = [40.0] * sure + [math.log2(20)] * 20
    rows = range(0, 2 * len(scores), 2)
    pairs = pl.DataFrame({"a": rows, "b": [row + 1 for row in rows], "score": scores})
    clusters = Clusters({"": [""] * 2 * len(scores)})
    made = _linked_unseen(pairs, clusters, answered)
    assert len(made) == sure + linked


FORMS = ("Công ty TNHH", "Công ty TNHH MTV")


def unsure(count: int) -> list[dict]:
    """Pairs that agree in all but the form, one after the other."""
    brands = [
        f"{one} {other} Sông {third}"
        for one in SYLLABLES
        for other in SYLLABLES[:3]
        for third in ("Cả", "Lô")
    ]
    return [row(f"{form} {brand}") for brand in brands[:count] for form in FORMS]


def answered(count: int, *, same: bool) -> list[tuple[int, int, bool]]:
    return [(2 * place, 2 * place + 1, same) for place in range(count)]


def test_answers_teach_how_much_a_difference_of_their_kind_means() -> None:
    table = pl.DataFrame([*unsure(20), *crowd()])

    def last(answers: list[tuple[int, int, bool]]) -> float:
        found = resolve(table, Linking.SURE, answers=answers)
        return next(review.chance for review in found.reviews if {review.a, review.b} == {38, 39})

    assert last(answered(10, same=True)) > last([]) + 0.05
    assert last(answered(10, same=False)) < last([]) - 0.05


def test_what_answers_link_is_listed_with_reasons_and_goes_with_them() -> None:
    table, answers = pl.DataFrame([*unsure(100), *crowd()]), answered(99, same=True)
    with_answers, without = (resolve(table, Linking.SURE, answers=given) for given in (answers, []))
    assert with_answers.entity[198] == with_answers.entity[199]
    assert without.entity[198] != without.entity[199]
    (link,) = with_answers.taught
    assert {link.a, link.b} == {198, 199}
    assert "câu trả lời trước" in link.reasons
    assert without.taught == []


def test_facts_join_and_teach_nothing() -> None:
    found = resolve(pl.DataFrame([*unsure(20), *crowd()]), Linking.SURE, facts=answered(10, same=True))
    plain = resolve(pl.DataFrame([*unsure(20), *crowd()]), Linking.SURE)
    assert found.entity[0] == found.entity[1]
    assert found.taught == []
    chances = [
        next(review.chance for review in told.reviews if {review.a, review.b} == {38, 39})
        for told in (found, plain)
    ]
    assert chances[0] == chances[1]


def test_no_number_of_a_person_is_in_any_answer() -> None:
    household = "Hộ kinh doanh Nguyễn Thị Hoa"
    rows = [
        row(household, "031085001234"),
        row(household, "31085001234"),
        row(household, "031085001239"),
        *crowd(),
    ]
    found = resolve(pl.DataFrame(rows), Linking.SURE)
    assert found.entity[0] == found.entity[1] != found.entity[2]
    assert "31085001" not in repr(found)


def test_entries_of_a_registry_are_never_joined_and_rows_go_to_theirs() -> None:
    table = pl.DataFrame([
        {**row("Cty CP Vosco Sông Cấm", "0100233488"), "registered": ""},
        {**row("CTCP Vosco Sông Cấm", "0100233488"), "registered": "R1"},
        {**row("CTCP Vosco Sông Cấm"), "registered": "R2"},
        *({**other, "registered": ""} for other in crowd()),
    ])  # fmt: skip
    found = resolve(table, Linking.LIKELY).entity
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("rows", [[], [row()], [row(), row()], [row("A", "x"), row("A", "x")]])
def test_next_to_nothing_is_resolved_too(rows: list[dict]) -> None:
    table = pl.DataFrame(rows, schema=dict.fromkeys(("name", "mst", "addr", "unit"), pl.String))
    assert len(resolve(table).entity) == len(rows)


def test_the_order_of_rows_does_not_change_who_is_who() -> None:
    rows = [row("CTCP Vosco Sông Cấm", "0100233488", AT_HOME), row("VOSCO SONG CAM", addr=AT_HOME), *crowd()]
    forth = resolve(pl.DataFrame(rows)).entity
    back = resolve(pl.DataFrame(rows[::-1])).entity[::-1]
    assert [forth.index(group) for group in forth] == [back.index(group) for group in back]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30),
    st.lists(st.sampled_from("  AB"), min_size=10, max_size=10),
)
def test_no_cluster_ever_holds_two_codes(pairs: list[tuple[int, int]], codes: list[str]) -> None:
    own = [code.strip() for code in codes]
    clusters = Clusters({"code": own})
    clusters.join_all(pairs)
    for one in range(10):
        for other in range(10):
            if clusters.find(one) == clusters.find(other):
                assert own[one] == own[other] or not own[one] or not own[other]
