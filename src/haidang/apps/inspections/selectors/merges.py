"""Reads of proposals and joint teams."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from haidang.apps.inspections.models import (
    IssuedPlan,
    Merge,
    MergeOpinion,
    MergeProposal,
    MergeState,
    MergeTurn,
    PlanYear,
)
from haidang.apps.inspections.policies import visible_merges
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class Voice:
    """What a unit that takes part says last of a joint team; None: nothing yet."""

    unit: Unit
    opinion: MergeOpinion | None
    may_answer: bool


@dataclass(frozen=True)
class Team:
    """A joint team with its visits and what the units say."""

    merge: Merge
    turns: list[MergeTurn]
    voices: list[Voice]

    @property
    def is_opposed(self) -> bool:
        return any(voice.opinion and not voice.opinion.agrees for voice in self.voices)

    @property
    def answered(self) -> int:
        """How many units have said something."""
        return sum(voice.opinion is not None for voice in self.voices)

    @property
    def moved(self) -> list[MergeTurn]:
        """The visits that go to another month."""
        return [turn for turn in self.turns if turn.old_month and turn.old_month != self.merge.month]


def find_proposal(actor: Actor, year: PlanYear) -> MergeProposal | None:
    """The proposal of a year that counts: the open one, else the one decided last; units see it once it was sent."""
    found = MergeProposal.objects.filter(year=year).exclude(state="dropped")
    if not actor.scope(Permission.VIEW_INSPECTIONS).everything:
        found = found.exclude(state="draft").filter(merges__in=visible_merges(actor)).distinct()
    return found.select_related("year").first()


def list_merges(
    actor: Actor, proposal: MergeProposal, *, state: str = "", unit: str = "", opposed: bool = False
) -> QuerySet[Merge]:
    """Joint teams of a proposal, those that move most first."""
    found = visible_merges(actor).filter(proposal=proposal)
    if state:
        found = found.filter(state=state)
    if unit:
        found = found.filter(turns__line__unit__code=unit).distinct()
    if opposed:
        found = found.filter(opinions__agrees=False).distinct()
    return found.order_by("month", "name", "pk")


def teams_of(actor: Actor, merges: QuerySet[Merge]) -> list[Team]:
    """Joint teams with all that belongs to them (five queries, whatever their number)."""
    turns = MergeTurn.objects.select_related("line__unit").defer("line__raw", "line__basis")
    loaded = merges.select_related("lead", "proposed_lead", "enterprise", "proposal__year").prefetch_related(
        Prefetch("turns", turns, "loaded_turns"), "opinions"
    )
    return [_team(actor, merge) for merge in loaded]


def _team(actor: Actor, merge: Merge) -> Team:
    turns = merge.loaded_turns  # type: ignore[attr-defined]
    last = {opinion.unit_id: opinion for opinion in merge.opinions.all()}
    units = {turn.line.unit_id: turn.line.unit for turn in turns}
    is_asked = merge.proposal.state == "sent" and merge.state == MergeState.PROPOSED
    voices = [
        Voice(unit, last.get(pk), is_asked and actor.may(Permission.ANSWER_MERGE, unit.code))
        for pk, unit in units.items()
    ]
    return Team(merge, turns, voices)


def get_team(actor: Actor, year: PlanYear, pk: int) -> Team:
    """One joint team; 404 if there is none, or it is not for the actor to see."""
    found = teams_of(actor, visible_merges(actor).filter(proposal__year=year, pk=pk))
    if not found:
        raise Http404
    return found[0]


def count_merges(proposal: MergeProposal) -> dict[str, int]:
    """Joint teams by state, those opposed, and the visits in them (one query)."""
    return proposal.merges.aggregate(
        all=Count("pk", distinct=True),
        visits=Count("turns", distinct=True),
        open=Count("pk", distinct=True, filter=Q(state=MergeState.PROPOSED)),
        adopted=Count("pk", distinct=True, filter=Q(state=MergeState.ADOPTED)),
        refused=Count("pk", distinct=True, filter=Q(state=MergeState.REFUSED)),
        opposed=Count("pk", distinct=True, filter=Q(opinions__agrees=False)),
    )


def list_issued(actor: Actor, year: PlanYear) -> QuerySet[IssuedPlan]:
    """Adjusted plans of a year, latest first; for those who see all plans, others once they are public."""
    found = IssuedPlan.objects.filter(year=year)
    if not actor.scope(Permission.VIEW_INSPECTIONS).everything:
        found = found.exclude(published_at=None)
    return found.select_related("letter_docx", "letter_pdf", "plan_docx", "plan_pdf").defer("content")


def get_issued(actor: Actor, year: PlanYear, number: int) -> IssuedPlan:
    """One adjusted plan of a year; 404 if there is none for the actor."""
    found = list_issued(actor, year).filter(number=number).first()
    if found is None:
        raise Http404
    return found
