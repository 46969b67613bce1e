"""Vietnamese alphabetical order.

Three levels, as in the collation of Vietnamese in Unicode CLDR: first the letters of the whole text, then
its tones, then its case. So "bà con" precedes "ba xã": c precedes x before any tone is looked at.
"""

import re
import unicodedata
from typing import TypeAlias

from haidang.domain.vietnamese.folding import normalise

SortKey: TypeAlias = tuple[
    tuple[tuple[int, int, str], ...],  # letters, numbers and marks
    tuple[tuple[int, ...], ...],  # tones, word by word
    tuple[bool, ...],  # capitals
    str,  # the text itself, so that different texts never tie
]

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK_OF_LETTER = {char: rank for rank, char in enumerate(_ALPHABET)}
_RANK_OF_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_SPACE, _MARK, _NUMBER, _LETTER, _FOREIGN_LETTER = range(5)
_DIGITS_OR_CHARACTER = re.compile(r"[0-9]+|.", re.DOTALL)


def sort_key(text: str) -> SortKey:
    """Return a key for `sorted`: a ă â b c d đ e ê … o ô ơ … u ư …, tones ngang huyền hỏi ngã sắc nặng.

    Spaces precede punctuation, punctuation numbers, numbers letters. Digits compare as numbers ("Quận 2"
    before "Quận 10"). The place of the tone mark does not matter ("hoà" beside "hòa"). Lower case first.
    """
    clean = normalise(text)
    toneless = _without_tones(clean)
    letters = tuple(_rank(run) for run in _DIGITS_OR_CHARACTER.findall(toneless.lower()))
    tones = tuple(_tones(word) for word in clean.split())
    return letters, tones, tuple(char.isupper() for char in toneless), clean


def _without_tones(text: str) -> str:
    """Return `text` in NFC without the five tone marks; ă â ê ô ơ ư keep the mark that makes the letter."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _RANK_OF_TONE))


def _tones(word: str) -> tuple[int, ...]:
    """Return the ranks of the tone marks of one word, in order; the level tone (ngang) has no mark."""
    decomposed = unicodedata.normalize("NFD", word)
    return tuple(_RANK_OF_TONE[char] for char in decomposed if char in _RANK_OF_TONE)


def _rank(run: str) -> tuple[int, int, str]:
    """Return the place of one lower-case character or run of digits in the alphabet."""
    if run[0] in "0123456789":
        digits = run.lstrip("0")
        return _NUMBER, len(digits), digits  # longer is larger: no conversion, so no limit on length
    if run in _RANK_OF_LETTER:
        return _LETTER, _RANK_OF_LETTER[run], ""
    if run.isalpha():
        return _FOREIGN_LETTER, ord(run), ""
    return (_SPACE if run == " " else _MARK), ord(run), ""
