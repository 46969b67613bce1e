"""The way of one quoted figure, from the cell where it was typed to the file in which it is read. Reads only.

What has not happened yet stands in the way as a station that was not reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import Style, format_observation
from haidang.apps.observations.models import Figure, Observation, Stage
from haidang.apps.reporting.models import DecisionKind, Quote, Report, Submission
from haidang.apps.reporting.policies import readable_assignments
from haidang.apps.reporting.sight import is_withheld
from haidang.apps.reporting.sources import find_submission
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.sources import resolve_source
from haidang.foundation.permissions import Permission

_URN_OF_FILES = "urn:haidang:file:"


@dataclass(frozen=True)
class Station:
    """A step: what it is called, what happened, by whom and when, and where it can be looked at ("": nowhere)."""

    icon: str
    name: str
    what: str
    who: str = ""
    at: datetime | None = None
    url: str = ""
    detail: str = ""
    is_reached: bool = True


@dataclass(frozen=True)
class Way:
    """A quote with the stations of its figure, the first one first."""

    quote: Quote
    figure: Figure
    observation: Observation
    stations: tuple[Station, ...]

    @property
    def text(self) -> str:
        """How the report writes the figure."""
        if self.quote.pinned_text:
            return self.quote.pinned_text
        return format_observation(self.observation, self.figure.indicator, Style.named(self.quote.style))


def get_way(reader: Actor, report: Report, tag: str) -> Way:
    """The way of a quote; 404 if the report has no such quote, or its figure is not for the reader."""
    quotes = Quote.objects.filter(block__section__report=report, tag=tag).select_related(
        "figure__indicator", "figure__unit", "figure__latest", "pinned", "block__section"
    )
    quote = quotes.first()
    if quote is None or is_withheld(quote, reader):
        raise Http404
    stations = (*_origin(reader, quote), _observation(quote), _quote(report, quote), *_files(report))
    return Way(quote, quote.figure, quote.observation, stations)


def _origin(reader: Actor, quote: Quote) -> Iterator[Station]:
    """Where the value came from: a unit's report, a file, the system itself, or somebody who corrected it."""
    observation = quote.observation
    found = find_submission(observation.source_urn)
    if found is not None:
        yield from _submitted(reader, *found)
        return
    source = resolve_source(observation.source_urn)
    if observation.source_urn.startswith(_URN_OF_FILES):
        url = source.url if reader.scope(Permission.VIEW_FILES).everything else ""
        line = _("taken there from line %(line)s of the original document")
        detail = line % {"line": observation.origin_line} if observation.origin_line else ""
        yield Station("file", _("Cell of a file"), source.label, url=url, detail=detail)
        return
    yield Station("cog", _("Origin"), source.label, detail=observation.reason)


def _submitted(reader: Actor, submission: Submission, entry: int | None) -> Iterator[Station]:
    """Cell, submission, approval and acceptance. Names and addresses are for those who may read that report."""
    assignment = submission.assignment
    may_read = readable_assignments(reader).filter(pk=assignment.pk).exists()
    names = {"unit": assignment.unit.name, "number": submission.number}
    page = reverse("reporting:submission", args=[assignment.round.code, assignment.unit.code])
    url = f"{page}?lan={submission.number}" if may_read else ""
    cell = _cell(submission, entry)
    yield Station(
        "draft", _("Cell of the form"), _("answer of %(unit)s") % names, cell.get("entered_by", "") if may_read else "",
        url=f"{url}#e{entry}" if url and entry else url, detail=cell.get("note", "") if may_read else "",
    )  # fmt: skip
    decisions = assignment.decisions.order_by("at", "pk")
    handed = decisions.filter(kind=DecisionKind.HANDED_OVER, at__lte=submission.approved_at).last()
    if handed is not None:
        who = handed.by_name if may_read else ""
        yield Station("speech", _("Submission"), _("handed to the head of %(unit)s") % names, who, handed.at)
    who = submission.approved_by_name if may_read else ""
    what = _("approved by the head, submission %(number)s") % names
    yield Station("done", _("Approval"), what, who, submission.approved_at, url)
    later = decisions.filter(at__gte=submission.approved_at)
    judged = later.filter(kind__in=(DecisionKind.ACCEPTED, DecisionKind.RETURNED)).first()
    if judged is None:
        yield Station(
            "waiting", _("Acceptance"), _("not accepted yet: the figure is provisional"), is_reached=False
        )
    elif judged.kind == DecisionKind.RETURNED:
        yield Station(
            "previous", _("Acceptance"), _("returned by the co-ordinator"), judged.by_name, judged.at
        )
    else:
        yield Station("frozen", _("Acceptance"), _("accepted by the co-ordinator"), judged.by_name, judged.at)


def _cell(submission: Submission, entry: int | None) -> dict[str, Any]:
    """The answer as it stood in what was approved."""
    figures: list[dict[str, Any]] = submission.content.get("figures", [])
    return next((figure for figure in figures if figure.get("entry") == entry), {})


def _observation(quote: Quote) -> Station:
    observation = quote.observation
    return Station(
        "stack",
        _("Observation"),
        _("revision %(revision)s, %(stage)s")
        % {"revision": observation.revision, "stage": Stage(observation.stage).label},
        observation.recorded_by_name,
        observation.recorded_at,
        f"{reverse('observations:figure', args=[quote.figure_id])}#revision-{observation.revision}",
    )


def _quote(report: Report, quote: Quote) -> Station:
    place = _("section %(section)s, block %(block)s") % {
        "section": quote.block.section.key,
        "block": quote.block.key,
    }
    return Station(
        "report", _("Quote"), place, url=f"{reverse('reporting:read', args=[report.code])}#{quote.tag}"
    )


def _files(report: Report) -> Iterator[Station]:
    if not report.is_frozen:
        what = _("not yet: the report is a draft, its quotes follow their figures")
        yield Station("file", _("File"), what, is_reached=False)
        return
    for artefact in report.artefacts.select_related("file").filter(name__in=("report.pdf", "report.docx")):
        url = reverse("reporting:download", args=[report.code, artefact.name])
        digest = _("SHA-256 %(digest)s") % {"digest": artefact.file_id}
        yield Station("file", _("File"), artefact.name, report.frozen_by, report.frozen_at, url, digest)
