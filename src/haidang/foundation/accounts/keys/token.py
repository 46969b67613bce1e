"""What a key looks like: hd_<prefix>_<secret>. The prefix is public, the secret has 256 random bits."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from dataclasses import dataclass
from typing import Final

_SHAPE: Final = re.compile(r"hd_(?P<prefix>[a-z0-9]{10})_(?P<secret>[A-Za-z0-9_-]{43})")
_LETTERS: Final = string.ascii_lowercase + string.digits


@dataclass(frozen=True)
class Token:
    """A key as its holder knows it. It never shows its secret by accident: `repr` leaves it out."""

    prefix: str
    secret: str

    def __repr__(self) -> str:
        return f"Token(hd_{self.prefix}_…)"

    @classmethod
    def make(cls) -> Token:
        """A new random key."""
        return cls("".join(secrets.choice(_LETTERS) for _ in range(10)), secrets.token_urlsafe(32))

    @classmethod
    def parse(cls, text: str) -> Token | None:
        """The key written as `text`; None if that is none."""
        match = _SHAPE.fullmatch(text)
        return cls(match["prefix"], match["secret"]) if match else None

    @property
    def text(self) -> str:
        return f"hd_{self.prefix}_{self.secret}"

    @property
    def digest(self) -> str:
        """What is kept of the secret: its SHA-256."""
        return hashlib.sha256(self.secret.encode()).hexdigest()
