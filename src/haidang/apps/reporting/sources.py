"""What the source URNs of this room mean: a cell of a unit's approved report."""

from __future__ import annotations

import re
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.apps.reporting.models import Submission
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.files.sources import Source

_URN: Final = re.compile(r"urn:haidang:submission:(?P<pk>\d{1,18})(?:#entry=(?P<entry>\d{1,18}))?")


def resolve_submission(urn: str) -> Source:
    """The report that a unit submitted, at the cell."""
    match = _URN.fullmatch(urn)
    found = Submission.objects.select_related("assignment__round", "assignment__unit")
    submission = found.filter(pk=match["pk"]).first() if match else None
    if match is None or submission is None:
        return Source(urn)
    assignment = submission.assignment
    label = _("report of %(unit)s for %(period)s, submission %(number)s") % {
        "unit": assignment.unit.name,
        "period": label_vi(parse_period(assignment.round.period)),
        "number": submission.number,
    }
    url = reverse("reporting:submission", args=[assignment.round.code, assignment.unit.code])
    anchor = f"#e{match['entry']}" if match["entry"] else ""
    return Source(label, f"{url}?lan={submission.number}{anchor}")
