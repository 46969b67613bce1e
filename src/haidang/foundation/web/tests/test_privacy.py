"""What a signed-in person was shown is kept by nobody else; what everybody may see is not touched."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        (reverse("desk:home"), 200),
        (reverse("organisations:people"), 403),
        ("/khong-co/", 404),
        ("/api/v1/units", 200),
        ("/api/v1/figures?limit=0", 422),
        ("/api/v1/khong-co", 404),
    ],
)
def test_every_answer_to_a_session_is_private(path, status, signed_in):
    answer = signed_in("canbo").get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "private, no-store")


def test_what_a_view_says_itself_stands(signed_in):
    answer = signed_in("canbo").get(reverse("accounts:sign-in"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Cache-Control"] != "private, no-store"


def test_a_stranger_is_told_nothing_of_it(client):
    assert "Cache-Control" not in client.get("/").headers
