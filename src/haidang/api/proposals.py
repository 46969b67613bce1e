"""Proposals of a report over the API. `v1.py` says where, and for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema

from haidang.apps.reporting.models import Report
from haidang.apps.reporting.proposal_texts import words_of
from haidang.apps.reporting.selectors import list_proposals
from haidang.foundation.accounts.actor import Actor


class ProposalDecisionOut(Schema):
    """A decision, with the document it stands in; `decided_by` is the body or office."""

    outcome: Literal["accepted", "changed", "refused"]
    text: str
    decided_by: str
    document_number: str
    decided_on: date
    at: datetime


class ProposalTaskOut(Schema):
    """A task that came of a proposal; all of it at `/tasks`."""

    code: str
    plan: str
    status: str
    due_date: date | None


class ProposalOut(Schema):
    """A proposal: `outcome` is that of the newest decision, which stands first; "" while it awaits one."""

    number: int
    block: str
    text: str
    outcome: Literal["", "accepted", "changed", "refused"]
    decisions: list[ProposalDecisionOut]
    tasks: list[ProposalTaskOut]


def proposals_of(report: Report, reader: Actor) -> list[dict[str, Any]]:
    """The proposals of a report; figures that the reader may not see are withheld in `text`."""
    proposals = list_proposals(report)
    words = words_of(report, [proposal.block_key for proposal in proposals], reader)
    return [
        {
            "number": proposal.number,
            "block": proposal.block_key,
            "text": words.get(proposal.block_key, ""),
            "outcome": next((decision.outcome for decision in proposal.decisions.all()), ""),
            "decisions": list(proposal.decisions.all()),
            "tasks": [
                {
                    "code": given.task.code,
                    "plan": given.task.plan.code,
                    "status": given.task.status,
                    "due_date": given.task.due_date,
                }
                for decision in proposal.decisions.all()
                for given in decision.given.all()
            ],
        }
        for proposal in proposals
    ]
