"""The adjusted plan and its letter: made, kept with their hashes, shown to the public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.documents.letters import LetterWords
from haidang.apps.inspections import actions
from haidang.apps.inspections.adjusted import adjusted_visits
from haidang.apps.inspections.letters import (
    issue_content,
    letter_document,
    plan_document,
    render,
)
from haidang.apps.inspections.models import FilingState, IssuedPlan, MergeProposal, PlanYear, ProposalState
from haidang.apps.inspections.veiling import dotted
from haidang.domain.official_document import DocumentError
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.files.services import store_file
from haidang.foundation.permissions import Permission

_OPEN = (ProposalState.DRAFT, ProposalState.SENT)


@transaction.atomic
def issue_plan(*, year: PlanYear, words: LetterWords, by: Actor, at: datetime) -> IssuedPlan:
    """Make the adjusted plan of a year and its letter as drafts for signing. Raises ValidationError.

    Refused while plans are being compared, or joint teams are not decided on.
    """
    by.require(Permission.MERGE_PLANS)
    queue_for(f"inspection plans {year.year}")
    year = PlanYear.objects.get(pk=year.pk)
    if year.is_stale:
        raise ValidationError(_("Plans have changed and are being compared: try again in a moment."))
    if MergeProposal.objects.filter(year=year, state__in=_OPEN).exists():
        raise ValidationError(
            _("Some joint teams are not decided on yet: decide on them or drop the proposal.")
        )
    visits = adjusted_visits(year)
    if not visits:
        raise ValidationError(_("No plan is in force for this year."))
    plain = LetterWords(**{name: dotted(text) for name, text in words.as_dict().items()})
    content = issue_content(year.year, plain, visits, timezone.localdate(at))
    content["is_synthetic"] = year.filings.filter(state=FilingState.TAKEN, is_synthetic=True).exists()
    try:
        letter_document(content), plan_document(content)
    except DocumentError as error:
        raise ValidationError(_("The letter cannot be made: %(error)s") % {"error": error}) from error
    last = year.issued_plans.first()
    if last is not None and last.content == content:
        raise ValidationError(_("The very same plan was issued before: it stands above."))
    issued = IssuedPlan.objects.create(
        year=year,
        number=year.issued_plans.count() + 1,
        content=content,
        by_id=by.identifier,
        by_name=by.name,
        at=at,
    )
    record(actions.PLAN_ISSUED, subject=issued, label=str(year), data={"visits": len(visits)}, by=by, at=at)
    return issued


def make_issued_files(*, at: datetime) -> int:
    """Make the files of issued plans that have none yet; returns how many. 2,000 visits take half a minute.

    They are made before the transaction that keeps them, so that nobody waits for it.
    """
    waiting = list(IssuedPlan.objects.filter(plan_pdf=None).select_related("year"))
    for issued in waiting:
        created = issued.at.replace(microsecond=0)
        label = f"{issued.year}-{issued.number}"
        made = {
            "letter": (render(letter_document(issued.content), created), f"cong-van-dieu-chinh-{label}"),
            "plan": (render(plan_document(issued.content), created), f"ke-hoach-thanh-tra-{label}"),
        }
        with transaction.atomic():
            _keep(issued, made, at)
    return len(waiting)


def _keep(issued: IssuedPlan, made: Mapping[str, tuple[tuple[bytes, bytes], str]], at: datetime) -> None:
    by = Actor.system("issue plan")
    for key, (files, name) in made.items():
        for kind, content in zip(("docx", "pdf"), files, strict=True):
            setattr(issued, f"{key}_{kind}", store_file(content=content, name=f"{name}.{kind}", by=by, at=at))
    issued.save(update_fields=["letter_docx", "letter_pdf", "plan_docx", "plan_pdf"])


@transaction.atomic
def publish_plan(*, issued: IssuedPlan, by: Actor, at: datetime) -> IssuedPlan:
    """Show an issued plan to the public, in place of an earlier one of its year."""
    by.require(Permission.MERGE_PLANS)
    issued = IssuedPlan.objects.select_for_update(of=("self",)).select_related("year").get(pk=issued.pk)
    if issued.published_at is not None:
        raise ValidationError(_("This plan is public already."))
    newest = IssuedPlan.objects.filter(year=issued.year).order_by("-number").first()
    if newest is not None and newest.pk != issued.pk:
        raise ValidationError(_("A later plan was issued: publish that one."))
    if not issued.is_ready:
        raise ValidationError(_("Its files are being made: try again in a moment."))
    issued.published_at = at
    issued.save(update_fields=["published_at"])
    record(actions.PLAN_PUBLISHED, subject=issued, label=str(issued.year), by=by, at=at)
    return issued
