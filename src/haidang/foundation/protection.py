"""Personal numbers as they may lie in a database or a file: unreadable without the key, and still comparable.

`protect` is deterministic: the same text gives the same token, so that a unique column or a look-up finds it. The
initialisation vector is the authentication code of the text (the idea of SIV, RFC 5297), and the text is masked with a
stream from HMAC-SHA256: two keys, both derived from HAIDANG_SECRET_KEY. Whoever has a copy of the database learns
which tokens are equal, and nothing else. Without the key tokens cannot be revealed again: keep it as long as the data.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from itertools import count
from typing import Final

from django.utils.crypto import salted_hmac

PREFIX: Final = "bv1."
_SIZE: Final = 16
_TOKEN: Final = re.compile(r"bv1\.[A-Za-z0-9_-]{22,400}")


class WrongToken(ValueError):
    """Not a token of ours, damaged, or made with another key."""


def protect(text: str) -> str:
    """Return the token of a text; equal texts have equal tokens."""
    content = text.encode()
    vector = _vector(content)
    return PREFIX + base64.urlsafe_b64encode(vector + _masked(content, vector)).decode().rstrip("=")


def reveal(token: str) -> str:
    """Return the text of a token. Raises `WrongToken`. Whoever calls it has asked who may, and says so in the audit."""
    if not is_token(token):
        raise WrongToken("not a protected text")
    encoded = token.removeprefix(PREFIX)
    try:
        raw = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except binascii.Error as error:
        raise WrongToken("the protected text is damaged") from error
    vector, content = raw[:_SIZE], _masked(raw[_SIZE:], raw[:_SIZE])
    if not hmac.compare_digest(vector, _vector(content)):
        raise WrongToken("the protected text is damaged, or was made with another key")
    return content.decode()


def is_token(text: str) -> bool:
    """Whether a text looks like a token."""
    return _TOKEN.fullmatch(text) is not None


def _vector(content: bytes) -> bytes:
    return hmac.digest(_key("vector"), content, hashlib.sha256)[:_SIZE]


def _masked(content: bytes, vector: bytes) -> bytes:
    """The content with the key stream of its vector laid over; laid over twice it is itself."""
    key, stream = _key("stream"), b""
    for number in count():
        if len(stream) >= len(content):
            break
        stream += hmac.digest(key, vector + number.to_bytes(4), hashlib.sha256)
    return bytes(a ^ b for a, b in zip(content, stream, strict=False))


def _key(purpose: str) -> bytes:
    return salted_hmac("haidang.foundation.protection", purpose, algorithm="sha256").digest()
