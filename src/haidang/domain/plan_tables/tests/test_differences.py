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


def test_a_zero_that_the_spreadsheet_ate_is_no_change() -> None:
    eaten = (1, TWO[1], 299000028, *TWO[3:])
    assert difference(rows_of((1, TWO[1], "0299000028", *TWO[3:])), rows_of(eaten)).is_empty


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


def test_one_code_under_another_name_is_another_enterprise() -> None:
    """A mistyped code: what was planned for one enterprise says nothing of the other."""
    other = (1, "Công ty TNHH Cánh Buồm Nâu", ONE[2], *ONE[3:])
    found = difference(rows_of(ONE), rows_of(other))
    assert not found.changed
    assert ([row.name for row in found.removed], [row.name for row in found.added]) == ([ONE[1]], [other[1]])


def test_a_code_given_to_another_enterprise_leaves_the_first_where_it_is() -> None:
    other = (1, "Công ty TNHH Cánh Buồm Nâu", ONE[2], *ONE[3:])
    found = difference(rows_of(ONE), rows_of(other, (2, ONE[1], None, *ONE[3:])))
    assert [row.name for row in found.added] == [other[1]]
    assert [(row.old.name, [c.field for c in row.changes]) for row in found.changed] == [
        (ONE[1], ["tax_code"])
    ]


def test_a_name_written_otherwise_is_the_same_enterprise() -> None:
    shorter = (1, "Cty TNHH TM Sao Khuê", *ONE[2:])
    found = difference(rows_of(ONE), rows_of(shorter))
    assert [change.field for row in found.changed for change in row.changes] == ["name"]


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
