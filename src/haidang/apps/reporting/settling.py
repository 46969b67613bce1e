"""What stands between a draft and its freeze, as a list that one works off. Reads only."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure, Finding
from haidang.apps.observations.selectors import FigureQuery, list_figures
from haidang.apps.reporting.assembly import Assembled, UnboundNumeral, assemble
from haidang.apps.reporting.building import recheck
from haidang.apps.reporting.models import Block, Report
from haidang.apps.reporting.services.approving import text_hash
from haidang.apps.reporting.services.freezing import list_obstacles, list_provisional, list_unfinished
from haidang.apps.reporting.text_check import TextCheck, check_report_text
from haidang.domain.vietnamese import NumberFormatError, parse_number
from haidang.foundation.accounts.actor import Actor

MOST_CANDIDATES: Final = 4
KINDS: Final = {
    "year": _("a year"),
    "period": _("a period"),
    "date": _("a date"),
    "ordinal": _("an ordinal number"),
    "label": _("part of a name"),
    "phone": _("a telephone number"),
    "list_marker": _("the number of a list item"),
    "section": _("the number of a section"),
}
"""Why a numeral may stand in the text without being a figure, as people choose it."""


@dataclass(frozen=True)
class Candidate:
    """A figure that a numeral may mean: same value, and how it is written."""

    figure: Figure
    text: str


@dataclass(frozen=True)
class OpenNumeral:
    """A numeral nobody accounts for; `index` counts those of its block from 0. `block` is None in headings."""

    numeral: UnboundNumeral
    block: Block | None
    index: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class WorkList:
    """Everything that is to be settled; `layout` are remarks that hold nothing up."""

    numerals: tuple[OpenNumeral, ...]
    findings: tuple[Finding, ...]
    text_check: TextCheck
    unaccounted: tuple[str, ...]
    unfinished: tuple[str, ...]
    layout: tuple[str, ...]
    text_sha256: str

    @property
    def count(self) -> int:
        """How many things keep the report from being frozen."""
        settled = len(self.numerals) + len(self.findings) + len(self.text_check.open_findings)
        return settled + len(self.unaccounted) + len(self.unfinished)


def list_work(report: Report, actor: Actor, at: datetime) -> WorkList:
    """The list for a draft; figures are proposed that the actor may see and whose value a numeral has."""
    assembled = assemble(report)
    return WorkList(
        numerals=tuple(_numerals(report, assembled, actor)),
        findings=tuple(assembled.open_findings),
        text_check=check_report_text(report, assembled),
        unaccounted=() if assembled.strays else tuple(recheck(assembled)),
        unfinished=(*list_provisional(assembled), *list_unfinished(report, assembled, at)),
        layout=tuple(_layout(report)),
        text_sha256=text_hash(assembled),
    )


def list_all_obstacles(report: Report, at: datetime) -> list[str]:
    """The same as sentences."""
    assembled = assemble(report)
    return list_obstacles(assembled, check_report_text(report, assembled)) + list_unfinished(
        report, assembled, at
    )


def _numerals(report: Report, assembled: Assembled, actor: Actor) -> list[OpenNumeral]:
    strays = assembled.strays
    blocks = {
        block.key: block
        for block in Block.objects.filter(
            section__report=report, key__in={stray.block for stray in strays}
        ).select_related("section")
    }
    candidates = _candidates(report, actor, {value for s in strays if (value := _value(s.text)) is not None})
    seen: Counter[str] = Counter()
    found = []
    for stray in strays:
        value = _value(stray.text)
        proposed = candidates[value][:MOST_CANDIDATES] if value is not None else []
        found.append(OpenNumeral(stray, blocks.get(stray.block), seen[stray.block], tuple(proposed)))
        seen[stray.block] += 1
    return found


def _value(text: str) -> Decimal | None:
    try:
        return parse_number(text.removesuffix("%").strip())
    except NumberFormatError:
        return None


def _candidates(report: Report, actor: Actor, values: set[Decimal]) -> dict[Decimal, list[Candidate]]:
    """Figures of the report's period by value (one query)."""
    found: dict[Decimal, list[Candidate]] = defaultdict(list)
    if values:
        figures = list_figures(actor, FigureQuery(period=report.round.period))
        for figure in figures.filter(dimensions="", latest__value__in=values):
            if figure.latest is not None and figure.latest.value is not None:
                text = format_observation(figure.latest, figure.indicator)
                found[figure.latest.value.normalize()].append(Candidate(figure, text))
    return defaultdict(list, {value: found[value.normalize()] for value in values})


def _layout(report: Report) -> list[str]:
    """What Decree 30/2020 asks for around the text and is not there yet; Appendix I, part II."""
    missing = []
    if not report.signature.get("signer"):
        missing.append(gettext("The name of the signer is missing."))
    if not report.header.get("addressees"):
        missing.append(gettext("No addressee is named."))
    if not any(line.strip().startswith("Lưu:") for line in report.recipients):
        missing.append(gettext("The recipients do not end with the line “Lưu: …”."))
    return missing
