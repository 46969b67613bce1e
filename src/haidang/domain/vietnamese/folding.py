"""Make texts comparable: one spelling for storage, one without marks for search."""

import unicodedata

_INVISIBLE = dict.fromkeys(
    [
        0x00AD,  # soft hyphen
        0x180E,  # Mongolian vowel separator, shown as nothing
        *range(0x200B, 0x2010),  # zero-width space, joiners, direction marks
        *range(0x202A, 0x202F),  # direction embeddings
        *range(0x2060, 0x2065),  # word joiner and invisible operators
        *range(0x2066, 0x206A),  # direction isolates
        0xFEFF,  # byte order mark
        *range(0x00, 0x09),  # controls, save those that count as whitespace
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xFFFE,  # no characters at all
        0xFFFF,
    ]
)

# đ has no canonical decomposition; eth and African d look the same and are typed instead of it.
_BARRED_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})


def normalise(text: str) -> str:
    """Return `text` in NFC, without invisible characters, every run of whitespace one space, ends trimmed."""
    visible = text.translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def fold(text: str) -> str:
    """Return `text` for search: lower case, no tone or vowel marks, đ as d. "Đất đai" gives "dat dai".

    The result does not depend on whether the input was composed (NFC) or decomposed (NFD).
    """
    decomposed = unicodedata.normalize("NFD", normalise(text).lower())
    unmarked = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unmarked.translate(_BARRED_D).split())
