"""Fonts of documents."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def font_paths() -> list[Path]:
    """The folders of the fonts that the set-up installed for documents."""
    return sorted(
        path for path in (settings.ASSETS_FOLDER / "@expo-google-fonts" / "tinos").glob("*") if path.is_dir()
    )
