"""What the findings say beside the text of a report: open ones in a draft, explained ones for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from haidang.apps.observations.models import Finding, FindingState
from haidang.domain import official_document as od

FIGURES = ("figures__indicator", "figures__unit", "figures__latest")


@dataclass(frozen=True)
class Remark:
    """A finding as a report shows it: after the first block that quotes one of `figures` (ids)."""

    key: str
    title: str
    text: str
    is_open: bool
    figures: tuple[int, ...]

    @classmethod
    def of(cls, finding: Finding) -> Remark:
        """The remark on a standing finding, whose figures are loaded."""
        relation = finding.relation
        title = f"{relation.reference} ({relation.code})" if relation.reference else relation.code
        if finding.state == FindingState.EXPLAINED:
            title = f"{title}, đã giải trình"
            text = sentences(finding.arithmetic_vi, f"Giải trình: {finding.explanation}")
        else:
            repairs = [f"Phương án khớp số: {finding.repairs[0]}"] if finding.repairs else []
            text = sentences(finding.arithmetic_vi, *repairs)
        figures = tuple(figure.pk for figure in finding.figures.all())
        return cls(f"finding-{finding.pk}", title, text, finding.state == FindingState.OPEN, figures)

    @classmethod
    def stored(cls, data: dict[str, Any]) -> Remark:
        """A remark as it was kept at the freeze."""
        return cls(**{**data, "figures": tuple(data["figures"])})

    def as_data(self) -> dict[str, Any]:
        """For keeping in the report."""
        return asdict(self)

    def as_notice(self) -> od.Notice:
        """A marked note of the document."""
        return od.Notice(
            "finding" if self.is_open else "comment", self.title, (od.Text(self.text),), self.key
        )


def list_standing_findings(figure_ids: Iterable[int]) -> list[Finding]:
    """Findings that are not mended and touch one of the figures, in the order of their relations."""
    standing = (
        Finding.objects.exclude(state=FindingState.MENDED).filter(figures__in=set(figure_ids)).distinct()
    )
    return list(standing.select_related("relation").prefetch_related(*FIGURES).order_by("relation__code"))


def sentences(*parts: str) -> str:
    """Parts as sentences: a capital at the beginning, a full stop at the end."""
    tidy = (part.strip().rstrip(".") for part in parts)
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in tidy if part)
