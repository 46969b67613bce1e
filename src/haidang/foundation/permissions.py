"""The one map of who may do what. Read it from top to bottom; nothing about rights stands anywhere else.

A *grant* gives a person a role over one unit or over the whole programme, for a time. A permission lists
the roles that have it and how far it reaches: WHOLE (every unit) or OWN (only the unit of the grant).
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is in the programme; positions in `organisations` confer it."""

    ADMINISTRATOR = "administrator", _("System administrator")
    COORDINATOR = "coordinator", _("Programme co-ordinator")
    LEADER = "leader", _("Provincial leader")
    UNIT_HEAD = "unit_head", _("Head of unit")
    REPORTING_OFFICER = "reporting_officer", _("Reporting officer")
    AUDITOR = "auditor", _("Auditor")
    INSPECTORATE = "inspectorate", _("Inspectorate")


class Permission(StrEnum):
    """One thing somebody may do."""

    VIEW_PROGRAMME = "view_programme"
    REPORT_PROGRESS = "report_progress"
    REGISTER_COMMITMENT = "register_commitment"
    MANAGE_PROGRAMME = "manage_programme"
    VIEW_UNITS = "view_units"
    VIEW_DOCUMENTS = "view_documents"
    VIEW_INDEX = "view_index"
    VIEW_SCENARIOS = "view_scenarios"
    SAVE_SCENARIO = "save_scenario"
    VIEW_ENTERPRISES = "view_enterprises"
    REVEAL_PERSONAL_NUMBER = "reveal_personal_number"
    VIEW_INSPECTIONS = "view_inspections"
    FILE_PLAN = "file_plan"
    MATCH_ENTERPRISES = "match_enterprises"
    ANSWER_MERGE = "answer_merge"
    MERGE_PLANS = "merge_plans"
    CONDUCT_INSPECTION = "conduct_inspection"
    CONCLUDE_INSPECTION = "conclude_inspection"
    READ_DOSSIER = "read_dossier"
    VIEW_FIGURES = "view_figures"
    VIEW_PROVISIONAL_FIGURES = "view_provisional_figures"
    VIEW_FINDINGS = "view_findings"
    EXPLAIN_FINDING = "explain_finding"
    REVISE_FIGURE = "revise_figure"
    VIEW_ROUNDS = "view_rounds"
    RUN_ROUNDS = "run_rounds"
    FILL_SUBMISSION = "fill_submission"
    APPROVE_SUBMISSION = "approve_submission"
    VIEW_SUBMISSIONS = "view_submissions"
    JUDGE_SUBMISSIONS = "judge_submissions"
    VIEW_DRAFT_REPORT = "view_draft_report"
    VIEW_FROZEN_REPORT = "view_frozen_report"
    COMMENT_REPORT = "comment_report"
    APPROVE_REPORT = "approve_report"
    FREEZE_REPORT = "freeze_report"
    SHARE_REPORT = "share_report"
    DECIDE_PROPOSAL = "decide_proposal"
    IMPORT_DATA = "import_data"
    VIEW_FILES = "view_files"
    MANAGE_UNITS = "manage_units"
    MANAGE_PEOPLE = "manage_people"
    VIEW_AUDIT = "view_audit"
    VIEW_OUTGOING_MAIL = "view_outgoing_mail"
    RESEND_MESSAGES = "resend_messages"
    MANAGE_API_KEYS = "manage_api_keys"


class Reach(Enum):
    """How far a permission carries."""

    OWN = "own"
    WHOLE = "whole"


_A, _C, _L, _H, _O, _U, _I = (
    Role.ADMINISTRATOR,
    Role.COORDINATOR,
    Role.LEADER,
    Role.UNIT_HEAD,
    Role.REPORTING_OFFICER,
    Role.AUDITOR,
    Role.INSPECTORATE,
)
_EVERYBODY: Final = dict.fromkeys(Role, Reach.WHOLE)
_CENTRE: Final = dict.fromkeys((_C, _L, _U), Reach.WHOLE)
_UNITS_OWN: Final = dict.fromkeys((_H, _O), Reach.OWN)

PERMISSIONS: Final[dict[Permission, dict[Role, Reach]]] = {
    # What the programme is, and who belongs to it: known to everyone who signs in.
    Permission.VIEW_PROGRAMME: _EVERYBODY,
    Permission.VIEW_UNITS: _EVERYBODY,
    Permission.VIEW_DOCUMENTS: _EVERYBODY,
    # Scores of provinces are published, and whoever sees them may reckon with them. What the centre thinks of aiming at
    # is kept as scenarios, its working papers; who saved one may rename or delete it.
    Permission.VIEW_INDEX: _EVERYBODY,
    Permission.VIEW_SCENARIOS: _CENTRE,
    Permission.SAVE_SCENARIO: {_C: Reach.WHOLE, _L: Reach.WHOLE},
    # A unit reports on what it leads and adds words to what it helps with; its head promises things to enterprises in
    # its name. All other obligations are given at the centre, which also corrects, cancels and opens them again, and
    # shows commitments to the public.
    Permission.REPORT_PROGRESS: {_C: Reach.WHOLE, _H: Reach.OWN, _O: Reach.OWN},
    Permission.REGISTER_COMMITMENT: {_C: Reach.WHOLE, _H: Reach.OWN},
    Permission.MANAGE_PROGRAMME: {_C: Reach.WHOLE},
    # What registers say of enterprises is for those who work with them. The personal number of a household's owner is
    # masked for all; whoever decides about inspections, or audits, may look at one, with a reason and on record.
    Permission.VIEW_ENTERPRISES: dict.fromkeys((_C, _L, _U, _H, _O, _I), Reach.WHOLE),
    Permission.REVEAL_PERSONAL_NUMBER: dict.fromkeys((_C, _U, _I), Reach.WHOLE),
    # A unit files its plan of inspections and carries it out; it sees others' visits only where they meet its own. The
    # co-ordinator may bring the plans of all as one table. The
    # inspectorate says who is who in all plans, proposes joint teams and decides after the units have been heard.
    Permission.VIEW_INSPECTIONS: _CENTRE | {_I: Reach.WHOLE} | _UNITS_OWN,
    Permission.FILE_PLAN: {_I: Reach.WHOLE, _C: Reach.WHOLE} | _UNITS_OWN,
    Permission.MATCH_ENTERPRISES: {_I: Reach.WHOLE},
    Permission.ANSWER_MERGE: {_H: Reach.OWN},
    Permission.MERGE_PLANS: {_I: Reach.WHOLE},
    # Whoever is out in the enterprise writes the diary; decisions and conclusions bear the head's name.
    Permission.CONDUCT_INSPECTION: {_I: Reach.OWN} | _UNITS_OWN,
    Permission.CONCLUDE_INSPECTION: {_I: Reach.OWN, _H: Reach.OWN},
    # The diary and what was found are confidential: for the units of the team, and for those who watch over them.
    Permission.READ_DOSSIER: dict.fromkeys((_L, _U, _I), Reach.WHOLE) | _UNITS_OWN,
    # Final figures are shared between the units; provisional ones stay with their unit and the centre.
    Permission.VIEW_FIGURES: dict.fromkeys((_C, _L, _U, _H, _O, _I), Reach.WHOLE),
    Permission.VIEW_PROVISIONAL_FIGURES: _CENTRE | _UNITS_OWN,
    Permission.VIEW_FILES: _CENTRE | _UNITS_OWN | {_I: Reach.OWN},
    # A finding concerns the unit whose figure it is, and the centre.
    Permission.VIEW_FINDINGS: _CENTRE | _UNITS_OWN,
    Permission.EXPLAIN_FINDING: {_C: Reach.WHOLE, _H: Reach.OWN, _O: Reach.OWN},
    Permission.REVISE_FIGURE: {_C: Reach.WHOLE},
    # Rounds and the consolidated report are written at the centre; units read it once it is frozen.
    Permission.VIEW_ROUNDS: _CENTRE | _UNITS_OWN,
    Permission.RUN_ROUNDS: {_C: Reach.WHOLE},
    # A draft belongs to its unit: officers and head write it, the head approves. Only what was approved is seen at the
    # centre, which accepts or returns it.
    Permission.FILL_SUBMISSION: _UNITS_OWN,
    Permission.APPROVE_SUBMISSION: {_H: Reach.OWN},
    Permission.VIEW_SUBMISSIONS: _CENTRE | _UNITS_OWN,
    Permission.JUDGE_SUBMISSIONS: {_C: Reach.WHOLE},
    Permission.VIEW_DRAFT_REPORT: _CENTRE,
    Permission.VIEW_FROZEN_REPORT: _CENTRE | dict.fromkeys((_H, _O), Reach.WHOLE),
    # Whoever writes the draft does not approve it.
    Permission.COMMENT_REPORT: {_C: Reach.WHOLE, _L: Reach.WHOLE},
    Permission.APPROVE_REPORT: {_L: Reach.WHOLE},
    Permission.FREEZE_REPORT: {_C: Reach.WHOLE},
    # A link lets somebody without an account read a report for a time; it never shows more than accepted figures.
    Permission.SHARE_REPORT: {_C: Reach.WHOLE},
    # Leaders decide on proposals; the co-ordinator enters what was decided on paper.
    Permission.DECIDE_PROPOSAL: {_C: Reach.WHOLE, _L: Reach.WHOLE},
    Permission.IMPORT_DATA: {_C: Reach.WHOLE},
    # The house itself.
    Permission.MANAGE_UNITS: {_A: Reach.WHOLE, _C: Reach.WHOLE},
    Permission.MANAGE_PEOPLE: {_A: Reach.WHOLE},
    Permission.VIEW_AUDIT: {_A: Reach.WHOLE, _U: Reach.WHOLE, _C: Reach.WHOLE},
    Permission.VIEW_OUTGOING_MAIL: {_A: Reach.WHOLE, _U: Reach.WHOLE, _C: Reach.WHOLE},
    Permission.RESEND_MESSAGES: {_A: Reach.WHOLE, _C: Reach.WHOLE},
    # A key lets a unit's own software in, with the rights of a reporting officer of that unit.
    Permission.MANAGE_API_KEYS: {_A: Reach.WHOLE, _H: Reach.OWN},
}
