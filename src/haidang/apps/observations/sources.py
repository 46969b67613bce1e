"""What the source URNs of this room mean, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from haidang.foundation.files.sources import Source


def resolve_measure(urn: str) -> Source:
    """A value that the system computed from its own tables."""
    *_head, room, period = urn.split(":")
    return Source(
        _("computed by the system from “%(room)s” for %(period)s") % {"room": room, "period": period}
    )


def resolve_correction(_urn: str) -> Source:
    """A value that somebody corrected by hand; who and why stand with the revision."""
    return Source(_("corrected by hand; see the reason of the revision"))
