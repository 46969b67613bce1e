"""What is recorded about rounds and reports."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

REPORT_LOADED = register(
    "reporting.report-loaded", _("loaded the text of {label}: {blocks} blocks, {quotes} quotes")
)
BLOCK_REFRESHED = register("reporting.block-refreshed", _("refreshed the generated table {label}"))
REPORT_FROZEN = register("reporting.report-frozen", _("froze the report {label} with {quotes} quotes"))
TEXT_EXPLAINED = register(
    "reporting.text-explained", _("explained a contradiction in the text of {label}: {explanation}")
)
DEVIATION_NOTICED = register(
    "reporting.deviation-noticed", _("noticed that {label} changed after the freeze")
)
