"""What is recorded about an inspection from its opening on."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

OPENED = register("inspections.opened", _("opened the inspection {label}"))
OPENED_BY_EXCEPTION = register(
    "inspections.opened-by-exception",
    _("opened the inspection {label} on clear signs of violation: {evidence}"),
)
MEMBER_ADDED = register("inspections.member-added", _("took {name} into the team of {label}"))
MEMBER_LEFT = register("inspections.member-left", _("ended the membership of {name} in the team of {label}"))
STEP_DONE = register("inspections.step-done", _("recorded the step {step} of {label}"))
STEP_CORRECTED = register("inspections.step-corrected", _("corrected the step {step} of {label}: {note}"))
CALLED_OFF = register("inspections.called-off", _("called off the inspection {label}: {note}"))
DIARY_WRITTEN = register("inspections.diary-written", _("wrote the diary of {day} in {label}"))
DIARY_CORRECTED = register("inspections.diary-corrected", _("corrected the diary of {day} in {label}: {why}"))
DAY_CONFIRMED = register("inspections.day-confirmed", _("confirmed the diary of {day} in {label}"))
FAULT_FOUND = register("inspections.fault-found", _("recorded finding {number} of {label}"))
FAULT_FOLLOWED = register("inspections.fault-followed", _("reported on finding {number} of {label}: {state}"))
CONCLUDED = register("inspections.concluded", _("concluded the inspection {label} by {number}"))
CONCLUSION_PUBLISHED = register("inspections.conclusion-published", _("published the conclusion of {label}"))
CHECKLIST_ANSWERED = register(
    "inspections.checklist-answered", _("answered {answers} questions of the checklist of {label}")
)
REFORM_PLANNED = register(
    "inspections.reform-planned", _("planned to inspect administrative reform at {units} units by {label}")
)
REFORM_REPLACED = register(
    "inspections.reform-replaced",
    _(
        "replaced the plan {former} of inspecting administrative reform by {label}: {added} units came, {removed} went"
    ),
)
