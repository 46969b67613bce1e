"""The plan of a year after adjustment: joint teams, and the visits that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from haidang.apps.inspections.models import Form, Merge, MergeTurn, PlanLine, PlanYear
from haidang.domain.vietnamese import sort_key

NO_MONTH: Final = 13
"""Visits without a month come last."""
_UNREAD: Final = ("raw", "place", "basis", "note")
FORM_VI: Final = {Form.INSPECTION: "Thanh tra", Form.CHECK: "Kiểm tra", Form.AUDIT: "Kiểm toán"}


@dataclass(frozen=True)
class AdjustedVisit:
    """One visit as it will take place. `lines` are the ids of the lines in it; several are a joint team."""

    name: str
    code: str
    address: str
    content: str
    form: str
    lead: str
    co_units: tuple[str, ...]
    month: int | None
    lines: tuple[int, ...]

    @property
    def is_joint(self) -> bool:
        return len(self.lines) > 1

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept of it, as JSON has it."""
        return asdict(self) | {"co_units": list(self.co_units), "lines": list(self.lines)}


def adjusted_visits(year: PlanYear) -> list[AdjustedVisit]:
    """Return the visits of a year as decided today, by month and name (four queries). Persons' numbers are masked."""
    merges = Merge.objects.adopted().filter(proposal__year=year).select_related("lead")
    teams = {merge.pk: merge for merge in merges}
    parts: dict[int, list[PlanLine]] = {pk: [] for pk in teams}
    turns = (
        MergeTurn.objects.filter(merge__in=teams)
        .select_related("line__unit")
        .defer(*(f"line__{name}" for name in _UNREAD))
    )
    for turn in turns:
        parts[turn.merge_id].append(turn.line)
    merged = {line.pk for lines in parts.values() for line in lines}
    alone = PlanLine.objects.in_force().filter(year=year).select_related("unit").defer(*_UNREAD)
    visits = [_team(teams[pk], lines) for pk, lines in parts.items()]
    visits += [_visit(line) for line in alone if line.pk not in merged]
    return sorted(visits, key=lambda visit: (visit.month or NO_MONTH, sort_key(visit.name)))


def _visit(line: PlanLine) -> AdjustedVisit:
    return AdjustedVisit(
        line.name, _code(line), line.address, line.content, FORM_VI[Form(line.form)], line.unit.name_vi, (),
        line.month, (line.pk,),
    )  # fmt: skip


def _team(merge: Merge, lines: Iterable[PlanLine]) -> AdjustedVisit:
    lines = list(lines)
    fullest = max(lines, key=lambda line: (bool(line.tax_code), bool(line.address), len(line.name)))
    lead = merge.lead.name_vi
    others = tuple(dict.fromkeys(line.unit.name_vi for line in lines if line.unit.name_vi != lead))
    forms = dict.fromkeys(FORM_VI[Form(line.form)] for line in lines)
    return AdjustedVisit(
        merge.name, _code(fullest), fullest.address,
        "; ".join(dict.fromkeys(line.content for line in lines if line.content)),
        ", ".join(forms), lead, others, merge.month, tuple(line.pk for line in lines),
    )  # fmt: skip


def _code(line: PlanLine) -> str:
    return line.tax_code or ("•" * 12 if line.personal_number else "")
