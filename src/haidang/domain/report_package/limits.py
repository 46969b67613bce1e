"""How much a package may hold. Whatever is above is refused before it is built up in memory."""

from typing import Final

MAX_BYTES: Final = 25 * 1024 * 1024
"""Size of the whole message."""
MAX_ATTACHMENT_BYTES: Final = 7_000_000
"""Size of one enclosed file: in base64 it stays below what libxml2 takes as one text (10,000,000 characters)."""
MAX_ELEMENTS: Final = 30_000
MAX_DEPTH: Final = 8
MAX_INDICATORS: Final = 2_000
MAX_NARRATIVES: Final = 500
MAX_ATTACHMENTS: Final = 50
MAX_CODE: Final = 120
MAX_NAME: Final = 250
MAX_NOTE: Final = 1_000
MAX_NARRATIVE: Final = 20_000
MOST_FAULTS: Final = 200
"""So many faults are listed; a file with more is not what was meant to be sent."""
