"""What somebody without an account may read of a report: who holds a link, as long as it is valid.

Accepted figures alone, as plain words; no persons, no sources, no addresses inside. The portal may import nothing
else of this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.building import fragment_of
from haidang.apps.reporting.redacting import for_everybody
from haidang.apps.reporting.selectors import find_valid_link
from haidang.apps.reporting.services import note_opening
from haidang.apps.reporting.services.sharing import digest_of


@dataclass(frozen=True)
class SharedReport:
    """A report as the holder of a link reads it; `period` is its code, `expires_on` the last day of the link."""

    period: str
    is_frozen: bool
    fragment: str
    expires_on: date


@sensitive_variables("secret")
def open_shared_report(secret: str, at: datetime, *, counted: bool) -> SharedReport | None:
    """The report behind a link, the opening counted; None for a link that is unknown, expired or revoked."""
    link = find_valid_link(digest_of(secret), timezone.localdate(at))
    if link is None:
        return None
    report = link.report
    assembled = assemble(report)
    fragment = for_everybody(report, assembled, fragment_of(report, assembled))
    if counted:
        note_opening(link=link, at=at)
    return SharedReport(report.round.period, report.is_frozen, fragment, link.expires_on)
