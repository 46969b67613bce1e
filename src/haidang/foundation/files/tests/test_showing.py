"""A stored table is shown around the row that was asked for, and whatever was asked for is harmless."""

import pytest
from django.urls import reverse

from haidang.foundation.files.models import StoredFile


@pytest.fixture
def show(signed_in):
    client = signed_in("dieuphoi")
    address = reverse("files:file", args=[StoredFile.objects.get(name="observations.csv").sha256])
    return lambda row: client.get(address, {"row": row})


def test_the_row_that_is_asked_for(show):
    assert show("60").context["row"] == 60


@pytest.mark.parametrize("row", ["", "²", "①", "٣", "-1", "1.5", "x", "9" * 5000])
def test_what_is_no_number_shows_the_beginning(row, show):
    answer = show(row)
    assert (answer.status_code, answer.context["row"]) == (200, 0)
