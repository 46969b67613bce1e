"""What figures show on the pages of lower rooms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from haidang.apps.observations.selectors import FigureQuery, list_figures
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.web.panels import Panel

SHOWN = 100


def panel_of_unit(actor: Actor, unit: Unit) -> Panel | None:
    """The figures about a unit."""
    figures = list(list_figures(actor, FigureQuery(unit=unit.code))[:SHOWN])
    if not figures:
        return None
    return Panel(_("Figures"), "observations/_unit_figures.html", {"figures": figures, "unit": unit})
