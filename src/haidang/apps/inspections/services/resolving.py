"""Working out who is who and what overlaps, and writing it down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from haidang.apps.inspections import actions
from haidang.apps.inspections.matching import Matched, Question, match_lines
from haidang.apps.inspections.models import FoundOverlap, MatchDecision, PlanLine, PlanYear, ReviewPair
from haidang.apps.inspections.visits import visits_of
from haidang.domain.overlaps import Overlap, find_overlaps, read_rules
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for

BATCH: Final = 400
MOST_LINKS: Final = 100
"""So many links that answers made are kept to be looked at; how many there are is always told."""
_TRIES: Final = 3


def resolve_stale_years(*, at: datetime) -> int:
    """Work out every year whose plans or answers changed; returns how many of them."""
    by = Actor.system("match plans")
    return sum(resolve_year(year=year, by=by, at=at) for year in PlanYear.objects.all() if year.is_stale)


def resolve_year(*, year: PlanYear, by: Actor, at: datetime) -> bool:
    """Work out who is who in a year's plans and what overlaps; False if it was up to date, or changed all the time.

    The work is done before the transaction that writes it, so that nobody waits for it.
    """
    for _try in range(_TRIES):
        seen = PlanYear.objects.get(pk=year.pk)
        if not seen.is_stale or seen.changed_at is None:
            return False
        answered = _last_answer()
        matched = match_lines(seen)
        with transaction.atomic():
            queue_for(f"inspection plans {seen.year}")
            now = PlanYear.objects.select_for_update().get(pk=year.pk)
            if now.changed_at == seen.changed_at and _last_answer() == answered:
                _write(now, matched, by, at)
                return True
    return False


def _last_answer() -> int | None:
    """The newest answer of anybody: what comes while plans are compared must not be lost."""
    return MatchDecision.objects.order_by("-pk").values_list("pk", flat=True).first()


def _write(year: PlanYear, matched: Matched, by: Actor, at: datetime) -> None:
    lines = list(PlanLine.objects.in_force().filter(year=year).select_related("unit"))
    changed = []
    for line in lines:
        entity = matched.entity[line.pk]
        enterprise = int(entity[1:]) if entity.startswith("e") else None
        if (line.entity, line.enterprise_id) != (entity, enterprise):
            line.entity, line.enterprise_id = entity, enterprise
            changed.append(line)
    PlanLine.objects.bulk_update(changed, ["entity", "enterprise"], batch_size=BATCH)
    _write_questions(year, matched.questions)
    write_overlaps(year, lines)
    year.resolved_at = year.changed_at
    numbers = {
        "lines": len(lines),
        "enterprises": len({line.entity for line in lines}),
        "registered": sum(line.enterprise_id is not None for line in lines),
        "questions": len(matched.questions),
        "taught": len(matched.taught),
        "overlapping": FoundOverlap.objects.filter(year=year).values("entity").distinct().count(),
    }
    year.notes = {**numbers, "links": [asdict(link) for link in matched.taught[:MOST_LINKS]]}
    year.save(update_fields=["resolved_at", "notes"])
    record(actions.PLANS_RESOLVED, subject=year, label=str(year), data=numbers, by=by, at=at)


def _write_questions(year: PlanYear, questions: Iterable[Question]) -> None:
    """Replace the questions of a year; one that stays keeps its number, for somebody may be looking at it."""
    old = {
        _sides(pair.line_id, pair.other_id, pair.enterprise_id): pair
        for pair in ReviewPair.objects.filter(year=year)
    }
    kept, new = [], []
    for rank, question in enumerate(questions):
        pair = old.pop(_sides(question.line, question.other, question.enterprise), None)
        if pair is None:
            pair = ReviewPair(year=year, line_id=question.line, other_id=question.other,
                              enterprise_id=question.enterprise)  # fmt: skip
            new.append(pair)
        else:
            kept.append(pair)
        put_off = ReviewPair.PUT_OFF if pair.pk and pair.rank >= ReviewPair.PUT_OFF else 0
        pair.rank, pair.chance, pair.reasons = put_off + rank, question.chance, question.reasons
    ReviewPair.objects.filter(pk__in=[pair.pk for pair in old.values()]).delete()
    ReviewPair.objects.bulk_update(kept, ["rank", "chance", "reasons"], batch_size=BATCH)
    ReviewPair.objects.bulk_create(new, batch_size=BATCH)


def _sides(line: int, other: int | None, enterprise: int | None) -> tuple[frozenset[int | None], int | None]:
    return frozenset({line, other}), enterprise


def write_overlaps(year: PlanYear, lines: Iterable[PlanLine], entity: str = "") -> None:
    """Write anew what overlaps among lines: of the whole year, or at one entity."""
    old = FoundOverlap.objects.filter(year=year)
    (old.filter(entity=entity) if entity else old).delete()
    found = find_overlaps(visits_of(lines), year.year, read_rules())
    rows = FoundOverlap.objects.bulk_create((_row(year, overlap) for overlap in found), batch_size=BATCH)
    through = FoundOverlap.lines.through
    links = [
        through(foundoverlap_id=row.pk, planline_id=int(visit.rid))
        for row, overlap in zip(rows, found, strict=True)
        for visit in overlap.visits
    ]
    through.objects.bulk_create(links, batch_size=BATCH)


def _row(year: PlanYear, overlap: Overlap) -> FoundOverlap:
    return FoundOverlap(
        year=year, entity=overlap.entity, rule=overlap.rule.key, degree=overlap.rule.degree.value
    )
