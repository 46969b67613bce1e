"""A plan filed again: what was decided about a visit goes on where the new plan says the very same of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from haidang.apps.inspections.models import Inspection, MergeTurn, PlanFiling, PlanLine

_SAME: Final = ("appearance", "content", "form", "first", "last", "days", "staff")


def carry_over(former: PlanFiling, filing: PlanFiling) -> None:
    """Let joint teams and inspections point to the lines of the new plan that say what their lines said.

    A visit that the new plan words differently is another one: its joint team is void, and is proposed anew.
    """
    fresh: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for pk, *said in PlanLine.objects.filter(filing=filing).order_by("number").values_list("pk", *_SAME):
        fresh[tuple(said)].append(pk)
    new_of = {}
    for pk, *said in PlanLine.objects.filter(filing=former).order_by("number").values_list("pk", *_SAME):
        if fresh[tuple(said)]:
            new_of[pk] = fresh[tuple(said)].pop(0)
    for model in (MergeTurn, Inspection):
        held = list(model.objects.filter(line__in=PlanLine.objects.filter(filing=former)))
        kept = [row for row in held if row.line_id in new_of]
        for row in kept:
            row.line_id = new_of[row.line_id]
        model.objects.bulk_update(kept, ["line"], batch_size=200)
