"""What the source URNs of this room mean: a cell of a unit's approved report."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.apps.reporting.models import Submission
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.files.sources import Source

_URN: Final = re.compile(r"urn:haidang:submission:(?P<pk>\d{1,18})(?:#entry=(?P<entry>\d{1,18}))?")


def resolve_submission(urn: str) -> Source:
    """The report that a unit submitted, at the cell."""
    return resolve_submissions([urn])[urn]


def resolve_submissions(urns: Collection[str]) -> dict[str, Source]:
    """Reports that units submitted, at the cells (one query)."""
    matches = {urn: _URN.fullmatch(urn) for urn in urns}
    found = Submission.objects.select_related("assignment__round", "assignment__unit").defer("content")
    submissions = found.in_bulk({int(match["pk"]) for match in matches.values() if match})
    return {
        urn: _source(submissions[int(match["pk"])], match["entry"])
        if match and int(match["pk"]) in submissions
        else Source(urn)
        for urn, match in matches.items()
    }


def find_submission(urn: str) -> tuple[Submission, int | None] | None:
    """The submission that a source names, and the id of the cell in it; None if it names something else."""
    match = _URN.fullmatch(urn)
    found = Submission.objects.select_related("assignment__round", "assignment__unit")
    submission = found.filter(pk=match["pk"]).first() if match else None
    if match is None or submission is None:
        return None
    return submission, int(match["entry"]) if match["entry"] else None


def _source(submission: Submission, entry: str | None) -> Source:
    assignment = submission.assignment
    label = _("report of %(unit)s for %(period)s, submission %(number)s") % {
        "unit": assignment.unit.name,
        "period": label_vi(parse_period(assignment.round.period)),
        "number": submission.number,
    }
    url = reverse("reporting:submission", args=[assignment.round.code, assignment.unit.code])
    anchor = f"#e{entry}" if entry else ""
    return Source(label, f"{url}?lan={submission.number}{anchor}")
