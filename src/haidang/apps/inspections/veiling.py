"""Numbers of persons in texts: tokens where they are kept, dots where they are shown."""

from __future__ import annotations

import re
from typing import Final

from haidang.domain.vietnamese import CodeKind, parse_tax_code
from haidang.foundation.protection import protect, reveal

_RUN: Final = re.compile(r"(?<![0-9A-Za-z_])[0-9][0-9 .-]{9,17}[0-9](?![0-9A-Za-z_])")
_TOKEN: Final = re.compile(r"bv1\.[A-Za-z0-9_-]{22,400}")
_DOTS: Final = "•" * 12


def veil(text: str) -> str:
    """Return the text with every number that may be a person's as a token (`foundation/protection`)."""
    return _RUN.sub(lambda run: protect(run[0]) if _is_personal(run[0]) else run[0], text)


def unveil(text: str) -> str:
    """Return the text as it was. Only for what reads it again: nobody is shown the result."""
    return _TOKEN.sub(lambda token: reveal(token[0]), text)


def dotted(text: str) -> str:
    """Return the text for people's eyes: numbers of persons, and their tokens, are dots."""
    return _RUN.sub(lambda run: _DOTS if _is_personal(run[0]) else run[0], _TOKEN.sub(_DOTS, text))


def _is_personal(run: str) -> bool:
    return parse_tax_code(run).kind is CodeKind.PERSONAL
