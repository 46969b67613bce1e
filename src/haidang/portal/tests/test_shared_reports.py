"""Links to reports are not for guessing: so many tries a minute from one address, found or not."""

import pytest
from django.urls import reverse

from haidang.foundation.web.admission import Rate
from haidang.portal import shared_reports

pytestmark = pytest.mark.django_db


def test_who_tries_too_many_is_told_to_wait(monkeypatch, client):
    monkeypatch.setattr(shared_reports, "RATE", Rate(2))
    address = reverse("portal:shared-report", args=["guess"])
    tries = [client.get(address, REMOTE_ADDR="203.0.113.7") for _ in range(3)]
    assert [answer.status_code for answer in tries] == [404, 404, 429]
    assert tries[-1].headers["Retry-After"] == "60"
