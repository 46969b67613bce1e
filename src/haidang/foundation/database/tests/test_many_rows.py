"""Many rows at once are rows like any other: with defaults, under the same constraints, all or none."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from haidang.apps.observations.models import Figure
from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.database import distinct_values, insert_rows, update_rows
from haidang.foundation.events.models import OutboxEvent

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
class TestInsertRows:
    def test_rows_constants_and_defaults_make_whole_rows(self):
        rows = ((f"người-{n}", f"Người {n}") for n in range(25_001))
        count = insert_rows(User, ["username", "full_name"], rows, {"created_at": AT, "password": "!"})
        assert count == 25_001
        made = User.objects.get(username="người-25000")
        assert (made.full_name, made.language, made.is_active) == ("Người 25000", "vi", True)
        assert made.created_at == AT

    def test_values_that_only_a_field_can_write_go_in_as_constants(self):
        insert_rows(OutboxEvent, ["name"], [("một",), ("hai",)], {"payload": {"số": [1, None]}, "at": AT})
        assert [event.payload for event in OutboxEvent.objects.filter(at=AT)] == [{"số": [1, None]}] * 2

    def test_rows_may_ask_the_database_on_their_way(self):
        rows = ((f"u{User.objects.count()}-{n}", "U") for n in range(3))
        assert insert_rows(User, ["username", "full_name"], rows, {"created_at": AT}) == 3

    def test_nothing_is_written_of_no_rows(self):
        assert insert_rows(User, ["username"], [], {"created_at": AT}) == 0

    def test_a_row_that_breaks_a_constraint_undoes_all(self):
        rows = [("an", "An"), ("an", "An")]
        with pytest.raises(IntegrityError), transaction.atomic():
            insert_rows(User, ["username", "full_name"], rows, {"created_at": AT})
        assert not User.objects.filter(username="an").exists()

    def test_links_are_checked(self):
        grants = [(-1, "leader", "2026-01-01")]
        with transaction.atomic():
            insert_rows(RoleGrant, ["user_id", "role", "valid_from"], grants)
            with pytest.raises(IntegrityError):
                transaction.get_connection().check_constraints()
            transaction.set_rollback(True)

    def test_outside_a_transaction_it_refuses(self, monkeypatch):
        monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="atomic"):
            insert_rows(User, ["username"], [("x",)], {"created_at": AT})


@pytest.mark.django_db
def test_distinct_values_are_those_of_the_column_in_order():
    found = distinct_values(Figure, "period")
    assert set(found) == set(Figure.objects.values_list("period", flat=True))
    assert len(found) == len(set(found))


@pytest.mark.django_db
def test_an_empty_table_has_no_values():
    assert distinct_values(OutboxEvent, "name") == []


@pytest.mark.django_db
class TestUpdateRows:
    def test_each_row_gets_its_values_and_the_others_stay(self):
        insert_rows(User, ["username", "full_name"], [("an", "An"), ("bo", "Bo")], {"created_at": AT})
        an = User.objects.get(username="an")
        assert update_rows(User, ["full_name", "email"], [(an.pk, "An An", "an@example.org")]) == 1
        named = set(User.objects.filter(username__in=["an", "bo"]).values_list("full_name", "email"))
        assert named == {("An An", "an@example.org"), ("Bo", "")}

    def test_nothing_is_written_of_no_rows(self):
        assert update_rows(User, ["full_name"], []) == 0
