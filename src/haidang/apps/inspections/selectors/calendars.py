"""A year of visits by month and unit, and the visits of one unit along the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count, Q

from haidang.apps.inspections.models import Inspection, Merge, PlanLine, Stage
from haidang.apps.inspections.policies import visible_lines, visible_merges
from haidang.apps.inspections.selectors.visits import last_day_of
from haidang.apps.inspections.sight import visible_inspections
from haidang.apps.organisations.models import Unit
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor

MONTHS: Final = 12
MOST_BARS: Final = 200


@dataclass
class Cell:
    """A unit's month: visits still planned (joint teams among them), and inspections that were opened."""

    planned: int = 0
    opened: int = 0

    @property
    def total(self) -> int:
        return self.planned + self.opened


@dataclass
class UnitYear:
    """A unit's year; `undated`: planned visits of which the plan says no month."""

    unit: Unit
    months: dict[int, Cell] = field(default_factory=lambda: {month: Cell() for month in range(1, MONTHS + 1)})
    undated: int = 0

    @property
    def total(self) -> int:
        return self.undated + sum(cell.total for cell in self.months.values())


@dataclass(frozen=True)
class Bar:
    """A visit along the year: `before`, `length` and `after` count months and add up to twelve."""

    name: str
    content: str
    words: str
    stage: str
    pk: int | None
    first: date | None
    last: date | None
    before: int
    length: int
    is_late: bool

    @property
    def after(self) -> int:
        return MONTHS - self.before - self.length


def _planned(actor: Actor, year: int, unit: str) -> tuple[object, object]:
    lines = (
        visible_lines(actor).filter(year__year=year, inspection=None).exclude(turns__merge__state="adopted")
    )
    merges = visible_merges(actor).filter(state="adopted", proposal__year__year=year, inspection=None)
    if unit:
        lines, merges = lines.filter(unit__code=unit), merges.filter(lead__code=unit)
    return lines, merges


def year_by_units(actor: Actor, year: int) -> list[UnitYear]:
    """Every unit with a visit in the year, in alphabetical order (four queries)."""
    lines, merges = _planned(actor, year, "")
    opened = visible_inspections(actor).counted().filter(year=year)  # type: ignore[attr-defined]
    counts: list[tuple[int, int | None, int, bool]] = [
        *((pk, month, n, False) for pk, month, n in _grouped(lines, "unit", "first__month")),
        *((pk, month, n, False) for pk, month, n in _grouped(merges, "lead", "month")),
        *((pk, month, n, True) for pk, month, n in _grouped(opened, "lead", "start_on__month")),
    ]
    units = Unit.objects.in_bulk({pk for pk, _month, _n, _opened in counts})
    rows: dict[int, UnitYear] = {}
    for pk, month, count, is_opened in counts:
        row = rows.setdefault(pk, UnitYear(units[pk]))
        if month is None:
            row.undated += count
        elif is_opened:
            row.months[month].opened += count
        else:
            row.months[month].planned += count
    return sorted(rows.values(), key=lambda row: sort_key(row.unit.name_vi))


def _grouped(rows: object, unit: str, month: str) -> Iterable[tuple[int, int | None, int]]:
    found = rows.order_by().values_list(unit, month).annotate(n=Count("pk", distinct=True))  # type: ignore[attr-defined]
    return list(found)


def year_of_unit(actor: Actor, year: int, unit: str, today: date) -> list[Bar]:
    """The visits of one unit along a year, by their first day; the first of very many."""
    lines, merges = _planned(actor, year, unit)
    opened = visible_inspections(actor).filter(year=year)
    joined = Inspection.co_units.through.objects.filter(unit__code=unit).values("inspection")
    opened = opened.filter(Q(lead__code=unit) | Q(pk__in=joined)).exclude(stage=Stage.CANCELLED)
    bars = [_bar_of(found, year, today) for found in opened.order_by("start_on")[:MOST_BARS]]
    bars += [
        _bar(merge.name, merge.reason, "joint", None, _month(year, merge.month), year)
        for merge in _first(merges.order_by("month"))  # type: ignore[attr-defined]
    ]
    for line in _first(lines.order_by("first", "pk")):  # type: ignore[attr-defined]
        span = (line.first, line.last or line.first) if line.first else None
        bars.append(_bar(line.name, line.content, "planned", None, span, year))
    return sorted(bars, key=lambda bar: (bar.first or date.max, bar.name))[:MOST_BARS]


def _first(rows: Iterable[PlanLine] | Iterable[Merge]) -> list:  # type: ignore[type-arg]
    return list(rows[:MOST_BARS])  # type: ignore[index]


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, last_day_of(first)


def _bar_of(found: Inspection, year: int, today: date) -> Bar:
    first = found.announced_on or found.start_on
    last = max(first, found.ended_on or found.end_on)
    late = found.due_on is not None and found.due_on < today and found.is_open
    return _bar(found.name, found.content, found.stage, found.pk, (first, last), year, is_late=late)


def _bar(
    name: str, content: str, stage: str, pk: int | None, span: tuple[date, date] | None, year: int, *,
    is_late: bool = False,
) -> Bar:  # fmt: skip
    words = (
        {"planned": "", "joint": ""}.get(stage) if stage in ("planned", "joint") else str(Stage(stage).label)
    )
    if span is None:
        return Bar(name, content, words or "", stage, pk, None, None, 0, 0, is_late)
    first, last = span
    start = first.month if first.year == year else 1
    end = last.month if last.year == year else MONTHS
    return Bar(
        name, content, words or "", stage, pk, first, last, start - 1, max(1, end - start + 1), is_late
    )


def years_with_visits(actor: Actor) -> list[int]:
    """The years of plans and inspections, latest first."""
    found: dict[int, bool] = defaultdict(bool)
    for year in visible_inspections(actor).order_by().values_list("year", flat=True).distinct():
        found[year] = True
    for year in visible_lines(actor).order_by().values_list("year__year", flat=True).distinct():
        found[year] = True
    return sorted(found, reverse=True)
