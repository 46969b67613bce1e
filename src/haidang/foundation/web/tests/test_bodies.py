"""Bodies that are too large are refused by the length they announce, before anything reads them."""

import io

import pytest
from django.conf import settings
from django.urls import reverse

from haidang.domain.file_text import MAX_BYTES

pytestmark = pytest.mark.django_db

MB = 1_000_000
IMPORT = reverse("importing:upload")
CHECK = reverse("portal:figure-check")
API_CHECK = reverse("api-v1:check_figures")
ARGUMENTS = {
    "programme:report": ["T1.1a"],
    "programme:check": ["T1.1a"],
    "reporting:enclose": ["HP-PCI-2024-9M", "TAND"],
    "reporting:returned-files": ["HP-PCI-2024-9M-REPORT"],
    "reporting:workbook-upload": ["HP-PCI-2024-9M", "TAND"],
    "inspections:plan": [2024, "TAND"],
    "inspections:open": ["luot", 1],
    "inspections:step": [1, "announcement"],
    "inspections:conclude": [1],
    "inspections:fault": [1, 1],
    "inspections:checklist": [1],
    "api-v1:file_plan": [2024, "TAND"],
    "api-v1:add_evidence": ["HP-PCI-2024-9M", "TAND"],
    "api-v1:take_package": ["HP-PCI-2024-9M"],
}
LIMITS = {reverse(route, args=ARGUMENTS.get(route)): limit for route, limit in settings.BODY_LIMITS.items()}
PLACES = [
    reverse("accounts:sign-in"),
    reverse("importing:confirm"),
    "/khong-co/",
    "/api/v1/units",
    IMPORT + "x",
    CHECK + "x",
]


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_):
        pytest.fail("the body was read")

    readline = read


@pytest.fixture
def announce(signed_in):
    """`announce(path, length)` posts a body that says it has this length; the token check is on, as in earnest."""
    client = signed_in("dieuphoi")
    client.handler.enforce_csrf_checks = True

    def post(path, length, body=None):
        return client.generic(
            "POST",
            path,
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=length,
            **{"wsgi.input": body or Unread()},
        )

    return post


@pytest.mark.parametrize("path", PLACES)
def test_too_large_elsewhere(path, announce):
    assert announce(path, str(settings.BODY_MAX_BYTES + 1)).status_code == 413


@pytest.mark.parametrize(("path", "words"), [(IMPORT, "26 MB"), (CHECK, "21 MB"), (API_CHECK, "21 MB")])
def test_too_large_for_the_routes_that_take_files(path, words, announce):
    answer = announce(path, str(LIMITS[path] + 1))
    assert answer.status_code == 413
    assert words in answer.content.decode()


def test_the_api_says_it_in_json(announce):
    answer = announce(API_CHECK, str(LIMITS[API_CHECK] + 1))
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too_large"


def test_a_workbook_may_be_sent_to_the_import_page(announce):
    """It comes as far as the token check, which refuses it here."""
    assert announce(IMPORT, str(20 * MB), io.BytesIO(b"--x--")).status_code == 403


@pytest.mark.parametrize("route", ["inspections:plan", "inspections:open", "api-v1:file_plan"])
def test_what_the_forms_of_inspections_promise_to_take_is_taken(route):
    assert LIMITS[reverse(route, args=ARGUMENTS[route])] > settings.FILES_MAX_BYTES


@pytest.mark.parametrize("length", ["", "0", "100", "many", "-1"])
def test_small_and_unknown_lengths_pass(length, announce):
    assert announce(IMPORT, length, io.BytesIO(b"--x--")).status_code == 403


def test_the_limits_leave_room_for_what_a_form_wraps_around_a_file():
    assert settings.BODY_MAX_BYTES == 2.5 * MB
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < settings.BODY_MAX_BYTES
    assert LIMITS[IMPORT] == 26 * 1024**2 > settings.FILES_MAX_BYTES
    assert LIMITS[CHECK] == LIMITS[API_CHECK] == 21 * 1024**2 > settings.CHECKED_FILE_MAX_BYTES == MAX_BYTES
