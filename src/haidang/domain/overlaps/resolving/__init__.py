"""Who is who: rows of plans that mean one enterprise."""

from haidang.domain.overlaps.resolving.resolution import Linking, Resolution, Review, resolve

__all__ = ["Linking", "Resolution", "Review", "resolve"]
