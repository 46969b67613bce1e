"""What is recorded about units and people."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

UNITS_MERGED = register("organisations.units-merged", _("merged {predecessors} into {label}"))
UNIT_ENDED = register("organisations.unit-ended", _("ended {label} after {last_day}"))
UNIT_SUCCEEDED = register("organisations.unit-succeeded", _("let {label} follow {predecessors}"))
PERSON_APPOINTED = register("organisations.person-appointed", _("appointed {label} as {title}"))
POSITION_TAKEN_BACK = register("organisations.position-taken-back", _("took back the position of {label}"))
POSITION_ENDED = register("organisations.position-ended", _("ended the position of {label}"))
