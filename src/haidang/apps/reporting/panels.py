"""What reports show on the pages of lower rooms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from haidang.apps.observations.models import Figure
from haidang.apps.reporting.selectors import list_quotes_of
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.web.panels import Panel


def panel_of_figure(actor: Actor, figure: Figure) -> Panel | None:
    """Where reports quote a figure."""
    places = list_quotes_of(actor, figure)
    if not places:
        return None
    return Panel(
        _("Quoted in reports"), "reporting/_figure_quotes.html", {"places": places, "figure": figure}
    )


def way_of_figure(actor: Actor, figure: Figure) -> Panel | None:
    """The first station on the way of a figure: the places where it can be read."""
    places = list_quotes_of(actor, figure)
    if not places:
        return None
    return Panel(_("Report"), "reporting/_figure_way.html", {"places": places})
