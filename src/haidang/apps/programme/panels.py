"""What the programme shows on the pages of lower rooms."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.selectors import list_tasks
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.web.panels import Panel


def panel_of_unit(actor: Actor, unit: Unit) -> Panel | None:
    """The tasks that a unit leads or helps with."""
    tasks = list(list_tasks(actor, unit=unit.code))
    if not tasks:
        return None
    return Panel(
        _("Tasks"),
        "programme/_unit_tasks.html",
        {"tasks": tasks, "unit": unit, "today": timezone.localdate()},
    )
