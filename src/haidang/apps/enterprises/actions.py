"""What is recorded about enterprises, beside their imports."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

NUMBER_REVEALED = register(
    "enterprises.number-revealed", _("looked at the personal number of {label}: {reason}")
)
