"""What is recorded about accounts."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

ACCOUNT_CREATED = register("accounts.account-created", _("created the account {label}"))
ROLE_GRANTED = register("accounts.role-granted", _("granted the role {role} to {label}"))
ROLE_ENDED = register("accounts.role-ended", _("ended the role {role} of {label}"))
SIGNED_IN = register("accounts.signed-in", _("signed in"))
PASSWORD_CHANGED = register("accounts.password-changed", _("changed the own password"))
API_KEY_CREATED = register("accounts.api-key-created", _("made the access key {label} for {unit}"))
API_KEY_REVOKED = register("accounts.api-key-revoked", _("revoked the access key {label} of {unit}"))
