"""A link lets somebody without an account read a report for a time: accepted figures, and nothing else."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from haidang.apps.reporting.models import LinkOpening, ReportLink
from haidang.apps.reporting.services import create_link, revoke_link
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

SECRET = "4.711"
PURPOSE = "Cho tổ công tác xem trước"


@pytest.fixture
def share(system):
    """`share(report)` makes a link from now on; returns it and its address."""

    def run(report, days=14):
        now = timezone.now()
        last = timezone.localdate(now) + timedelta(days=days)
        link, secret = create_link(report=report, purpose=PURPOSE, expires_on=last, by=system, at=now)
        return link, reverse("portal:shared-report", args=[secret])

    return run


def test_a_frozen_report_opens_without_sign_in_and_without_what_was_not_accepted(
    secret_report, share, client
):
    content = client.get(share(secret_report)[1]).content.decode()
    assert "1.237" in content
    assert SECRET not in content
    assert content.count("[chưa công bố]") == 3
    assert "draft-remark" not in content


def test_a_draft_opens_with_accepted_figures_alone_whoever_made_the_link(secret_draft, share, client):
    content = client.get(share(secret_draft)[1]).content.decode()
    assert "1.237" in content
    assert SECRET not in content
    assert "DỰ THẢO" in content


def test_neither_sources_nor_persons_nor_addresses_of_figures_go_out(small, load, share, client):
    content = client.get(share(load(small))[1]).content.decode()
    assert "1.237" in content
    for word in (
        "quoted-figure",
        "data-source",
        "urn:haidang",
        "sha256",
        "haidang test",
        "/so-lieu/",
        "/bao-cao/",
    ):
        assert word not in content


def test_open_findings_of_a_draft_stay_inside(report, share, client, signed_in):
    _link, address = share(report)
    inside = signed_in("dieuphoi").get(reverse("reporting:report", args=[report.code])).content.decode()
    assert "draft-remark-finding" in inside
    client.logout()
    assert "draft-remark-finding" not in client.get(address).content.decode()


def test_a_signed_in_leader_sees_by_the_link_no_more_than_everybody(secret_draft, share, signed_in):
    assert SECRET not in signed_in("lanhdao").get(share(secret_draft)[1]).content.decode()


def test_nothing_keeps_indexes_or_tells_the_address(secret_report, share, client):
    for address in (share(secret_report)[1], reverse("portal:shared-report", args=["x" * 43])):
        headers = client.get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def test_unknown_expired_and_revoked_links_all_give_the_same_page(secret_report, share, client, system, at):
    link, revoked = share(secret_report)
    revoke_link(link=link, by=system, at=at)
    other, expired = share(secret_report)
    ReportLink.objects.filter(pk=other.pk).update(expires_on=date(2020, 1, 1))
    addresses = (revoked, expired, reverse("portal:shared-report", args=["nothing"]))
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 404, 404]

    def without_address(address, answer):
        told = answer.content.decode().replace(address, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", told)

    pages = {without_address(*pair) for pair in zip(addresses, answers, strict=True)}
    assert len(pages) == 1
    assert not LinkOpening.objects.exists()


def test_it_opens_on_its_last_day(secret_report, share, client):
    assert client.get(share(secret_report, days=0)[1]).status_code == 200


def test_each_opening_is_counted_and_a_look_at_the_head_is_none(secret_report, share, client, signed_in):
    link, address = share(secret_report)
    client.head(address)
    client.get(address)
    client.get(address)
    assert link.openings.count() == 2
    assert {field.name for field in LinkOpening._meta.fields} == {"id", "link", "at"}
    listed = signed_in("dieuphoi").get(reverse("reporting:share", args=["SMALL"])).content.decode()
    assert "đã mở 2 lần" in listed


def test_openings_are_never_changed(secret_report, share, client):
    client.get(share(secret_report)[1])
    with pytest.raises(DatabaseError), transaction.atomic():
        LinkOpening.objects.all().delete()


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(secret_report, signed_in, client):
    page = reverse("reporting:share", args=["SMALL"])
    last = timezone.localdate() + timedelta(days=14)
    answer = signed_in("dieuphoi").post(page, {"purpose": PURPOSE, "expires_on": last.isoformat()})
    address = answer.context["address"]
    secret = address.rstrip("/").rsplit("/", 1)[1]
    assert len(secret) == 43  # 256 bits
    link = ReportLink.objects.get()
    assert secret not in str(vars(link))
    assert secret not in "".join(str(event.data) for event in AuditEvent.objects.all())
    assert secret not in client.get(page).content.decode()
    assert client.get(reverse("portal:shared-report", args=[secret])).status_code == 200


@pytest.mark.parametrize(
    ("purpose", "days", "field"),
    [("", 14, "purpose"), ("abc", 14, "purpose"), (PURPOSE, 91, "expires_on"), (PURPOSE, -1, "expires_on")],
)
def test_a_link_says_what_it_is_for_and_ends_within_ninety_days(
    purpose, days, field, secret_report, system, at
):
    last = timezone.localdate(at) + timedelta(days=days)
    with pytest.raises(ValidationError) as refused:
        create_link(report=secret_report, purpose=purpose, expires_on=last, by=system, at=at)
    assert list(refused.value.message_dict) == [field]


def test_making_and_revoking_are_recorded_and_revoking_again_is_not(secret_report, share, system, at):
    link, _address = share(secret_report)
    revoke_link(link=link, by=system, at=at)
    revoke_link(link=link, by=system, at=at)
    told = AuditEvent.objects.filter(action__startswith="reporting.link").values_list("action", flat=True)
    assert sorted(told) == ["reporting.link-made", "reporting.link-revoked"]


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_co_ordinator_makes_lists_and_revokes(username, secret_report, share, signed_in):
    link, _address = share(secret_report)
    client = signed_in(username)
    page, end = (
        reverse("reporting:share", args=["SMALL"]),
        reverse("reporting:revoke-link", args=["SMALL", link.pk]),
    )
    assert [client.get(page).status_code, client.post(page).status_code, client.post(end).status_code] == [
        403
    ] * 3
    link.refresh_from_db()
    assert link.revoked_at is None
