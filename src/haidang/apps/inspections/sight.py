"""Who may see which inspection, and who acts in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from haidang.apps.inspections.models import FoundFault, Inspection, Member, PlanLine, Task
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Those of the actor's units, those made at them, and those that meet a visit of theirs; all for who sees all.

    Two visits meet where they are at one enterprise in one year. What is in the dossier is another matter:
    `may_read_dossier`.
    """
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    everything = Inspection.objects.all()
    if scope.everything:
        return everything
    codes = scope.unit_codes
    met = {"year": OuterRef("year"), "entity": OuterRef("entity")}
    beside = Inspection.objects.filter(lead__code__in=codes, **met).exclude(entity="")
    planned = PlanLine.objects.in_force().filter(
        unit__code__in=codes, year__year=OuterRef("year"), entity=OuterRef("entity")
    )
    return everything.filter(
        Q(lead__code__in=codes)
        | Q(subject_unit__code__in=codes)
        | Exists(_joined(codes))
        | Exists(beside)
        | Exists(planned.exclude(entity=""))
    )


def _joined(codes: frozenset[str]) -> QuerySet[Inspection]:
    through = Inspection.co_units.through.objects
    found: QuerySet[Inspection] = through.filter(inspection=OuterRef("pk"), unit__code__in=codes)
    return found


def readable_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Those whose dossier the actor may read."""
    scope = actor.scope(Permission.READ_DOSSIER)
    everything = Inspection.objects.all()
    if scope.everything:
        return everything
    return everything.filter(Q(lead__code__in=scope.unit_codes) | Exists(_joined(scope.unit_codes)))


def visible_faults(actor: Actor) -> QuerySet[FoundFault]:
    """Findings of the dossiers that the actor may read, and those made at the actor's units."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    at_own = FoundFault.objects.filter(inspection__subject_unit__code__in=scope.unit_codes)
    readable = readable_inspections(actor).values("pk")
    return FoundFault.objects.filter(Q(inspection__in=readable) | Q(pk__in=at_own.values("pk")))


def team_units(inspection: Inspection) -> list[str]:
    """Codes of the units of the team, the lead first."""
    return [inspection.lead.code, *(unit.code for unit in inspection.co_units.all())]


def may_read_dossier(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor may read the diary, the team and the files."""
    return any(actor.may(Permission.READ_DOSSIER, code) for code in team_units(inspection))


def may_see_faults(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor may read what was found: the dossier's readers, and the unit that was inspected."""
    subject = inspection.subject_unit
    own = actor.scope(Permission.VIEW_INSPECTIONS).unit_codes
    return may_read_dossier(actor, inspection) or (subject is not None and subject.code in own)


def leads_it(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor carries the inspection out for the unit that leads."""
    return actor.may(Permission.CONDUCT_INSPECTION, inspection.lead.code)


def takes_part(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor works for one of the units of the team."""
    return any(actor.may(Permission.CONDUCT_INSPECTION, code) for code in team_units(inspection))


def concludes_it(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor decides for the unit that leads."""
    return actor.may(Permission.CONCLUDE_INSPECTION, inspection.lead.code)


def find_leader(inspection: Inspection) -> Member | None:
    """The team leader of now."""
    return inspection.members.filter(task=Task.LEADER, left_on=None).first()


def members_to_write_for(actor: Actor, inspection: Inspection) -> QuerySet[Member]:
    """Members whose diary the actor may write.

    A member who has an account writes in person; for one who has none, the member's own unit does. The leader and the
    secretary may write for everybody.
    """
    members = Member.objects.filter(inspection=inspection).select_related("unit").order_by("pk")
    if actor.is_system:
        return members
    if not takes_part(actor, inspection) or actor.user_id is None:
        return members.none()
    if members.filter(task__in=[Task.LEADER, Task.SECRETARY], left_on=None, account=actor.user_id).exists():
        return members
    scope = actor.scope(Permission.CONDUCT_INSPECTION)
    of_unit = Q(account=None) if scope.everything else Q(account=None, unit__code__in=scope.unit_codes)
    return members.filter(Q(account=actor.user_id) | of_unit)


def writes_for(actor: Actor, inspection: Inspection, member: Member) -> bool:
    """Whether the actor may write a member's diary."""
    return members_to_write_for(actor, inspection).filter(pk=member.pk).exists()


def confirms_days(actor: Actor, inspection: Inspection) -> bool:
    """Whether the actor confirms days: the leader; where the leader has no account, who decides for the lead."""
    leader = find_leader(inspection)
    if leader is not None and leader.account_id is not None:
        return actor.user_id == leader.account_id and takes_part(actor, inspection)
    return concludes_it(actor, inspection)
