"""Opening an inspection: from the plan, from a joint team, outside the plan, or of administrative reform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import (
    FilingState,
    Form,
    Inspection,
    Merge,
    MergeState,
    Origin,
    PlanLine,
    ReformPlan,
    StepEntry,
)
from haidang.apps.inspections.procedures import REFORM, checklist_on, procedure_on
from haidang.apps.inspections.selectors.judging import Judgement, Proposed, judge_opening
from haidang.apps.inspections.selectors.visits import contents_of_lines, form_of_merge
from haidang.apps.inspections.services.dossier import (
    Upload,
    keep_course,
    keep_file,
    require_past,
    signed,
    tell,
    tidy,
)
from haidang.apps.inspections.veiling import dotted
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.database import queue_for
from haidang.foundation.permissions import Permission

SHORTEST_EVIDENCE: Final = 20


@dataclass(frozen=True)
class Target:
    """What is inspected: exactly one of `line`, `merge`, `enterprise` (outside the plan) and `subject_unit`."""

    line: PlanLine | None = None
    merge: Merge | None = None
    enterprise: Enterprise | None = None
    subject_unit: Unit | None = None
    reform_plan: ReformPlan | None = None

    @property
    def origin(self) -> Origin:
        if self.line is not None:
            return Origin.PLAN
        if self.merge is not None:
            return Origin.JOINT
        return Origin.REFORM if self.subject_unit is not None else Origin.ADHOC


@dataclass(frozen=True)
class NewInspection:
    """An inspection as it is to be opened. Of a line or joint team, lead and form follow; content may be left empty.

    `exception`: the evidence of clear signs of violation, where a rule stands against it and this is claimed.
    """

    target: Target
    decision_number: str
    decision_on: date
    decision_by: str
    start_on: date
    end_on: date
    lead: Unit | None = None
    co_units: tuple[Unit, ...] = ()
    form: str = ""
    content: str = ""
    examined: str = ""
    is_complex: bool = False
    exception: str = ""
    exception_file: Upload | None = None
    decision_file: Upload | None = None


@dataclass(frozen=True)
class Facts:
    """What follows from the target."""

    lead: Unit
    co_units: tuple[Unit, ...]
    form: str
    contents: tuple[str, ...]
    entity: str
    name: str
    enterprise: Enterprise | None
    rid: str
    is_synthetic: bool


def facts_of(new: NewInspection) -> Facts:
    """Lead, form, contents and subject of a new inspection. Raises ValidationError where something is missing."""
    target = new.target
    if target.line is not None:
        return _facts_of_line(target.line, new)
    if target.merge is not None:
        return _facts_of_merge(target.merge, new)
    if new.lead is None:
        raise ValidationError({"lead": _("Say which unit leads.")})
    content = tidy(new.content, "content", _("Say what is looked into."))
    if target.subject_unit is not None:
        unit = target.subject_unit
        return Facts(new.lead, new.co_units, Form.CHECK, (content,), "", unit.name_vi, None, "", False)
    enterprise = target.enterprise
    if enterprise is None:
        raise ValidationError(_("Choose what is inspected."))
    if new.form not in (Form.INSPECTION, Form.CHECK):
        raise ValidationError({"form": _("Choose inspection or check.")})
    return Facts(
        new.lead, new.co_units, new.form, (content,), f"e{enterprise.pk}", enterprise.name, enterprise, "",
        enterprise.is_synthetic,
    )  # fmt: skip


def _facts_of_line(line: PlanLine, new: NewInspection) -> Facts:
    return Facts(
        line.unit, new.co_units, line.form, (dotted(line.content) or new.content,),
        line.entity or f"a{line.appearance}",
        dotted(line.name), line.enterprise, f"planned-{line.pk}", line.filing.is_synthetic,
    )  # fmt: skip


def _facts_of_merge(merge: Merge, new: NewInspection) -> Facts:
    lines = [turn.line for turn in merge.turns.select_related("line__unit", "line__filing")]
    units = {line.unit_id: line.unit for line in lines if line.unit_id != merge.lead_id}
    units |= {unit.pk: unit for unit in new.co_units}
    return Facts(
        merge.lead, tuple(units.values()), form_of_merge(merge), contents_of_lines(lines), merge.entity,
        dotted(merge.name),
        merge.enterprise, f"joint-{merge.pk}", any(line.filing.is_synthetic for line in lines),
    )  # fmt: skip


def judge(new: NewInspection) -> Judgement | None:
    """What the law of its first day says to a new inspection; None for units, which it does not protect."""
    facts = facts_of(new)
    if new.target.origin is Origin.REFORM:
        return None
    return judge_opening(_proposed(new, facts))


def _proposed(new: NewInspection, facts: Facts) -> Proposed:
    return Proposed(
        facts.entity, new.target.origin, facts.form, facts.contents, new.start_on, new.end_on, facts.rid
    )


@transaction.atomic
def open_inspection(*, new: NewInspection, by: Actor, at: datetime) -> Inspection:
    """Open an inspection with its decision as the first step.

    Raises ValidationError: "too_often" where a rule of the day stands against it and no clear signs of violation are
    claimed, "opened_already", "not_in_force", "in_a_joint_team"; PermissionDenied for who does not decide for the lead.
    """
    facts = facts_of(new)
    by.require(Permission.CONCLUDE_INSPECTION, facts.lead.code)
    queue_for(f"inspections of {facts.entity or new.target.subject_unit}")
    _check_target(new.target, new.start_on.year)
    details = _check_details(new, at)
    procedure = procedure_on(REFORM if new.target.subject_unit else facts.form, new.decision_on)
    if procedure is None:
        raise ValidationError(
            _("Inspections of this form are not carried out here on that day."), code="no_procedure"
        )
    judgement = judge(new)
    exception = _exception(judgement, new)
    checklist = checklist_on(new.decision_on) if new.target.subject_unit else None
    inspection = Inspection.objects.create(
        year=new.start_on.year, origin=new.target.origin, line=new.target.line, merge=new.target.merge,
        reform_plan=new.target.reform_plan, enterprise=facts.enterprise, subject_unit=new.target.subject_unit,
        entity=facts.entity, name=facts.name, lead=facts.lead, form=facts.form, contents=list(facts.contents),
        content=dotted(new.content.strip()) or "; ".join(facts.contents), procedure=procedure.key,
        checklist=checklist.key if checklist else "", is_complex=new.is_complex, start_on=new.start_on,
        end_on=new.end_on, is_synthetic=facts.is_synthetic, exception=exception,
        decision_file=keep_file(new.decision_file, facts.lead.code, by, at),
        exception_file=keep_file(new.exception_file, facts.lead.code, by, at) if exception else None,
        judgement=[violation.as_dict() for violation in judgement.violations] if judgement else [],
        **details, **signed(by, at),
    )  # fmt: skip
    inspection.co_units.set([unit for unit in facts.co_units if unit.pk != facts.lead.pk])
    StepEntry.objects.create(
        inspection=inspection, step="decision", done_on=new.decision_on, file=inspection.decision_file,
        **signed(by, at),
    )  # fmt: skip
    keep_course(inspection)
    if exception:
        tell(actions.OPENED_BY_EXCEPTION, inspection, by, at, {"evidence": exception[:300]})
    else:
        tell(actions.OPENED, inspection, by, at, {"origin": str(new.target.origin)})
    return inspection


def _check_details(new: NewInspection, at: datetime) -> dict[str, Any]:
    if new.end_on < new.start_on:
        raise ValidationError({"end_on": _("The last day lies before the first.")})
    require_past(new.decision_on, "decision_on", at)
    if new.decision_on > new.start_on:
        raise ValidationError({"start_on": _("It cannot begin before it was decided.")})
    return {
        "decision_number": tidy(
            new.decision_number, "decision_number", _("Write the number and symbol."), longest=60
        ),
        "decision_on": new.decision_on,
        "decision_by": tidy(new.decision_by, "decision_by", _("Say who signed."), longest=120),
        "examined": tidy(new.examined, "examined", longest=200),
    }


def _exception(judgement: Judgement | None, new: NewInspection) -> str:
    """The evidence that lets an inspection be opened against a rule; "" where no rule stands against it."""
    if judgement is None or not judgement.blocks:
        return ""
    evidence = tidy(new.exception, "exception")
    if not evidence:
        rules = "; ".join(violation.basis for violation in judgement.violations if violation.blocks)
        raise ValidationError(
            _("It cannot be opened: %(rules)s. The only exception are clear signs of violation.")
            % {"rules": rules},
            code="too_often",
        )
    if len(evidence) < SHORTEST_EVIDENCE:
        raise ValidationError(
            {"exception": _("Describe the signs of violation and where they are known from.")}
        )
    return evidence


def _check_target(target: Target, year: int) -> None:
    chosen = (target.line, target.merge, target.enterprise, target.subject_unit)
    if sum(entry is not None for entry in chosen) != 1:
        raise ValidationError(_("Choose one thing to inspect."))
    if target.line is not None:
        _check_line(target.line, year)
    if target.merge is not None:
        _check_merge(target.merge, year)
    if target.reform_plan is not None and target.subject_unit is not None:
        _check_reform(target.reform_plan, target.subject_unit)


def _refuse(text: str, code: str) -> None:
    raise ValidationError(text, code=code)


def _check_line(line: PlanLine, year: int) -> None:
    if line.filing.state != FilingState.TAKEN:
        _refuse(_("This visit stands in no plan that is in force."), "not_in_force")
    if line.turns.filter(merge__state=MergeState.ADOPTED).exists():
        _refuse(_("This visit is part of a joint team: open the joint team."), "in_a_joint_team")
    if Inspection.objects.filter(line=line).exists():
        _refuse(_("This visit was opened already."), "opened_already")
    _check_year(line.year.year, year)


def _check_merge(merge: Merge, year: int) -> None:
    if merge.state != MergeState.ADOPTED:
        _refuse(_("This joint team was not decided on."), "not_in_force")
    if Inspection.objects.filter(merge=merge).exists():
        _refuse(_("This joint team was opened already."), "opened_already")
    _check_year(merge.proposal.year.year, year)


def _check_year(planned: int, year: int) -> None:
    if planned != year:
        raise ValidationError({"start_on": _("It is planned for %(year)s.") % {"year": planned}})


def _check_reform(plan: ReformPlan, unit: Unit) -> None:
    if not plan.units.filter(pk=unit.pk).exists():
        _refuse(_("The plan does not name this unit."), "not_in_force")
    if plan.inspections.counted().filter(subject_unit=unit).exists():
        _refuse(_("This unit was inspected under the plan already."), "opened_already")
