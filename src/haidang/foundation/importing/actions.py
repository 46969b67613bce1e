"""What is recorded about imports."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

IMPORTED = register(
    "importing.imported",
    _("imported {label}: {created} new, {changed} changed, {unchanged} unchanged"),
)
