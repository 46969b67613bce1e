"""What people say of two entries: kept for later years, counted in at once, and taken back when it was wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions
from haidang.apps.inspections.models import Answer, MatchDecision, PlanLine, PlanYear, ReviewPair
from haidang.apps.inspections.services.resolving import write_overlaps
from haidang.apps.inspections.services.years import mark_changed
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.permissions import Permission


@transaction.atomic
def decide_pair(*, pair: ReviewPair, answer: str, by: Actor, at: datetime) -> MatchDecision:
    """Say whether two entries are one enterprise. Counts at once: lines are joined and overlaps found anew.

    Who is who is then worked out anew, since an answer tells of other pairs of its kind, too.

    Raises ValidationError where both already are different registered enterprises.
    """
    by.require(Permission.MATCH_ENTERPRISES)
    queue_for(f"inspection plans {pair.year.year}")
    sides = ReviewPair.objects.select_related("year", "line__unit", "other__unit", "enterprise")
    found = sides.filter(pk=pair.pk).first()
    if found is None:
        raise ValidationError(_("That question was settled meanwhile."))
    pair = found
    decision = MatchDecision.objects.create(
        year=pair.year, one=pair.line.appearance, other=_key(pair), answer=answer, chance=pair.chance,
        reasons=pair.reasons, shown=[_shown(pair.line), _shown(pair.other or pair.enterprise)],
        by_id=by.identifier, by_name=by.name, at=at,
    )  # fmt: skip
    if answer == Answer.SAME:
        _join(pair)
    if answer == Answer.LATER:
        ReviewPair.objects.filter(pk=pair.pk).update(rank=F("rank") + ReviewPair.PUT_OFF)
    else:
        ReviewPair.objects.filter(pk=pair.pk).delete()
        mark_changed(pair.year, at)
    label = f"{pair.line.name} – {(pair.other or pair.enterprise).name}"  # type: ignore[union-attr]
    record(
        actions.PAIR_DECIDED,
        subject=decision,
        label=label,
        data={"answer": Answer(answer).value},
        by=by,
        at=at,
    )
    return decision


def _key(pair: ReviewPair) -> str:
    return pair.other.appearance if pair.other else f"e{pair.enterprise_id}"


def _shown(entry: Any) -> dict[str, str]:
    """What the reviewer saw of an entry; never the number of a person."""
    unit = getattr(entry, "unit", None)
    return {
        "name": entry.name,
        "tax_code": entry.tax_code or "",
        "address": entry.address,
        "unit": unit.name_vi if unit else "",
    }


def _join(pair: ReviewPair) -> None:
    """Make one entity of two: every line of both, now."""
    one = pair.line.entity
    other = pair.other.entity if pair.other else f"e{pair.enterprise_id}"
    if one == other:
        return
    if one.startswith("e") and other.startswith("e"):
        raise ValidationError(
            _(
                "Both are already linked to different entries of the registry: mend the registry or take back a link."
            )
        )
    kept, gone = (one, other) if one.startswith("e") else (other, one)
    if not kept.startswith("e"):
        kept, gone = min(one, other), max(one, other)
    enterprise = int(kept[1:]) if kept.startswith("e") else None
    lines = PlanLine.objects.in_force().filter(year=pair.year)
    lines.filter(entity=gone).update(entity=kept, enterprise=enterprise)
    write_overlaps(pair.year, [], gone)
    write_overlaps(pair.year, lines.filter(entity=kept).select_related("unit"), kept)
    _drop_answered(pair.year)


def _drop_answered(year: PlanYear) -> None:
    """Pairs whose two sides are one entity by now need no answer."""
    pairs = ReviewPair.objects.filter(year=year)
    same_lines = Q(line__entity=F("other__entity"))
    same_entry = Q(enterprise__isnull=False, line__enterprise=F("enterprise"))
    pairs.filter(same_lines | same_entry).delete()


@transaction.atomic
def undo_decision(*, decision: MatchDecision, by: Actor, at: datetime) -> None:
    """Take back an answer. Who is who is then worked out anew, without it."""
    by.require(Permission.MATCH_ENTERPRISES)
    queue_for(f"inspection plans {decision.year.year}")
    found = MatchDecision.objects.select_for_update(of=("self",)).select_related("year").get(pk=decision.pk)
    if found.undone_at is not None:
        raise ValidationError(_("This answer was taken back before."))
    found.undone_at, found.undone_by = at, by.name
    found.save(update_fields=["undone_at", "undone_by"])
    if found.answer == Answer.LATER:
        _ask_again(found)
    label = " – ".join(side["name"] for side in found.shown)
    record(actions.DECISION_UNDONE, subject=found, label=label, by=by, at=at)
    mark_changed(found.year, at)


def _ask_again(decision: MatchDecision) -> None:
    """Put a question that was put off back to its place."""
    pairs = ReviewPair.objects.filter(year=decision.year, line__appearance=decision.one)
    again = [pair.pk for pair in pairs.select_related("other") if _key(pair) == decision.other]
    ReviewPair.objects.filter(pk__in=again).update(rank=F("rank") % ReviewPair.PUT_OFF)
