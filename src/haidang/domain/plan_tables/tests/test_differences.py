"""Filing again: what came, went and changed, by enterprise."""

from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plan_tables import difference
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, read, workbook

THREE = (3, "HTX Cánh Buồm", None, "Thôn Gò Dừa", "An toàn thực phẩm", "Tháng 9", 3, 2)


def rows_of(*rows):
    return read(workbook(HEADINGS, *rows)).rows


def test_the_order_of_rows_and_the_style_of_codes_do_not_count() -> None:
    found = difference(rows_of(ONE, TWO, THREE), rows_of(THREE, (1, TWO[1], "0299 000 028", *TWO[3:]), ONE))
    assert found.is_empty
    assert found.unchanged == 3


def test_what_came_went_and_changed() -> None:
    later = (1, *ONE[1:5], "Tháng 8", "07 ngày", ONE[7])
    found = difference(rows_of(ONE, TWO), rows_of(later, THREE))
    assert [row.name for row in found.added] == [THREE[1]]
    assert [row.name for row in found.removed] == [TWO[1]]
    (changed,) = found.changed
    assert changed.old.window != changed.new.window
    assert {change.field for change in changed.changes} == {"window", "days"}


def test_a_code_that_was_added_is_a_change_of_the_same_enterprise() -> None:
    found = difference(rows_of(THREE), rows_of((1, THREE[1], "0299000035", *THREE[3:])))
    assert [change.field for row in found.changed for change in row.changes] == ["tax_code"]


def test_a_new_address_of_a_name_that_stands_once_is_a_change() -> None:
    found = difference(rows_of(THREE), rows_of((1, *THREE[1:3], "Thôn Đồng Sen", *THREE[4:])))
    assert [change.field for row in found.changed for change in row.changes] == ["address"]


def test_an_enterprise_visited_twice_keeps_its_visits_apart() -> None:
    other = (2, *ONE[1:4], "Môi trường", *ONE[5:])
    found = difference(rows_of(ONE, other), rows_of(other, (1, *ONE[1:6], 9, ONE[7])))
    assert found.unchanged == 1
    assert [change.field for row in found.changed for change in row.changes] == ["days"]


@given(
    st.lists(st.sampled_from([ONE, TWO, THREE]), max_size=6),
    st.lists(st.sampled_from([ONE, TWO, THREE]), max_size=6),
)
def test_every_row_is_in_one_place(old: list, new: list) -> None:
    before, after = rows_of(*old), rows_of(*new)
    found = difference(before, after)
    paired = len(found.changed) + found.unchanged
    assert len(found.removed) + paired == len(before)
    assert len(found.added) + paired == len(after)
