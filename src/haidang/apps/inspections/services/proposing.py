"""A proposal of joint teams: worked out, sent to the units, dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions
from haidang.apps.inspections.merge_cases import Cases, gather_cases
from haidang.apps.inspections.models import (
    Merge,
    MergeProposal,
    MergeState,
    MergeTurn,
    PlanLine,
    PlanYear,
    ProposalState,
)
from haidang.apps.organisations.models import Unit
from haidang.domain.overlaps import read_precedence
from haidang.domain.overlaps.merging import Proposal, propose
from haidang.domain.vietnamese import format_date
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.people import people_of
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.notifications.services import Draft, queue_messages
from haidang.foundation.permissions import Permission, Role

SECONDS: Final = 10.0
BATCH: Final = 400
Capacities = Mapping[str, Mapping[int, int]]
"""Person-days by the code of a unit and the month; what is not there is not limited."""


def propose_merges(
    *, year: PlanYear, capacity: Capacities, first_month: int, by: Actor, at: datetime
) -> MergeProposal:
    """Work out one joint team for each enterprise that overlaps, in place of a draft of before.

    Raises ValidationError where plans are not worked out yet, nothing overlaps, or a proposal is with the units.
    """
    by.require(Permission.MERGE_PLANS)
    _check_capacity(capacity)
    year = PlanYear.objects.get(pk=year.pk)
    if year.is_stale:
        raise ValidationError(_("Plans have changed and are being compared: try again in a moment."))
    cases = gather_cases(year)
    if not cases.overlapping:
        raise ValidationError(_("Nothing overlaps that was not decided on."))
    found = _arranged(cases, capacity, first_month)
    with transaction.atomic():
        queue_for(f"inspection plans {year.year}")
        if PlanYear.objects.get(pk=year.pk).changed_at != year.changed_at:
            raise ValidationError(_("Plans have changed and are being compared: try again in a moment."))
        return _write(year, cases, found, capacity, first_month, by, at)


def _check_capacity(capacity: Capacities) -> None:
    for code, months in capacity.items():
        if any(month not in range(1, 13) or days < 0 for month, days in months.items()):
            raise ValidationError(
                _("Person-days of %(unit)s: months are 1 to 12, days not less than 0.") % {"unit": code}
            )


def _arranged(cases: Cases, capacity: Capacities, first_month: int) -> Proposal:
    names = {line.unit.code: line.unit.name_vi for line in cases.lines.values()}
    by_name = {
        (names[code], month): days
        for code, months in capacity.items()
        if code in names
        for month, days in months.items()
    }
    return propose(
        cases.visits, cases.overlapping, by_name, read_precedence(), first_month=first_month, seconds=SECONDS
    )


def _write(
    year: PlanYear, cases: Cases, found: Proposal, capacity: Capacities, first_month: int, by: Actor, at: datetime
) -> MergeProposal:  # fmt: skip
    if MergeProposal.objects.filter(year=year, state=ProposalState.SENT).exists():
        raise ValidationError(_("A proposal is with the units: decide on it or drop it first."))
    MergeProposal.objects.filter(year=year, state=ProposalState.DRAFT).update(state=ProposalState.DROPPED)
    proposal = MergeProposal.objects.create(
        year=year, first_month=first_month, status=found.status.value, gap=found.gap, change=found.change,
        capacity={code: {str(month): days for month, days in months.items()} for code, months in capacity.items()},
        overload=found.overload,
        clashes=[{"rule": c.rule, "vi": c.text_vi, "en": c.text_en} for c in found.clashes],
        by_id=by.identifier, by_name=by.name, at=at,
    )  # fmt: skip
    units = {line.unit.name_vi: line.unit for line in cases.lines.values()}
    merges, turns = [], []
    for team in found.merges:
        theirs = [cases.lines[int(visit.rid)] for visit in team.case.visits]
        merges.append(
            _merge(proposal, team.case.entity, theirs, units[team.case.lead], team.month, team.reason)
        )
        turns.append([(line, visit.month) for line, visit in zip(theirs, team.case.visits, strict=True)])
    Merge.objects.bulk_create(merges, batch_size=BATCH)
    MergeTurn.objects.bulk_create(
        (
            MergeTurn(merge=merge, line=line, old_month=month)
            for merge, theirs in zip(merges, turns, strict=True)
            for line, month in theirs
        ),
        batch_size=BATCH,
    )
    data = {"merges": len(merges), "visits": sum(map(len, turns)), "capacity": proposal.capacity}
    record(actions.MERGE_PROPOSED, subject=proposal, label=str(year), data=data, by=by, at=at)
    return proposal


def _merge(
    proposal: MergeProposal, entity: str, lines: list[PlanLine], lead: Unit, month: int, reason: str
) -> Merge:
    """A joint team under the longest name in which a plan writes the enterprise."""
    return Merge(
        proposal=proposal, entity=entity, name=max((line.name for line in lines), key=len),
        enterprise_id=lines[0].enterprise_id, lead=lead, month=month, proposed_lead=lead, proposed_month=month,
        reason=reason,
    )  # fmt: skip


@transaction.atomic
def send_proposal(*, proposal: MergeProposal, answer_by: date, by: Actor, at: datetime) -> MergeProposal:
    """Let the units see the joint teams in which they take part, and answer by a day. Their people are told."""
    by.require(Permission.MERGE_PLANS)
    proposal = locked(proposal, ProposalState.DRAFT)
    if answer_by < timezone.localdate(at):
        raise ValidationError({"answer_by": _("Choose a day that is not past.")})
    proposal.state, proposal.answer_by, proposal.version = ProposalState.SENT, answer_by, proposal.version + 1
    proposal.save(update_fields=["state", "answer_by", "version"])
    _tell_units(proposal, by, at)
    record(actions.MERGE_SENT, subject=proposal, label=str(proposal.year), by=by, at=at)
    return proposal


def _tell_units(proposal: MergeProposal, by: Actor, at: datetime) -> None:
    codes = set(MergeTurn.objects.filter(merge__proposal=proposal).values_list("line__unit__code", flat=True))
    people = people_of(codes, (Role.UNIT_HEAD, Role.REPORTING_OFFICER), timezone.localdate(at))
    year, due = proposal.year.year, format_date(proposal.answer_by) if proposal.answer_by else ""
    drafts = [
        Draft(
            user,
            f"Đề xuất đoàn liên ngành năm {year}",
            f"Thanh tra đề xuất gộp các cuộc thanh tra, kiểm tra trùng lặp năm {year}. Đề nghị cho ý kiến trước "
            f"ngày {due}.",
            kind="inspections",
            key=f"merge/{proposal.pk}/{code}/{user.username}",
            about=reverse("inspections:proposal", args=[year]),
        )
        for code, users in people.items()
        for user in users
    ]
    queue_messages(drafts=drafts, by=by, at=at)


@transaction.atomic
def drop_proposal(*, proposal: MergeProposal, by: Actor, at: datetime) -> None:
    """Go on with a proposal no further; opinions and what was decided stay: with a decision it is settled as it is."""
    by.require(Permission.MERGE_PLANS)
    proposal = locked(proposal, ProposalState.DRAFT, ProposalState.SENT)
    is_decided = proposal.merges.exclude(state=MergeState.PROPOSED).exists()
    proposal.state = ProposalState.SETTLED if is_decided else ProposalState.DROPPED
    proposal.save(update_fields=["state"])
    record(actions.MERGE_DROPPED, subject=proposal, label=str(proposal.year), by=by, at=at)


def locked(proposal: MergeProposal, *states: ProposalState) -> MergeProposal:
    """Return the proposal, locked, if it is in one of the states. Raises ValidationError."""
    found = MergeProposal.objects.select_for_update(of=("self",)).select_related("year").get(pk=proposal.pk)
    if found.state not in states:
        raise ValidationError(
            _("The proposal is “%(state)s” by now: load the page again.")
            % {"state": found.get_state_display()}
        )
    return found
