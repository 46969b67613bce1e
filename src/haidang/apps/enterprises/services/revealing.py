"""Looking at a personal number: for few, with a reason, and on record."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.enterprises import actions
from haidang.apps.enterprises.models import Enterprise
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission
from haidang.foundation.protection import WrongToken, reveal

SHORTEST_REASON = 10


@transaction.atomic
def reveal_personal_number(*, enterprise: Enterprise, reason: str, by: Actor, at: datetime) -> str:
    """Return the 12 digits of a household, and write down who looked and why. Raises `ValidationError`."""
    by.require(Permission.REVEAL_PERSONAL_NUMBER)
    tidy = normalise(reason)
    if len(tidy) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Say in a sentence what you need the number for.")})
    if enterprise.personal_number is None:
        raise ValidationError(_("This enterprise has no personal number."))
    try:
        number = reveal(enterprise.personal_number)
    except WrongToken as error:
        raise ValidationError(
            _("The number was protected with another key: bring the list of the register again.")
        ) from error
    record(
        actions.NUMBER_REVEALED,
        subject=enterprise,
        label=enterprise.name,
        data={"reason": tidy[:300]},
        by=by,
        at=at,
    )
    return number
