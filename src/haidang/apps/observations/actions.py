"""What is recorded about figures and findings."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

OBSERVATIONS_RECORDED = register("observations.recorded", _("recorded {count} observations from {label}"))
FIGURE_REVISED = register("observations.figure-revised", _("revised {label}: {before} → {after} ({reason})"))
FINDING_OPENED = register("observations.finding-opened", _("found {label}: {arithmetic}"))
FINDING_MENDED = register("observations.finding-mended", _("saw {label} mended by new figures"))
FINDING_EXPLAINED = register("observations.finding-explained", _("explained {label}: {explanation}"))
