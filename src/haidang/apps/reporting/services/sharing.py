"""Links with which somebody without an account may read a report."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from haidang.apps.reporting import actions
from haidang.apps.reporting.models import LinkOpening, Report, ReportLink
from haidang.domain.vietnamese import format_date, normalise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

USUAL: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=90)
_BYTES: Final = 32  # 256 random bits


@sensitive_variables("secret")
@transaction.atomic
def create_link(
    *, report: Report, purpose: str, expires_on: date, by: Actor, at: datetime
) -> tuple[ReportLink, str]:
    """A new link, and its secret: told this once, kept nowhere. Raises `ValidationError` by field."""
    by.require(Permission.SHARE_REPORT)
    purpose, today = normalise(purpose), timezone.localdate(at)
    faults: dict[str, str] = {}
    if not 5 <= len(purpose) <= 200:
        faults["purpose"] = _("Say what the link is for and for whom, in 5 to 200 characters.")
    if not today <= expires_on <= today + LONGEST:
        faults["expires_on"] = _(
            "Choose a last day from today on, within 90 days: at the latest %(day)s."
        ) % {"day": format_date(today + LONGEST)}
    if faults:
        raise ValidationError(faults)
    secret = secrets.token_urlsafe(_BYTES)
    link = ReportLink.objects.create(
        report=report, purpose=purpose, digest=digest_of(secret), expires_on=expires_on, made_by_id=by.identifier,
        made_by_name=by.name[:120], made_at=at,
    )  # fmt: skip
    data = {"purpose": purpose, "expires_on": expires_on.isoformat()}
    record(actions.LINK_MADE, subject=link, label=report.code, data=data, by=by, at=at)
    return link, secret


@transaction.atomic
def revoke_link(*, link: ReportLink, by: Actor, at: datetime) -> None:
    """End a link at once. Revoking it again changes nothing."""
    by.require(Permission.SHARE_REPORT)
    found = ReportLink.objects.filter(pk=link.pk, revoked_at=None)
    if found.update(revoked_at=at, revoked_by_name=by.name[:120]):
        data = {"purpose": link.purpose}
        record(actions.LINK_REVOKED, subject=link, label=link.report.code, data=data, by=by, at=at)


def note_opening(*, link: ReportLink, at: datetime) -> None:
    """Count that a link was opened. Whoever opens it is nobody here."""
    LinkOpening.objects.create(link=link, at=at)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
