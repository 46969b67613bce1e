"""What is recorded about inspections."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

YEAR_OPENED = register("inspections.year-opened", _("opened the year {label} for inspection plans"))
PLAN_READ = register("inspections.plan-read", _("brought the inspection plan {label} to be read"))
PLAN_TAKEN = register("inspections.plan-taken", _("filed the inspection plan {label}: {rows} visits"))
PLAN_DROPPED = register("inspections.plan-dropped", _("dropped the draft of the inspection plan {label}"))
COLUMNS_CHANGED = register("inspections.columns-changed", _("said what the columns of {label} hold"))
PLANS_RESOLVED = register(
    "inspections.plans-resolved",
    _(
        "worked out who is who in the plans of {label}: {enterprises} enterprises, {overlapping} with overlaps"
    ),
)
PAIR_DECIDED = register("inspections.pair-decided", _("decided on two entries, {label}: {answer}"))
DECISION_UNDONE = register("inspections.decision-undone", _("took back the decision on two entries, {label}"))
MERGE_PROPOSED = register(
    "inspections.merge-proposed", _("proposed {merges} joint teams for {visits} visits of {label}")
)
MERGE_SENT = register("inspections.merge-sent", _("sent the proposal of joint teams of {label} to the units"))
MERGE_DROPPED = register("inspections.merge-dropped", _("dropped the proposal of joint teams of {label}"))
OPINION_GIVEN = register("inspections.opinion-given", _("gave an opinion on the joint team at {label}"))
MERGE_DECIDED = register("inspections.merge-decided", _("decided on the joint team at {label}: {state}"))
PLAN_ISSUED = register("inspections.plan-issued", _("issued the adjusted inspection plan of {label}"))
PLAN_PUBLISHED = register("inspections.plan-published", _("published the inspection plan of {label}"))
