"""What units say of a joint team, and what the inspectorate decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions
from haidang.apps.inspections.models import (
    FilingState,
    Merge,
    MergeOpinion,
    MergeProposal,
    MergeState,
    MergeTurn,
    PlanLine,
    ProposalState,
)
from haidang.apps.inspections.services.proposing import locked
from haidang.apps.inspections.veiling import dotted
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import Told, record, record_each
from haidang.foundation.permissions import Permission

FIRST, LAST = 1, 12


@dataclass(frozen=True)
class Decision:
    """What becomes of a joint team; a lead or month other than proposed, or a refusal, needs a note."""

    adopt: bool
    lead: Unit
    month: int
    note: str = ""


@transaction.atomic
def give_opinion(
    *, merge: Merge, unit: Unit, agrees: bool, text: str, by: Actor, at: datetime
) -> MergeOpinion:
    """Say for a unit that takes part what it thinks of a joint team; who disagrees says why. The last word counts."""
    by.require(Permission.ANSWER_MERGE, unit.code)
    locked(merge.proposal, ProposalState.SENT)
    if Merge.objects.get(pk=merge.pk).state != MergeState.PROPOSED:
        raise ValidationError(_("This joint team was decided on before."))
    if not MergeTurn.objects.filter(merge=merge, line__unit=unit).exists():
        raise ValidationError(_("This unit does not take part in this joint team."))
    text = dotted(text.strip())
    if not agrees and not text:
        raise ValidationError({"text": _("Say why, and what you propose instead.")})
    opinion = MergeOpinion.objects.create(
        merge=merge, unit=unit, agrees=agrees, text=text, by_id=by.identifier, by_name=by.name, at=at
    )
    record(
        actions.OPINION_GIVEN, subject=merge, label=merge.name, unit_code=unit.code, data={"agrees": agrees},
        by=by, at=at,
    )  # fmt: skip
    return opinion


@transaction.atomic
def agree_to_rest(*, proposal: MergeProposal, unit: Unit, by: Actor, at: datetime) -> int:
    """Agree, for a unit, to all joint teams of which it has said nothing yet; returns how many."""
    by.require(Permission.ANSWER_MERGE, unit.code)
    proposal = locked(proposal, ProposalState.SENT)
    mine = Merge.objects.filter(
        proposal=proposal, state=MergeState.PROPOSED, turns__line__unit=unit
    ).distinct()
    silent = list(mine.exclude(opinions__unit=unit))
    MergeOpinion.objects.bulk_create(
        MergeOpinion(merge=merge, unit=unit, agrees=True, by_id=by.identifier, by_name=by.name, at=at)
        for merge in silent
    )
    told = (
        Told("inspections.merge", str(merge.pk), merge.name, unit.code, {"agrees": True}) for merge in silent
    )
    record_each(actions.OPINION_GIVEN, told, by=by, at=at)
    return len(silent)


@transaction.atomic
def decide_merge(*, merge: Merge, decision: Decision, by: Actor, at: datetime) -> Merge:
    """Decide on one joint team after the units were asked. Raises ValidationError."""
    by.require(Permission.MERGE_PLANS)
    proposal = locked(merge.proposal, ProposalState.SENT)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.state != MergeState.PROPOSED:
        raise ValidationError(_("This joint team was decided on before."))
    if merge.turns.exclude(line__filing__state=FilingState.TAKEN).exists():
        raise ValidationError(
            _("A visit of this joint team is no longer planned: work out another proposal.")
        )
    _require_sound(merge, decision)
    merge.lead, merge.month = decision.lead, decision.month
    _settle([merge], adopt=decision.adopt, note=dotted(decision.note.strip()), by=by, at=at)
    _close_if_done(proposal)
    return merge


def _require_sound(merge: Merge, decision: Decision) -> None:
    if not FIRST <= decision.month <= LAST:
        raise ValidationError({"month": _("A month is a number from 1 to 12.")})
    if not MergeTurn.objects.filter(merge=merge, line__unit=decision.lead).exists():
        raise ValidationError({"lead": _("The lead must be one of the units that take part.")})
    is_as_proposed = (decision.lead.pk, decision.month) == (merge.proposed_lead_id, merge.proposed_month)
    if not (decision.adopt and is_as_proposed) and not decision.note.strip():
        raise ValidationError({"note": _("Say why it is decided otherwise than proposed.")})


@transaction.atomic
def adopt_unopposed(*, proposal: MergeProposal, by: Actor, at: datetime, agreed_at: str = "") -> int:
    """Adopt as proposed all joint teams that nobody opposes; returns how many.

    A unit that said nothing here counts as agreeing once the day for answers is past, or where units agreed elsewhere:
    `agreed_at` says where, a meeting or a letter, and is kept with each decision.
    """
    by.require(Permission.MERGE_PLANS)
    proposal = locked(proposal, ProposalState.SENT)
    note = dotted(agreed_at.strip())
    is_over = bool(note) or (proposal.answer_by is not None and proposal.answer_by < timezone.localdate(at))
    waiting = proposal.merges.filter(state=MergeState.PROPOSED).prefetch_related("opinions", "turns__line")
    standing = waiting.exclude(turns__line__in=PlanLine.objects.exclude(filing__state=FilingState.TAKEN))
    chosen = [merge for merge in standing if _is_unopposed(merge, is_over)]
    _settle(chosen, adopt=True, note=note, by=by, at=at)
    _close_if_done(proposal)
    return len(chosen)


def _is_unopposed(merge: Merge, is_over: bool) -> bool:
    last = {opinion.unit_id: opinion.agrees for opinion in merge.opinions.all()}
    asked = {turn.line.unit_id for turn in merge.turns.all()}
    return all(last.values()) and (is_over or asked <= set(last))


def _settle(merges: Iterable[Merge], *, adopt: bool, note: str, by: Actor, at: datetime) -> None:
    merges = list(merges)
    if adopt:
        lines = MergeTurn.objects.filter(merge__in=merges).values("line")
        earlier = MergeTurn.objects.filter(line__in=lines).values("merge")
        Merge.objects.filter(state=MergeState.ADOPTED, pk__in=earlier).update(state=MergeState.REPLACED)
    for merge in merges:
        merge.state = MergeState.ADOPTED if adopt else MergeState.REFUSED
        merge.decided_by, merge.decided_at, merge.decision_note = by.name, at, note
    Merge.objects.bulk_update(
        merges, ["state", "lead", "month", "decided_by", "decided_at", "decision_note"], batch_size=200
    )
    told = (
        Told("inspections.merge", str(merge.pk), merge.name, data={"state": merge.state}) for merge in merges
    )
    record_each(actions.MERGE_DECIDED, told, by=by, at=at)


def _close_if_done(proposal: MergeProposal) -> None:
    if not proposal.merges.filter(state=MergeState.PROPOSED).exists():
        proposal.state = ProposalState.SETTLED
        proposal.save(update_fields=["state"])
