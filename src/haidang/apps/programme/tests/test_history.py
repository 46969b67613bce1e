"""The history is append-only: the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from haidang.apps.programme.models import Evidence, TaskUpdate
from haidang.apps.programme.services import Upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        lambda: TaskUpdate.objects.update(text="khác"),
        lambda: TaskUpdate.objects.all()._raw_delete("default"),
        lambda: Evidence.objects.update(name="khác"),
        lambda: Evidence.objects.all()._raw_delete("default"),
    ],
    ids=["a text is changed", "an entry is removed", "a file is renamed", "a file is removed"],
)
def test_nobody_changes_what_was_reported(change, register, tell):
    tell(register(), "in_progress", evidence=(Upload("a.csv", b"a\n1\n"),))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
