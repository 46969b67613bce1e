"""Letters and Roman numerals of headings and list items (Decree 30/2020, Annex I: I. → 1. → a))."""

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""Letters of list items in order: đ follows d; f, j, w, z and the vowels with marks are not used."""

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_LIMIT = 3999


def letter(n: int) -> str:
    """Return the letter of list item `n`, counted from 1: 1 is "a", 5 is "đ", 7 is "g", 23 is "y".

    Raises ValueError outside 1..23: the decree knows no second round, so split the list.
    """
    if not 1 <= n <= len(LETTERS):
        raise ValueError(f"no list letter for item {n}: use 1 to {len(LETTERS)}, or split the list")
    return LETTERS[n - 1]


def roman(n: int) -> str:
    """Return `n` (1 to 3999) as a Roman numeral in capitals. Raises ValueError outside that range."""
    if not 1 <= n <= _ROMAN_LIMIT:
        raise ValueError(f"no Roman numeral for {n}: use 1 to {_ROMAN_LIMIT}")
    numeral = ""
    for value, symbol in _ROMAN:
        count, n = divmod(n, value)
        numeral += symbol * count
    return numeral
