"""What is recorded about scenarios."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

SCENARIO_SAVED = register("competitiveness.scenario-saved", _("saved the scenario {label}"))
SCENARIO_RENAMED = register(
    "competitiveness.scenario-renamed", _("changed the name or note of the scenario {label}")
)
SCENARIO_DELETED = register("competitiveness.scenario-deleted", _("deleted the scenario {label}"))
