"""Static files with hashed names, compressed by whitenoise."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Third-party files mention source maps that are not shipped: that is no reason to fail."""

    manifest_strict = False
