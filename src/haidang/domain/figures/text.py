"""A text made ready for reading: one spelling, lower case, and the way back to the original offsets."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_CLUSTER: Final = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Source:
    """`text` in NFC, `low` the same in lower case and of the same length; `origin` maps offsets back, or None."""

    text: str
    low: str
    origin: tuple[int, ...] | None

    def original(self, offset: int) -> int:
        """Return the offset in the text as given."""
        return offset if self.origin is None else self.origin[offset]


def prepare(given: str) -> Source:
    """Return `given` composed and lowered. Marks are composed cluster by cluster, so that offsets survive."""
    if unicodedata.is_normalized("NFC", given):
        return Source(given, _lower(given), None)
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for cluster in _CLUSTER.finditer(given):
        pieces.append(given[at : cluster.start()])
        origin.extend(range(at, cluster.start()))
        composed = unicodedata.normalize("NFC", cluster.group())
        pieces.append(composed)
        lasting = len(composed) == len(
            cluster.group()
        )  # a mark that composes with nothing: "5" and an accent
        origin.extend(
            cluster.start() + place if lasting else cluster.start() for place in range(len(composed))
        )
        at = cluster.end()
    pieces.append(given[at:])
    origin.extend(range(at, len(given) + 1))
    text = "".join(pieces)
    return Source(text, _lower(text), tuple(origin))


def _lower(text: str) -> str:
    """Return `text` in lower case, letter by letter where lowering would change the length (İ)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
